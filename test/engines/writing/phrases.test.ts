import { expect, test } from 'vitest';
import { cutBytes, cutCharacters, keyNouns, keyPhrases, onScreenWords } from '../../../src/engines/writing/phrases.ts';
import { randomTexts } from './random-text.ts';

test('key phrases are the runs between stop words, elisions taken off', () => {
  expect(keyPhrases('Why do octopuses have three hearts?', 'en')).toEqual(['octopuses', 'three hearts']);
  expect(keyPhrases('L’histoire du café', 'fr')).toEqual(['histoire', 'café']);
  expect(keyPhrases('Dell’acqua e del "fuoco"', 'it')).toEqual(['acqua', 'fuoco']);
});

test('key nouns put names first and leave out numbers, adverbs and stop words', () => {
  const nouns = keyNouns('The famous ash quickly came to Pompeii with three ships full of ash.', 'en', 3);
  expect(nouns[0]).toBe('Pompeii');
  expect(nouns).toContain('ash');
  expect(nouns).not.toContain('quickly');
  expect(nouns).not.toContain('three');
});

test('a name of two words stays together', () => {
  expect(keyNouns('Marie Curie', 'en', 3)).toEqual(['Marie Curie']);
});

test('a number with what it counts is put on the screen', () => {
  expect(onScreenWords('The dome is 43 meters across.', 'en')).toBe('43 meters');
  expect(onScreenWords('Il reste 18 % d’eau.', 'fr')).toContain('18 %');
});

test('without a number the strongest phrase of at most four words is', () => {
  const words = onScreenWords('They mixed it with volcanic ash and water.', 'en');
  expect(words).toBe('Volcanic ash');
});

test('a cut keeps whole words and never parts a character', () => {
  expect(cutCharacters('three small hearts', 12)).toBe('three small');
  expect(cutCharacters('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦');
  for (const text of randomTexts('cuts', 300, 80)) {
    const cut = cutCharacters(text, 20);
    expect(cut.length).toBeLessThanOrEqual(20);
    expect(text.startsWith(cut)).toBe(true);
  }
});

test('bytes are cut after whole words and never inside a character', () => {
  expect(cutBytes('éé éé éé', 10)).toBe('éé éé');
  for (const text of randomTexts('bytes', 300, 60)) {
    const whole = text.replace(/\p{Cs}/gu, '');
    const cut = cutBytes(whole, 33);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(33);
    expect(whole.startsWith(cut)).toBe(true);
  }
});
