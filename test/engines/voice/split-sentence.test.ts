import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { readSentences } from '../../../src/engines/voice/sentences.ts';
import { splitSentence } from '../../../src/engines/voice/split-sentence.ts';
import { anyText } from './any-text.ts';

const within = (limit: number) => (words: readonly { text: string; joined?: true }[]) =>
  Buffer.byteLength(joinWords(words)) <= limit;

const split = (text: string, limit: number) =>
  readSentences(text, 'en').flatMap((sentence) => splitSentence(sentence, within(limit)));
const textsOf = (text: string, limit: number) => split(text, limit).map(({ words }) => joinWords(words));

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const charactersOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);

describe('splitting a sentence for a voice that takes only so much', () => {
  it('leaves one that fits as it is', () => {
    expect(textsOf('Three hearts, and blue blood.', 100)).toEqual(['Three hearts, and blue blood.']);
  });

  it('cuts at the comma nearest the middle, and tells of it', () => {
    const parts = split('One heart, two hearts, three hearts, and no bones at all.', 40);
    expect(parts.map(({ words, mark }) => [joinWords(words), mark])).toEqual([
      ['One heart, two hearts, three hearts,', ','],
      ['and no bones at all.', '.'],
    ]);
  });

  it('cuts between words where there is no comma, and within one that is too long by itself', () => {
    expect(textsOf('one two three four five six', 14)).toEqual(['one two three', 'four five six']);
    expect(textsOf('aaaaaaaaaaaaaaaa', 8)).toEqual(['aaaaaaaa', 'aaaaaaaa']);
  });

  it('never cuts what is one character on the page, even where it does not fit', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(textsOf(`${family}${family}`, 10)).toEqual([family, family]);
  });

  it('says that a part of marks alone is silent', () => {
    expect(split('yes — 🐙', 8).map(({ isSilent }) => isSilent)).toEqual([false, true]);
  });

  it('keeps every word in order, and each part within the limit, whatever the text and the language', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(...languageCodes),
        fc.integer({ min: 4, max: 60 }),
        (text, language, limit) => {
          for (const sentence of readSentences(text, language)) {
            const parts = splitSentence(sentence, within(limit));
            const words = parts.flatMap((part) => part.words);
            expect(parts.every((part) => part.words.length > 0)).toBe(true);
            expect(words.map((word) => word.text).join('')).toBe(sentence.words.map((word) => word.text).join(''));
            for (const { words: own } of parts) {
              const part = joinWords(own);
              expect(within(limit)(own) || charactersOf(part).length === 1, part).toBe(true);
            }
          }
        },
      ),
    );
  });

  it('cuts words only between the characters of the page', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 30 }), (text, limit) => {
        for (const sentence of readSentences(text, 'en')) {
          const allowed = sentence.words.flatMap((word) => charactersOf(word.text));
          const found = splitSentence(sentence, within(limit)).flatMap(({ words }) =>
            words.flatMap((word) => charactersOf(word.text)),
          );
          expect(found).toEqual(allowed);
        }
      }),
    );
  });
});
