import { expect, test } from 'vitest';
import { foldSpaces, plainLine, splitSentences, splitWords } from '../../../src/engines/writing/sentences.ts';
import { randomTexts } from './random-text.ts';

test('a text is split after full stops, question marks and exclamation marks', () => {
  expect(splitSentences('Three hearts. Why? Because it swims!', 'en')).toEqual([
    'Three hearts.',
    'Why?',
    'Because it swims!',
  ]);
});

test.each([
  ['en', 'Dr. Smith met Mrs. Jones. They left.', 2],
  ['en', 'J. R. R. Tolkien wrote it. You read it.', 2],
  ['en', 'It costs approx. 3.5 dollars, i.e. not much. Fine.', 2],
  ['en', 'At 5 p.m. we eat. Then we sleep.', 2],
  ['fr', 'M. Dupont et Mme. Martin sont là. Ils rient.', 2],
  ['fr', 'Il fait env. 3 °C. Il neige.', 2],
  ['es', 'El Sr. Pérez llegó. ¿Lo viste?', 2],
  ['it', 'Il Dott. Rossi parla. Ascolta.', 2],
  ['pt', 'A Sra. Silva saiu. Ela volta.', 2],
] as const)('an abbreviation ends no sentence (%s: %s)', (language, text, sentences) => {
  expect(splitSentences(text, language)).toHaveLength(sentences);
});

test('joined by spaces, the sentences give the folded text back', () => {
  for (const text of randomTexts('sentences', 200, 120)) {
    const joined = splitSentences(text, 'fr').join(' ').replace(/\s/g, '');
    expect(joined).toBe(foldSpaces(text).replace(/\s/g, ''));
  }
});

test('words come without punctuation, and scripts without spaces are split too', () => {
  expect(splitWords('Ash, lime and water!', 'en')).toEqual(['Ash', 'lime', 'and', 'water']);
  expect(splitWords('我喜欢喝绿茶', 'en').length).toBeGreaterThan(1);
});

test('a no-break space before a French question mark survives folding', () => {
  expect(foldSpaces('  Pourquoi\u00a0?\n Parce  que. ')).toBe('Pourquoi\u00a0? Parce que.');
});

test('a plain line has no angle brackets, control characters or half characters', () => {
  expect(plainLine('a <b>\u0007\ud83d c')).toBe('a b c');
});
