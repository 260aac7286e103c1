import { describe, expect, it } from 'vitest';
import { joinWords } from '../../../src/contracts/narration.ts';
import { breakCost } from '../../../src/engines/text/break-rules.ts';
import { toCapitals } from '../../../src/engines/text/capitals.ts';
import { splitWords } from '../../../src/engines/text/split-words.ts';
import { textLength } from '../../../src/engines/text/text-length.ts';

describe('words of a text', () => {
  it.each([
    ['en', '  Hello,\n big   world! '],
    ['zh', '他说：「你好，世界！」（真的吗？）'],
    ['ja', 'タコは「泳ぐ」よりも、AI 2.0 が好き。'],
    ['th', 'ปลาหมึกยักษ์มีหัวใจ สามดวง'],
    ['ko', '문어는 심장이 세 개'],
  ] as const)('give the text again when they are joined: %s', (language, text) => {
    expect(joinWords(splitWords(text, language))).toBe(text.trim().replace(/\s+/g, ' '));
  });

  it('have their punctuation with them', () => {
    for (const { text } of splitWords('他说：「你好，世界！」', 'zh')) {
      expect(text).not.toMatch(/^[，。：！」]|「$/);
    }
  });
});

it('the length of a text is what a reader counts', () => {
  const lengths = ['héllo', 'e\u0301', '你好', '한국', '🐙', '👨‍👩‍👧', '🇫🇷', 'สวัสดี', 'a\u200b\u202eb', '12'].map(
    textLength,
  );
  expect(lengths).toEqual([5, 1, 4, 4, 2, 2, 2, 4, 2, 2]);
});

it('capitals are those of the language, in scripts that have them', () => {
  expect(toCapitals('Straße, cœur, été', 'de')).toBe('STRASSE, CŒUR, ÉTÉ');
  // Georgian has capitals that hardly a font holds.
  expect(toCapitals('abc ქართული 你好 سلام', 'en')).toBe('ABC ქართული 你好 سلام');
});

describe('the cost of a break', () => {
  const cost = (word: string, next: string, language: Parameters<typeof breakCost>[2] = 'en') =>
    breakCost({ text: word }, { text: next }, language);

  it.each([
    ['after a sentence than after an article', ['stop.', 'The'], ['the', 'heart']],
    ['before a preposition than after it', ['heart', 'of'], ['of', 'hearts']],
    ['between plain words than within a name', ['blue', 'blood'], ['Marie', 'Curie']],
    ['between plain words than before a unit', ['blue', 'blood'], ['3.5', 'million']],
    ['after an article than before a closing mark', ['the', 'heart'], ['heart', '!']],
    ['after a sentence than after an abbreviation', ['heart.', 'Smith'], ['Dr.', 'Smith']],
  ] as const)('is lower %s', (_, low, high) => {
    expect(cost(low[0], low[1])).toBeLessThan(cost(high[0], high[1]));
  });

  it('keeps Hindi postpositions and Chinese particles with the word before them', () => {
    expect(cost('ऑक्टोपस', 'के', 'hi')).toBeGreaterThan(cost('के', 'तीन', 'hi'));
    expect(cost('蓝色', '的', 'zh')).toBeGreaterThan(cost('的', '血液', 'zh'));
  });
});
