import { expect, it } from 'vitest';
import { planFit } from '../../../../src/engines/film/sources/fit.ts';

const short = { width: 1080, height: 1920 };
const long = { width: 1920, height: 1080 };

/** Shares of the source that is kept, and of the frame that it takes. */
function shares(source: { width: number; height: number }, target: { width: number; height: number }) {
  const { kept, shown } = planFit(source, target);
  return {
    kept: (kept.width * kept.height) / (source.width * source.height),
    shown: (shown.width * shown.height) / (target.width * target.height),
    squeezed: kept.width / kept.height / (shown.width / shown.height),
  };
}

it('covers the frame where at least 55 % of the picture stay visible', () => {
  expect(planFit({ width: 1080, height: 1080 }, short)).toEqual({ kept: { width: 606, height: 1080 }, shown: short });
  expect(shares({ width: 4000, height: 3000 }, long)).toMatchObject({ shown: 1 });
  expect(shares({ width: 720, height: 1280 }, short)).toMatchObject({ kept: 1, shown: 1 });
});

it('shows at least 55 % of a picture of another shape, in part of the frame', () => {
  for (const source of [
    { width: 1920, height: 1080 },
    { width: 3000, height: 2000 },
    { width: 1200, height: 900 },
  ]) {
    const { kept, shown } = shares(source, short);
    expect(kept).toBeGreaterThan(0.545);
    expect(shown).toBeGreaterThan(0.5);
    expect(shown).toBeLessThanOrEqual(0.8);
  }
  expect(planFit({ width: 1080, height: 1920 }, long).shown.height).toBe(1080);
});

it('crops a panorama rather than show it as a stripe', () => {
  expect(shares({ width: 10_000, height: 500 }, short).shown).toBeCloseTo(0.15, 2);
});

it('never squeezes a picture visibly', () => {
  for (const width of [400, 801, 1279, 2500, 6000]) {
    for (const target of [short, long, { width: 1080, height: 1080 }]) {
      expect(Math.abs(shares({ width, height: 777 }, target).squeezed - 1)).toBeLessThan(0.01);
    }
  }
});
