import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import { breakCost, pauseAfter } from './break-rules.ts';

/** What a caption may hold, and what it should. */
export interface PhraseShape {
  maxLines: 1 | 2;
  /** Characters of a line; a wide character (CJK, emoji) counts as two. */
  lineLength: number;
  /** Characters of the whole caption, line break counted as a space. */
  maxLength: number;
  maxWords: number;
  maxSeconds: number;
  minSeconds: number;
  /** What each caption costs by itself: high makes few long ones. */
  perCaption: number;
  /** Cost of a caption of so many words, on top. */
  wordsCost(words: number, length: number): number;
  /** Cost of a sentence, or a clause, that ends inside the caption; infinite forbids it. */
  insideSentence: number;
  insideClause: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;
const ascii = /^[\x20-\x7e]*$/;

/** Characters as a reader counts them; wide ones count as two. */
export function textLength(text: string): number {
  if (ascii.test(text)) return text.length;
  let length = 0;
  for (const { segment } of graphemes.segment(text)) length += wide.test(segment) && !/^\d/.test(segment) ? 2 : 1;
  return length;
}

// A caption that waits for its own next word longer than this shows too early what is said later.
const longestPauseInside = 0.8;

/** The words in runs of one caption each: the cheapest way to cut, all costs of breaks and shapes summed. */
export function splitPhrases(words: WordTiming[], language: Language, shape: PhraseShape): WordTiming[][] {
  const lengths = words.map(({ text }) => textLength(text));
  const pauses = words.map(({ text }) => pauseAfter(text));
  const breaks = words.map(({ text }, index) => {
    const next = words[index + 1];
    return next ? breakCost(text, next.text, language) : 0;
  });

  // What a caption of the words `from` to `end` costs, break after it included; undefined when it cannot be.
  function captionCost(from: number, end: number): number | undefined {
    const first = words[from] as WordTiming;
    const last = words[end - 1] as WordTiming;
    const length = lengths.slice(from, end).reduce((sum, each) => sum + each + 1, -1);
    const seconds = last.end - first.start;
    let cost = (breaks[end - 1] as number) + shape.perCaption + shape.wordsCost(end - from, length);
    cost += Math.max(0, shape.minSeconds - seconds) * 20;
    // A caption of one word is always possible, however long or slowly spoken the word.
    if (end - from === 1) return cost;
    if (length > shape.maxLength || seconds > shape.maxSeconds) return undefined;
    if (!fits(lengths.slice(from, end), length, shape)) return undefined;
    for (let index = from; index < end - 1; index++) {
      if ((words[index + 1] as WordTiming).start - (words[index] as WordTiming).end > longestPauseInside)
        return undefined;
      if (pauses[index] === 'sentence') cost += shape.insideSentence;
      if (pauses[index] === 'clause') cost += shape.insideClause;
    }
    return Number.isFinite(cost) ? cost : undefined;
  }

  // best[n]: the cheapest way to cut the first n words, and where its last caption begins.
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = end - 1; from >= Math.max(0, end - shape.maxWords); from--) {
      const cost = captionCost(from, end);
      if (cost === undefined) continue;
      const sum = (best[from] as { cost: number }).cost + cost;
      if (sum < choice.cost) choice = { cost: sum, from };
    }
    best.push(choice);
  }
  const phrases: WordTiming[][] = [];
  for (let end = words.length; end > 0; end = (best[end] as { from: number }).from) {
    phrases.unshift(words.slice((best[end] as { from: number }).from, end));
  }
  return phrases;
}

/** Whether words of these lengths go into the shape's lines. A line of one long word has no other place to break. */
function fits(lengths: number[], whole: number, shape: PhraseShape): boolean {
  if (whole <= shape.lineLength) return true;
  if (shape.maxLines === 1) return false;
  let upper = -1;
  return lengths.slice(0, -1).some((length, index) => {
    upper += length + 1;
    const lower = whole - upper - 1;
    return (upper <= shape.lineLength || index === 0) && (lower <= shape.lineLength || index === lengths.length - 2);
  });
}

/** The words of one caption in one or two lines; in one when they fit no way. */
export function breakLines(words: WordTiming[], language: Language, shape: PhraseShape): string[] {
  const texts = words.map(({ text }) => text);
  const whole = texts.join(' ');
  if (textLength(whole) <= shape.lineLength || shape.maxLines === 1) return [whole];
  let best = { cost: Number.POSITIVE_INFINITY, lines: [whole] };
  for (let split = 1; split < texts.length; split++) {
    const lines = [texts.slice(0, split).join(' '), texts.slice(split).join(' ')];
    const [upper = 0, lower = 0] = lines.map(textLength);
    const overflow = Math.max(0, upper - shape.lineLength, lower - shape.lineLength) * 50;
    const imbalance = (Math.abs(upper - lower) / shape.lineLength) * 12;
    const cost = breakCost(texts[split - 1] as string, texts[split] as string, language) + imbalance + overflow;
    if (cost < best.cost) best = { cost, lines };
  }
  return best.lines;
}
