import { loudness } from './loudness.ts';
import { type Pauses, pauseAfterMark } from './pauses.ts';
import type { ReportedWord } from './reconcile-words.ts';
import { applyGain, targetLoudness } from './speech-level.ts';
import { edgeSeconds, fade } from './speech-track.ts';
import { spokenStretch } from './spoken-stretch.ts';

const sampleRate = 48_000;
const edge = Math.round(edgeSeconds * sampleRate);
const fadeSamples = 0.005 * sampleRate;

// Where a sentence had to be cut without a comma.
const breathPause = 60;

/** A part of a sentence as a service spoke it. */
export interface SpokenPart {
  /** Mono, 48 kHz. */
  samples: Float32Array;
  /** When its words, or characters, are said, in seconds of `samples`. */
  words?: readonly ReportedWord[];
  /** The punctuation after it. */
  mark: string;
}

/**
 * The parts of a sentence as one sound: trimmed to the quiet edges of all sentences, and each as loud as they are.
 * @returns without words where those that a service reports can't be right
 */
export function setSentence(
  parts: readonly SpokenPart[],
  pauses: Pick<Pauses, 'comma'>,
): { samples: Float32Array; words?: ReportedWord[] } {
  const placed: { samples: Float32Array; at: number }[] = [];
  const words: ReportedWord[] = [];
  let length = 0;
  let pause = 0;
  let isTimed = true;
  for (const { samples: whole, words: said, mark } of parts) {
    const stretch = spokenStretch(whole, edge);
    if (!stretch) continue;
    const samples = whole.slice(stretch.from, stretch.to);
    const level = loudness(samples, sampleRate);
    if (Number.isFinite(level)) applyGain(samples, 10 ** ((targetLoudness - level) / 20));
    fade(samples, fadeSamples);
    const at = length + pause;
    const shift = (at - stretch.from) / sampleRate;
    if (said && areLikely(said, whole.length / sampleRate)) {
      words.push(...said.map(({ text, start, end }) => ({ text, start: start + shift, end: end + shift })));
    } else isTimed = false;
    placed.push({ samples, at });
    length = at + samples.length;
    const wanted = mark === '' ? breathPause : pauseAfterMark(mark, pauses);
    pause = Math.max(0, Math.round((wanted / 1000) * sampleRate) - 2 * edge);
  }
  const samples = new Float32Array(length);
  for (const part of placed) samples.set(part.samples, part.at);
  return { samples, ...(isTimed && { words }) };
}

// A service may round, and count silence that was cut off.
const tolerance = 0.25;

/** In order, within the sound, and not all at one moment. */
function areLikely(words: readonly ReportedWord[], seconds: number): boolean {
  if (words.length === 0) return false;
  let before = Number.NEGATIVE_INFINITY;
  for (const { start, end } of words) {
    if (!(Number.isFinite(start) && Number.isFinite(end)) || start < before || end < start - 0.001) return false;
    if (start < -tolerance || start > seconds + tolerance) return false;
    before = start;
  }
  const [first, last] = [words[0]?.start ?? 0, words.at(-1)?.start ?? 0];
  return words.length < 3 || last - first > seconds * 0.1;
}
