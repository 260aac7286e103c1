import { expect, test } from 'vitest';
import { creditLines } from '../../../src/activities/metadata/credit-lines.ts';

const credit = (author: string, source = 'Pexels') => ({
  ...{ what: 'Photo' as const, author, source },
  url: `https://www.${source.toLowerCase()}.com/photo/${author.length}/`,
});

test('each author has a line with a link to the picture', () => {
  expect(creditLines([credit('Ann Lee'), credit('Bo', 'Pixabay')])).toEqual([
    'Photo by Ann Lee on Pexels: https://www.pexels.com/photo/7/',
    'Photo by Bo on Pixabay: https://www.pixabay.com/photo/2/',
  ]);
  expect(creditLines([])).toEqual([]);
});

test('very many authors share a line for each site, which is linked', () => {
  const many = Array.from({ length: 30 }, (_, index) => credit(`Author ${index}`));
  const [pexels, pixabay, ...more] = creditLines([...many, credit('Bo', 'Pixabay')]);
  expect(pexels).toMatch(
    /^Photos and videos on Pexels \(https:\/\/www\.pexels\.com\) by Author 0, Author 1, .*Author 29$/,
  );
  expect(pixabay).toBe('Photos and videos on Pixabay (https://www.pixabay.com) by Bo');
  expect(more).toEqual([]);
});
