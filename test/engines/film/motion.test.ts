import { describe, expect, it } from 'vitest';
import { cameraAt, planMotions } from '../../../src/engines/film/motion.ts';

const seconds = Array.from({ length: 60 }, (_, index) => 1 + (index % 9));
const motions = planMotions(60, { seed: 11, seconds });

describe('planned moves', () => {
  it('are the same for the same seed and others for another', () => {
    expect(planMotions(60, { seed: 11, seconds })).toEqual(motions);
    expect(planMotions(60, { seed: 12, seconds })).not.toEqual(motions);
  });

  it('never come three times running', () => {
    for (let seed = 0; seed < 50; seed++) {
      const kinds = planMotions(20, { seed, seconds: [3] }).map(({ kind }) => kind);
      for (let index = 2; index < kinds.length; index++)
        expect(new Set(kinds.slice(index - 2, index + 1)).size).toBeGreaterThan(1);
    }
  });

  it('zoom by 12 % at most, and never show more than the still', () => {
    for (const { from, to } of motions) {
      for (const camera of [from, to]) {
        expect(camera.zoom).toBeGreaterThanOrEqual(1);
        expect(camera.zoom).toBeLessThanOrEqual(1.12);
        for (const centre of [camera.x, camera.y]) expect(Math.abs(centre - 0.5)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it('zoom 2 to 2.5 % a second in shots of ordinary length', () => {
    for (const [index, { kind, from, to }] of motions.entries()) {
      const length = seconds[index] as number;
      if (kind === 'drift' || length > 5) continue;
      const speed = Math.abs(to.zoom - from.zoom) / length;
      expect(speed).toBeGreaterThanOrEqual(0.02);
      expect(speed).toBeLessThanOrEqual(0.025);
    }
  });
});

describe('the camera', () => {
  it.each(['in', 'out', 'drift'] as const)('moves one way, softly at both ends: %s', (kind) => {
    const motion = motions.find((candidate) => candidate.kind === kind);
    if (!motion) throw new Error('the plan lacks a move of this kind');
    const places = Array.from({ length: 101 }, (_, index) => cameraAt(motion, index / 100));
    expect(places[0]).toEqual(motion.from);
    expect(places[100]?.zoom).toBeCloseTo(motion.to.zoom, 9);
    const along = places.map(({ zoom, x, y }) => Math.log(zoom) + x + y);
    const steps = along.slice(1).map((place, index) => place - (along[index] as number));
    expect(steps.every((step) => Math.sign(step) === Math.sign(steps[0] as number))).toBe(true);
    expect(Math.abs(steps[0] as number)).toBeLessThan(Math.abs(steps[50] as number) * 0.5);
    expect(Math.abs(steps[99] as number)).toBeLessThan(Math.abs(steps[50] as number) * 0.5);
  });
});
