import { speechLevel, windowLevels, windowSamples } from './speech-level.ts';
import type { Stretch } from './stretches.ts';

// 34 dB below the speech.
const quietRatio = 0.02;

/** Between the first and the last window that is not silent, with a margin in samples; nothing where all of it is. */
export function spokenStretch(samples: Float32Array, margin: number): Stretch | undefined {
  const levels = windowLevels(samples);
  const quiet = speechLevel(levels) * quietRatio;
  const first = levels.findIndex((value) => value > quiet);
  const last = levels.findLastIndex((value) => value > quiet);
  if (first < 0) return undefined;
  const from = Math.max(0, first * windowSamples - margin);
  return { from, to: Math.min(samples.length, (last + 1) * windowSamples + margin) };
}
