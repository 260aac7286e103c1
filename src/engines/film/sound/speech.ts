import { createLoudnessMeter, integrate } from './loudness-meter.ts';
import { type NarrationPart, readNarration } from './narration.ts';
import { factor, rms, windowSamples, windowsPerSecond } from './samples.ts';

/** A stretch in which the voice speaks, pauses of less than a second among it; windows of 10 ms, `to` not included. */
export interface SpeechSpan {
  from: number;
  to: number;
}

export interface Voice {
  /** −∞ when nobody speaks. */
  lufs: number;
  spans: SpeechSpan[];
}

interface ListenOptions {
  signal?: AbortSignal;
  /** Samples heard so far. */
  onSamples?: (samples: number) => void;
}

/** Hears the whole narration: how loud it is, and when something is said. */
export async function listenToVoice(parts: readonly NarrationPart[], options: ListenOptions): Promise<Voice> {
  const meter = createLoudnessMeter();
  const levels: number[] = [];
  let heard = 0;
  for await (const block of readNarration(parts)) {
    options.signal?.throwIfAborted();
    meter.add({ left: block, right: block });
    // Blocks are whole numbers of windows; what the last one has over is left out.
    for (let at = 0; at + windowSamples <= block.length; at += windowSamples) {
      levels.push(rms(block, at, windowSamples));
    }
    heard += block.length;
    options.onSamples?.(heard);
  }
  return { lufs: integrate(meter.energies()), spans: findSpeech(Float32Array.from(levels)) };
}

// What is fainter is noise of a recording that stands still, whatever the voice is like.
const faintest = factor(-75);

// Speech lies within 26 dB of its loud syllables. Noise that never ceases counts only where the voice stands out from it.
const speechRange = factor(-26);
const overNoise = factor(6);
const mostNoise = factor(-12);

const shortestGap = windowsPerSecond;

/** @param levels of the windows, as RMS */
function findSpeech(levels: Float32Array): SpeechSpan[] {
  const sorted = levels.filter((level) => level > faintest).sort();
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const loud = at(0.95);
  const gate = Math.max(faintest, loud * speechRange, Math.min(at(0.1) * overNoise, loud * mostNoise));
  const spans: SpeechSpan[] = [];
  for (const [window, level] of levels.entries()) {
    if (level <= gate) continue;
    const last = spans.at(-1);
    if (last && window - last.to < shortestGap) last.to = window + 1;
    else spans.push({ from: window, to: window + 1 });
  }
  return spans;
}
