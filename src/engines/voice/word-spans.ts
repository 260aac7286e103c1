import type { WordTiming } from '../../contracts/narration.ts';

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
 * The words in order, none beginning before the one before it ends, each at least `shortestWord` long, the last ending by
 * `duration`, which must leave room for them all. To the millisecond.
 */
export function orderWords(texts: readonly string[], spans: readonly Span[], duration: number): WordTiming[] {
  const shortest = shortestWord * 1000;
  // Whole milliseconds: sums of fractions would end a hair before 0 or after the next word's start.
  const words = spans.map(({ start, end }) => ({ start: Math.round(start * 1000), end: Math.round(end * 1000) }));
  let earliest = 0;
  for (const word of words) {
    word.start = Math.max(word.start, earliest);
    word.end = Math.max(word.end, word.start + shortest);
    earliest = word.end;
  }
  let latest = Math.floor(duration * 1000);
  for (const word of words.toReversed()) {
    word.end = Math.min(word.end, latest);
    word.start = Math.min(word.start, word.end - shortest);
    latest = word.start;
  }
  return words.map(({ start, end }, index) => ({ text: texts[index] ?? '', start: start / 1000, end: end / 1000 }));
}
