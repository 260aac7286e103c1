import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../contracts/languages.ts';
import { joinWords } from '../../contracts/narration.ts';
import { breakCost } from './break-rules.ts';
import { canvasFont } from './fonts.ts';
import { splitWords, type Word } from './split-words.ts';
import { splitGraphemes } from './text-length.ts';

export interface WordsToFit {
  text: string;
  family: string;
  language: Language;
  width: number;
  height: number;
  /** Font sizes in pixels. */
  most: number;
  least: number;
  mostLines: number;
  /** Distance of baselines as a share of the size. */
  lineHeight: number;
  /** What the outline or a plate adds to a line's width, as a share of the size. */
  margin: number;
}

export interface FittedWords {
  lines: string[];
  /** Font size in pixels. */
  size: number;
}

// To avoid a break after an article, the letters may be a quarter smaller.
const perBreakCost = 0.02;
// A further line must make the letters this much larger.
const worthALine = 1.05;
const measured = 100;
// Not the spaces that keep a number or a mark with its word.
const breakingSpaces = /[^\S\u00a0\u202f]+/u;

/** Words as large as their box allows, broken where it reads well; `undefined` when they would be smaller than `least`. */
export function fitWords(context: SKRSContext2D, wanted: WordsToFit): FittedWords | undefined {
  const words = splitWords(unbreakable(wanted.text), wanted.language, breakingSpaces);
  return fit(context, words, wanted);
}

/** The same, with words broken anywhere when they are too long for a line; cut off with an ellipsis when all is too much. */
export function fitAnyWords(context: SKRSContext2D, wanted: WordsToFit): FittedWords {
  const words = splitWords(unbreakable(wanted.text), wanted.language, breakingSpaces);
  const fitted = fit(context, words, wanted);
  if (fitted) return fitted;
  const pieces = words.flatMap(({ text, joined }) =>
    splitGraphemes(text).map(
      (piece, index): Word => (index > 0 || joined ? { text: piece, joined: true } : { text: piece }),
    ),
  );
  for (let count = pieces.length; count > 0; count = Math.floor(count * 0.8)) {
    const some = pieces.slice(0, count);
    if (count < pieces.length) some.push({ text: '…', joined: true });
    const broken = fit(context, some, wanted);
    if (broken) return broken;
  }
  return { lines: [], size: wanted.least };
}

function fit(context: SKRSContext2D, words: readonly Word[], wanted: WordsToFit): FittedWords | undefined {
  if (words.length === 0) return undefined;
  const { family, language, width, height, most, least, mostLines, lineHeight, margin } = wanted;
  // Widths grow with the size: they are measured once, at a size large enough to be exact.
  context.font = canvasFont(family, measured);
  const space = context.measureText(' ').width / measured;
  const ends: number[] = [];
  const begins = words.map(({ text, joined }, index) => {
    const begin = index === 0 ? 0 : (ends[index - 1] as number) + (joined ? 0 : space);
    ends.push(begin + context.measureText(text).width / measured);
    return begin;
  });
  const breaks = words.map((word, index) => {
    const next = words[index + 1];
    return next ? breakCost(word, next, language) * perBreakCost : 0;
  });
  const widthOf = (from: number, to: number) => (ends[to - 1] as number) - (begins[from] as number);
  let best: FittedWords | undefined;
  let worth = 0;
  for (let count = 1; count <= Math.min(mostLines, words.length); count++) {
    const { cuts, bad } = breakEvenly(words.length, count, widthOf, breaks);
    const lines = cuts.map((from, index) => ({ from, to: cuts[index + 1] ?? words.length }));
    const widest = Math.max(...lines.map(({ from, to }) => widthOf(from, to))) + margin;
    const size = Math.min(most, width / widest, height / (1 + lineHeight * (count - 1)));
    if (size >= least && size / (1 + bad) > worth * worthALine) {
      worth = size / (1 + bad);
      best = { size, lines: lines.map(({ from, to }) => joinWords(words.slice(from, to))) };
    }
  }
  return best;
}

/** Keeps `BON ?`, `7 %` and `3 000` together, as French, Spanish and Italian write them. */
function unbreakable(text: string): string {
  return text
    .trim()
    .replace(/\s+([?!:;%»€$°])/g, '\u00a0$1')
    .replace(/(«)\s+/g, '$1\u00a0')
    .replace(/(\d)\s(\d{3})(?!\d)/g, '$1\u00a0$2');
}

/** Where each of exactly `count` lines begins, the widest as narrow as possible, and what its breaks cost as a share of width. */
function breakEvenly(
  length: number,
  count: number,
  widthOf: (from: number, to: number) => number,
  breaks: readonly number[],
): { cuts: number[]; bad: number } {
  // For each number of lines and words: the cost of the best way, and where its last line begins.
  let best = Array.from({ length: length + 1 }, (_, to) => ({
    widest: to > 0 ? widthOf(0, to) : 0,
    bad: 0,
    cuts: [0],
  }));
  for (let lines = 2; lines <= count; lines++) {
    best = best.map((_, to) => {
      let choice = { widest: Number.POSITIVE_INFINITY, bad: 0, cuts: [0] };
      for (let from = lines - 1; from < to; from++) {
        const before = best[from] as (typeof best)[number];
        const widest = Math.max(before.widest, widthOf(from, to));
        const bad = before.bad + (breaks[from - 1] as number);
        if (widest * (1 + bad) < choice.widest * (1 + choice.bad))
          choice = { widest, bad, cuts: [...before.cuts, from] };
      }
      return choice;
    });
  }
  return best[length] as (typeof best)[number];
}
