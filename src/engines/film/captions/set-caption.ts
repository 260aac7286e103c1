import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { splitWords } from '../../text/split-words.ts';
import { textLength } from '../../text/text-length.ts';
import { type PhraseShape, twoLines } from './phrase-shapes.ts';
import { splitPhrases } from './phrases.ts';
import type { TimedText } from './read-srt.ts';

// Less than what one character too many costs, more than any good break: a caption is cut only where two lines can't hold it.
const perCaption = 45;

function asFewAsPossible(language: Language): PhraseShape {
  const infinite = Number.POSITIVE_INFINITY;
  return {
    ...twoLines(language),
    ...{ perCaption, maxWords: infinite, maxSeconds: infinite, minSeconds: 0 },
    ...{ insideSentence: 0, sizeCost: () => 0 },
  };
}

/** Characters that two lines hold, wide ones counted as two; in a language of wide ones half as many. */
export function mostCaptionCharacters(language: Language): number {
  const { maxLength } = twoLines(language);
  return twoLines('en').maxLength === maxLength ? maxLength : maxLength / 2;
}

/**
 * A text in the time of a caption, on two lines as those of the film's own caption file. One that two lines can't hold becomes
 * several captions, which share the time by their lengths; one without words becomes none.
 */
export function setCaption({ start, end, text }: TimedText, language: Language): Cue[] {
  const phrases = splitPhrases(timedWords({ start, end, text }, language), language, asFewAsPossible(language));
  return phrases.map((lines, index) => ({
    start: startOf(lines) ?? start,
    end: startOf(phrases[index + 1]) ?? end,
    lines,
  }));
}

const startOf = (phrase: WordTiming[][] | undefined) => phrase?.[0]?.[0]?.start;

/** Spread evenly: what counts of their times is how captions that are cut share them. */
function timedWords({ start, end, text }: TimedText, language: Language): WordTiming[] {
  const words = splitWords(text, language).map((word) => ({ ...word, length: Math.max(1, textLength(word.text)) }));
  const all = words.reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  return words.map(({ length, ...word }) => {
    const from = start + ((end - start) * before) / all;
    before += length;
    return { ...word, start: from, end: start + ((end - start) * before) / all };
  });
}
