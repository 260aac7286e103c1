import { expect, test } from 'vitest';
import { type Scene, sceneId } from '../../../src/contracts/script.ts';
import { chaptersOf, timestamp } from '../../../src/engines/writing/chapters.ts';
import { seededRandom } from '../../../src/engines/writing/random.ts';

const scenes = (...chapters: (string | undefined)[]): Scene[] =>
  chapters.map((chapter, index) => ({
    id: sceneId(index + 1),
    narration: 'Words.',
    visual: { idea: '', keywords: [] },
    ...(chapter && { chapter }),
  }));

test('chapters begin at 0:00 and at the scenes that have a title', () => {
  expect(chaptersOf(scenes('One', undefined, 'Two', 'Three'), [6, 6, 20, 15], 'Opening')).toEqual([
    { startSeconds: 0, title: 'One' },
    { startSeconds: 12, title: 'Two' },
    { startSeconds: 32, title: 'Three' },
  ]);
});

test('when the first scene has no title, the first chapter has the opening’s', () => {
  expect(chaptersOf(scenes(undefined, 'Two', 'Three'), [15, 15, 15], 'Opening')[0]).toEqual({
    startSeconds: 0,
    title: 'Opening',
  });
});

test('with fewer than three chapters there are none', () => {
  expect(chaptersOf(scenes('One', 'Two'), [30, 30], 'Opening')).toEqual([]);
});

test('a chapter under ten seconds goes into the one before, the last one too', () => {
  const titles = chaptersOf(scenes('A', 'B', 'C', 'D', 'E'), [12, 4, 20, 15, 9], 'Opening').map(({ title }) => title);
  expect(titles).toEqual(['A', 'B', 'D']);
});

test('whatever the lengths, YouTube’s rules hold or there are no chapters', () => {
  const random = seededRandom('chapters');
  for (let round = 0; round < 300; round++) {
    const count = 1 + Math.floor(random() * 30);
    const seconds = Array.from({ length: count }, () => random() * 25);
    const titled = seconds.map((_, index) => (random() < 0.5 ? `Chapter <${index}>` : undefined));
    const chapters = chaptersOf(scenes(...titled), seconds, 'Opening');
    if (chapters.length === 0) continue;
    expect(chapters.length).toBeGreaterThanOrEqual(3);
    expect(chapters[0]?.startSeconds).toBe(0);
    const ends = [...chapters.slice(1).map(({ startSeconds }) => startSeconds), seconds.reduce((sum, s) => sum + s, 0)];
    for (const [index, { startSeconds, title }] of chapters.entries()) {
      expect((ends[index] ?? 0) - startSeconds).toBeGreaterThanOrEqual(10);
      expect(title).not.toMatch(/[<>]/);
    }
  }
});

test('a time is written as YouTube reads it', () => {
  expect([0, 75, 3700].map(timestamp)).toEqual(['0:00', '1:15', '1:01:40']);
});
