import { expect, test } from 'vitest';
import { orderWords, shareSpans } from '../../../src/engines/voice/word-spans.ts';

const whole = { start: 0, end: 9 };

test('a silent token shares the span of the word before it, by length', () => {
  const spans = shareSpans(
    ['1', '200', 'octopuses', '🐙'],
    [{ start: 0, end: 4 }, undefined, { start: 5, end: 6 }, undefined],
    whole,
  );
  expect(spans).toEqual([
    { start: 0, end: 1 },
    { start: 1, end: 4 },
    { start: 5, end: 5.9 },
    { start: 5.9, end: 6 },
  ]);
});

test('silent tokens before the first word share its span', () => {
  const spans = shareSpans(['🐙', '—', 'go'], [undefined, undefined, { start: 1, end: 5 }], whole);
  expect(spans.map(({ start, end }) => [start, end])).toEqual([
    [1, 2],
    [2, 3],
    [3, 5],
  ]);
});

test('words are put in order and none is shorter than 20 ms, even where there is hardly room', () => {
  const words = orderWords(
    [{ text: 'a' }, { text: 'b' }, { text: 'c', joined: true }],
    [
      { start: 0.1, end: 0.3 },
      { start: 0.2, end: 0.2 },
      { start: 0.29, end: 0.29 },
    ],
    0.3,
  );
  expect(words.map(({ start, end }) => [start, end].map((value) => Number(value.toFixed(3))))).toEqual([
    [0.1, 0.26],
    [0.26, 0.28],
    [0.28, 0.3],
  ]);
  expect(words.map(({ joined }) => joined)).toEqual([undefined, undefined, true]);
});
