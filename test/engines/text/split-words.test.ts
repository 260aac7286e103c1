import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { splitWords } from '../../../src/engines/text/split-words.ts';

const spelled = (text: string, language: Language) =>
  splitWords(text, language)
    .map(({ text: word, joined }) => (joined ? `+${word}` : ` ${word}`))
    .join('')
    .trim();

test.each<[string, Language, string]>([
  ['It’s  20\u00a0km,\n(really)!', 'en', 'It’s 20 km, (really)!'],
  ['章鱼有三颗心脏，血液是蓝色的。', 'zh', '章鱼+有+三颗+心脏，+血液+是+蓝色+的。'],
  ['“你好！”他说（小声）：《三体》……', 'zh', '“你好！”+他+说+（小声）：+《三+体》……'],
  ['重2.5公斤，30%的iPhone很好😀的', 'zh', '重+2.5+公斤，+30%+的+iPhone+很好+😀+的'],
  ['タコには心臓があります。「はい」', 'ja', 'タコ+に+は+心臓+が+あり+ます。+「はい」'],
  ['ปลาหมึกมีหัวใจ และเลือด', 'th', 'ปลาหมึก+มี+หัวใจ และ+เลือด'],
  ['The GPT-4模型 (“章鱼”) works', 'en', 'The GPT-4+模型 (“章鱼”) works'],
  ['문어는 심장이 세 개이다.', 'ko', '문어는 심장이 세 개이다.'],
  ['（ 。', 'zh', '（ 。'],
])('%s', (text, language, words) => expect(spelled(text, language)).toBe(words));

const pieces = fc.constantFrom(
  ...[
    '章鱼',
    'です',
    'ーー',
    'หัวใจ',
    '“',
    '（',
    '”',
    '。',
    '"',
    "'",
    '-',
    '2.5%',
    'word',
    '👩🏽‍🚀',
    ' ',
    '\n',
    '\u3000',
    '\u0301',
    '\ud83d',
    'က',
  ],
);

test('joined again, the words of any text are the text with its white space folded', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anyText, fc.constantFrom(...languageCodes), (text, language) => {
      const words = splitWords(text, language);
      expect(joinWords(words)).toBe(text.split(/\s+/).filter(Boolean).join(' '));
      for (const { text: word } of words) expect(word).toMatch(/^\S+$/);
    }),
    { numRuns: 1000 },
  );
});
