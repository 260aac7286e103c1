import { Failure } from '../../../contracts/failures.ts';
import { openClip } from '../../../engines/film/sources/clip.ts';
import { withFileWindow } from '../../../engines/film/sources/headers/file-window.ts';
import type { StillFormat } from '../../../engines/film/sources/headers/header.ts';
import { findStillFormat } from '../../../engines/film/sources/headers/still-header.ts';
import { probeMedia } from '../../../engines/film/sources/probe-media.ts';
import { decodeStill } from '../../../engines/film/sources/still.ts';
import type { FoundPicture, WantedPicture } from './source.ts';
import { suitingOf } from './suits.ts';

/** A file that was looked at: it can be shown. */
export interface CheckedPicture {
  kind: FoundPicture['kind'];
  mediaType: string;
}

const mediaTypes: Readonly<Record<StillFormat, string>> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WebP: 'image/webp',
  AVIF: 'image/avif',
  HEIC: 'image/heic',
  GIF: 'image/gif',
  BMP: 'image/bmp',
  TIFF: 'image/tiff',
};

// Decoded to this size, the film's own work on its frames is spared.
const thumbnail = { width: 64, height: 64 };

/**
 * Looks at a file with the eyes of the film engine, before it becomes a scene's picture: all that will be shown is decoded.
 * Answers why it can't be used, as the end of a sentence that begins with the picture, for whatever is wrong with it.
 */
export async function checkPicture(
  ffmpeg: string,
  path: string,
  { found, frames, ...wanted }: WantedPicture & { found: FoundPicture; frames: number },
  signal: AbortSignal,
): Promise<CheckedPicture | { problem: string }> {
  const { kind, problem, width, height, durationSeconds, animated } = await probeMedia(ffmpeg, path, signal);
  if (problem) return { problem };
  if (kind !== found.kind) return { problem: `is not a ${found.kind}, as it was said to be` };
  if (animated) return { problem: 'is an animation' };
  const seconds = kind === 'clip' ? durationSeconds : undefined;
  const suiting = suitingOf({ kind, width, height, seconds }, wanted);
  if (suiting === 'not') {
    return { problem: `has ${width}×${height} pixels${seconds ? ` for ${seconds.toFixed(1)} s` : ''}, too little` };
  }
  // Turned by its header, or another file than was promised. A person's own files promise nothing.
  const isPromised = found.width > 0 && suitingOf(found, wanted) !== 'makeshift';
  if (isPromised && suiting === 'makeshift') {
    return { problem: `has ${width}×${height} pixels, where ${found.width}×${found.height} were promised` };
  }
  try {
    if (kind === 'still') await decodeStill(ffmpeg, path, thumbnail, signal);
    else await decodeClip(ffmpeg, path, frames, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure && error.type === 'InvalidInput') return { problem: 'cannot be decoded' };
    throw error;
  }
  const format = kind === 'still' ? await withFileWindow(path, findStillFormat) : undefined;
  return { kind, mediaType: format ? mediaTypes[format] : 'video/mp4' };
}

async function decodeClip(ffmpeg: string, path: string, frames: number, signal: AbortSignal): Promise<void> {
  const clip = await openClip(ffmpeg, path, { size: thumbnail, frames, signal });
  try {
    for (let frame = 0; frame < frames; frame += 1) await clip.next();
  } finally {
    await clip.close();
  }
}
