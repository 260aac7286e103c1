import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { formats } from '../../src/contracts/formats.ts';
import type { Motion } from '../../src/contracts/timeline.ts';
import { resampleIdeally } from '../measures/ideal-resample.ts';
import { type Plane, ssim } from '../measures/ssim.ts';
import type { BenchRow } from '../row.ts';
import { viewAt } from './camera-view.ts';
import { captureRawScenes, removeRawScenes } from './raw-frames.ts';
import { readLuma } from './raw-luma.ts';
import { bareScene, type SampleFilm } from './sample-film.ts';
import type { StillKind } from './sample-stills.ts';

const frames = 31;
const lookAt = [0, 7, 15, 23, 30];
const limit = 0.98;

/** From the widest view of a still to the closest, a little aside: the resampler makes smaller, then larger. */
const motion: Motion = { kind: 'in', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.12, x: 0.43, y: 0.58 } };

/** The engine's frames beside the same views computed in floating point, on two stills of each kind. */
export async function measureResampling(
  film: SampleFilm,
  stills: ReadonlyMap<StillKind, string[][]>,
  { ffmpeg, folder }: { ffmpeg: string; folder: string },
): Promise<BenchRow> {
  const { format } = film.setting.brief;
  const { width, height } = formats[format];
  const figures: { kind: string; value: number }[] = [];
  for (const [kind, scenes] of stills) {
    const values: number[] = [];
    for (const path of scenes.slice(0, 2).flatMap((shots) => shots.slice(0, 1))) {
      const scene = bareScene(film, { path, motion, frames, output: join(folder, 'ssim.mp4') });
      const raw = await captureRawScenes([scene], { ffmpeg, folder });
      const source = await readStillLuma(path);
      for (const frame of lookAt) {
        const ideal = resampleIdeally(source, viewAt(format, motion, frame, frames), width, height);
        for (const captured of raw) values.push(ssim(await readLuma(captured, format, frame), ideal));
      }
      await removeRawScenes(raw);
    }
    figures.push({ kind, value: values.reduce((sum, value) => sum + value, 0) / values.length });
  }
  const value = Math.min(...figures.map((figure) => figure.value));
  return {
    figure: 'resample-ssim',
    value,
    reference: 1,
    ratio: value,
    unit: '',
    limit: `value ≥ ${limit}`,
    holds: value >= limit,
    detail: `${figures.map((figure) => `${figure.kind} ${figure.value.toFixed(4)}`).join(', ')}; reference: Lanczos in floating point`,
  };
}

/** BT.709, limited range, in floating point. */
async function readStillLuma(path: string): Promise<Plane> {
  const image = await loadImage(path);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const values = Float64Array.from({ length: width * height }, (_, pixel) => {
    const [red, green, blue] = [data[pixel * 4], data[pixel * 4 + 1], data[pixel * 4 + 2]] as [number, number, number];
    return 16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue);
  });
  return { width, height, values };
}
