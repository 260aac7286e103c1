import { expect, it } from 'vitest';
import { keywordSetSchema } from '../../src/contracts/keywords.ts';

it('a keyword set written before there were figures still reads', () => {
  const before = {
    language: 'en',
    primary: 'octopus hearts',
    keywords: [{ text: 'octopus hearts', score: 50, source: 'offline' }],
    measured: false,
  };
  expect(keywordSetSchema.parse(before)).toEqual(before);
});

it('a keyword set with all its figures reads back as it was', () => {
  const full = {
    language: 'en',
    primary: 'octopus hearts',
    keywords: [
      {
        text: 'octopus hearts',
        score: 71.5,
        source: 'google-ads+ahrefs',
        volume: 1000,
        difficulty: 30,
        competition: 4,
        cpc: 0.4,
        trend: -0.2,
        intent: 'informational',
        sources: { volume: 'google-ads', difficulty: 'ahrefs', intent: 'rule' },
        agreed: ['volume'],
      },
    ],
    measured: true,
    questions: ['Why three hearts?'],
    fetchedAt: '2026-11-02T10:00:00.000Z',
  };
  expect(keywordSetSchema.parse(full)).toEqual(full);
});
