import type { AbTestMetric } from '../../contracts/ab-test.ts';
import { alwaysValidPath, type Bets } from './always-valid.ts';
import { type DayValues, type ObservedDay, valuesOf } from './day-values.ts';
import { type RandomisationTest, randomisationTest } from './randomisation-test.ts';
import { type Residuals, takeResiduals } from './residuals.ts';
import type { Schedule } from './schedule.ts';

/** A test as it was fixed before it began, with what it has shown so far. */
export interface Trial {
  schedule: Schedule;
  /** Others of the same design, drawn in the same way. */
  others: readonly Schedule[];
  metric: AbTestMetric;
  alpha: number;
  /** Days that count, in order of their places. */
  days: readonly ObservedDay[];
  /** Its p is not asked for yet: what takes long to count for it is left out. */
  isOpen?: boolean;
}

/** Evidence that holds on any day names a winner before the end where it is at or below this. */
export const lookAlpha = (alpha: number): number => alpha / 2;

/** Always-valid p of each variant but the first, after each of the days, corrected for the number of variants. */
export function evidenceByDay(bets: Bets): Float64Array[] {
  const others = bets.schedule.variants - 1;
  return Array.from({ length: others }, (_, index) =>
    alwaysValidPath(bets, index + 1).map((p) => Math.min(1, p * others)),
  );
}

/** The days of a trial, as bets see them. */
export function betsOf({ days, schedule }: Trial, values: DayValues): Bets {
  return { ...values, slots: Uint16Array.from(days, ({ slot }) => slot), schedule };
}

export interface TestOfDays extends RandomisationTest {
  residuals: Residuals;
}

/**
 * The randomisation test of the days there are. A schedule that would have been decided before its end counts as farther apart
 * than any, so that both ways to win together happen by chance no more often than by alpha.
 */
export function testDays(trial: Trial, values: DayValues): TestOfDays {
  const { days, others, schedule, alpha } = trial;
  const bets = betsOf(trial, values);
  const residuals = takeResiduals(days, values);
  const ofDays = ({ letters }: Schedule) => Uint8Array.from(days, ({ slot }) => letters[slot] as number);
  const isEarly = (other: Schedule) =>
    evidenceByDay({ ...bets, schedule: other }).some((path) => (path.at(-1) ?? 1) <= lookAlpha(alpha));
  const test = randomisationTest({
    ...{ residuals, given: ofDays(schedule), others: others.map(ofDays) },
    ...(!trial.isOpen && { decidedBefore: (other: number) => isEarly(others[other] as Schedule) }),
    ...{ variants: schedule.variants, alpha },
  });
  return { ...test, residuals };
}

export interface Decision {
  /** From 0. */
  winner: number;
  p: number;
}

/** Who has won by p-values of each variant against the first; nobody where none is small enough. */
export function winnerBy(shifts: readonly number[], ps: readonly number[], alpha: number): Decision | undefined {
  const found = ps.flatMap((p, index) =>
    p <= alpha ? [{ variant: index + 1, p, shift: shifts[index] as number }] : [],
  );
  const better = found.filter(({ shift }) => shift > 0).sort((one, other) => other.shift - one.shift)[0];
  if (better) return { winner: better.variant, p: better.p };
  // The first has won where all others are worse.
  if (found.length < ps.length) return undefined;
  return { winner: 0, p: Math.max(...found.map(({ p }) => p)) };
}

/** Who wins before the end, at the end, or nobody: for those who test the tests. */
export function decide(trial: Trial): (Decision & { isEarly: boolean }) | undefined {
  const values = valuesOf(trial.days, trial.metric);
  const { comparisons } = testDays(trial, values);
  const shifts = comparisons.map(({ shift }) => shift);
  const evidence = evidenceByDay(betsOf(trial, values)).map((path) => path.at(-1) ?? 1);
  const early = winnerBy(shifts, evidence, lookAlpha(trial.alpha));
  if (early) return { ...early, isEarly: true };
  const ps = comparisons.map(({ p }) => p);
  const late = winnerBy(shifts, ps, trial.alpha);
  return late && { ...late, isEarly: false };
}
