import { featureRate, featureWidth, framesPerSecond, melFeatures, normaliseFeatures } from './mel-features.ts';
import { distance, mergeFrames } from './warp-time.ts';

// Every pair of frames is compared, several times over.
const mostFrames = 1200;

// Of speech: shorter ones have too few sounds to tell.
const leastSeconds = 1.2;

/**
 * The cost of laying a sound over a reference, by what it costs with the reference in other orders. Measured: for the same
 * words 0.81 to 0.91 with people and 0.76 to 0.94 with the neural voices, for others 0.94 to 1.04, one in ten below this.
 */
const sameWords = 0.97;

// A frame so much fainter than the loud ones is a pause.
const pauseShare = 0.06;

/**
 * Whether a sound is of the words a reference says, both mono at `featureRate`: only then it lies over the reference far
 * better than over the same sounds in another order. Undefined where that cannot be told.
 */
export function saysSameWords(sound: Float32Array, reference: Float32Array): boolean | undefined {
  const [heard, wanted] = [spokenFeatures(sound), spokenFeatures(reference)];
  const frames = Math.max(heard.length, wanted.length) / featureWidth;
  if (Math.min(heard.length, wanted.length) / featureWidth < leastSeconds * framesPerSecond) return undefined;
  const merged = Math.ceil(frames / mostFrames);
  const target = mergeFrames(heard, merged);
  const order = mergeFrames(wanted, merged);
  const cost = evenCost(target, order);
  const others = [backwards(order), ...[0.25, 0.5, 0.75].map((share) => rotate(order, share))];
  const usual = others.reduce((sum, other) => sum + evenCost(target, other), 0) / others.length;
  return Number.isFinite(usual) ? cost / usual < sameWords : undefined;
}

/** Of what is not a pause, so that where somebody takes a breath does not matter. */
function spokenFeatures(samples: Float32Array): Float32Array {
  const features = melFeatures(samples);
  const hop = featureRate / framesPerSecond;
  const levels = Float32Array.from({ length: features.length / featureWidth }, (_, frame) => {
    const part = samples.subarray(frame * hop, frame * hop + 2 * hop);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, part.length));
  });
  const loud = levels.toSorted()[Math.floor(levels.length * 0.9)] ?? 0;
  const kept = [...levels.keys()].filter((frame) => (levels[frame] ?? 0) > loud * pauseShare);
  const spoken = new Float32Array(kept.length * featureWidth);
  for (const [place, frame] of kept.entries()) {
    spoken.set(features.subarray(frame * featureWidth, (frame + 1) * featureWidth), place * featureWidth);
  }
  normaliseFeatures(spoken);
  return spoken;
}

const backwards = (features: Float32Array) => reorder(features, (frame, frames) => frames - 1 - frame);

const rotate = (features: Float32Array, share: number) =>
  reorder(features, (frame, frames) => (frame + Math.floor(frames * share)) % frames);

function reorder(features: Float32Array, from: (frame: number, frames: number) => number): Float32Array {
  const frames = features.length / featureWidth;
  const ordered = new Float32Array(features.length);
  for (let frame = 0; frame < frames; frame++) {
    const at = from(frame, frames) * featureWidth;
    ordered.set(features.subarray(at, at + featureWidth), frame * featureWidth);
  }
  return ordered;
}

/**
 * The mean distance on the cheapest way on which neither stands still: at most one step aside for each one forward (Sakoe
 * and Chiba's slope of 1), for with all freedom any two texts can be bent to fit. Infinity where one is twice as long.
 */
function evenCost(target: Float32Array, reference: Float32Array): number {
  const [rows, columns] = [target.length / featureWidth, reference.length / featureWidth];
  const newRow = () => new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  // Of this row and the two before: the cheapest way there, and the distances.
  let [costs, distances] = [
    [newRow(), newRow(), newRow()],
    [newRow(), newRow(), newRow()],
  ] as [Float64Array[], Float64Array[]];
  for (let row = 0; row < rows; row++) {
    const [here, above, over] = costs as [Float64Array, Float64Array, Float64Array];
    const [near, nearAbove] = distances as [Float64Array, Float64Array];
    here.fill(Number.POSITIVE_INFINITY);
    for (let column = 0; column < columns; column++) {
      const own = distance(target, row, reference, column);
      near[column] = own;
      if (row === 0 && column === 0) here[0] = 2 * own;
      if (row === 0 || column === 0) continue;
      const straight = (above[column - 1] as number) + 2 * own;
      const down = (over[column - 1] as number) + 2 * (nearAbove[column] as number) + own;
      const across = column > 1 ? (above[column - 2] as number) + 2 * (near[column - 1] as number) + own : straight;
      here[column] = Math.min(straight, down, across);
    }
    costs = [over, here, above];
    distances = [distances[2] as Float64Array, near, nearAbove];
  }
  return (costs[1]?.[columns - 1] ?? Number.POSITIVE_INFINITY) / (rows + columns);
}
