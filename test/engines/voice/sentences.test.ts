import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { readSentences } from '../../../src/engines/voice/sentences.ts';

const split = (text: string, language: Language = 'en') =>
  readSentences(text, language).map(({ words }) => joinWords(words));

const marks = (text: string, language: Language = 'en') =>
  readSentences(text, language).map(({ tokens }) => tokens.map(({ mark }) => mark).join(''));

describe('a text is cut into sentences', () => {
  test.each<[string, Language, string[]]>([
    ['It has three hearts. Two stop! Why?', 'en', ['It has three hearts.', 'Two stop!', 'Why?']],
    ['Dr. J. K. Smith of the U.S. Navy left.', 'en', ['Dr. J. K. Smith of the U.S. Navy left.']],
    ['He left the U.S. The end.', 'en', ['He left the U.S.', 'The end.']],
    ['"Really?" she said. "Yes."', 'en', ['"Really?" she said.', '"Yes."']],
    ['At 10 a.m. The sun rose.', 'en', ['At 10 a.m.', 'The sun rose.']],
    ['« Quoi ? » dit-il. « Rien ! »', 'fr', ['« Quoi ? » dit-il.', '« Rien ! »']],
    ['M. Dupont, av. J.-C., part. Fin.', 'fr', ['M. Dupont, av. J.-C., part.', 'Fin.']],
    ['A title\n\nand its text.', 'en', ['A title', 'and its text.']],
    ['Version 2.0 is out. 🐙 Good. 🦑', 'en', ['Version 2.0 is out.', '🐙 Good. 🦑']],
    ['🐙 — 🦑', 'en', ['🐙 — 🦑']],
    ['章鱼有三颗心脏。为什么？“因为游泳！”他说。', 'zh', ['章鱼有三颗心脏。', '为什么？', '“因为游泳！”', '他说。']],
    ['यह पानी है। वह आग है।', 'hi', ['यह पानी है।', 'वह आग है।']],
    ['ما هذا؟ هذا ماء.', 'ar', ['ما هذا؟', 'هذا ماء.']],
    ['Am 3. Mai kam z. B. Dr. Müller. Gut.', 'de', ['Am 3. Mai kam z. B. Dr. Müller.', 'Gut.']],
  ])('%s', (text, language, sentences) => expect(split(text, language)).toEqual(sentences));

  test('and loses no token, whatever it holds', () => {
    const text = ' “A”\u00a0b…\t(c)\u0007  \u200fمرحبا — 章鱼。 🐙! ?\nz ';
    expect(split(text).join(' ')).toBe(text.trim().split(/\s+/).join(' '));
  });
});

test('each clause end has its mark, brackets and dashes are heard as pauses, and every sentence ends', () => {
  expect(marks('Yes, it is; see: this (or that) — no')).toEqual([',;:,,—.']);
  expect(marks('Oui , bien ; non !', 'fr')).toEqual([',;!']);
});

test('the end of a paragraph is known', () => {
  const ends = readSentences('A title\n\nOne. Two.\n \n🐙\n\nThree.', 'en').map(({ endsParagraph }) => endsParagraph);
  expect(ends).toEqual([true, false, true, true]);
});
