import type { Language } from '../../contracts/languages.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import type { Word } from '../text/split-words.ts';
import { readSentences, type Sentence } from './sentences.ts';
import type { SpokenToken } from './utterance.ts';
import { orderWords, type Span, shareSpans } from './word-spans.ts';

/** What one character is worth in Latin letters of speech: a Chinese one is a syllable, a figure a word. */
const weights: readonly [RegExp, number][] = [
  [/\p{Script=Han}/u, 3.4],
  [/\p{Script=Hangul}/u, 2.8],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 2],
  [/\p{N}/u, 4],
  // Their short vowels are not written.
  [/[\p{Script=Arabic}\p{Script=Hebrew}]/u, 1.5],
  [/\p{L}/u, 1],
  [/\p{M}/u, 0.5],
];

// Every word takes a little longer than its letters.
const perWord = 1;
const lettersPerSecond = 15;
const commaPause = 3;
const sentencePause = 7;

/** A word with what it is spoken as, for whoever has to find out when. */
export interface WeighedWord {
  word: Word;
  /** Empty when nothing is said for it. */
  spoken: string;
  /** How long it takes to say, and the pause after it, in Latin letters. */
  weight: number;
  pause: number;
}

export function weighWords(text: string, language: Language): WeighedWord[] {
  return readSentences(text, language).flatMap(weighSentence);
}

export function weighSentence({ words, tokens }: Sentence): WeighedWord[] {
  return words.map((word, index) => {
    const token = tokens[index];
    const isLast = index === words.length - 1;
    const pause = isLast ? sentencePause : token?.mark ? commaPause : 0;
    return { word, spoken: token?.spoken ?? '', weight: weigh(token), pause };
  });
}

function weigh(token: SpokenToken | undefined): number {
  if (!token || token.spoken === '') return 0;
  let weight = perWord;
  for (const character of token.spoken) weight += weights.find(([kind]) => kind.test(character))?.[1] ?? 0;
  return weight;
}

/** How long a text takes to say, without a pause after it; 0 where nothing of it can be said. */
export function usualSeconds(text: string, language: Language): number {
  const words = weighWords(text, language);
  const last = words.findLast(({ weight }) => weight > 0);
  const weight = words.reduce((sum, word) => sum + word.weight + word.pause, 0) - (last?.pause ?? 0);
  return last ? weight / lettersPerSecond : 0;
}

/** When each word of a text is spoken in a sound of this length, by how long words usually take: no better than a guess. */
export function estimateTimings(text: string, language: Language, durationSeconds: number): WordTiming[] {
  const weighed = weighWords(text, language);
  const spans = spreadWords(weighed, { start: 0, end: durationSeconds });
  const words = weighed.map(({ word }) => word);
  const texts = words.map((word) => word.text);
  return orderWords(words, shareSpans(texts, spans, { start: 0, end: durationSeconds }), durationSeconds);
}

/** Shares out a span among words one after another; nothing for those that are not spoken. The last pause is left out. */
export function spreadWords(words: readonly WeighedWord[], { start, end }: Span): (Span | undefined)[] {
  const lastSpoken = words.findLastIndex(({ weight }) => weight > 0);
  const total = words.reduce((sum, { weight, pause }, index) => sum + weight + (index < lastSpoken ? pause : 0), 0);
  const seconds = total > 0 ? (end - start) / total : 0;
  let at = start;
  return words.map(({ weight, pause }, index) => {
    const from = at;
    at += weight * seconds;
    const span = weight > 0 ? { start: from, end: at } : undefined;
    if (index < lastSpoken) at += pause * seconds;
    return span;
  });
}
