import type { WordTiming } from '../../contracts/narration.ts';
import { type Pauses, pauseAfterSentence } from './pauses.ts';
import type { Sentence } from './sentences.ts';
import { edgeSeconds, type SentenceSpeech } from './speech-track.ts';
import { orderWords, type Span, shareSpans, shortestWord } from './word-spans.ts';

const sampleRate = 48_000;

// A text of which nothing can be said, emoji alone: long enough to be looked at, however many they are.
const secondsPerSilentWord = 0.5;
const shortestSilence = 1.5;
const longestSilence = 6;

/** Puts the sentences one after another and says when each of their words is heard. */
export function joinSentences(
  sentences: readonly Sentence[],
  speeches: readonly SentenceSpeech[],
  pauses: Pauses,
): { samples: Float32Array; words: WordTiming[] } {
  const words = sentences.flatMap((sentence) => sentence.words);
  const places: { samples: Float32Array; at: number }[] = [];
  const spans: Span[] = [];
  let length = 0;
  for (const [index, { samples, spans: spoken }] of speeches.entries()) {
    const sentence = sentences[index];
    const previous = sentences[index - 1];
    if (previous) length += quiet(pauseAfterSentence(lastMark(previous), previous.endsParagraph, pauses), 2);
    const at = length;
    length += samples.length || silenceOf(sentence?.words.length ?? 1);
    places.push({ samples, at });
    const moved = spoken.map(
      (span) => span && { start: at / sampleRate + span.start, end: at / sampleRate + span.end },
    );
    const texts = sentence?.words.map(({ text }) => text) ?? [];
    spans.push(...shareSpans(texts, moved, { start: at / sampleRate, end: length / sampleRate }));
  }
  length += quiet(pauses.tail, 1);
  const samples = new Float32Array(Math.max(length, Math.ceil(words.length * shortestWord * sampleRate)));
  for (const place of places) samples.set(place.samples, place.at);
  return { samples, words: orderWords(words, spans, samples.length / sampleRate) };
}

const lastMark = ({ tokens }: Sentence) => tokens.findLast(({ mark }) => mark !== '')?.mark ?? '.';

const silenceOf = (words: number) =>
  Math.min(longestSilence, Math.max(shortestSilence, words * secondsPerSilentWord)) * sampleRate;

/** Samples to add for a pause, of which the sentences beside it bring their own quiet edges. */
function quiet(milliseconds: number, edges: number): number {
  return Math.max(0, Math.round((milliseconds / 1000 - edges * edgeSeconds) * sampleRate));
}
