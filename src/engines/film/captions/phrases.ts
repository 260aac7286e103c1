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

/** The words in runs of one caption each: the cheapest way to cut, all costs of breaks and shapes summed. */
export function splitPhrases(words: WordTiming[], language: Language, shape: PhraseShape): WordTiming[][] {
  const lengths = words.map(({ text }) => textLength(text));
  const pauses = words.map(({ text }) => pauseAfter(text));
  const breaks = words.map((word, index) => {
    const next = words[index + 1];
    return next ? breakCost(word.text, next.text, language) : 0;
  });
  // best[n]: the cheapest way to cut the first n words, and where its last caption begins.
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    let length = -1;
    let inside = 0;
    for (let from = end - 1; from >= 0 && end - from <= shape.maxWords; from--) {
      length += 1 + (lengths[from] as number);
      if (from < end - 1) {
        if (pauses[from] === 'sentence') inside += shape.insideSentence;
        if (pauses[from] === 'clause') inside += shape.insideClause;
      }
      // A caption of one word is always possible, however long or slowly spoken the word.
      const alone = from === end - 1;
      if (!alone && (length > shape.maxLength || inside === Number.POSITIVE_INFINITY)) break;
      const seconds = (words[end]?.start ?? (words[end - 1] as WordTiming).end) - (words[from] as WordTiming).start;
      if (!alone && seconds > shape.maxSeconds) break;
      const lines = breakLines(words.slice(from, end), language, shape);
      if (!alone && !lines) continue;
      const hurry = Math.max(0, shape.minSeconds - seconds) * 20;
      const cost =
        (best[from] as { cost: number }).cost +
        (breaks[end - 1] as number) +
        shape.perCaption +
        shape.wordsCost(end - from, length) +
        inside +
        hurry;
      if (cost < choice.cost) choice = { cost, from };
    }
    best.push(choice);
  }
  const phrases: WordTiming[][] = [];
  for (let end = words.length; end > 0; ) {
    const { from } = best[end] as { from: number };
    phrases.unshift(words.slice(from, end));
    end = from;
  }
  return phrases;
}

/** The words of one caption in one or two lines, or nothing when they do not fit. */
export function breakLines(words: WordTiming[], language: Language, shape: PhraseShape): string[] | undefined {
  const texts = words.map(({ text }) => text);
  const whole = texts.join(' ');
  if (textLength(whole) <= shape.lineLength || texts.length === 1) return [whole];
  if (shape.maxLines === 1) return undefined;
  let best: { cost: number; lines: string[] } | undefined;
  for (let split = 1; split < texts.length; split++) {
    const lines = [texts.slice(0, split).join(' '), texts.slice(split).join(' ')];
    const [upper = 0, lower = 0] = lines.map(textLength);
    const longest = Math.max(upper, lower);
    // A line of one long word has no other place to break.
    const oneLongWord = upper >= lower ? split === 1 : split === texts.length - 1;
    const fits = longest <= shape.lineLength || oneLongWord;
    if (!fits || upper + lower + 1 > shape.maxLength) continue;
    const overflow = Math.max(0, longest - shape.lineLength) * 5;
    const imbalance = (Math.abs(upper - lower) / shape.lineLength) * 12;
    const cost = breakCost(texts[split - 1] as string, texts[split] as string, language) + imbalance + overflow;
    if (!best || cost < best.cost) best = { cost, lines };
  }
  return best?.lines;
}
