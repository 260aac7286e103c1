/** Samples a second the features are made of. */
export const featureRate = 16_000;

/** Frames a second. */
export const framesPerSecond = 100;

const hop = featureRate / framesPerSecond;
const windowLength = 400;
const fftLength = 512;
const bands = 26;
/** Numbers a frame. */
export const featureWidth = 13;

const toMel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
const fromMel = (mel: number) => 700 * (Math.exp(mel / 1127) - 1);

const hamming = Float64Array.from(
  { length: windowLength },
  (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (windowLength - 1)),
);

/** Triangles over the bins of the spectrum, evenly spaced as the ear hears, 80 Hz to 7.6 kHz. */
const triangles = Array.from({ length: bands }, (_, band) => {
  const [lowest, highest] = [toMel(80), toMel(7600)];
  const bin = (index: number) =>
    Math.floor(((fftLength + 1) * fromMel(lowest + ((highest - lowest) * index) / (bands + 1))) / featureRate);
  const [from, middle, to] = [bin(band), bin(band + 1), bin(band + 2)];
  return Array.from({ length: to - from }, (_unused, index) => {
    const at = from + index;
    return { bin: at, weight: at < middle ? (at - from) / (middle - from) : (to - at) / (to - middle) };
  });
});

/**
 * Mel-frequency cepstral coefficients of sound at `featureRate`, `featureWidth` a frame, one frame after another, each
 * coefficient brought to mean 0 and variance 1 so that two voices can be compared.
 */
export function melFeatures(samples: Float32Array): Float32Array {
  const frames = Math.max(1, Math.floor((samples.length - windowLength) / hop) + 1);
  const features = new Float32Array(frames * featureWidth);
  const real = new Float64Array(fftLength);
  const imaginary = new Float64Array(fftLength);
  const energies = new Float64Array(bands);
  for (let frame = 0; frame < frames; frame++) {
    real.fill(0);
    imaginary.fill(0);
    for (let at = 0; at < windowLength; at++) {
      const place = frame * hop + at;
      // Speech falls off towards high frequencies; the difference to the sample before lifts them.
      real[at] = ((samples[place] ?? 0) - 0.97 * (samples[place - 1] ?? 0)) * (hamming[at] ?? 0);
    }
    transform(real, imaginary);
    for (const [band, triangle] of triangles.entries()) {
      let energy = 1e-7;
      for (const { bin, weight } of triangle) energy += weight * ((real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2);
      energies[band] = Math.log(energy);
    }
    for (let index = 0; index < featureWidth; index++) {
      let sum = 0;
      for (let band = 0; band < bands; band++)
        sum += (energies[band] ?? 0) * Math.cos((Math.PI * index * (band + 0.5)) / bands);
      features[frame * featureWidth + index] = sum;
    }
  }
  normaliseFeatures(features);
  return features;
}

/** In place: each coefficient to mean 0 and variance 1. */
export function normaliseFeatures(features: Float32Array): void {
  const frames = features.length / featureWidth;
  for (let index = 0; index < featureWidth; index++) {
    let [sum, squares] = [0, 0];
    for (let frame = 0; frame < frames; frame++) {
      const value = features[frame * featureWidth + index] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / frames;
    const deviation = Math.sqrt(Math.max(1e-6, squares / frames - mean * mean));
    for (let frame = 0; frame < frames; frame++) {
      const at = frame * featureWidth + index;
      features[at] = ((features[at] ?? 0) - mean) / deviation;
    }
  }
}

/** Fast Fourier transform in place; the length is a power of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  for (let at = 1, mirror = 0; at < length; at++) {
    let bit = length >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (at < mirror) {
      swap(real, at, mirror);
      swap(imaginary, at, mirror);
    }
  }
  for (let size = 2; size <= length; size <<= 1) {
    const half = size / 2;
    for (let step = 0; step < half; step++) {
      const angle = (-2 * Math.PI * step) / size;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let at = step; at < length; at += size) {
        const other = at + half;
        const turnedReal = (real[other] ?? 0) * cos - (imaginary[other] ?? 0) * sin;
        const turnedImaginary = (real[other] ?? 0) * sin + (imaginary[other] ?? 0) * cos;
        real[other] = (real[at] ?? 0) - turnedReal;
        imaginary[other] = (imaginary[at] ?? 0) - turnedImaginary;
        real[at] = (real[at] ?? 0) + turnedReal;
        imaginary[at] = (imaginary[at] ?? 0) + turnedImaginary;
      }
    }
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const value = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = value;
}
