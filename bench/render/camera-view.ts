import { type Format, formats } from '../../src/contracts/formats.ts';
import type { Motion } from '../../src/contracts/timeline.ts';
import { cameraAt } from '../../src/engines/film/motion.ts';
import { stillSize } from '../../src/engines/film/sources/still.ts';
import type { View } from '../measures/ideal-resample.ts';

/** Where the camera stands on frame `frame` of a shot, as a view on its still: the path as it is meant, in floating point. */
export function viewAt(format: Format, motion: Motion, frame: number, frames: number): View {
  const { zoom, x, y } = cameraAt(motion, frame / (frames - 1));
  const still = stillSize(format);
  const { width, height } = formats[format];
  const step = Math.min(still.width / width, still.height / height) / zoom;
  return { left: (still.width - width * step) * x, top: (still.height - height * step) * y, step };
}
