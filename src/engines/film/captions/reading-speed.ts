import type { Language } from '../../../contracts/languages.ts';
import { joinWords } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { textLength } from '../../text/text-length.ts';

// Characters a second, wide ones counted as two: Netflix gives 9 wide ones for Chinese, 12 for Korean, and 17 for most
// languages. For Japanese it gives 4, which no narration keeps to; it is read as fast as Chinese.
const charactersPerSecond: Partial<Record<Language, number>> = { zh: 18, ja: 18, ko: 24 };
const usualPerSecond = 17;

/** Seconds it takes to read so many characters, as `textLength` counts them. */
export function readingSeconds(length: number, language: Language): number {
  return length / (charactersPerSecond[language] ?? usualPerSecond);
}

/** The cues that are gone before they can be read, because the voice goes faster and leaves no pause: worth a warning. */
export function listFastCues(cues: readonly Cue[], language: Language): Cue[] {
  return cues.filter(({ start, end, lines }) => {
    const length = textLength(joinWords(lines.flat()));
    // A hundredth is rounding.
    return readingSeconds(length, language) > (end - start) * 1.01;
  });
}
