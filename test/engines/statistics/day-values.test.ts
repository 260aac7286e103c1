import { describe, expect, it } from 'vitest';
import {
  isUsable,
  measured,
  type ObservedDay,
  shareOfShift,
  shiftOfShare,
  valuesOf,
} from '../../../src/engines/statistics/day-values.ts';
import { randomNumbers } from '../../../src/engines/statistics/random.ts';
import { takeResiduals } from '../../../src/engines/statistics/residuals.ts';

const day = (more: Partial<ObservedDay>): ObservedDay => ({
  ...{ slot: 0, variant: 0, at: 0, impressions: 1000, clicks: 40, views: 50, watchedMinutes: 150 },
  ...more,
});

describe('the value of a day', () => {
  it('is the logit of its click rate with half a click on either side, or a logarithm', () => {
    const days = [day({}), day({ slot: 1, clicks: 0 }), day({ slot: 2, clicks: 1000 })];
    const { values, variances } = valuesOf(days, 'ctr');
    expect([...values]).toEqual([Math.log(40.5 / 960.5), Math.log(0.5 / 1000.5), Math.log(1000.5 / 0.5)]);
    const rate = 1040.5 / 3001;
    expect(variances[0]).toBeCloseTo(1 / (1000 * rate * (1 - rate)), 12);
    expect(new Set(variances).size).toBe(1);
    expect([...valuesOf([day({})], 'views').values]).toEqual([Math.log(50)]);
    expect([...valuesOf([day({})], 'watchTimePerImpression').values]).toEqual([Math.log(0.15)]);
    expect([...valuesOf([day({})], 'views').variances]).toEqual([0]);
  });

  it('is none of a day that has nothing to count, which is refused with its place', () => {
    expect(isUsable(day({ impressions: 0 }), 'ctr')).toBe(false);
    expect(isUsable(day({ impressions: 0 }), 'views')).toBe(true);
    expect(isUsable(day({ views: 0 }), 'views')).toBe(false);
    expect(isUsable(day({ clicks: 0 }), 'ctr')).toBe(true);
    expect(isUsable(day({ watchedMinutes: 0 }), 'watchTimePerImpression')).toBe(false);
    expect(() => valuesOf([day({}), day({ slot: 7, views: 0 })], 'views')).toThrow(
      'the day at place 7 has nothing to count',
    );
  });

  it('is read by people as clicks or minutes an impression, or views', () => {
    const read = (['ctr', 'watchTimePerImpression', 'views'] as const).map((metric) => measured(day({}), metric));
    expect(read).toEqual([0.04, 0.15, 50]);
  });
});

describe('a shift as a share', () => {
  it('and back is the same, and of a click rate it is the less the nearer it is to one', () => {
    for (const metric of ['ctr', 'views'] as const) {
      for (const share of [-0.5, -0.1, 0, 0.2, 0.9]) {
        expect(shareOfShift(shiftOfShare(share, metric, 0.04), metric, 0.04)).toBeCloseTo(share, 12);
      }
    }
    const [low = 0, high = 0] = [0.01, 0.5].map((rate) => shareOfShift(0.3, 'ctr', rate));
    expect(low).toBeGreaterThan(high);
    // No rate is above one.
    expect(0.5 * (1 + shareOfShift(50, 'ctr', 0.5))).toBeCloseTo(1, 12);
    expect(Number.isFinite(shiftOfShare(5, 'ctr', 0.5))).toBe(true);
  });
});

describe('what is left of the days', () => {
  it('knows their spread, whatever their level and trend', () => {
    const random = randomNumbers(61);
    const spreads: number[] = [];
    for (let test = 0; test < 200; test += 1) {
      const days = Array.from({ length: 56 }, (_, at): ObservedDay => {
        const logit = -3 - 0.4 * Math.log1p(at / 7) + 0.2 * random.normal();
        const expected = 3000 / (1 + Math.exp(-logit));
        const clicks = Math.round(expected + Math.sqrt(expected) * random.normal());
        return day({ slot: at, at, impressions: 3000, clicks });
      });
      const { spread, residuals, weights } = takeResiduals(days, valuesOf(days, 'ctr'));
      spreads.push(spread ** 2);
      const along = (of: (at: number) => number) =>
        residuals.reduce((sum, residual, at) => sum + residual * of(at) * (weights[at] as number), 0);
      expect(along(() => 1)).toBeCloseTo(0, 6);
      expect(along((at) => Math.log1p(at / 7))).toBeCloseTo(0, 6);
    }
    expect(Math.sqrt(spreads.reduce((sum, square) => sum + square, 0) / spreads.length)).toBeCloseTo(0.2, 2);
  });

  it('is nothing but chance where the days differ by no more', () => {
    const days = Array.from({ length: 14 }, (_, at) => day({ slot: at, at, impressions: 100, clicks: 4 }));
    expect(takeResiduals(days, valuesOf(days, 'ctr')).spread).toBe(0);
  });
});
