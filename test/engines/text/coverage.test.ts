import { expect, it } from 'vitest';
import { missingGlyphs } from '../../../src/engines/text/coverage.ts';

it('can draw Latin with its accents, Arabic and emoji', () => {
  expect(missingGlyphs('Œuvre, niño, São, perché? « 3 000 € » — سلام 🐙 👩‍🚀 🇫🇷 ❤️')).toEqual([]);
});

it('names each character that no font can draw, once and in order', () => {
  expect(missingGlyphs('a\u{E001}b\u{10FFFD}\u{E001}')).toEqual(['\u{E001}', '\u{10FFFD}']);
});
