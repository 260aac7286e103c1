import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import { toCapitals } from '../../text/capitals.ts';

/** A word as it is drawn; `index` counts the cue's words. */
export interface ShownWord {
  index: number;
  text: string;
  joined: boolean;
  /** As the script has it. */
  script: Pick<WordTiming, 'text' | 'joined'>;
}

// Controls and overrides of direction show nothing, and could turn round what stands beside them.
const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;
const lonePunctuation = /^[-–—,;:.«»“”"]+$/u;
const softEnd = /[.,;:،。、，]+$/u;

/**
 * The lines of a cue as they are drawn. In capitals, words are read at a glance: commas and full stops are left out, as far
 * as a space or the line's end stands for them.
 */
export function shownLines(
  lines: readonly (readonly WordTiming[])[],
  { capitals, language }: { capitals: boolean; language: Language },
): ShownWord[][] {
  let index = 0;
  const shown = lines.map((line) =>
    line.map((word, place): ShownWord => {
      const text = word.text.replace(unseen, '');
      const last = line[place + 1]?.joined !== true;
      return {
        index: index++,
        text: capitals ? toCapitals(last ? withoutSoftEnd(text) : text, language) : text,
        joined: place > 0 && word.joined === true,
        script: word,
      };
    }),
  );
  return shown.map((line) => line.filter(({ text }) => text !== '')).filter((line) => line.length > 0);
}

function withoutSoftEnd(text: string): string {
  if (lonePunctuation.test(text)) return '';
  // `U.S.` keeps its point, and so do three of them.
  return /\.\p{L}+\.$|…$|\.\.$/u.test(text) ? text : text.replace(softEnd, '');
}
