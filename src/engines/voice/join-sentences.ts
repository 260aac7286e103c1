import type { WordTiming } from '../../contracts/narration.ts';
import type { Sentence } from './sentences.ts';
import { edgeSeconds, type SentenceSpeech } from './speak-sentence.ts';
import { orderWords, type Span, shareSpans, shortestWord } from './word-spans.ts';

/** Milliseconds of silence. */
export interface Pauses {
  comma: number;
  sentence: number;
  /** After the last word. */
  tail: number;
}

const sampleRate = 48_000;

/** A text of which nothing can be said lasts as long as this, or longer for its words to fit. */
const silentSeconds = 0.4;

/** Puts the sentences one after another and says when each of their words is heard. */
export function joinSentences(
  sentences: readonly Sentence[],
  speeches: readonly SentenceSpeech[],
  pauses: Pauses,
): { samples: Float32Array; words: WordTiming[] } {
  const texts = sentences.flatMap((sentence) => sentence.texts);
  const places: { samples: Float32Array; at: number }[] = [];
  const spans: Span[] = [];
  let length = 0;
  for (const [index, { samples, spans: spoken }] of speeches.entries()) {
    if (index > 0) length += quiet(pauses.sentence, 2);
    const at = length;
    length += samples.length || silentSeconds * sampleRate;
    places.push({ samples, at });
    const moved = spoken.map(
      (span) => span && { start: at / sampleRate + span.start, end: at / sampleRate + span.end },
    );
    spans.push(
      ...shareSpans(sentences[index]?.texts ?? [], moved, { start: at / sampleRate, end: length / sampleRate }),
    );
  }
  length += quiet(pauses.tail, 1);
  const samples = new Float32Array(Math.max(length, Math.ceil(texts.length * shortestWord * sampleRate)));
  for (const place of places) samples.set(place.samples, place.at);
  return { samples, words: orderWords(texts, spans, samples.length / sampleRate) };
}

/** Samples to add for a pause, of which the sentences beside it bring their own quiet edges. */
function quiet(milliseconds: number, edges: number): number {
  return Math.max(0, Math.round((milliseconds / 1000 - edges * edgeSeconds) * sampleRate));
}
