import { featureWidth } from './mel-features.ts';

/** Frames of the rough pass: every pair of them is compared. */
const roughFrames = 2500;

/** Frames to each side of the rough way that the fine pass looks at, besides those the rough one merged. */
const slack = 40;

/**
 * Dynamic time warping: for each frame of `reference` the first frame of `target` it is opposite to. First over merged
 * frames with all freedom, then over all frames near the way found: memory and time stay in proportion to the length.
 */
export function warpTime(target: Float32Array, reference: Float32Array): Int32Array {
  const [rows, columns] = [target.length / featureWidth, reference.length / featureWidth];
  const merged = Math.ceil(Math.max(rows, columns) / roughFrames);
  if (merged === 1) return findWay(target, reference, () => 0, columns);
  const rough = findWay(
    mergeFrames(target, merged),
    mergeFrames(reference, merged),
    () => 0,
    Math.ceil(columns / merged),
  );
  // From columns of the rough way to rows, turned round: where each row of the fine one should look.
  const opposite = new Int32Array(Math.ceil(rows / merged)).fill(-1);
  for (const [column, row] of rough.entries()) opposite[row] = column;
  for (let row = 1; row < opposite.length; row++) if ((opposite[row] ?? -1) < 0) opposite[row] = opposite[row - 1] ?? 0;
  const reach = merged * 4 + slack;
  const left = (row: number) => Math.max(0, (opposite[Math.floor(row / merged)] ?? 0) * merged - reach);
  return findWay(target, reference, left, 2 * reach + merged);
}

/** Each `count` frames become their mean. */
export function mergeFrames(features: Float32Array, count: number): Float32Array {
  const frames = features.length / featureWidth;
  const merged = new Float32Array(Math.ceil(frames / count) * featureWidth);
  for (let frame = 0; frame < frames; frame++) {
    const into = Math.floor(frame / count) * featureWidth;
    const of = Math.min(count, frames - Math.floor(frame / count) * count);
    for (let index = 0; index < featureWidth; index++) {
      merged[into + index] = (merged[into + index] ?? 0) + (features[frame * featureWidth + index] ?? 0) / of;
    }
  }
  return merged;
}

const diagonal = 1;
const up = 2;
const back = 3;
const never = 1e30;

/** The cheapest way; of each row `width` columns from `left` on are looked at. */
function findWay(
  target: Float32Array,
  reference: Float32Array,
  left: (row: number) => number,
  width: number,
): Int32Array {
  const [rows, columns] = [target.length / featureWidth, reference.length / featureWidth];
  // The last row must reach the last column.
  const leftOf = (row: number) => Math.min(left(row), Math.max(0, columns - width));
  const steps = new Uint8Array(rows * width);
  let above = new Float64Array(width).fill(never);
  let current = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    current.fill(never);
    const start = leftOf(row);
    const shift = start - leftOf(row - 1);
    for (let at = 0; at < width && start + at < columns; at++) {
      const cost = distance(target, row, reference, start + at);
      const fromDiagonal = above[at + shift - 1] ?? never;
      const fromAbove = above[at + shift] ?? never;
      const fromBack = at > 0 ? (current[at - 1] ?? never) : never;
      const least = Math.min(fromDiagonal, fromAbove, fromBack);
      const isFirst = row === 0 && start + at === 0;
      current[at] = cost + (isFirst ? 0 : least);
      steps[row * width + at] = least === fromDiagonal ? diagonal : least === fromAbove ? up : back;
    }
    [above, current] = [current, above];
  }

  const way = new Int32Array(columns).fill(-1);
  let [row, column] = [rows - 1, columns - 1];
  while (row >= 0 && column >= 0) {
    way[column] = row;
    const step = steps[row * width + column - leftOf(row)];
    if (row === 0 && column === 0) break;
    if (step === diagonal) {
      row--;
      column--;
    } else if (step === up) row--;
    else column--;
  }
  for (let at = 0; at < columns; at++) if ((way[at] ?? -1) < 0) way[at] = at > 0 ? (way[at - 1] ?? 0) : 0;
  return way;
}

/** Between a frame of each. */
export function distance(target: Float32Array, row: number, reference: Float32Array, column: number): number {
  let sum = 0;
  for (let index = 0; index < featureWidth; index++) {
    sum += ((target[row * featureWidth + index] ?? 0) - (reference[column * featureWidth + index] ?? 0)) ** 2;
  }
  return Math.sqrt(sum);
}
