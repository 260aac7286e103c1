import { type Format, formats } from '../../contracts/formats.ts';
import { cameraAt } from './motion.ts';
import type { Camera } from './resampler/resampler.ts';
import type { Size } from './resampler/size.ts';
import type { ClipShot, StillShot } from './scene-request.ts';
import type { PlacedShot } from './shot-track.ts';
import { openClip } from './sources/clip.ts';
import { decodeStill, stillSize } from './sources/still.ts';

/** The picture of one shot, being read from the moment it is opened. Frames are the scene's, asked for in ascending order. */
export interface ShotSource {
  /** Hands over what is seen on this frame; not called when that is what was handed over before. */
  show(frame: number, take: (pixels: Uint8Array, size: Size) => void): Promise<void>;
  cameraAt(frame: number): Camera;
  /** Ends what is still reading. */
  close(): Promise<void>;
}

export function openShot(ffmpeg: string, placed: PlacedShot, format: Format, signal: AbortSignal): ShotSource {
  const { shot } = placed;
  return shot.kind === 'still'
    ? openStillShot(ffmpeg, placed, shot, format, signal)
    : openClipShot(ffmpeg, placed, shot, format, signal);
}

function openStillShot(
  ffmpeg: string,
  { from, end }: PlacedShot,
  { path, motion }: StillShot,
  format: Format,
  signal: AbortSignal,
): ShotSource {
  const size = stillSize(format);
  let pixels: Promise<Uint8Array> | undefined = expectLater(decodeStill(ffmpeg, path, size, signal));
  // Remembers that it has ended, not what was read: that is as large as a frame.
  const ended = pixels.then(
    () => {},
    () => {},
  );
  return {
    async show(_frame, take) {
      if (!pixels) return;
      take(await pixels, size);
      pixels = undefined;
    },
    cameraAt: (frame) => cameraAt(motion, end - from > 1 ? (frame - from) / (end - from - 1) : 0),
    async close() {
      await ended;
    },
  };
}

const still: Camera = { zoom: 1, x: 0.5, y: 0.5 };

function openClipShot(
  ffmpeg: string,
  { from, end }: PlacedShot,
  { path }: ClipShot,
  format: Format,
  signal: AbortSignal,
): ShotSource {
  const size = formats[format];
  const frames = end - from;
  const opening = expectLater(openClip(ffmpeg, path, { size, frames, signal }));
  let read = 0;
  let upcoming: Promise<Uint8Array> | undefined;
  return {
    async show(frame, take) {
      const clip = await opening;
      let pixels = await (upcoming ?? clip.next());
      for (read++; read <= frame - from; read++) pixels = await clip.next();
      take(pixels, size);
      // Its bytes are taken: the next frame is read while this one is drawn.
      upcoming = read < frames ? expectLater(clip.next()) : undefined;
    },
    cameraAt: () => still,
    async close() {
      const clip = await opening.catch(() => undefined);
      await clip?.close();
      await Promise.allSettled([upcoming]);
    },
  };
}

/** Awaited only when it is needed: a failure before that must not count as unhandled. */
function expectLater<Result>(result: Promise<Result>): Promise<Result> {
  result.catch(() => {});
  return result;
}
