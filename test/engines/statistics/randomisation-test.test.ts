import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../src/engines/statistics/day-values.ts';
import { type RandomNumbers, randomNumbers } from '../../../src/engines/statistics/random.ts';
import { type RandomisationTest, randomisationTest } from '../../../src/engines/statistics/randomisation-test.ts';
import { takeResiduals } from '../../../src/engines/statistics/residuals.ts';
import { drawSchedule, type ScheduleDesign } from '../../../src/engines/statistics/schedule.ts';
import { campaign, daysOfValues, errorOf, kindsOfDays } from './days-of-values.ts';

// A p of one, five and twenty hundredths can come out.
const drawnOthers = 99;

/** The test of days as they would be without effects, moved by those of their variants. */
function testOf(
  design: ScheduleDesign,
  natural: readonly number[],
  random: RandomNumbers,
  { shifts = [0, 0, 0, 0], others = drawnOthers, alpha = 0.05 } = {},
): RandomisationTest {
  const { letters } = drawSchedule(design, random);
  const shown = Float64Array.from(letters, (letter, day) => (natural[day] as number) + (shifts[letter] as number));
  const days = daysOfValues(shown, letters);
  return randomisationTest({
    residuals: takeResiduals(days, valuesOf(days, 'views')),
    given: letters,
    others: Array.from({ length: others }, () => drawSchedule(design, random).letters),
    ...{ variants: design.variants, alpha },
  });
}

describe('of tests without an effect, five in a hundred are refuted at 5 %', () => {
  const tests = campaign(600);

  it.each(Object.entries(kindsOfDays))('on days %s', (_, drawDays) => {
    const random = randomNumbers(21);
    const counts = { 0.01: 0, 0.05: 0, 0.2: 0 };
    for (let test = 0; test < tests; test += 1) {
      const p = testOf({ days: 28, variants: 2 }, drawDays(28, random), random).comparisons[0]?.p as number;
      for (const alpha of [0.01, 0.05, 0.2] as const) if (p <= alpha + 1e-9) counts[alpha] += 1;
    }
    for (const alpha of [0.01, 0.05, 0.2] as const) {
      expect(Math.abs(counts[alpha] / tests - alpha), `at ${alpha}`).toBeLessThan(errorOf(alpha, tests));
    }
  });

  it.each([
    { days: 14, variants: 2 },
    { days: 21, variants: 3 },
    { days: 28, variants: 4 },
  ])('of $days days and $variants variants, whichever of them it is', (design) => {
    const random = randomNumbers(22);
    let refuted = 0;
    for (let test = 0; test < tests; test += 1) {
      const natural = kindsOfDays['with strong moods of weekdays']?.(design.days, random) ?? [];
      const { comparisons } = testOf(design, natural, random);
      expect(comparisons).toHaveLength(design.variants - 1);
      if (comparisons.some(({ p }) => p <= 0.05 + 1e-9)) refuted += 1;
    }
    expect(Math.abs(refuted / tests - 0.05)).toBeLessThan(errorOf(0.05, tests));
  });
});

describe('an effect', () => {
  it.each([2, 3, 4])('lies within the interval in 94 of 100 tests or more, of %i variants', (variants) => {
    const random = randomNumbers(23);
    const tests = campaign(600);
    const shifts = [0, 0.31, -0.12, 1.4];
    let covered = 0;
    for (let test = 0; test < tests; test += 1) {
      const natural = (kindsOfDays['that follow each other']?.(28, random) ?? []).map((value) => value / 5);
      const { comparisons } = testOf({ days: 28, variants }, natural, random, { shifts });
      if (
        comparisons.every(({ low, high }, index) => {
          const shift = shifts[index + 1] as number;
          return low <= shift && shift <= high;
        })
      ) {
        covered += 1;
      }
      for (const { low, high, shift } of comparisons)
        if (!(low < shift && shift < high)) expect.fail(`${low}, ${high}`);
    }
    expect(covered / tests).toBeGreaterThanOrEqual(0.94);
  });

  it('of each variant is found for certain and told by its size, however far off another is', () => {
    const random = randomNumbers(24);
    const natural = Array.from({ length: 28 }, () => 0.05 * random.normal());
    const { comparisons } = testOf({ days: 28, variants: 3 }, natural, random, {
      shifts: [0, 0.5, -0.25],
      others: 999,
    });
    for (const [index, shift] of [0.5, -0.25].entries()) {
      const found = comparisons[index];
      expect(found?.p).toBeLessThanOrEqual(0.005);
      expect(found?.shift).toBeCloseTo(shift, 1);
      expect([(found?.low ?? 0) < 0, (found?.high ?? 0) < 0]).toEqual([shift < 0, shift < 0]);
    }
  });

  it('is known to within the deviation that is told, which does not depend on the effect much', () => {
    const random = randomNumbers(25);
    const errors: number[] = [];
    let deviations = 0;
    const tests = 400;
    for (let test = 0; test < tests; test += 1) {
      const natural = Array.from({ length: 28 }, () => 0.2 * random.normal());
      const found = testOf({ days: 28, variants: 2 }, natural, random, { shifts: [0, 0.1] });
      errors.push((found.comparisons[0]?.shift ?? 0) - 0.1);
      deviations += found.deviation / tests;
    }
    const real = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / tests);
    expect(deviations / real).toBeGreaterThan(0.9);
    expect(deviations / real).toBeLessThan(1.15);
  });
});

describe('the randomisation test', () => {
  it('says one where nothing differs, and where a variant has no day yet', () => {
    const random = randomNumbers(26);
    const [same] = testOf({ days: 14, variants: 2 }, new Array<number>(14).fill(5), random).comparisons;
    expect(same?.p).toBe(1);
    expect(same?.shift).toBeCloseTo(0, 9);

    const given = new Uint8Array(14);
    const days = daysOfValues(
      Array.from({ length: 14 }, () => random.normal()),
      given,
    );
    const [missing] = randomisationTest({
      residuals: takeResiduals(days, valuesOf(days, 'views')),
      ...{ given, others: [given, given], variants: 2, alpha: 0.05 },
    }).comparisons;
    expect(missing).toEqual({ shift: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 });
  });

  it('is the same whatever level and trend the days have', () => {
    const natural = Array.from({ length: 28 }, () => 0).map((_, day) => Math.sin(day * day));
    const plain = testOf({ days: 28, variants: 2 }, natural, randomNumbers(27)).comparisons[0];
    const raised = natural.map((value, day) => value + 7 - 3 * Math.log1p(day / 7));
    const other = testOf({ days: 28, variants: 2 }, raised, randomNumbers(27)).comparisons[0];
    expect(other?.p).toBe(plain?.p);
    expect(other?.shift).toBeCloseTo(plain?.shift ?? 0, 9);
    expect(other?.low).toBeCloseTo(plain?.low ?? 0, 6);
  });

  it('counts a schedule that would have been decided before as farther apart than any', () => {
    const random = randomNumbers(28);
    const given = drawSchedule({ days: 28, variants: 2 }, random).letters;
    const days = daysOfValues(
      Float64Array.from(given, (letter) => letter * 2 + 0.1 * random.normal()),
      given,
    );
    const asked = {
      residuals: takeResiduals(days, valuesOf(days, 'views')),
      ...{ given, variants: 2, alpha: 0.05 },
      others: Array.from({ length: 99 }, () => drawSchedule({ days: 28, variants: 2 }, random).letters),
    };
    expect(randomisationTest(asked).comparisons[0]?.p).toBe(0.01);
    expect(randomisationTest({ ...asked, decidedBefore: (other) => other < 9 }).comparisons[0]?.p).toBe(0.1);
  });
});
