import { expect, test } from 'vitest';
import { queriesOf } from '../../../../src/activities/video/stock/queries.ts';

const scene = {
  idea: 'Romans pour concrete into the harbour of Caesarea',
  keywords: ['Roman concrete', 'harbour', 'volcanic ash'],
  language: 'en' as const,
  shotIndex: 0,
};

test('a scene is searched by its two strongest nouns, then by fewer words', () => {
  expect(queriesOf(scene).slice(0, 3)).toEqual(['Roman concrete harbour', 'Roman concrete', 'harbour']);
});

test('its next shot looks at another side of it', () => {
  expect(queriesOf({ ...scene, shotIndex: 1 })[0]).toBe('Roman concrete volcanic ash');
});

test('without keywords, its idea is searched; without either, nothing', () => {
  expect(queriesOf({ ...scene, keywords: [] })[0]).toMatch(/Caesarea|harbour|concrete/);
  expect(queriesOf({ ...scene, keywords: [], idea: '' })).toEqual([]);
});

test('no query says a word twice or is longer than a site takes', () => {
  expect(queriesOf({ ...scene, keywords: ['octopus', 'Octopus arms'] })[0]).toBe('octopus arms');
  const long = queriesOf({ ...scene, keywords: ['a'.repeat(60), 'b'.repeat(60)] });
  expect(Math.max(...long.map((query) => query.length))).toBeLessThanOrEqual(100);
});
