import { type StereoBlock, sampleRate } from './samples.ts';

/**
 * Loudness as ITU-R BS.1770-4 defines it, taken up block by block. `energies` has one value for each 400 ms, 100 ms apart:
 * `integrate` makes LUFS of them, of all or of those that one chooses.
 */
export interface LoudnessMeter {
  add(block: StereoBlock, from?: number, to?: number): void;
  energies(): Float64Array;
}

// The standard's two filters at 48 kHz: what the head adds, and what the ear leaves out.
const head = { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] };
const ear = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] };

const hopSamples = sampleRate / 10;
const hopsPerBlock = 4;

export function createLoudnessMeter(): LoudnessMeter {
  const left = createWeighting();
  const right = createWeighting();
  const hops: number[] = [];
  let energy = 0;
  let filled = 0;
  return {
    add(block, from = 0, to = block.left.length) {
      for (let at = from; at < to; ) {
        const end = Math.min(to, at + hopSamples - filled);
        energy += left(block.left, at, end) + right(block.right, at, end);
        filled += end - at;
        at = end;
        if (filled < hopSamples) continue;
        hops.push(energy);
        energy = 0;
        filled = 0;
      }
    },
    energies() {
      const blocks = new Float64Array(Math.max(0, hops.length - hopsPerBlock + 1));
      for (let block = 0; block < blocks.length; block++) {
        let sum = 0;
        for (let hop = block; hop < block + hopsPerBlock; hop++) sum += hops[hop] as number;
        blocks[block] = sum / (hopsPerBlock * hopSamples);
      }
      return blocks;
    },
  };
}

/** LUFS of the blocks that stand above both gates, −70 LUFS and 10 LU under the mean; −∞ when none does. */
export function integrate(energies: Float64Array): number {
  const loud = energies.filter((energy) => lufs(energy) > -70);
  const gate = lufs(mean(loud)) - 10;
  return lufs(mean(loud.filter((energy) => lufs(energy) > gate)));
}

/** LUFS of one block. */
export const lufs = (energy: number) => 10 * Math.log10(energy) - 0.691;

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Sum of the squares of what the filters leave of a stretch; remembers where the one before ended. */
function createWeighting(): (samples: Float32Array, from: number, to: number) => number {
  const [h0, h1, h2] = head.b as [number, number, number];
  const [i1, i2] = head.a as [number, number];
  const [e0, e1, e2] = ear.b as [number, number, number];
  const [f1, f2] = ear.a as [number, number];
  let [h, hh, e, ee] = [0, 0, 0, 0];
  return (samples, from, to) => {
    let sum = 0;
    for (let at = from; at < to; at++) {
      const sample = samples[at] as number;
      const first = h0 * sample + h;
      h = h1 * sample - i1 * first + hh;
      hh = h2 * sample - i2 * first;
      const second = e0 * first + e;
      e = e1 * first - f1 * second + ee;
      ee = e2 * first - f2 * second;
      sum += second * second;
    }
    // In silence the memory dies away to numbers so small that processors reckon slowly with them.
    if (Math.abs(h) + Math.abs(e) < 1e-15) [h, hh, e, ee] = [0, 0, 0, 0];
    return sum;
  };
}
