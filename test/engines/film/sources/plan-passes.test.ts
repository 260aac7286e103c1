import { expect, it } from 'vitest';
import { planPasses } from '../../../../src/engines/film/sources/plan-passes.ts';

it('cuts a long clip past its first tenth, where many fade in', () => {
  expect(planPasses(20, 90, 30)).toEqual({ start: 2, speed: 1, count: 1, frames: 90, overlap: 0 });
});

it('begins earlier when there would not be enough left', () => {
  expect(planPasses(3.1, 90, 30)?.start).toBeCloseTo(0.1, 6);
});

it('slows a clip that is somewhat short down to exactly the length', () => {
  expect(planPasses(4, 150, 30)).toEqual({ start: 0, speed: 0.8, count: 1, frames: 150, overlap: 0 });
});

it('shows a clip again that is much too short, in even passes that cover the length and dissolve', () => {
  for (const frames of [151, 300, 700, 1800]) {
    const passes = planPasses(3, frames, 30);
    if (!passes) throw new Error('refused');
    const covered = passes.count * passes.frames - (passes.count - 1) * passes.overlap;
    expect(covered).toBeGreaterThanOrEqual(frames);
    expect(covered).toBeLessThan(frames + passes.frames);
    expect(passes.speed).toBeGreaterThanOrEqual(0.6);
    expect(passes.speed).toBeLessThanOrEqual(1);
    expect(passes.overlap).toBe(15);
    // No pass asks for more than there is of the clip.
    expect((passes.frames * passes.speed) / 30).toBeLessThanOrEqual(3 + 1e-9);
  }
});

it('refuses a clip that would flicker', () => {
  expect(planPasses(0.4, 150, 30)).toBeUndefined();
  expect(planPasses(0.4, 12, 30)).toBeDefined();
});
