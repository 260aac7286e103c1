import { describe, expect, it } from 'vitest';
import { type Cell, drawOthers, simulatedTrial } from '../../../bench/abtest/simulated-trial.ts';
import { usualVideo } from '../../../src/engines/simulation/simulated-video.ts';
import type { ObservedDay } from '../../../src/engines/statistics/day-values.ts';
import { decide } from '../../../src/engines/statistics/decide.ts';
import { daysFor, detectableEffect } from '../../../src/engines/statistics/power.ts';
import { randomNumbers } from '../../../src/engines/statistics/random.ts';
import { campaign } from './days-of-values.ts';

const { impressionsPerDay, rate } = usualVideo;
const expectedDays = (spread: number) => ({ impressionsPerDay, rate, spread });

/** What the days of a test will really be like: a video falls off, and the less it is shown the less each day says. */
function daysToCome({ days, variants, spread }: Omit<Cell, 'effect'>) {
  const random = randomNumbers(50);
  const lived = Array.from(
    { length: 20 },
    () => simulatedTrial({ days, variants, spread, effect: 0 }, [], random).days,
  ).flat();
  const sum = (of: (day: ObservedDay) => number) => lived.reduce((total, day) => total + of(day), 0);
  return {
    impressionsPerDay: lived.length / sum(({ impressions }) => 1 / impressions),
    rate: sum(({ clicks }) => clicks) / sum(({ impressions }) => impressions),
    spread,
  };
}

/** How many of simulated tests find the second variant, in points. */
function foundOf(cell: Cell, tests: number, seed: number): number {
  const random = randomNumbers(seed);
  const others = drawOthers(cell, 99, random);
  let found = 0;
  for (let test = 0; test < tests; test += 1) {
    if (decide(simulatedTrial(cell, others, random))?.winner === 1) found += 1;
  }
  return (100 * found) / tests;
}

describe('the effect that is said to be found in four of five tests', () => {
  it.each([
    { days: 28, variants: 2, spread: 0.15 },
    { days: 56, variants: 2, spread: 0.25 },
    { days: 42, variants: 3, spread: 0.1 },
    { days: 56, variants: 4, spread: 0.15 },
  ])('is, within six points: $days days, $variants variants, spread $spread', ({ days, variants, spread }) => {
    const effect = detectableEffect(days, daysToCome({ days, variants, spread }), { variants, alpha: 0.05 });
    expect(effect).toBeGreaterThan(0.05);
    expect(effect).toBeLessThan(0.6);
    const found = foundOf({ days, variants, spread, effect }, campaign(300), 51);
    expect(Math.abs(found - 80), `${found.toFixed(1)} % found ${(100 * effect).toFixed(1)} %`).toBeLessThan(6);
  });

  it('is the smaller the more days, the more impressions, the less spread and the fewer variants there are', () => {
    const of = (days: number, more: object = {}, variants = 2) =>
      detectableEffect(days, { ...expectedDays(0.15), ...more }, { variants, alpha: 0.05 });
    const usual = of(28);
    for (const smaller of [of(56), of(28, { impressionsPerDay: 9000 }), of(28, { spread: 0.05 })]) {
      expect(smaller).toBeLessThan(usual);
    }
    expect(of(28, {}, 3)).toBeGreaterThan(usual);
    const surer = detectableEffect(28, expectedDays(0.15), { variants: 2, alpha: 0.05, power: 0.95 });
    expect(surer).toBeGreaterThan(usual);
    expect(detectableEffect(28, expectedDays(0.15), { variants: 2, alpha: 0.01 })).toBeGreaterThan(usual);
  });

  it('is none where the days are too few for any', () => {
    expect(detectableEffect(4, expectedDays(0.1), { variants: 4, alpha: 0.05 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the days it takes', () => {
  it('are the fewest whole weeks in which the effect is found', () => {
    for (const spread of [0.05, 0.15, 0.3]) {
      for (const variants of [2, 3, 4]) {
        const options = { variants, alpha: 0.05 };
        const days = daysFor(0.2, expectedDays(spread), options) as number;
        expect(days % 7).toBe(0);
        expect(detectableEffect(days, expectedDays(spread), options)).toBeLessThanOrEqual(0.2);
        if (days > 14) expect(detectableEffect(days - 7, expectedDays(spread), options)).toBeGreaterThan(0.2);
      }
    }
    const needed = [0.1, 0.15, 0.2].map((spread) => daysFor(0.2, expectedDays(spread), { variants: 2, alpha: 0.05 }));
    expect(needed).toEqual([28, 35, 49]);
  });

  it('are none where a year is not enough, and two weeks at least', () => {
    const options = { variants: 2, alpha: 0.05 };
    expect(daysFor(0.01, expectedDays(0.3), options)).toBeUndefined();
    expect(daysFor(2, expectedDays(0.01), options)).toBe(14);
  });
});
