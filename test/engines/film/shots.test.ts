import { describe, expect, it } from 'vitest';
import { type Format, formats, framesPerSecond } from '../../../src/contracts/formats.ts';
import { planShots } from '../../../src/engines/film/shots.ts';

const names = Object.keys(formats) as Format[];
const plan = (seconds: number, format: Format = 'short', sceneIndex = 0) =>
  planShots(Math.round(seconds * framesPerSecond), format, sceneIndex, framesPerSecond);
const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);

describe('the shots of a scene', () => {
  it.each(names)('add up to its frames exactly, none empty, whatever its length (%s)', (format) => {
    for (let frames = 1; frames < 4000; frames += 7) {
      for (const sceneIndex of [0, 1, 2, 5, 113]) {
        const shots = planShots(frames, format, sceneIndex, framesPerSecond);
        expect(sum(shots), `${frames} frames of scene ${sceneIndex}`).toBe(frames);
        expect(Math.min(...shots)).toBeGreaterThan(0);
        expect(shots.every(Number.isInteger)).toBe(true);
      }
    }
  });

  it('are one when the scene is short', () => {
    expect(plan(1.5)).toEqual([45]);
    expect(plan(4)).toHaveLength(1);
    expect(plan(7, 'long')).toHaveLength(1);
  });

  it('last two to four seconds on average in a Short, four to seven in a long film', () => {
    for (let seconds = 20; seconds < 60; seconds += 3) {
      expect(seconds / plan(seconds, 'short').length).toBeGreaterThan(2);
      expect(seconds / plan(seconds, 'short').length).toBeLessThan(4);
      expect(seconds / plan(seconds, 'long').length).toBeGreaterThan(4);
      expect(seconds / plan(seconds, 'long').length).toBeLessThan(7);
    }
  });

  it('vary in length, and from scene to scene', () => {
    const shots = plan(20);
    expect(new Set(shots).size).toBeGreaterThan(4);
    expect(plan(20, 'short', 1)).not.toEqual(shots);
  });

  it('are the same each time, as the pictures and their motion are planned apart', () => {
    expect(plan(33.3, 'long', 4)).toEqual(plan(33.3, 'long', 4));
  });

  it('stay few in a scene of many minutes', () => {
    expect(plan(1800)).toHaveLength(40);
  });
});
