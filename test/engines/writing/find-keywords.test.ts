import { expect, test } from 'vitest';
import { keywordSetSchema } from '../../../src/contracts/keywords.ts';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { findKeywords } from '../../../src/engines/writing/find-keywords.ts';
import { randomTexts } from './random-text.ts';

test('the primary term is the subject of the question, and stands first', () => {
  const { primary, keywords } = findKeywords('Why do octopuses have three hearts?', 'en');
  expect(primary).toBe('octopuses have three hearts');
  expect(keywords[0]?.text).toBe(primary);
  const texts = keywords.map(({ text }) => text);
  expect(texts).toContain('three hearts');
  expect(texts).toContain('why do octopuses have three hearts');
});

test('French terms lose their articles', () => {
  expect(findKeywords('L’histoire du café', 'fr').primary).toBe('histoire du café');
});

test('nothing is claimed to be measured, and there are no volumes', () => {
  const { measured, keywords } = findKeywords('Roman concrete', 'en');
  expect(measured).toBe(false);
  for (const keyword of keywords) expect(keyword.volume).toBeUndefined();
});

test('scores fall with the rank and no term comes twice', () => {
  const { keywords } = findKeywords('Pourquoi le miel ne se gâte-t-il jamais ?', 'fr');
  const scores = keywords.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(keywords.map(({ text }) => text)).size).toBe(keywords.length);
});

test.each(['🐙🐙', '%/:', '"', '量子力学', '1984'])('a topic like %s still gives a valid set', (topic) => {
  const set = findKeywords(topic, 'en');
  expect(keywordSetSchema.safeParse(set).success).toBe(true);
  expect(set.keywords.length).toBeGreaterThan(0);
});

test('any text in any language gives a valid set', () => {
  for (const [index, topic] of randomTexts('keywords', 300, 200).entries()) {
    const language = languageCodes[index % languageCodes.length] ?? 'en';
    const set = findKeywords(`x${topic}`, language);
    expect(keywordSetSchema.safeParse(set).error).toBeUndefined();
  }
});
