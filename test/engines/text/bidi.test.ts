import { describe, expect, it } from 'vitest';
import { type Direction, visualRuns } from '../../../src/engines/text/bidi.ts';

/** What stands from left to right, each character as it is stored: brackets unmirrored, runs from right to left reversed. */
function visual(text: string, direction: Direction): string {
  return visualRuns(text, direction)
    .map(({ from, to, level }) => {
      const run = [...text.slice(from, to)];
      return (level % 2 === 1 ? run.reverse() : run).join('');
    })
    .join('');
}

// Hebrew letters stand for any right-to-left text: each is one character whatever stands beside it.
describe('the order of a line from left to right', () => {
  it.each([
    ['only English', 'a b, c.', 'ltr', 'a b, c.'],
    ['only Hebrew', 'אב גד.', 'rtl', '.דג בא'],
    ['a Latin name in Hebrew', 'אב iPhone Pro גד', 'rtl', 'דג iPhone Pro בא'],
    ['a Latin name at the start', 'iPhone אב', 'rtl', 'בא iPhone'],
    ['a number after a Latin name', 'אב iPhone 15 גד', 'rtl', 'דג iPhone 15 בא'],
    ['a number with separators', 'אב 1,234.5 גד', 'rtl', 'דג 1,234.5 בא'],
    ['a percentage', 'אב 50% גד', 'rtl', 'דג 50% בא'],
    ['an amount', 'אב $1.5 גד', 'rtl', 'דג $1.5 בא'],
    ['a full stop after a Latin name', 'אב Google.', 'rtl', '.Google בא'],
    ['brackets around Latin words', 'אב (big world) גד', 'rtl', 'דג )big world( בא'],
    ['brackets around Hebrew words', 'a (אב גד) b', 'ltr', 'a (דג בא) b'],
    ['Hebrew in English', 'say אב גד now', 'ltr', 'say דג בא now'],
    ['a number between Hebrew words in English', 'a אב 12 גד b', 'ltr', 'a דג 12 בא b'],
    ['quotes', 'אב "גד" הו', 'rtl', 'וה "דג" בא'],
    ['marks of vowels', 'אָב cd', 'rtl', 'cd בָא'.replace('בָא', 'ב\u05b8א')],
    ['Arabic digits', 'ا ١٢٣ ب', 'rtl', 'ب ١٢٣ ا'],
    ['a percentage after Arabic', 'ا 50% ب', 'rtl', 'ب %50 ا'],
    ['white space at the end', 'אב c ', 'rtl', ' c בא'],
  ] as const)('is that of the Unicode algorithm: %s', (_, text, direction, expected) => {
    expect(visual(text, direction)).toBe(expected);
  });

  it('covers every character once', () => {
    const text = '(a👩‍🚀 אב) 12,3% [ב x] ؟';
    const covered = visualRuns(text, 'rtl').flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, at) => from + at),
    );
    expect(covered.sort((a, b) => a - b)).toEqual([...text].flatMap((c) => [...c.split('')]).map((_, at) => at));
  });
});
