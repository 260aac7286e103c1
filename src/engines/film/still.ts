import { readFile } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';
import { type Format, formats } from '../../contracts/formats.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { Size } from './resampler/resampler.ts';

// Seen from 1.074 times the frame's size, a zoom of 1–1.12 shows the still at 93–104 % of its own pixels: always sharp.
const stillScale = 1.074;

/** Size in pixels a still is brought to before the camera moves over it. */
export function stillSize(format: Format): Size {
  const even = (length: number) => Math.round((length * stillScale) / 2) * 2;
  const { width, height } = formats[format];
  return { width: even(width), height: even(height) };
}

/** Decodes a picture of any size to I420, BT.709, limited range, cropped so that it covers `size`. */
export async function decodeStill(
  ffmpeg: string,
  path: string,
  { width, height }: Size,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const picture = await readFile(path).catch((error: unknown) => {
    throw new Failure('ArtifactMissing', `the still ${path} cannot be read: make the picture again`, { cause: error });
  });
  const filter = [
    `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos:out_color_matrix=bt709:out_range=tv`,
    `crop=${width}:${height}`,
    'format=yuv420p',
  ].join(',');
  // Through a pipe, no file name can be taken for a pattern or an option.
  const { stdout } = await runFfmpeg(
    ffmpeg,
    ['-v', 'error', '-i', 'pipe:0', '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'],
    { signal, input: picture, task: `decoding the still ${path}` },
  );
  return stdout;
}
