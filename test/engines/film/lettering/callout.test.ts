import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/contracts/languages.ts';
import { figureAt, parseFigure, splitCallout } from '../../../../src/engines/film/lettering/callout.ts';

describe('a number that counts up', () => {
  it.each([
    ['3 000', 'fr', 3000, '1 500', '3 000'],
    ['3\u202f000', 'fr', 3000, '1\u202f500', '3\u202f000'],
    ['1,234,567', 'en', 1_234_567, '617,284', '1,234,567'],
    ['1.234.567', 'de', 1_234_567, '617.284', '1.234.567'],
    ['1.234', 'es', 1234, '617', '1.234'],
    ['1.234', 'en', 1.234, '0.617', '1.234'],
    ['1,5', 'fr', 1.5, '0,8', '1,5'],
    ['$1.5', 'en', 1.5, '$0.8', '$1.5'],
    ['70 %', 'fr', 70, '35 %', '70 %'],
    ['1.234,5 €', 'de', 1234.5, '617,3 €', '1.234,5 €'],
    ['$2000', 'en', 2000, '$1000', '$2000'],
  ] as const)('keeps the way it is written: %s in %s', (text, language: Language, value, half, whole) => {
    const figure = parseFigure(text, language);
    expect(figure?.value).toBe(value);
    expect(figure && figureAt(figure, 0.5)).toBe(half);
    expect(figure && figureAt(figure, 1)).toBe(whole);
  });

  it.each([
    ['a year', '1969'],
    ['a range', '1914–1918'],
    ['a time of day', '9:30'],
    ['no number', 'many'],
    ['a version', '3.14.15'],
    ['too little to count to', '2'],
  ])('is not %s', (_, text) => {
    expect(parseFigure(text, 'en')).toBeUndefined();
  });
});

it.each([
  ['3 000 years', { before: '', number: '3 000', after: 'years' }],
  ['Over $1.5 million', { before: 'Over', number: '$1.5', after: 'million' }],
  ['70 % of it', { before: '', number: '70 %', after: 'of it' }],
  ['1969', { before: '', number: '1969', after: '' }],
  ['Nine', { before: '', number: 'Nine', after: '' }],
])('the number of a call-out stands apart from its words: %s', (text, parts) => {
  expect(splitCallout(text)).toEqual(parts);
});
