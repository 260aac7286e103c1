import type { WordTiming } from '../../contracts/narration.ts';
import type { Word } from '../text/split-words.ts';

export interface Span {
  start: number;
  end: number;
}

/** Seconds every word lasts at least: less than a frame of film, more than nothing. */
export const shortestWord = 0.02;

/**
 * Gives tokens without sound a part of a neighbour's span: those after a spoken one share its span with it, those before
 * the first share that one's. Letters and figures weigh; an emoji or a dash weighs as one.
 */
export function shareSpans(texts: readonly string[], spans: readonly (Span | undefined)[], whole: Span): Span[] {
  const shared: Span[] = [];
  let index = 0;
  while (index < texts.length) {
    let next = index + 1;
    const leads = spans[index] === undefined;
    if (leads) while (next < texts.length && spans[next] === undefined) next++;
    const owner = leads ? spans[next] : spans[index];
    if (leads && next < texts.length) next++;
    while (next < texts.length && spans[next] === undefined) next++;
    shared.push(...divide(owner ?? whole, texts.slice(index, next)));
    index = next;
  }
  return shared;
}

function divide({ start, end }: Span, texts: readonly string[]): Span[] {
  const weights = texts.map((text) => Math.max(1, text.replace(/[^\p{L}\p{N}]/gu, '').length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  return weights.map((weight) => {
    const from = start + ((end - start) * passed) / total;
    passed += weight;
    return { start: from, end: start + ((end - start) * passed) / total };
  });
}

/**
 * The words in order, none beginning before the one before it ends, each at least `shortestWord` long or, where there is
 * not room for that, its even share of `duration`, by which the last ends. To the millisecond.
 */
export function orderWords(words: readonly Word[], spans: readonly Span[], duration: number): WordTiming[] {
  const room = words.length === 0 ? 0 : duration / words.length;
  // Whole numbers: sums of fractions would end a hair before 0 or after the next word's start.
  const scale = room < shortestWord ? 1e9 : 1000;
  const shortest = Math.floor(Math.min(shortestWord, Math.max(0, room)) * scale);
  const timed = words.map((_, index) => {
    const { start, end } = spans[index] ?? { start: 0, end: 0 };
    return { start: Math.round(start * scale), end: Math.round(end * scale) };
  });
  let earliest = 0;
  for (const word of timed) {
    word.start = Math.max(word.start, earliest);
    word.end = Math.max(word.end, word.start + shortest);
    earliest = word.end;
  }
  let latest = Math.floor(duration * scale + 1e-6);
  for (const word of timed.toReversed()) {
    word.end = Math.min(word.end, latest);
    word.start = Math.min(word.start, word.end - shortest);
    latest = word.start;
  }
  return words.map(({ text, joined }, index) => {
    const { start = 0, end = 0 } = timed[index] ?? {};
    return { text, start: start / scale, end: end / scale, ...(joined && { joined: true }) };
  });
}
