import { bessel } from './bessel.ts';

/** Zero crossings of the sinc on each side. */
const reach = 16;

/** Kaiser window, about 70 dB. */
const beta = 6.8;

/** Another sample rate by a windowed sinc; what lies above half of the lower rate is taken out. Ends are faded into silence. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  // A little below the lower half rate, for the slope of the filter.
  const cutoff = Math.min(1, to / from) * 0.95;
  const half = Math.ceil(reach / cutoff);
  const divisor = greatestCommon(from, to);
  const phases = to / divisor;
  const advance = from / divisor;
  const filters = Array.from({ length: phases }, (_, phase) => phaseFilter(phase / phases, half, cutoff));
  const result = new Float32Array(Math.floor((samples.length * to) / from));
  for (let at = 0; at < result.length; at++) {
    const place = at * advance;
    const middle = Math.floor(place / phases);
    const taps = filters[place % phases] as Float64Array;
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] ?? 0) * (samples[middle + tap - half + 1] ?? 0);
    result[at] = sum;
  }
  return result;
}

/** Taps for a point `fraction` of a sample after the middle one; they sum to 1. */
function phaseFilter(fraction: number, half: number, cutoff: number): Float64Array {
  const taps = Float64Array.from({ length: 2 * half }, (_, tap) => {
    const distance = tap - half + 1 - fraction;
    const x = Math.PI * distance * cutoff;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    return sinc * bessel(beta * Math.sqrt(Math.max(0, 1 - (distance / half) ** 2)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
