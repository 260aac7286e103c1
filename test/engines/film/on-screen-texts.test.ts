import { describe, expect, test } from 'vitest';
import { planTexts } from '../../../src/engines/film/on-screen-texts.ts';

const spoken = (text: string, secondsEach = 0.4) =>
  text.split(' ').map((word, index) => ({ text: word, start: index * secondsEach, end: (index + 1) * secondsEach }));

const scene = {
  format: 'short',
  frames: 300,
  words: spoken('An octopus has three hearts, and nine brains. It is 97 % water.'),
} as const;

describe('words drawn over a scene', () => {
  test('a title comes a little before its words are heard, and stays long enough to be read', () => {
    const [title] = planTexts({ ...scene, title: 'Three hearts' });
    expect(title).toMatchObject({ role: 'title', text: 'Three hearts' });
    expect(title?.from).toBe(Math.round((3 * 0.4 - 0.2) * 30));
    expect((title?.to ?? 0) - (title?.from ?? 0)).toBeGreaterThanOrEqual(60);
  });

  test('words that are not spoken stand there from the start', () => {
    expect(planTexts({ ...scene, title: 'Deep sea' })[0]?.from).toBe(0);
  });

  test('a number of the narration is called out when it is spoken, unless the scene has words of its own', () => {
    expect(planTexts({ ...scene, figure: '97 %' })).toEqual([
      { role: 'callout', text: '97 %', from: Math.round((10 * 0.4 - 0.2) * 30), to: expect.any(Number) },
    ]);
    expect(planTexts({ ...scene, figure: '97 %', title: 'Nine brains' }).map(({ text }) => text)).toEqual([
      'Nine brains',
    ]);
  });

  test('a title that is a number is a call-out', () => {
    for (const title of ['97 %', '1.5 km', '$3,000', '1969', '3 000 000'])
      expect(planTexts({ ...scene, title })[0]?.role, title).toBe('callout');
    for (const title of ['3 hearts', 'Year 1969', 'Half'])
      expect(planTexts({ ...scene, title })[0]?.role, title).toBe('title');
  });

  test('a long film names its chapters first; a Short does not', () => {
    const chapter = { ...scene, chapter: 'The hearts', title: 'Three hearts' };
    expect(planTexts(chapter).map(({ role }) => role)).toEqual(['title']);
    const long = planTexts({ ...chapter, format: 'long' });
    expect(long.map(({ role }) => role)).toEqual(['chapter', 'title']);
    expect(long[1]?.from).toBeGreaterThanOrEqual(long[0]?.to ?? 0);
  });

  test('nothing outlasts its scene, and what would only flash is left out', () => {
    const words = spoken('one two three four five six seven eight nine ten Kraken');
    expect(planTexts({ ...scene, frames: 126, words, title: 'Kraken' })).toEqual([]);
    for (const frames of [1, 10, 29, 31, 90]) {
      for (const { from, to } of planTexts({
        ...scene,
        frames,
        title: 'Three hearts',
        chapter: 'One',
        format: 'long',
      })) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(frames);
        expect(to).toBeGreaterThan(from);
      }
    }
  });
});
