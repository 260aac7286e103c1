import type { Format } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import { joinWords, type WordTiming } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { textLength } from '../../text/text-length.ts';
import { phraseShape } from './phrase-shapes.ts';
import { splitPhrases } from './phrases.ts';
import { readingSeconds } from './reading-speed.ts';
import { repairTimings } from './word-timings.ts';

export interface CueOptions {
  language: Language;
  format: Format;
  /** Most words of a caption on `short` and `square`; `long` shows two lines of 42 characters whatever it is. */
  mostWords: number;
  /** Seconds until which the last caption may stay; its last word's end when left out. */
  until?: number;
}

// Between captions closer than this the earlier one stays, so that the text does not flicker.
const holdSeconds = 0.5;
// After the last word before a longer pause it stays for this long, or until it can be read.
const lingerSeconds = 0.3;

/**
 * The captions of the picture: phrases cut where the sense allows, every word in order exactly once, never two at a time.
 * They come with their first word. `short` and `square` show 2–4 words of at most 25 characters, `long` two lines of 42.
 */
export function buildCues(words: readonly WordTiming[], { language, format, mostWords, until }: CueOptions): Cue[] {
  const shape = phraseShape(format, language, mostWords);
  const phrases = splitPhrases(repairTimings(words), language, shape);
  return phrases.map((lines, index) => {
    const { start, spoken, length } = spanOf(lines);
    const following = phrases[index + 1];
    const latest = following ? spanOf(following).start : Math.max(spoken, until ?? spoken);
    const wanted = Math.max(spoken + lingerSeconds, start + readingSeconds(length, language));
    const stays = following !== undefined && latest - wanted < holdSeconds - lingerSeconds;
    return { start, end: stays ? latest : Math.min(wanted, latest), lines };
  });
}

/** When the first word of a caption begins, when the last one ends, and how many characters they are. */
export function spanOf(lines: WordTiming[][]): { start: number; spoken: number; length: number } {
  const words = lines.flat();
  const [first, last] = [words[0], words.at(-1)] as [WordTiming, WordTiming];
  return { start: first.start, spoken: last.end, length: textLength(joinWords(words)) };
}
