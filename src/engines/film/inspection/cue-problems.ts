import { framesPerSecond } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import { joinWords } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { listFastCues } from '../captions/reading-speed.ts';

const textOf = ({ lines }: Cue) => lines.map(joinWords).join(' ');

/** Captions that lie outside the film, are out of order, overlap, or hold nothing. */
export function cueProblems(cues: readonly Cue[], durationSeconds: number): string[] {
  const problems: string[] = [];
  const tolerance = 0.5 / framesPerSecond;
  for (const [index, cue] of cues.entries()) {
    const { start, end } = cue;
    const before = cues[index - 1];
    const name = `caption ${index + 1} ('${textOf(cue)}')`;
    if (textOf(cue) === '') problems.push(`caption ${index + 1} has no text`);
    if (!(end > start)) problems.push(`${name} has no length`);
    if (start < 0 || end > durationSeconds + tolerance) problems.push(`${name} lies outside the film`);
    if (!before) continue;
    if (start < before.start) problems.push(`${name} is out of order`);
    else if (start < before.end - tolerance) problems.push(`${name} begins before the one before it ends`);
  }
  return problems;
}

/** At most one sentence, however many captions it is about. */
export function cueWarnings(cues: readonly Cue[], language: Language): string[] {
  const fast = listFastCues(cues, language);
  const [first] = fast;
  if (!first) return [];
  const which = fast.length === 1 ? 'One caption is' : `${fast.length} of ${cues.length} captions are`;
  return [`${which} gone before they can be read; the first at ${first.start.toFixed(1)} s: '${textOf(first)}'`];
}
