import { expect, test } from 'vitest';
import { beliefs, beliefsOfBetas } from '../../../src/engines/statistics/click-rates.ts';
import { chiSquareP, mixtureRatio, sampleSize, sequentialP } from '../../../src/engines/statistics/impression-level.ts';

// What others have published, or computed with other programs, of the same formulas: E. Miller’s pages on Bayesian A/B testing,
// sample sizes and the χ² test (evanmiller.org), C. Stucchio’s loss (“Bayesian A/B testing at VWO”), R. Johari et al. for Λ.

const a = { impressions: 5734, clicks: 127 };
const b = { impressions: 5851, clicks: 174 };

/** Six digits, whatever the size. */
function expectSixDigits(value: number | undefined, published: number): void {
  expect(value).toBeDefined();
  expect(Number((value as number).toPrecision(6))).toBeCloseTo(published, 5 - Math.floor(Math.log10(published)));
}

test('127 of 5,734 against 174 of 5,851: χ² with Yates’ correction', () => {
  expect(chiSquareP(a, b).toFixed(6)).toBe('0.012103');
  expect(chiSquareP(b, a)).toBe(chiSquareP(a, b));
});

test('127 of 5,734 against 174 of 5,851: who is better, and what either choice may cost', () => {
  const [first, second] = beliefs([a, b]);
  expectSixDigits(second?.probabilityBest, 0.99488017);
  // Published with five digits.
  expect(second?.expectedLoss.toPrecision(5)).toBe('0.0000048204');
  expectSixDigits(first?.expectedLoss, 0.00758882);
  expect((first?.probabilityBest ?? 0) + (second?.probabilityBest ?? 0)).toBeCloseTo(1, 9);
});

test('Beta(2203, 5003) above Beta(3847, 8812)', () => {
  const [first, second] = beliefsOfBetas([
    [2203, 5003],
    [3847, 8812],
  ]);
  expectSixDigits(first?.probabilityBest, 0.60536396);
  expectSixDigits(second?.probabilityBest, 1 - 0.60536396);
});

test('10 of 100 against 15 of 100', () => {
  const [, second] = beliefs([
    { impressions: 100, clicks: 10 },
    { impressions: 100, clicks: 15 },
  ]);
  expectSixDigits(second?.probabilityBest, 0.85328379);
  expectSixDigits(second?.expectedLoss, 0.00357809);
});

test('sample sizes at 5 % and 80 %', () => {
  expect(sampleSize(0.2, 0.05)).toBe(1030);
  expect(sampleSize(0.05, 0.01)).toBe(7663);
});

test('the mixture sequential probability ratio', () => {
  // Published for d = 0.0075899 and V = 0.0505122, which are the rounded ones of these:
  const [p, q] = [127 / 5734, 174 / 5851];
  const [difference, variance] = [q - p, p * (1 - p) + q * (1 - q)];
  expect([difference.toPrecision(5), variance.toPrecision(6)]).toEqual(['0.0075899', '0.0505122']);
  expectSixDigits(mixtureRatio(5734, difference, variance, 1e-4), 5.74353);
});

test('the always-valid p of two arms of equal size is one over that ratio, and never above one', () => {
  const [one, other] = [
    { impressions: 5734, clicks: 127 },
    { impressions: 5734, clicks: 171 },
  ];
  const [p, q] = [127 / 5734, 171 / 5734];
  const ratio = mixtureRatio(5734, q - p, p * (1 - p) + q * (1 - q), 1e-4);
  expect(ratio).toBeGreaterThan(5);
  expect(sequentialP(one, other)).toBeCloseTo(1 / ratio, 12);
  expect(sequentialP(one, one)).toBe(1);
});

test('nothing shown, nothing clicked and all clicked say nothing', () => {
  const nothing = { impressions: 0, clicks: 0 };
  const none = { impressions: 900, clicks: 0 };
  const all = { impressions: 900, clicks: 900 };
  for (const [one, other] of [
    [nothing, a],
    [a, nothing],
    [none, none],
    [all, all],
  ] as const) {
    expect([chiSquareP(one, other), sequentialP(one, other)]).toEqual([1, 1]);
  }
});
