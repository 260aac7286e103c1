import { expect, test } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { fitTitle } from '../../../src/engines/writing/title.ts';
import { randomTexts } from './random-text.ts';

const title = (text: string, primary = '', seconds = 50) => fitTitle({ title: text, primary, language: 'en', seconds });

test('a title of a good length with its keyword stays as it is', () => {
  const question = 'Why do octopuses have three hearts?';
  expect(title(question, 'octopuses have three hearts')).toBe(question);
});

test('a short title is told with the film’s length', () => {
  expect(title('1984', '1984')).toBe('1984: a first look in 50 seconds');
  expect(title('Marie Curie', 'marie curie', 481)).toBe('Marie Curie: a first look in 8 minutes');
  expect(title('Why is the sky so blue?', 'sky')).toBe('Why is the sky so blue? A first look in 50 seconds');
});

test('a title without the keyword is led by it', () => {
  expect(title('The strangest pump in the sea', 'octopus')).toBe('Octopus: The strangest pump in the sea');
});

test('a long title is cut at its natural break, and a long question is not cut', () => {
  expect(title('How Roman builders made concrete that lasts: the whole story from lime to sea', 'concrete')).toBe(
    'How Roman builders made concrete that lasts',
  );
  const question = 'Why do so many people around the world still think that honey spoils?';
  expect(title(question, 'honey')).toBe(question);
});

test('whatever is given, a title has 1 to 100 characters and no angle brackets', () => {
  const texts = randomTexts('titles', 400, 160);
  for (const [index, text] of texts.entries()) {
    const language = languageCodes[index % languageCodes.length] ?? 'en';
    const fitted = fitTitle({ title: text, primary: texts[index - 1] ?? '<>', language, seconds: index });
    expect(fitted.length).toBeGreaterThan(0);
    expect(fitted.length).toBeLessThanOrEqual(100);
    expect(fitted).not.toMatch(/[<>\p{Cc}\p{Cs}]/u);
  }
});

test('a short title is left as it is in a language without phrases of its own', () => {
  expect(fitTitle({ title: '章鱼的三颗心', primary: '章鱼', language: 'zh', seconds: 50 })).toBe('章鱼的三颗心');
});
