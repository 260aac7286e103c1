import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import { breakCost, pauseBetween } from '../../text/break-rules.ts';
import { textLength } from '../../text/text-length.ts';
import type { PhraseShape } from './phrase-shapes.ts';
import { readingSeconds } from './reading-speed.ts';

// A caption that waits for its own next word longer than this shows too early what is said later.
const longestPauseInside = 0.8;

const speakable = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

// Weights against the costs of breaks.
const weights = {
  tooShort: 20,
  tooFast: 8,
  lineBreak: 0.6,
  imbalance: 8,
  full: 1.5,
  overflow: 50,
  topHeavy: 1.2,
  besideLong: 8,
};

/**
 * The words in captions of one or two lines: the cheapest way to cut, all costs of breaks, lines, lengths and reading
 * times summed.
 */
export function splitPhrases(words: readonly WordTiming[], language: Language, shape: PhraseShape): WordTiming[][][] {
  const cutter = createCutter(words, language, shape);
  // best[n]: the cheapest way to cut the first n words, and where its last caption begins.
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = end - 1; from >= 0; from--) {
      if (cutter.spoken(from, end) > shape.maxWords && end - from > 1) break;
      // Longer ones only grow further beyond what fits.
      if (end - from > 1 && !cutter.mayHold(from, end)) break;
      const cost = (best[from] as { cost: number }).cost + cutter.cost(from, end);
      if (cost < choice.cost) choice = { cost, from };
    }
    best.push(choice);
  }
  const phrases: WordTiming[][][] = [];
  for (let end = words.length; end > 0; end = (best[end] as { from: number }).from) {
    const { from } = best[end] as { from: number };
    const split = cutter.lineBreak(from, end).at;
    phrases.push(split === end ? [words.slice(from, end)] : [words.slice(from, split), words.slice(split, end)]);
  }
  return phrases.reverse();
}

function createCutter(words: readonly WordTiming[], language: Language, shape: PhraseShape) {
  const count = words.length;
  const breaks = words.map((word, index) => {
    const next = words[index + 1];
    return next ? breakCost(word, next, language) : 0;
  });
  const pauses = words.map((word, index) => pauseBetween(word, words[index + 1], language));
  // Words alone are counted: French marks stand apart, `« Où sont-elles ? »`. The pause of a mark that stands before
  // others comes after the last of them.
  const counted: number[] = [0];
  for (const [index, { text }] of words.entries()) {
    const isMark = !speakable.test(text);
    counted.push((counted[index] as number) + (isMark ? 0 : 1));
    if (!isMark || index === 0 || /^[«“‘([{¿¡「『（【《〈［｛]/u.test(text)) continue;
    if (pauses[index] === 'none') pauses[index] = pauses[index - 1] as (typeof pauses)[number];
    pauses[index - 1] = 'none';
    if (pauses[index] !== 'none') breaks[index] = 0;
  }
  const spoken = (from: number, end: number) => (counted[end] as number) - (counted[from] as number);
  // Where each word begins and ends, had the text one line; what the pauses inside cost, summed up to each word. A word
  // too long for a line counts as one line: it is broken on the frame, and its article may stay with it.
  const begins: number[] = [];
  const ends: number[] = [];
  const insides: number[] = [0];
  const gaps: number[] = [0];
  const long: number[] = [0];
  for (const [index, { text, joined, start, end }] of words.entries()) {
    begins.push(index === 0 ? 0 : (ends[index - 1] as number) + (joined ? 0 : 1));
    const length = textLength(text);
    long.push((long[index] as number) + (length > shape.mostLine ? 1 : 0));
    ends.push((begins[index] as number) + Math.min(length, shape.mostLine));
    const next = words[index + 1];
    const inside =
      pauses[index] === 'sentence' ? shape.insideSentence : pauses[index] === 'clause' ? shape.insideClause : 0;
    insides.push((insides[index] as number) + (Number.isFinite(inside) ? inside : 0));
    const apart =
      (next !== undefined && next.start - Math.max(end, start) > longestPauseInside) ||
      inside === Number.POSITIVE_INFINITY;
    gaps.push((gaps[index] as number) + (apart ? 1 : 0));
  }
  const lengthOf = (from: number, end: number) => (ends[end - 1] as number) - (begins[from] as number);

  function mayHold(from: number, end: number): boolean {
    return (
      lengthOf(from, end) <= shape.maxLength &&
      (words[end - 1] as WordTiming).end - (words[from] as WordTiming).start <= shape.maxSeconds &&
      gaps[end - 1] === gaps[from]
    );
  }

  const lineCost = (length: number) =>
    Math.max(0, length - shape.lineLength) * weights.full + Math.max(0, length - shape.mostLine) * weights.overflow;

  /** Before which word the second line begins (`end` for one line), and what that costs. */
  function lineBreak(from: number, end: number): { at: number; cost: number } {
    let choice = { at: end, cost: lineCost(lengthOf(from, end)) };
    if (choice.cost === 0 || end - from === 1) return choice;
    for (let at = from + 1; at < end; at++) {
      const [upper, lower] = [lengthOf(from, at), lengthOf(at, end)];
      const uneven = (Math.abs(upper - lower) / shape.lineLength) * weights.imbalance;
      const cost =
        (breaks[at - 1] as number) * weights.lineBreak +
        (upper > lower ? uneven * weights.topHeavy : uneven) +
        lineCost(upper) +
        lineCost(lower);
      if (cost < choice.cost) choice = { at, cost };
    }
    return choice;
  }

  /** What a caption of the words `from` to `end` costs, the break after it included. */
  function cost(from: number, end: number): number {
    const first = words[from] as WordTiming;
    const last = words[end - 1] as WordTiming;
    const length = lengthOf(from, end);
    // It can stay until the next word is spoken.
    const shown = (end < count ? (words[end] as WordTiming).start : last.end) - first.start;
    const wholeSentence = pauses[end - 1] === 'sentence' && (from === 0 || pauses[from - 1] === 'sentence');
    return (
      (breaks[end - 1] as number) +
      shape.perCaption +
      (wholeSentence ? 0 : shape.sizeCost(spoken(from, end), length)) +
      (insides[end - 1] as number) -
      (insides[from] as number) +
      Math.max(0, shape.minSeconds - shown) * weights.tooShort +
      Math.max(0, readingSeconds(length, language) - shown) * weights.tooFast +
      lineBreak(from, end).cost +
      (end - from > 1 ? ((long[end] as number) - (long[from] as number)) * weights.besideLong : 0)
    );
  }

  return { mayHold, cost, lineBreak, spoken };
}
