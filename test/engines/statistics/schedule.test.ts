import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomNumbers, randomNumbers } from '../../../src/engines/statistics/random.ts';
import {
  drawSchedule,
  type Schedule,
  type ScheduleDesign,
  scheduleOf,
} from '../../../src/engines/statistics/schedule.ts';

const anyDesign = record({ days: integer({ min: 14, max: 365 }), variants: constantFrom(2, 3, 4) });
const anySeed = integer({ min: 0, max: 0xffffffff });

/** How often each variant has each weekday, in a stretch of weeks. */
function timesOfWeekDays({ letters, variants, days }: Schedule, fromWeek: number, endWeek: number): number[][] {
  return Array.from({ length: 7 }, (_, weekDay) => {
    const times = new Array<number>(variants).fill(0);
    for (let day = fromWeek * 7 + weekDay; day < Math.min(days, endWeek * 7); day += 7) {
      times[letters[day] as number] = (times[letters[day] as number] ?? 0) + 1;
    }
    return times;
  });
}

/** Ends of the blocks in weeks: of four weeks for two and four variants and of three for three, as nearly as they fit. */
function blockEnds({ days, variants }: ScheduleDesign): number[] {
  const weeks = Math.ceil(days / 7);
  const blocks = Math.max(1, Math.round(weeks / (variants === 3 ? 3 : 4)));
  return Array.from({ length: blocks }, (_, block) => Math.round(((block + 1) * weeks) / blocks));
}

const chanceAt = ({ chances, variants }: Schedule, day: number, variant: number): number =>
  chances[day * variants + variant] as number;

describe('a schedule', () => {
  it.each([
    { days: 28, variants: 2, each: 2 },
    { days: 56, variants: 2, each: 2 },
    { days: 21, variants: 3, each: 1 },
    { days: 63, variants: 3, each: 1 },
    { days: 28, variants: 4, each: 1 },
    { days: 84, variants: 4, each: 1 },
  ])(
    'of $days days gives each of $variants variants every weekday $each times in every block',
    ({ each, ...design }) => {
      const random = randomNumbers(7);
      const weeks = each * design.variants;
      for (let draw = 0; draw < 200; draw += 1) {
        const schedule = drawSchedule(design, random);
        for (let week = 0; week < design.days / 7; week += weeks) {
          for (const times of timesOfWeekDays(schedule, week, week + weeks)) {
            expect(times).toEqual(new Array(design.variants).fill(each));
          }
        }
      }
    },
  );

  it('of any length gives no variant a weekday more than once more often than another in a block', () => {
    assert(
      property(anyDesign, anySeed, (design, seed) => {
        // Two weeks of two variants only lean that way.
        if (design.variants === 2 && design.days <= 14) return;
        const schedule = drawSchedule(design, randomNumbers(seed));
        let from = 0;
        for (const end of blockEnds(design)) {
          // Where the last week is not whole its weekdays have a place less.
          for (const times of timesOfWeekDays(schedule, from, end)) {
            expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(design.days < end * 7 ? 2 : 1);
          }
          from = end;
        }
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('gives no variant more than its share of a week, but where weekdays leave little choice', () => {
    for (const [variants, most] of [
      [2, 0.08],
      [3, 0.1],
      [4, 0.25],
    ] as const) {
      const random = randomNumbers(9);
      let [weeks, over] = [0, 0];
      for (let draw = 0; draw < 400; draw += 1) {
        const { letters } = drawSchedule({ days: 84, variants }, random);
        for (let week = 0; week < 12; week += 1) {
          const had = new Array<number>(variants).fill(0);
          for (const letter of letters.subarray(week * 7, week * 7 + 7)) had[letter] = (had[letter] as number) + 1;
          weeks += 1;
          if (Math.max(...had) > Math.ceil(7 / variants)) over += 1;
        }
      }
      expect(over / weeks, `${variants} variants`).toBeLessThan(most);
    }
  });

  it('follows from its seed, and another seed gives another', () => {
    assert(
      property(anyDesign, anySeed, (design, seed) => {
        const { letters } = drawSchedule(design, randomNumbers(seed));
        expect(drawSchedule(design, randomNumbers(seed)).letters).toEqual(letters);
        expect(drawSchedule(design, randomNumbers(seed ^ 1)).letters).not.toEqual(letters);
        expect(letters).toHaveLength(design.days);
        expect(new Set(letters)).toEqual(new Set(Array.from({ length: design.variants }, (_, variant) => variant)));
      }),
      { seed: 10, numRuns: 300 },
    );
  });
});

describe('the chances of a schedule', () => {
  it('add up to one at every place, and what was drawn had one', () => {
    assert(
      property(anyDesign, anySeed, (design, seed) => {
        const schedule = drawSchedule(design, randomNumbers(seed));
        for (let day = 0; day < design.days; day += 1) {
          const chances = Array.from({ length: design.variants }, (_, variant) => chanceAt(schedule, day, variant));
          const sum = chances.reduce((total, chance) => total + chance, 0);
          const isFit = Math.abs(sum - 1) < 1e-12 && Math.min(...chances) >= 0;
          if (!isFit || !(chanceAt(schedule, day, schedule.letters[day] as number) > 0))
            expect.fail(`day ${day}: ${chances}`);
        }
        expect(scheduleOf(design, schedule.letters).chances).toEqual(schedule.chances);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it.each([
    { days: 9, variants: 2 },
    { days: 14, variants: 2 },
    { days: 8, variants: 3 },
  ])(
    'of all schedules of $days days and $variants variants add up to one, and are how often each is drawn',
    (design) => {
      const probabilities = new Map<string, number>();
      for (let number = 0; number < design.variants ** design.days; number += 1) {
        const letters = new Uint8Array(design.days);
        for (let [day, left] = [0, number]; day < design.days; day += 1) {
          letters[day] = left % design.variants;
          left = Math.floor(left / design.variants);
        }
        const schedule = scheduleOf(design, letters);
        const probability = letters.reduce((product, letter, day) => product * chanceAt(schedule, day, letter), 1);
        // What no draw could have begun has chances of its own that mean nothing.
        if (probability > 0) probabilities.set(letters.join(''), probability);
      }
      expect([...probabilities.values()].reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);

      const draws = 20_000;
      const random = randomNumbers(12);
      const drawn = new Map<string, number>();
      for (let draw = 0; draw < draws; draw += 1) {
        const letters = drawSchedule(design, random).letters.join('');
        expect(probabilities.has(letters)).toBe(true);
        drawn.set(letters, (drawn.get(letters) ?? 0) + 1);
      }
      // χ² of those that are expected often enough, all others together.
      const cells = [...probabilities].map(([letters, probability]) => [probability * draws, drawn.get(letters) ?? 0]);
      const often = cells.filter(([expected]) => (expected as number) >= 10) as [number, number][];
      const rest = cells.filter(([expected]) => (expected as number) < 10) as [number, number][];
      const sum = (of: 0 | 1) => rest.reduce((total, cell) => total + cell[of], 0);
      const all = sum(0) >= 10 ? [...often, [sum(0), sum(1)] as const] : often;
      const chiSquare = all.reduce((total, [expected, found]) => total + (found - expected) ** 2 / expected, 0);
      const freedom = all.length - 1;
      expect(freedom).toBeGreaterThan(0);
      expect(chiSquare).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom));
    },
  );

  it.each([
    { days: 28, variants: 2 },
    { days: 30, variants: 3 },
    { days: 45, variants: 4 },
  ])('of $days days and $variants variants are what 20,000 draws come to, at every place', (design) => {
    const draws = 20_000;
    const size = design.days * design.variants;
    const [drawn, expected, variance] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    const random = randomNumbers(13);
    for (let draw = 0; draw < draws; draw += 1) {
      const schedule = drawSchedule(design, random);
      for (let place = 0; place < size; place += 1) {
        const chance = schedule.chances[place] as number;
        expected[place] = (expected[place] as number) + chance;
        variance[place] = (variance[place] as number) + chance * (1 - chance);
      }
      for (let day = 0; day < design.days; day += 1) {
        const place = day * design.variants + (schedule.letters[day] as number);
        drawn[place] = (drawn[place] as number) + 1;
      }
    }
    for (let place = 0; place < size; place += 1) {
      const error = Math.sqrt(variance[place] as number);
      const found = drawn[place] as number;
      expect(Math.abs(found - (expected[place] as number)), `place ${place}`).toBeLessThanOrEqual(4.5 * error + 1e-6);
      // The variants are alike: each has every day as often as any other.
      const even = draws / design.variants;
      expect(Math.abs(found - even)).toBeLessThan(4.5 * Math.sqrt(even * (1 - 1 / design.variants)));
    }
  });
});

it('a source of numbers that says nothing but the least or the most is no trouble', () => {
  for (const constant of [0, 1 - 2 ** -32]) {
    const random: RandomNumbers = Object.assign(() => constant, { normal: () => 0 });
    for (const variants of [2, 3, 4]) {
      const schedule = drawSchedule({ days: 60, variants }, random);
      for (let day = 0; day < 60; day += 1) {
        expect(chanceAt(schedule, day, schedule.letters[day] as number)).toBeGreaterThan(0);
      }
    }
  }
});
