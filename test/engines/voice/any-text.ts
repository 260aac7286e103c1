import fc from 'fast-check';
import { expect } from 'vitest';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';
import { joinWords, type WordTiming } from '../../../src/contracts/narration.ts';
import { splitWords } from '../../../src/engines/text/split-words.ts';

const pieces =
  '章鱼 です ーー หัวใจ “ （ ” 。 " - — … 2.5% $4.50 1998 1 200 3/4 XIV Dr. word Straße l’eau مرحبا שלום नमस्ते 문어 👩🏽‍🚀 🐙 #tag @me a.b.c \u0301 \u202e'.split(
    ' ',
  );

/** Texts as people write them and as nobody does; one of them has a word of 200 letters. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', ' ', '', '. ', '\n\n')), { maxLength: 40 })
    .map((parts) => parts.flat().join('')),
  fc.constant(`a ${'x'.repeat(200)} ${'9'.repeat(200)} ${'章'.repeat(200)}!`),
);

export const anyLanguage: fc.Arbitrary<Language> = fc.constantFrom(...languageCodes);

/** Every word of the text once, in order, one after another, within the sound. */
export function expectTimings(words: readonly WordTiming[], text: string, language: Language, seconds: number): void {
  expect(joinWords(words)).toBe(text.split(/\s+/).filter(Boolean).join(' '));
  expect(words.length).toBe(splitWords(text, language).length);
  let previous = 0;
  for (const { start, end } of words) {
    if (!(start >= previous && end >= start)) expect({ start, end, previous }).toBe('one word after another');
    previous = end;
  }
  expect(previous).toBeLessThanOrEqual(seconds + 1e-9);
}
