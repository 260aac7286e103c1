import type { AbTestMetric } from '../../contracts/ab-test.ts';
import type { AbTestComparison, AbTestPoint, VariantResult } from '../../contracts/ab-test-results.ts';
import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { confidenceSequence } from './always-valid.ts';
import { type DayValues, measured, type ObservedDay, shareOfShift } from './day-values.ts';
import { betsOf, type TestOfDays, type Trial } from './decide.ts';
import type { Clicks } from './impression-level.ts';
import { normalQuantile, studentQuantile } from './special-functions.ts';

/** A day that counts, with its date and letter. */
export interface ShownDay {
  day: string;
  variant: VariantId;
  observed: ObservedDay;
}

interface Tested {
  trial: Trial;
  values: DayValues;
  test: TestOfDays;
}

/** All that a variant was shown, or all of them. */
export function totalsOf(days: readonly ObservedDay[], variant?: number): Clicks {
  const own = variant === undefined ? days : days.filter((day) => day.variant === variant);
  const sum = (of: 'impressions' | 'clicks') => own.reduce((total, day) => total + day[of], 0);
  return { impressions: sum('impressions'), clicks: sum('clicks') };
}

/** A variant by itself, its interval from how its days differ. */
export function variantResult(
  { trial: { days, metric }, values, test }: Omit<Tested, 'test'> & { test?: TestOfDays },
  variant: number,
  named: { id: VariantId; name: string },
): VariantResult {
  const own = days.flatMap((day, index) => (day.variant === variant ? [index] : []));
  const { impressions, clicks } = totalsOf(days, variant);
  const value = averageOf(
    own.map((index) => days[index] as ObservedDay),
    metric,
  );
  const facts = { variant: named.id, name: named.name, days: own.length, impressions, clicks, value };
  if (own.length < 2 || !test) return { ...facts, low: value, high: value };
  const { weights } = test.residuals;
  const level = (index: number) => values.values[index] as number;
  const total = own.reduce((sum, index) => sum + (weights[index] as number), 0);
  const mean = own.reduce((sum, index) => sum + (weights[index] as number) * level(index), 0) / total;
  const squares = own.reduce((sum, index) => sum + (weights[index] as number) * (level(index) - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (own.length - 1) / total);
  const reach = studentQuantile(0.975, own.length - 1) * deviation;
  return { ...facts, low: shifted(value, -reach, metric), high: shifted(value, reach, metric) };
}

/** Each variant against the first. What the test of the end says is said at the end: looked at before, it would mislead. */
export function comparisonsOf(
  { trial, values, test }: Tested,
  evidence: readonly Float64Array[],
  state: 'open' | 'over' | 'stopped',
): AbTestComparison[] {
  const { metric, alpha, days } = trial;
  const { impressions, clicks } = totalsOf(days, 0);
  const share = (shift: number) => shareOfShift(shift, metric, clicks / impressions);
  const bounded = (shift: number) => (Number.isFinite(shift) ? share(shift) : null);
  const bets = betsOf(trial, values);
  return test.comparisons.map(({ shift, low, high, p }, index) => {
    const sequence = confidenceSequence(bets, index + 1, alpha / (trial.schedule.variants - 1));
    return {
      ...{ variant: variantIds[index + 1] as VariantId, effect: share(shift) },
      ...(state === 'over' ? { low: bounded(low), high: bounded(high), p } : { low: null, high: null }),
      alwaysValidP: evidence[index]?.at(-1) ?? 1,
      ...{ sequenceLow: bounded(sequence.low), sequenceHigh: bounded(sequence.high) },
    };
  });
}

/** The days, with what chance makes of each and what the evidence was as of it. */
export function pointsOf(
  shown: readonly ShownDay[],
  { variances }: DayValues,
  metric: AbTestMetric,
  evidence: readonly Float64Array[],
): AbTestPoint[] {
  const reach = normalQuantile(0.975);
  return shown.map(({ day, variant, observed }, index) => {
    const value = measured(observed, metric);
    const chance = reach * Math.sqrt(variances[index] as number);
    return {
      ...{ day, variant, impressions: observed.impressions, value },
      ...{ low: shifted(value, -chance, metric), high: shifted(value, chance, metric) },
      alwaysValidP: evidence.map((path) => path[index] as number),
    };
  });
}

/** Of a rate, over all impressions; of views, a day. */
function averageOf(days: readonly ObservedDay[], metric: AbTestMetric): number {
  const sum = (of: keyof ObservedDay) => days.reduce((total, day) => total + day[of], 0);
  if (days.length === 0) return 0;
  if (metric === 'views') return sum('views') / days.length;
  return sum(metric === 'ctr' ? 'clicks' : 'watchedMinutes') / sum('impressions');
}

function shifted(value: number, shift: number, metric: AbTestMetric): number {
  // A rate of nothing has no logit: it may be as much as a few clicks more would make it.
  return value * (1 + shareOfShift(shift, metric, Math.min(value, 1)));
}
