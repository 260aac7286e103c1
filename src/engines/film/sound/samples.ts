import { framesPerSecond } from '../../../contracts/formats.ts';

export const sampleRate = 48_000;

export const samplesPerFrame = sampleRate / framesPerSecond;

/** Sound on its way through the mix: both channels equally long, about −1 to 1. */
export interface StereoBlock {
  left: Float32Array;
  right: Float32Array;
}

/** Sound is read, mixed and measured in blocks of this many samples, so that a film of any length takes the same memory. */
export const blockSamples = 48_000;

/** How loud each stretch of so many samples is: 10 ms. */
export const windowSamples = 480;

export const windowsPerSecond = sampleRate / windowSamples;

export const factor = (decibel: number) => 10 ** (decibel / 20);

/** Root of the mean square of the samples from `from` on, `count` of them. */
export function rms(samples: Float32Array, from: number, count: number): number {
  let energy = 0;
  for (let at = from; at < from + count; at++) {
    const sample = samples[at] as number;
    energy += sample * sample;
  }
  return Math.sqrt(energy / count);
}
