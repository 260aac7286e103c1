import { expect, test } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { splitWords } from '../../../src/engines/text/split-words.ts';
import { estimateTokens, tokensOfWords } from '../../../src/infra/llm/estimate-tokens.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

test('prose has a token for about four and a half letters of English, and more of them elsewhere', () => {
  const lettersPerToken = (text: string) => text.length / estimateTokens(text);
  expect(lettersPerToken(sentencesOf.en.join(' '))).toBeGreaterThan(4);
  expect(lettersPerToken(sentencesOf.en.join(' '))).toBeLessThan(5);
  expect(lettersPerToken(sentencesOf.zh.join(''))).toBeLessThan(1.7);
});

test('a text and its number of words come to about as many tokens in every language', () => {
  for (const language of languageCodes) {
    const text = sentencesOf[language].join('\n');
    const byWords = tokensOfWords(splitWords(text, language).length, language);
    expect(byWords / estimateTokens(text)).toBeGreaterThan(0.95);
    expect(byWords / estimateTokens(text)).toBeLessThan(1.4);
  }
});

test('nothing is no token', () => {
  expect(estimateTokens('')).toBe(0);
  expect(tokensOfWords(0, 'en')).toBe(0);
});
