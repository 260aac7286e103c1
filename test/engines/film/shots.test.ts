import { describe, expect, it } from 'vitest';
import { type Format, formats, framesPerSecond } from '../../../src/contracts/formats.ts';
import { planShots } from '../../../src/engines/film/shots.ts';
import { seeded } from './captions/samples.ts';

const names = Object.keys(formats) as Format[];
const means = { short: 3.2, square: 3.2, long: 5.5 };
const plan = (
  seconds: number,
  format: Format = 'short',
  sceneIndex = 1,
  more: { filmStart?: boolean; most?: number } = {},
) => planShots({ frames: Math.round(seconds * framesPerSecond), format, sceneIndex, seconds: means[format], ...more });
const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);

describe('the shots of a scene', () => {
  it.each(names)('add up to its frames exactly, none under a second, whatever its length (%s)', (format) => {
    for (let frames = 1; frames < 4000; frames += 7) {
      for (const sceneIndex of [0, 1, 2, 5, 113]) {
        for (const seconds of [1, 3.2, 20]) {
          const shots = planShots({ frames, format, sceneIndex, seconds, filmStart: sceneIndex === 0 });
          expect(sum(shots), `${frames} frames of scene ${sceneIndex}`).toBe(frames);
          expect(Math.min(...shots)).toBeGreaterThanOrEqual(Math.min(frames, framesPerSecond));
          expect(shots.every(Number.isInteger)).toBe(true);
        }
      }
    }
  });

  it('are one when the scene is short', () => {
    expect(plan(1.5)).toEqual([45]);
    expect(plan(4)).toHaveLength(1);
    expect(plan(7, 'long')).toHaveLength(1);
  });

  it('last as long as asked for on average', () => {
    for (let seconds = 20; seconds < 60; seconds += 3) {
      expect(seconds / plan(seconds, 'short').length).toBeGreaterThan(2.7);
      expect(seconds / plan(seconds, 'short').length).toBeLessThan(3.7);
      expect(seconds / plan(seconds, 'long').length).toBeGreaterThan(4.5);
      expect(seconds / plan(seconds, 'long').length).toBeLessThan(6.5);
    }
  });

  it.each(names)('vary over a film by a third of their mean and more (%s)', (format) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seeded(seed);
      const scenes = Array.from({ length: format === 'long' ? 60 : 7 }, () => 4 + 9 * random());
      const shots = scenes.flatMap((seconds, index) => plan(seconds, format, index, { filmStart: index === 0 }));
      const mean = sum(shots) / shots.length;
      const variance = sum(shots.map((shot) => (shot - mean) ** 2)) / shots.length;
      expect(Math.sqrt(variance) / mean, `film ${seed}`).toBeGreaterThanOrEqual(0.35);
    }
  });

  it.each(['short', 'square'] as const)('are three in the first five seconds of a film (%s)', (format) => {
    for (let seconds = 3; seconds < 30; seconds += 0.4) {
      const [first = 0, second = 0, third = 0] = plan(seconds, format, 0, { filmStart: true });
      expect(third, `${seconds} s`).toBeGreaterThan(0);
      expect(first + second).toBeLessThan(5 * framesPerSecond);
    }
  });

  it('last two to three seconds where a long film starts', () => {
    const shots = plan(25, 'long', 0, { filmStart: true });
    expect(25 / shots.length).toBeGreaterThanOrEqual(2);
    expect(25 / shots.length).toBeLessThanOrEqual(3);
  });

  it('are no more than the pictures there are', () => {
    for (const most of [1, 2, 3]) {
      expect(plan(20, 'short', 1, { most })).toHaveLength(most);
      expect(plan(20, 'short', 0, { most, filmStart: true })).toHaveLength(most);
    }
  });

  it('are others from scene to scene, and the same each time', () => {
    expect(plan(20, 'short', 2)).not.toEqual(plan(20));
    expect(plan(33.3, 'long', 4)).toEqual(plan(33.3, 'long', 4));
  });

  it('stay few in a scene of many minutes', () => {
    expect(plan(1800)).toHaveLength(40);
  });
});
