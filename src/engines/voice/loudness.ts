/** One second-order filter: `b` over `a`, a[0] = 1. */
interface Biquad {
  b: [number, number, number];
  a: [number, number];
}

// The two filters of ITU-R BS.1770-4, from their analogue form so that they hold at any sample rate.
function weighting(rate: number): [Biquad, Biquad] {
  return [
    shelf(1681.974450955533, 3.999843853973347, 0.7071752369554196, rate),
    highPass(38.13547087602444, 0.5003270373238773, rate),
  ];
}

function shelf(hertz: number, decibels: number, q: number, rate: number): Biquad {
  const k = Math.tan((Math.PI * hertz) / rate);
  const high = 10 ** (decibels / 20);
  const band = high ** 0.4996667741545416;
  const norm = 1 + k / q + k * k;
  return {
    b: [(high + (band * k) / q + k * k) / norm, (2 * (k * k - high)) / norm, (high - (band * k) / q + k * k) / norm],
    a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm],
  };
}

function highPass(hertz: number, q: number, rate: number): Biquad {
  const k = Math.tan((Math.PI * hertz) / rate);
  const norm = 1 + k / q + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm] };
}

function filter(samples: Float32Array, { b, a }: Biquad): Float32Array {
  const result = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let at = 0; at < samples.length; at++) {
    const x = samples[at] ?? 0;
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    result[at] = y;
  }
  return result;
}

const blockSeconds = 0.4;
const offset = -0.691;
const silence = -70;
const relativeGate = -10;

/** Integrated loudness of one channel in LUFS (ITU-R BS.1770-4), also of less than a block; -Infinity for silence. */
export function loudness(samples: Float32Array, rate: number): number {
  const [first, second] = weighting(rate);
  const weighted = filter(filter(samples, first), second);
  const block = Math.min(weighted.length, Math.round(blockSeconds * rate));
  const step = Math.max(1, Math.round(block / 4));
  const energies: number[] = [];
  for (let from = 0; block > 0 && from + block <= weighted.length; from += step) {
    let sum = 0;
    for (let at = from; at < from + block; at++) sum += (weighted[at] ?? 0) ** 2;
    energies.push(sum / block);
  }
  const audible = energies.filter((energy) => level(energy) > silence);
  const gate = level(mean(audible)) + relativeGate;
  return level(mean(audible.filter((energy) => level(energy) > gate)));
}

const level = (energy: number) => offset + 10 * Math.log10(energy);

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
