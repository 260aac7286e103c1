import { describe, expect, it } from 'vitest';
import { alwaysValidPath, type Bets, confidenceSequence } from '../../../src/engines/statistics/always-valid.ts';
import { type RandomNumbers, randomNumbers } from '../../../src/engines/statistics/random.ts';
import { drawSchedule, type Schedule } from '../../../src/engines/statistics/schedule.ts';
import { campaign, errorOf, kindsOfDays } from './days-of-values.ts';

function betsOn(natural: readonly number[], schedule: Schedule, { shift = 0, variance = 0 } = {}): Bets {
  const { letters, days } = schedule;
  return {
    values: Float64Array.from(letters, (letter, day) => (natural[day] as number) + (letter === 1 ? shift : 0)),
    variances: new Float64Array(days).fill(variance),
    slots: Uint16Array.from(letters, (_, day) => day),
    schedule,
  };
}

const calmDays = (count: number, random: RandomNumbers, spread: number) =>
  Array.from({ length: count }, () => spread * random.normal());

describe('of tests without an effect, no more than alpha ever come down to alpha', () => {
  const alphas = [0.2, 0.1, 0.05, 0.025, 0.01];
  const tests = campaign(20_000);
  const designs = [
    { days: 28, variants: 2 },
    { days: 28, variants: 3 },
  ];

  it.each(Object.entries(kindsOfDays))('on days %s', (_, drawDays) => {
    const random = randomNumbers(31);
    const reached = alphas.map(() => 0);
    for (let test = 0; test < tests; test += 1) {
      const design = designs[test % designs.length] as (typeof designs)[number];
      const variance = test % 4 < 2 ? 0 : 0.05;
      const scale = test % 8 < 4 ? 1 : 0.1;
      const natural = drawDays(design.days, random).map((value) => value * scale);
      const path = alwaysValidPath(betsOn(natural, drawSchedule(design, random), { variance }), 1);
      const least = Math.min(...path);
      for (const [index, alpha] of alphas.entries())
        if (least <= alpha) reached[index] = (reached[index] as number) + 1;
    }
    for (const [index, alpha] of alphas.entries()) {
      expect((reached[index] as number) / tests, `ever at ${alpha}`).toBeLessThanOrEqual(alpha + errorOf(alpha, tests));
    }
    // Not by never saying anything.
    expect(reached[0]).toBeGreaterThan(0);
  });
});

describe('with an effect', () => {
  it.each([0.5, -0.5, 0.25])('of %f it comes down to a hundredth, and the sooner the longer the test', (shift) => {
    const shares = [14, 28, 56].map((days) => {
      const random = randomNumbers(32);
      const tests = 300;
      let found = 0;
      for (let test = 0; test < tests; test += 1) {
        const schedule = drawSchedule({ days, variants: 2 }, random);
        const path = alwaysValidPath(betsOn(calmDays(days, random, 0.12), schedule, { shift }), 1);
        if ((path.at(-1) as number) <= 0.01) found += 1;
      }
      return found / tests;
    });
    expect(shares[1]).toBeGreaterThan(shares[0] as number);
    expect(shares[2]).toBeGreaterThan(Math.abs(shift) > 0.3 ? 0.999 : 0.8);
  });
});

describe('the path of the evidence', () => {
  it('begins with one and never rises: what it once was it stays', () => {
    const random = randomNumbers(33);
    for (let test = 0; test < 200; test += 1) {
      const schedule = drawSchedule({ days: 42, variants: 2 + (test % 3) }, random);
      const path = alwaysValidPath(betsOn(calmDays(42, random, 1), schedule, { shift: test / 100 }), 1);
      expect(path).toHaveLength(42);
      expect(path[0]).toBe(1);
      for (let day = 1; day < 42; day += 1) {
        const [before, now] = [path[day - 1] as number, path[day] as number];
        if (!(now > 0 && now <= before)) expect.fail(`day ${day}: ${before}, then ${now}`);
      }
    }
  });

  it('gains nothing on days whose variant was certain, whatever they are like', () => {
    const random = randomNumbers(34);
    const drawn = drawSchedule({ days: 28, variants: 2 }, random);
    const chances = Float64Array.from({ length: 56 }, (_, place) => (drawn.letters[place >> 1] === place % 2 ? 1 : 0));
    const bets = betsOn(calmDays(28, random, 0.1), { ...drawn, chances }, { shift: 3 });
    expect([...alwaysValidPath(bets, 1)]).toEqual(new Array(28).fill(1));
  });

  it('is not moved by the days of a third variant', () => {
    const random = randomNumbers(35);
    const schedule = drawSchedule({ days: 42, variants: 3 }, random);
    const bets = betsOn(calmDays(42, random, 0.1), schedule, { shift: 0.2 });
    const other = {
      ...bets,
      values: bets.values.map((value, day) => (schedule.letters[day] === 2 ? value + 1 : value)),
    };
    expect(alwaysValidPath(other, 1)).toEqual(alwaysValidPath(bets, 1));
    expect(alwaysValidPath(other, 2).at(-1)).toBeLessThan(0.05);
  });

  it('takes no single day for a proof, however far out it lies', () => {
    const random = randomNumbers(36);
    const schedule = drawSchedule({ days: 28, variants: 2 }, random);
    for (const far of [1e3, 1e9, -1e9]) {
      const natural = calmDays(28, random, 0.1).map((value, day) => (day === 9 ? far : value));
      // Twice as probable at most: the other variant had a chance too.
      expect(alwaysValidPath(betsOn(natural, schedule), 1).at(-1)).toBeGreaterThan(0.1);
    }
  });

  it('against a shift is the path against none of days that are shifted back', () => {
    const random = randomNumbers(37);
    const schedule = drawSchedule({ days: 28, variants: 2 }, random);
    const natural = calmDays(28, random, 0.2);
    const against = alwaysValidPath(betsOn(natural, schedule, { shift: 0.75 }), 1, 0.75);
    const none = alwaysValidPath(betsOn(natural, schedule), 1);
    for (const [day, p] of against.entries()) expect(p).toBeCloseTo(none[day] as number, 9);
  });
});

describe('the confidence sequence', () => {
  it('has the true shift in it on every day in 95 of 100 tests or more', () => {
    const random = randomNumbers(38);
    const tests = campaign(120);
    const shift = 0.183;
    for (const drawDays of [
      (count: number) => calmDays(count, random, 0.15),
      (count: number) => (kindsOfDays['with wild outliers']?.(count, random) ?? []).map((value) => value / 20),
    ]) {
      let covered = 0;
      for (let test = 0; test < tests; test += 1) {
        const bets = betsOn(drawDays(42), drawSchedule({ days: 42, variants: 2 }, random), { shift });
        const { low, high } = confidenceSequence(bets, 1, 0.05);
        if (low <= shift && shift <= high) covered += 1;
      }
      expect(covered / tests).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('only ever narrows, from no bound at all', () => {
    const random = randomNumbers(39);
    const bets = betsOn(calmDays(84, random, 0.1), drawSchedule({ days: 84, variants: 2 }, random), { shift: 0.3 });
    const upTo = (days: number): Bets => ({
      ...bets,
      ...{
        values: bets.values.slice(0, days),
        variances: bets.variances.slice(0, days),
        slots: bets.slots.slice(0, days),
      },
    });
    let before = confidenceSequence(upTo(2), 1, 0.05);
    expect(before).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    for (let days = 3; days <= 84; days += 1) {
      const now = confidenceSequence(upTo(days), 1, 0.05);
      expect(now.low).toBeGreaterThanOrEqual(before.low);
      expect(now.high).toBeLessThanOrEqual(before.high);
      before = now;
    }
    expect(before.low).toBeGreaterThan(0);
    expect(before.high).toBeLessThan(0.6);
    const surer = confidenceSequence(bets, 1, 0.005);
    expect(surer.low).toBeLessThanOrEqual(before.low);
    expect(surer.high).toBeGreaterThanOrEqual(before.high);
  });

  it('is never empty, even of days that no one shift explains', () => {
    const random = randomNumbers(40);
    const schedule = drawSchedule({ days: 112, variants: 2 }, random);
    // The second is far better for weeks, then far worse.
    const natural = Array.from(
      schedule.letters,
      (letter, day) => (letter === 1 ? (day < 56 ? 2 : -2) : 0) + 0.05 * random.normal(),
    );
    const { low, high } = confidenceSequence(betsOn(natural, schedule), 1, 0.05);
    expect(low).toBeLessThanOrEqual(high);
  });
});
