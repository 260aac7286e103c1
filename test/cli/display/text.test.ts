import { describe, expect, it } from 'vitest';
import { cutToWidth, formatSeconds, formatTable, formatUsd, oneLine } from '../../../src/cli/display/text.ts';

it.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [75, '1 min 15 s'],
  [3599.7, '1 h 0 min'],
  [7500, '2 h 5 min'],
])('%d seconds are read as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

it.each([
  [0, 'nothing'],
  [0.0123, '$0.0123'],
  [0.1, '$0.10'],
  [12.345, '$12.35'],
])('%d dollars are read as %s', (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

describe('a table', () => {
  it('has columns as wide as their longest cell and no spaces at the ends of lines', () => {
    expect(
      formatTable([
        ['Step', 'State', ''],
        ['audio', 'done', 'a note'],
        ['x', '', ''],
      ]),
    ).toBe('Step   State\naudio  done   a note\nx');
  });

  it('of nothing is nothing', () => {
    expect(formatTable([])).toBe('');
  });
});

it('an error of many lines, with colours and bells, becomes one line', () => {
  expect(oneLine('\u001b[31mError:\u001b[0m no\r\n\tsuch \u0007file\n')).toBe('Error: no such file');
});

describe('cutting to a width', () => {
  it.each([
    ['abcdef', 4, 'abcd'],
    ['abc', 4, 'abc'],
    ['为什么', 5, '为什'],
    ['🐙🐙🐙', 4, '🐙🐙'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301e\u0301'],
    ['👩‍👩‍👧x', 2, '👩‍👩‍👧'],
    ['한글', 3, '한'],
    ['لماذا', 3, 'لما'],
    ['', 3, ''],
  ])('%j to %d columns leaves %j', (text, columns, cut) => {
    expect(cutToWidth(text, columns)).toBe(cut);
  });
});
