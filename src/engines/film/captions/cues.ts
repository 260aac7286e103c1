import type { Format } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { breakLines, type PhraseShape, splitPhrases } from './phrases.ts';
import { repairTimings } from './word-timings.ts';

// On a tall picture two to four words at a time, at most 25 characters; a line holds about half of them at the size drawn.
const tall: PhraseShape = {
  maxLines: 2,
  lineLength: 16,
  maxLength: 25,
  maxWords: 4,
  maxSeconds: 4,
  minSeconds: 0.5,
  perCaption: 2,
  wordsCost: (words, length) => ([9, 1, 0, 2][words - 1] ?? 20) - (words === 1 && length >= 10 ? 6 : 0),
  insideSentence: Number.POSITIVE_INFINITY,
  insideClause: 6,
};

/** Two lines of 42 characters, 5/6 to 7 seconds: Netflix's timed text style guide. */
export const twoLines: PhraseShape = {
  maxLines: 2,
  lineLength: 42,
  maxLength: 84,
  maxWords: 40,
  maxSeconds: 7,
  minSeconds: 5 / 6,
  perCaption: 5,
  wordsCost: (words) => (words <= 2 ? 6 : 0),
  insideSentence: 6,
  insideClause: 0,
};

// Between captions closer than this the earlier one stays, so that the text does not flicker.
const holdSeconds = 0.5;
// After the last word before a longer pause it stays for this long.
const lingerSeconds = 0.3;

/**
 * The captions of the picture: phrases cut where the sense allows, every word in order exactly once, never two at a time.
 * Times are those of the words. `short` and `square` show 2–4 words of at most 25 characters, `long` two lines of 42.
 */
export function buildCues(words: WordTiming[], options: { language: Language; format: Format }): Cue[] {
  const shape = options.format === 'long' ? twoLines : tall;
  const phrases = splitPhrases(repairTimings(words), options.language, shape);
  return phrases.map((phrase, index) => {
    const next = phrases[index + 1]?.[0];
    const { start, end: spoken } = spanOf(phrase);
    const end = !next ? spoken : next.start - spoken < holdSeconds ? next.start : spoken + lingerSeconds;
    return { start, end, ...captionText(phrase, options.language, shape) };
  });
}

/** From the first word's start to the last one's end. */
export function spanOf(phrase: WordTiming[]): { start: number; end: number } {
  const [first, last] = [phrase[0], phrase.at(-1)] as [WordTiming, WordTiming];
  return { start: first.start, end: last.end };
}

export function captionText(
  phrase: WordTiming[],
  language: Language,
  shape: PhraseShape,
): Pick<Cue, 'lines' | 'words'> {
  return { lines: breakLines(phrase, language, shape), words: phrase };
}

/** The same cues, so many seconds later. */
export function shiftCues(cues: Cue[], seconds: number): Cue[] {
  const later = <Span extends { start: number; end: number }>(span: Span): Span => ({
    ...span,
    start: span.start + seconds,
    end: span.end + seconds,
  });
  return cues.map((cue) => ({ ...later(cue), words: cue.words.map(later) }));
}
