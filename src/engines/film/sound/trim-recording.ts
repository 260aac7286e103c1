import { factor, rms, sampleRate, windowSamples, windowsPerSecond } from './samples.ts';

// A consonant before the first loud sound, and one after the last that dies away, are still spoken.
const lead = 0.1;
const trail = 0.2;
const fadeSeconds = 0.02;

// A click of the microphone or of the lips is over sooner than a syllable: 50 ms.
const shortestSound = 0.05 * windowsPerSecond;

// As in a film's narration: speech lies within 26 dB of its loud syllables, and stands out from noise that never ceases.
const speechRange = factor(-26);
const overNoise = factor(6);
const mostNoise = factor(-12);

/**
 * A recording at 48 kHz without the silence, the noise and the clicks at both ends.
 * @returns besides: `loudest`, the level it reaches for 50 ms, as RMS; seconds of quiet left at the ends
 */
export function trimRecording(samples: Float32Array) {
  const levels = Float32Array.from({ length: Math.floor(samples.length / windowSamples) }, (_, window) =>
    rms(samples, window * windowSamples, windowSamples),
  );
  // The faintest of the windows in each stretch.
  const held = levels
    .slice(shortestSound - 1)
    .map((_, from) => Math.min(...levels.subarray(from, from + shortestSound)));
  const loudest = held.reduce((most, level) => Math.max(most, level), 0);
  const noise = levels.toSorted()[Math.floor(levels.length * 0.1)] ?? 0;
  const gate = Math.max(loudest * speechRange, Math.min(noise * overNoise, loudest * mostNoise));
  const first = held.findIndex((level) => level > gate);
  const last = held.findLastIndex((level) => level > gate) + shortestSound;
  const from = Math.max(0, first * windowSamples - lead * sampleRate);
  const to = Math.min(samples.length, last * windowSamples + trail * sampleRate);
  const kept = first < 0 ? samples.slice(0, 0) : samples.slice(from, to);
  fade(kept);
  const left = (length: number) => Math.max(0, length) / sampleRate;
  return { samples: kept, loudest, lead: left(first * windowSamples - from), trail: left(to - last * windowSamples) };
}

function fade(samples: Float32Array): void {
  const count = Math.min(fadeSeconds * sampleRate, Math.floor(samples.length / 2));
  for (let at = 0; at < count; at++) {
    const gain = (at + 0.5) / count;
    samples[at] = (samples[at] as number) * gain;
    const mirror = samples.length - 1 - at;
    samples[mirror] = (samples[mirror] as number) * gain;
  }
}
