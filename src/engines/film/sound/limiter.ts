import { type StereoBlock, sampleRate } from './samples.ts';

/** Keeps true peaks under a ceiling, in place. What comes out is what went in `limiterDelay` samples earlier. */
export type Limiter = (block: StereoBlock) => void;

const lookahead = (5 * sampleRate) / 1000;
const releaseSeconds = 0.08;

// Peaks between samples are found at four times the rate, as BS.1770-4 asks, by a windowed sinc.
const taps = 24;
const between = [0.25, 0.5, 0.75].map(sincAt);

export const limiterDelay = lookahead + taps / 2;

/**
 * @param ceiling largest true peak, as a factor of full scale
 *
 * The gain a peak needs is held from 5 ms before it, rises again over 80 ms, and is averaged over 5 ms: it has no corners,
 * and reaches what the peak needs in time.
 */
export function createLimiter(ceiling: number): Limiter {
  // Sounds on their way, and the gains: rings as long as the delay, rounded up to a power of two.
  const size = 512;
  const mask = size - 1;
  const [left, right, held] = [new Float32Array(size), new Float32Array(size), new Float64Array(size).fill(1)];
  const release = 1 - Math.exp(-1 / (releaseSeconds * sampleRate));
  const lowest = createSlidingMinimum(lookahead + 1);
  const averaged = lookahead + 1;
  // Between two samples that are both 3 dB lower there is hardly ever a peak.
  const near = ceiling * 0.7;
  let now = 0;
  let gain = 1;
  let sum = averaged;

  function peakBetween(samples: Float32Array, tapsFrom: number): number {
    let peak = 0;
    for (const phase of between) {
      let value = 0;
      for (let tap = 0; tap < taps; tap++) {
        value += (phase[tap] as number) * (samples[(tapsFrom + tap) & mask] as number);
      }
      peak = Math.max(peak, Math.abs(value));
    }
    return peak;
  }

  return (block) => {
    for (let at = 0; at < block.left.length; at++, now++) {
      const here = now & mask;
      left[here] = block.left[at] as number;
      right[here] = block.right[at] as number;
      const middle = (now - taps / 2) & mask;
      const next = (now - taps / 2 + 1) & mask;
      let peak = Math.max(Math.abs(left[middle] as number), Math.abs(right[middle] as number));
      const following = Math.max(Math.abs(left[next] as number), Math.abs(right[next] as number));
      if (Math.max(peak, following) > near) {
        const from = now - taps + 1;
        peak = Math.max(peak, peakBetween(left, from), peakBetween(right, from));
      }
      const needed = lowest(peak > ceiling ? ceiling / peak : 1);
      gain = needed < gain ? needed : gain + (needed - gain) * release;
      sum += gain - (held[(now - averaged) & mask] as number);
      held[here] = gain;
      const due = (now - limiterDelay) & mask;
      // Rounding adds up in the sum: it may come out a trace too high.
      const applied = Math.min(1, sum / averaged);
      block.left[at] = (left[due] as number) * applied;
      block.right[at] = (right[due] as number) * applied;
    }
  };
}

/** The lowest of the last `length` values; a value is dropped as soon as a later one is as low. */
function createSlidingMinimum(length: number): (value: number) => number {
  const size = 512;
  const mask = size - 1;
  const values = new Float64Array(size);
  const places = new Float64Array(size);
  let first = 0;
  let end = 0;
  let place = 0;
  return (value) => {
    while (end > first && (values[(end - 1) & mask] as number) >= value) end--;
    values[end & mask] = value;
    places[end & mask] = place;
    end++;
    if ((places[first & mask] as number) <= place - length) first++;
    place++;
    return values[first & mask] as number;
  };
}

/** Weights of the samples around, for the value at this share of the way between the middle two. */
function sincAt(share: number): Float64Array {
  const weights = Float64Array.from({ length: taps }, (_, tap) => {
    const distance = tap - (taps / 2 - 1) - share;
    const window = Math.cos((Math.PI * distance) / (taps + 1)) ** 2;
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
