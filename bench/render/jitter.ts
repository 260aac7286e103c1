import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { Motion } from '../../src/contracts/timeline.ts';
import type { Size } from '../../src/engines/film/resampler/size.ts';
import { stillSize } from '../../src/engines/film/sources/still.ts';
import type { Plane } from '../measures/ssim.ts';
import type { BenchRow } from '../row.ts';
import { viewAt } from './camera-view.ts';
import { captureRawScenes, removeRawScenes } from './raw-frames.ts';
import { readLuma } from './raw-luma.ts';
import { bareScene, type SampleFilm } from './sample-film.ts';

const frames = 120;
/** A spot as smooth as a bell, in pixels of the still; its standard deviation. */
const blob = { x: 420, y: 1310 };
const blobWidth = 14;
const [groundGrey, blobGrey] = [30, 200];
// Limited range.
const [groundLuma, blobLuma] = [16 + (219 / 255) * groundGrey, (219 / 255) * blobGrey];

/** Slow moves, a fifth of a pixel a frame and less: the speed at which the eye sees every uneven step. */
const moves: Record<string, Motion> = {
  pan: { kind: 'right', from: { zoom: 1.1, x: 0.4, y: 0.5 }, to: { zoom: 1.1, x: 0.6, y: 0.5 } },
  zoom: { kind: 'in', from: { zoom: 1, x: 0.4, y: 0.6 }, to: { zoom: 1.05, x: 0.4, y: 0.6 } },
};

/** How far a smooth spot on the engine's frames lies from where the camera path puts it. */
export async function measureJitter(
  film: SampleFilm,
  { ffmpeg, folder }: { ffmpeg: string; folder: string },
): Promise<BenchRow> {
  const { format } = film.setting.brief;
  const still = join(folder, 'blob.png');
  await writeFile(still, drawBlob(stillSize(format)));
  const names = Object.keys(moves);
  const scenes = names.map((name) =>
    bareScene(film, { path: still, motion: moves[name] as Motion, frames, output: join(folder, `${name}.mp4`) }),
  );
  const raw = await captureRawScenes(scenes, { ffmpeg, folder });
  const figures: { name: string; error: number; whole: number }[] = [];
  for (const [index, scene] of raw.entries()) {
    const name = names[index] as string;
    const errors: number[] = [];
    const wholes: number[] = [];
    for (let frame = 0; frame < frames; frame++) {
      const { left, top, step } = viewAt(format, moves[name] as Motion, frame, frames);
      const meant = { x: (blob.x - left + 0.5) / step - 0.5, y: (blob.y - top + 0.5) / step - 0.5 };
      const shift = shiftOf(await readLuma(scene, format, frame), meant, blobWidth / step);
      errors.push(Math.hypot(shift.x, shift.y));
      wholes.push(Math.hypot(Math.round(meant.x) - meant.x, Math.round(meant.y) - meant.y));
    }
    figures.push({ name, error: rms(errors), whole: rms(wholes) });
  }
  await removeRawScenes(raw);
  const worst = figures.reduce((most, figure) => (figure.error > most.error ? figure : most));
  return {
    figure: 'jitter-px',
    value: worst.error,
    reference: worst.whole,
    ratio: worst.error / worst.whole,
    unit: 'px',
    limit: 'value ≤ 0.02 px',
    holds: worst.error <= 0.02,
    detail: `${figures.map(({ name, error }) => `${name} ${error.toFixed(4)}`).join(', ')}; reference: moving by whole pixels`,
  };
}

const rms = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/**
 * By how much the spot lies beside its place: the shift that makes the frame look most like the spot as it is meant, by
 * least squares. Frames are rounded to whole grey levels; seen so, that moves the result by 0.001 px, where the spot's
 * centre of gravity would move by 0.02.
 */
function shiftOf(
  { width, height, values }: Plane,
  meant: { x: number; y: number },
  spread: number,
): { x: number; y: number } {
  const reach = Math.ceil(spread * 4);
  const [x0, y0] = [Math.round(meant.x), Math.round(meant.y)];
  if (x0 < reach || y0 < reach || x0 + reach >= width || y0 + reach >= height)
    throw new Error('the spot left the frame');
  let [sumX, sumY, squaresX, squaresY] = [0, 0, 0, 0];
  for (let y = y0 - reach; y <= y0 + reach; y++) {
    for (let x = x0 - reach; x <= x0 + reach; x++) {
      const [besideX, besideY] = [x - meant.x, y - meant.y];
      const light = blobLuma * Math.exp(-(besideX ** 2 + besideY ** 2) / (2 * spread ** 2));
      const missing = (values[y * width + x] as number) - groundLuma - light;
      const [slopeX, slopeY] = [(light * besideX) / spread ** 2, (light * besideY) / spread ** 2];
      sumX += slopeX * missing;
      sumY += slopeY * missing;
      squaresX += slopeX * slopeX;
      squaresY += slopeY * slopeY;
    }
  }
  return { x: sumX / squaresX, y: sumY / squaresY };
}

function drawBlob({ width, height }: Size): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const distance = Math.hypot((at % width) - blob.x, Math.floor(at / width) - blob.y);
    image.data.fill(groundGrey + blobGrey * Math.exp(-(distance ** 2) / (2 * blobWidth ** 2)), at * 4, at * 4 + 3);
    image.data[at * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}
