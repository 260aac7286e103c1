import { Failure } from '../../../contracts/failures.ts';
import { type Format, formats } from '../../../contracts/formats.ts';
import { i420Bytes } from '../resampler/resampler.ts';
import type { Size } from '../resampler/size.ts';
import { fitFilter, planFit } from './fit.ts';
import { swapsSides } from './headers/exif.ts';
import { type FileWindow, UnusableFile, withFileWindow } from './headers/file-window.ts';
import type { StillHeader } from './headers/header.ts';
import { markInks } from './headers/jpeg.ts';
import { findStillFormat, readStillHeader } from './headers/still-header.ts';
import { extractWebpFrame } from './headers/webp.ts';
import { readFrames } from './read-frames.ts';

// Seen from 1.074 times the frame's size, a zoom of 1–1.12 shows the still at 93–104 % of its own pixels: always sharp.
const stillScale = 1.074;

/** Size in pixels a still is brought to before the camera moves over it. */
export function stillSize(format: Format): Size {
  const even = (length: number) => Math.round((length * stillScale) / 2) * 2;
  const { width, height } = formats[format];
  return { width: even(width), height: even(height) };
}

const smallestSide = 16;
const mostPixels = 100_000_000;
// What a decoder holds at once: 100 megapixels of 32 bits.
const mostBytes = 250_000_000;
// The file itself lies in memory while it is decoded.
const largestFile = 256 * 1024 * 1024;

/**
 * Decodes a picture of any size, shape and common format to I420, BT.709, limited range, upright, filling `size`. Of an
 * animation, the first picture; what is transparent lies on a dark ground. One that is cut off, damaged, too small or too
 * large is refused with `InvalidInput`, one that is not there with `ArtifactMissing`.
 */
export async function decodeStill(ffmpeg: string, path: string, size: Size, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const { header, input } = await withFileWindow(path, examine);
    const reader = readFrames(ffmpeg, decoding(path, header, size, input !== undefined), {
      bytes: i420Bytes(size),
      signal,
      what: `the still ${path}`,
      input,
    });
    try {
      return await reader.next();
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof UnusableFile) {
      throw new Failure('InvalidInput', `the still ${path} ${error.message}: ${error.advice}`, { cause: error });
    }
    throw new Failure('ArtifactMissing', `the still ${path} cannot be read: make the picture again`, { cause: error });
  }
}

/** Everything that can be said without decoding. */
async function examine(file: FileWindow): Promise<{ header: StillHeader; input?: Buffer }> {
  if (file.size === 0) throw new UnusableFile('is empty', 'fetch or export it again');
  const format = await findStillFormat(file);
  if (!format)
    throw new UnusableFile('is not a picture of a known kind', 'use JPEG, PNG, WebP, AVIF, GIF, BMP or TIFF');
  if (format === 'HEIC') throw new UnusableFile('is in HEIC', 'save it as a JPEG file');
  if (file.size > largestFile) {
    throw new UnusableFile(`has ${Math.round(file.size / 1e6)} MB`, 'save it with fewer pixels, or as a JPEG file');
  }
  const header = await readStillHeader(file, format);
  refuseSize(header);
  const { firstFrame } = header;
  if (firstFrame) return { header, input: await extractWebpFrame(file, { ...header, firstFrame }) };
  if (header.unmarkedInks) return { header, input: markInks(await file.read(0, file.size)) };
  return { header };
}

function refuseSize({ width, height, bytesPerPixel, format }: StillHeader): void {
  const pixels = width * height;
  const dimensions = `${width}×${height} pixels`;
  if (Math.min(width, height) < smallestSide) {
    throw new UnusableFile(`has ${dimensions}, too few to show anything`, 'use one with at least 16 a side');
  }
  if (pixels > mostPixels) {
    throw new UnusableFile(`has ${dimensions}, more than 100 megapixels`, 'scale it down to 8000 a side or less');
  }
  // A JPEG is decoded small, see `shrink`.
  if (format !== 'JPEG' && pixels * bytesPerPixel > mostBytes) {
    throw new UnusableFile(
      `has ${dimensions} of ${bytesPerPixel * 8} bits`,
      'save it with 8 bits a colour, or scale it down',
    );
  }
}

/** Named, so that FFmpeg never guesses: a picture can then not turn out to be a list of other files. */
const demuxers: Readonly<Record<StillHeader['format'], string>> = {
  JPEG: 'jpeg_pipe',
  PNG: 'png_pipe',
  WebP: 'webp_pipe',
  AVIF: 'mov',
  HEIC: 'mov',
  GIF: 'gif',
  BMP: 'bmp_pipe',
  TIFF: 'tiff_pipe',
};

/** FFmpeg's names of EXIF's orientations. */
const turns: Readonly<Record<number, string[]>> = {
  2: ['hflip'],
  3: ['hflip', 'vflip'],
  4: ['vflip'],
  5: ['transpose=cclock_flip'],
  6: ['transpose=clock'],
  7: ['transpose=clock_flip'],
  8: ['transpose=cclock'],
};

function decoding(path: string, header: StillHeader, size: Size, piped: boolean): string[] {
  // Turned last, when it is small.
  const target = swapsSides(header.orientation) ? { width: size.height, height: size.width } : size;
  const halvings = header.format === 'JPEG' && header.bytesPerPixel < 4 ? shrink(header, target) : 0;
  const decoded = {
    width: Math.ceil(header.width / 2 ** halvings),
    height: Math.ceil(header.height / 2 ** halvings),
  };
  const { alpha, alphaApart, hdrTransfer } = header;
  const filter = [
    fitFilter(planFit(decoded, target), target, { alpha, ...(hdrTransfer ? { hdrTransfer } : {}) }),
    ...(turns[header.orientation] ?? []),
    'format=yuv420p',
  ].join(',');
  const graph = alphaApart ? `[0:v:0]format=rgba[seen];[seen][0:v:1]alphamerge,${filter}` : filter;
  return [
    // The header is no promise: the decoder holds to the limit too, and its own margins around the picture.
    ...['-threads', '1', '-noautorotate', '-max_pixels', `${mostPixels * 1.1}`],
    ...(halvings > 0 ? ['-lowres', `${halvings}`] : []),
    ...['-f', demuxers[header.format], '-i', piped ? 'pipe:0' : `file:${path}`],
    ...(alphaApart ? ['-filter_complex', graph] : ['-map', '0:v:0', '-vf', graph]),
    ...['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
  ];
}

/** A JPEG can be decoded at a half, a quarter or an eighth: as long as twice what is shown remains, nothing is lost. */
function shrink(header: StillHeader, target: Size): number {
  const { kept, shown } = planFit(header, target);
  const ratio = Math.min(kept.width / shown.width, kept.height / shown.height);
  return Math.max(0, Math.min(3, Math.floor(Math.log2(ratio / 2))));
}
