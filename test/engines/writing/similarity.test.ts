import { expect, test } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { seededRandom } from '../../../src/engines/writing/random.ts';
import { shinglesOf } from '../../../src/engines/writing/shingles.ts';
import { similarity, sketchOf } from '../../../src/engines/writing/similarity.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const likeness = (a: string, b: string) => similarity(sketchOf(a), sketchOf(b));
const english = sentencesOf.en.join(' ');

test('a text is like itself, whatever its case, punctuation and numbers', () => {
  const text = 'The octopus’s heart beats 40 times a minute, and stops in 1,000 dives.';
  expect(likeness(text, text)).toBe(1);
  expect(likeness(text, "the OCTOPUS'S heart… beats 35 times a minute — and stops in 2 dives")).toBe(1);
  expect(likeness(`${text} Ｏｎｅ more.`, `${text} One more.`)).toBe(1);
});

test('a sketch is 256 numbers of 32 bits, the same today and tomorrow', () => {
  const sketch = sketchOf(english);
  expect(sketch).toHaveLength(256);
  for (const number of sketch) expect(number).toBe(number >>> 0);
  expect(JSON.stringify(sketch).length).toBeLessThan(3000);
  expect(sketchOf('octopuses have three hearts').slice(0, 4)).toMatchInlineSnapshot(`
    [
      2488112190,
      519919293,
      781019155,
      589831075,
    ]
  `);
});

test('what has no three words is like nothing', () => {
  for (const text of ['', 'Two words', '!? …']) {
    expect(sketchOf(text)).toEqual([]);
    expect(likeness(text, text)).toBe(0);
  }
  expect(likeness('', english)).toBe(0);
  expect(similarity(sketchOf(english), sketchOf(english).slice(1))).toBe(0);
});

test('the estimate keeps to its error', () => {
  const random = seededRandom('estimates');
  const anyWords = (length: number) =>
    Array.from({ length }, () => String.fromCodePoint(...[0, 1, 2].map(() => 97 + Math.floor(random() * 26))));
  const errors = Array.from({ length: 200 }, () => {
    const common = anyWords(Math.floor(random() * 150));
    const [a, b] = [common, common].map((words) => [...words, ...anyWords(40)].join(' ')) as [string, string];
    const [first, second] = [shinglesOf(a), shinglesOf(b)];
    const both = [...first].filter((shingle) => second.has(shingle)).length;
    return likeness(a, b) - both / (first.size + second.size - both);
  });
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  expect(spread).toBeLessThan(0.033);
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.01);
});

test.each(languageCodes)(
  'in %s halves of a text differ, and a text is like itself with a sentence less',
  (language) => {
    const sentences = sentencesOf[language];
    const half = sentences.length / 2;
    expect(likeness(sentences.slice(0, half).join(' '), sentences.slice(half).join(' '))).toBeLessThan(0.02);
    expect(likeness(sentences.join(' '), sentences.slice(1).join(' '))).toBeGreaterThan(0.8);
    expect(likeness(sentences.join(' '), sentences.toReversed().join(' '))).toBeGreaterThan(0.6);
  },
);
