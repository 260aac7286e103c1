import type { Format } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';

/** What a caption may hold, and what it should. Lengths as `textLength` counts: wide characters are two. */
export interface PhraseShape {
  /** What a line holds with ease, and at most. */
  lineLength: number;
  mostLine: number;
  /** Of both lines, the break counted as a space. */
  maxLength: number;
  maxWords: number;
  maxSeconds: number;
  minSeconds: number;
  /** What each caption costs by itself: high makes few long ones. */
  perCaption: number;
  /** Cost of a caption of so many words and characters, on top. */
  sizeCost(words: number, length: number): number;
  /** Cost of a sentence, or a clause, that ends inside the caption; infinite forbids it. */
  insideSentence: number;
  insideClause: number;
}

const wide = { zh: true, ja: true, ko: true } as const satisfies Partial<Record<Language, true>>;
const byCharacters = { zh: true, ja: true, th: true } as const satisfies Partial<Record<Language, true>>;

/** Two lines of 42 characters (18 wide ones), 5/6 to 7 seconds: Netflix's timed text style guide. */
export function twoLines(language: Language): PhraseShape {
  const lineLength = language in wide ? 36 : 42;
  return {
    lineLength,
    mostLine: lineLength,
    maxLength: lineLength * 2,
    maxWords: 60,
    maxSeconds: 7,
    minSeconds: 5 / 6,
    perCaption: 5,
    sizeCost: (_, length) => Math.max(0, 16 - length) / 2,
    insideSentence: 6,
    insideClause: 0,
  };
}

/**
 * For pictures held in the hand: two to `mostWords` words at a time, at most 25 characters on two short lines. Where no
 * spaces part the words, their number says little: there the length decides, about nine wide characters a line.
 */
function fewWords(language: Language, mostWords: number): PhraseShape {
  const spaceless = language in byCharacters;
  const lineLength = language === 'zh' || language === 'ja' ? 18 : language in wide ? 16 : 13;
  const ideal = Math.min(3, mostWords);
  const byWords = (words: number, length: number) => {
    if (words === 1 && mostWords > 1) return length >= 10 ? 3 : 9;
    return words <= ideal ? ideal - words : (words - ideal) * 2;
  };
  const byLength = (_: number, length: number) =>
    Math.max(0, 0.6 * lineLength - length) + Math.max(0, length - lineLength) / 4;
  return {
    lineLength,
    mostLine: lineLength + 3,
    maxLength: spaceless ? Math.round(lineLength * (mostWords > 2 ? 1.8 : 1)) : 25,
    maxWords: spaceless ? mostWords * 4 : mostWords,
    maxSeconds: 4,
    minSeconds: 0.5,
    perCaption: 2,
    sizeCost: spaceless ? byLength : byWords,
    insideSentence: Number.POSITIVE_INFINITY,
    insideClause: 6,
  };
}

/** How the captions of a picture are cut. */
export function phraseShape(format: Format, language: Language, mostWords: number): PhraseShape {
  return format === 'long' ? twoLines(language) : fewWords(language, mostWords);
}
