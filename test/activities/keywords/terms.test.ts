import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure, trendOf } from '../../../src/activities/keywords/figures.ts';
import { foldTerm } from '../../../src/activities/keywords/fold-term.ts';
import { intentOfWords } from '../../../src/activities/keywords/intent-of-words.ts';
import { createRelevance } from '../../../src/activities/keywords/relevance.ts';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';

describe('a folded term', () => {
  it.each([
    ['  What is\tan OCTOPUS?! ', 'en', 'what is an octopus'],
    ['cafe\u0301 “noir”', 'fr', 'café noir'],
    ['L’histoire – du café', 'fr', "l'histoire du café"],
    ['1,000 facts, 3.5 hearts', 'en', '1,000 facts 3.5 hearts'],
    ["rock'n'roll 'live'", 'en', "rock'n'roll live"],
    ['c++ & c#', 'en', 'c++ & c#'],
    ['\u200fלמה\u200e?', 'he', 'למה'],
    ['タコの心臓。', 'ja', 'タコの心臓'],
    ['🐙!?', 'en', ''],
    ['x'.repeat(101), 'en', ''],
  ] as const)('%j in %s is %j', (text, language, folded) => {
    expect(foldTerm(text, language)).toBe(folded);
  });

  it('is folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...languageCodes), (text, language) => {
        const folded = foldTerm(text, language);
        expect(foldTerm(folded, language)).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });
});

describe('relevance', () => {
  it.each([
    [
      'Why do octopuses have three hearts?',
      'en',
      ['octopuses three hearts', 'octopus heart', 'octopus', 'stock market'],
    ],
    ['L’histoire du café', 'fr', ['histoire du café', 'café', 'thé vert']],
    ['タコの心臓はなぜ三つあるのか', 'ja', ['タコの心臓', '東京の天気']],
    ['왜 문어의 심장은 세 개인가', 'ko', ['문어 심장', '서울 날씨']],
    ['למה לתמנון שלושה לבבות', 'he', ['תמנון לבבות', 'מזג אוויר']],
  ] as [string, Language, string[]][])('of terms to “%s” (%s) falls from the first to 0', (topic, language, terms) => {
    const relevances = terms.map(createRelevance(topic, language));
    expect(relevances).toEqual([...relevances].sort((one, other) => other - one));
    expect(relevances[0]).toBeGreaterThan(0.3);
    expect(relevances.at(-1)).toBe(0);
  });

  it('is 1 for the topic itself, in whatever language', () => {
    for (const language of languageCodes) expect(createRelevance('Octopus hearts', language)('octopus hearts')).toBe(1);
  });
});

describe('the intent that words tell', () => {
  it.each([
    ['how to buy a telescope', 'en', 'transactional'],
    ['best telescope for beginners', 'en', 'commercial'],
    ['telescope login', 'en', 'navigational'],
    ['why do stars twinkle', 'en', 'informational'],
    ['telescope', 'en', undefined],
    ['buyer remorse', 'en', undefined],
    ['pourquoi le ciel est bleu', 'fr', 'informational'],
    ['qué es un telescopio', 'es', 'informational'],
    ['望遠鏡おすすめ', 'ja', 'commercial'],
    ['שעון מחיר', 'he', 'transactional'],
    ['दूरबीन कैसे', 'hi', 'informational'],
  ] as const)('of “%s” (%s) is %s', (term, language, intent) => {
    expect(intentOfWords(term, language)).toBe(intent);
  });
});

describe('the trend of a year', () => {
  it.each([
    [[10, 10, 10, 50, 50, 50, 50, 50, 50, 10, 10, 10], 0],
    [[10, 10, 10, 0, 0, 0, 0, 0, 0, 20, 20, 20], 0.33],
    [[20, 20, 20, 0, 0, 0, 0, 0, 0, 10, 10, 10], -0.33],
    [[0, 0, 0, 5], 1],
    [[0, 0, 0, 0], undefined],
    [[1, 2, 3], undefined],
  ])('%j is %s', (series, trend) => {
    expect(trendOf(series)).toBe(trend);
  });
});

it.each([
  ['12', 12],
  [12, 12],
  [0, 0],
  ['0', 0],
  [null, undefined],
  [undefined, undefined],
  ['', undefined],
  ['many', undefined],
  [-1, undefined],
  [101, undefined],
  [Number.NaN, undefined],
])('a vendor’s %j is the figure %s', (given, read) => {
  expect(figure(0, 100).parse(given)).toBe(read);
});
