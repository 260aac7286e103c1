import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { type ReportedWord, reconcileWords } from '../../../src/engines/voice/reconcile-words.ts';
import { anyLanguage, anyText, expectTimings } from './any-text.ts';

/** Words a service says it spoke, half a second each. */
const heard = (said: string): ReportedWord[] =>
  said.split(' ').map((text, index) => ({ text, start: index / 2, end: (index + 1) / 2 }));

function times(text: string, language: Language, reported: ReportedWord[], seconds = 10): Record<string, number[]> {
  const { words, source } = reconcileWords(text, language, reported, seconds);
  expectTimings(words, text, language, seconds);
  expect(source).toBe('exact');
  return Object.fromEntries(words.map(({ text: word, start, end }) => [word, [start, end]]));
}

describe('each word of the script gets the time of what was said for it', () => {
  test('without marks and capitals', () => {
    expect(times('“Well,” said Anna: two hearts!', 'en', heard('well said anna two hearts'))).toEqual({
      '“Well,”': [0, 0.5],
      said: [0.5, 1],
      'Anna:': [1, 1.5],
      two: [1.5, 2],
      'hearts!': [2, 2.5],
    });
  });

  test('where numbers were written out, or the other way round', () => {
    const out = times('In 25 days, $4.50 each.', 'en', heard('in twenty five days four dollars and fifty cents each'));
    expect(out).toMatchObject({ '25': [0.5, 1.5], 'days,': [1.5, 2], '$4.50': [2, 4.5], 'each.': [4.5, 5] });
    expect(times('In twenty five days.', 'en', heard('In 25 days.'))).toMatchObject({
      In: [0, 0.5],
      'days.': [1, 1.5],
    });
    expect(times('Les 1 200 pieuvres', 'fr', heard('les mille deux cents pieuvres'))).toMatchObject({
      Les: [0, 0.5],
      pieuvres: [2, 2.5],
    });
  });

  test('where words are split or joined otherwise', () => {
    expect(times('The ice-cream cannot melt', 'en', heard('the ice cream can not melt'))).toMatchObject({
      'ice-cream': [0.5, 1.5],
      cannot: [1.5, 2.5],
      melt: [2.5, 3],
    });
  });

  test('where words are missing or were added', () => {
    const { words, source } = reconcileWords('One two three four five', 'en', heard('one uh two four five'), 10);
    expect(source).toBe('exact');
    expect(words.map(({ start }) => start)).toEqual([0, 1, 1.5, 1.52, 2]);
    const missing = reconcileWords(
      'One two three four five',
      'en',
      heard('one two - four five').filter(({ text }) => text !== '-'),
      10,
    );
    expect(missing.words[2]).toEqual({ text: 'three', start: 1, end: 1.5 });
  });

  test('from the times of single characters', () => {
    const characters = [...'In 1998, two'].map((text, index) => ({ text, start: index / 10, end: (index + 1) / 10 }));
    expect(times('In 1998, two', 'en', characters)).toEqual({ In: [0, 0.2], '1998,': [0.3, 0.8], two: [0.9, 1.2] });
    const chinese = [...'章鱼有三颗心脏。'].map((text, index) => ({ text, start: index / 4, end: (index + 1) / 4 }));
    expect(times('章鱼有三颗心脏。', 'zh', chinese)).toMatchObject({
      章鱼: [0, 0.5],
      有: [0.5, 0.75],
      '心脏。': [1.25, 1.75],
    });
  });

  test('and an emoji a part of its neighbour’s', () => {
    expect(times('Hearts 🐙 beat', 'en', heard('hearts beat'))).toMatchObject({
      Hearts: [0, 0.429],
      '🐙': [0.429, 0.5],
    });
  });
});

test('what a service said of another text is not taken, nor is silence', () => {
  expect(reconcileWords('One two three', 'en', heard('etwas ganz anderes also'), 3).source).toBe('estimated');
  expect(reconcileWords('One two three', 'en', [], 3).source).toBe('estimated');
});

test('whatever a service reports of whatever text, what is read is the script, in order, within the sound', () => {
  const seconds = fc.oneof(fc.double({ min: -5, max: 70 }), fc.constant(Number.NaN));
  const anyReport = (text: string) =>
    fc.array(
      fc.record({
        text: fc.oneof(fc.constantFrom(...[...text, ...text.split(/\s+/), '<break/>', ' ', '']), fc.string()),
        start: seconds,
        end: seconds,
      }),
      { maxLength: 60 },
    );
  const withReport = anyText.chain((text) => fc.tuple(fc.constant(text), anyReport(text)));
  fc.assert(
    fc.property(
      withReport,
      anyLanguage,
      fc.double({ min: 0, max: 60, noNaN: true }),
      ([text, report], language, length) => {
        expectTimings(reconcileWords(text, language, report, length).words, text, language, length);
      },
    ),
    { numRuns: 400 },
  );
});

test('a word is found within a tenth of a second though one in ten is wrong, also in four thousand words', () => {
  const syllables = 'ba ke lo mi nu pa re so ti vu'.split(' ');
  const script = Array.from({ length: 4000 }, (_, index) =>
    [...String((index * 7919) % 9973)].map((figure) => syllables[Number(figure)]).join(''),
  );
  const report = script.flatMap((text, index) =>
    index % 10 === 3 ? [] : [{ text: index % 10 === 7 ? 'uhm' : text, start: index / 3, end: (index + 0.9) / 3 }],
  );
  const { words, source } = reconcileWords(script.join(' '), 'en', report, 4000 / 3);
  expect(source).toBe('exact');
  const late = words.filter(({ start }, index) => Math.abs(start - index / 3) > 0.1);
  expect(late.length).toBeLessThan(450);
});
