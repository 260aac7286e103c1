import type { AbTestPower, DayFigures } from '../../contracts/ab-test.ts';
import type { AbTestJudgement } from '../../contracts/ab-test-results.ts';
import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { type Judged, judgeTest, scheduleBySeed } from '../statistics/judge-test.ts';
import { daysFor, detectableEffect } from '../statistics/power.ts';
import { reportDay, type SimulatedVideo, simulateDay, usualReports } from './simulated-video.ts';

/** A test of the click rates of a simulated video, whose truth is known. */
export interface SimulatedTest {
  /** Of schedule, days and reports. */
  seed: number;
  video: Omit<SimulatedVideo, 'seed'>;
  days: number;
  /** By how much each variant is better than the first, as a share; the first is 0. */
  effects: readonly number[];
  alpha: number;
}

/** What is known on a morning, and what it shows. */
export interface Morning {
  /** Counted from 1: that on which the first variant is shown. */
  morning: number;
  /** The day that begins: `2026-01-05`. */
  day: string;
  /** What it is given to; nothing when all days were shown. */
  shows?: VariantId;
  /** Days of which figures are there. */
  known: number;
  /** Days whose figures are others than on the morning before. */
  corrected: number;
  judgement: AbTestJudgement;
  /** By its own rule, or as all figures are there for good. */
  hasEnded: boolean;
}

// A Monday.
export const simulatedStart = '2026-01-05';
const dayMs = 86_400_000;

/** The test as it goes, a morning at a time: figures come late, and some are corrected. */
export function* playTest(test: SimulatedTest): Generator<Morning> {
  const { seed, days, effects, alpha } = test;
  const variants = effects.map((_, index) => ({ id: variantIds[index] as VariantId }));
  const schedule = scheduleBySeed({ days, variants: effects.length }, seed);
  const truth = daysOfTest(test, schedule);
  const lastMorning = days + usualReports.delayDays + usualReports.correctedAfterDays;
  let before: (Figures | undefined)[] = [];
  for (let age = 0; age <= lastMorning; age += 1) {
    // The day `slot` ended on the morning after it.
    const reported = truth.map((figures, slot) => reportDay(figures, { seed, age: slot, since: age - slot - 1 }));
    const known = reported.flatMap((figures, slot): Judged['days'][number][] =>
      figures ? [{ day: dateOf(slot), slot, variant: schedule[slot] as VariantId, figures }] : [],
    );
    const isOver = age === lastMorning;
    const { judgement, hasEnded } = judgeTest({
      ...{ variants, schedule, seed, days: known, state: isOver ? 'over' : 'open' },
      design: { metric: 'ctr', days, alpha, atEnd: 'nothing' },
    });
    yield {
      ...{ morning: age + 1, day: dateOf(age), known: known.length, judgement, hasEnded: hasEnded || isOver },
      ...(age < days && { shows: schedule[age] as VariantId }),
      corrected: reported.filter((figures, slot) => isCorrected(before[slot], figures)).length,
    };
    if (hasEnded) return;
    before = reported;
  }
}

type Figures = Omit<DayFigures, 'day'>;

/** What will be known of each day in the end. */
export function daysOfTest({ seed, video, effects }: SimulatedTest, schedule: string): Figures[] {
  // Other numbers than those the schedule is drawn from.
  const simulated = { ...video, seed: (seed ^ 0x2545f491) >>> 0 };
  return Array.from(schedule, (letter, age) => {
    const weekDay = (new Date(simulatedStart).getUTCDay() + age) % 7;
    return simulateDay(simulated, { age, weekDay }, effects[variantIds.indexOf(letter as VariantId)]);
  });
}

/** What such a test can find. */
export function powerOf({ video, days, effects, alpha }: SimulatedTest): AbTestPower {
  const { impressionsPerDay, rate, spread } = video;
  const options = { variants: effects.length, alpha };
  const expected = { impressionsPerDay, rate, spread };
  return {
    ...{ ...expected, isMeasured: true, detectableEffect: detectableEffect(days, expected, options) },
    daysForAFifth: daysFor(0.2, expected, options),
  };
}

const dateOf = (age: number) => new Date(Date.parse(simulatedStart) + age * dayMs).toISOString().slice(0, 10);

const isCorrected = (before: Figures | undefined, now: Figures | undefined) =>
  before !== undefined && now !== undefined && before.impressions !== now.impressions;
