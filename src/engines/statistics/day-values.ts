import type { AbTestMetric } from '../../contracts/ab-test.ts';

/** A day that counts: what was shown, and what came of it. */
export interface ObservedDay {
  /** Its place in the schedule, from 0. */
  slot: number;
  /** Which variant it was given to, from 0. */
  variant: number;
  /** When it was, in days since the first. */
  at: number;
  impressions: number;
  clicks: number;
  views: number;
  watchedMinutes: number;
}

/** The days as numbers that chance moves up as far as down, and that effects are added to. */
export interface DayValues {
  /** The metric's logit (click rate) or logarithm. */
  values: Float64Array;
  /** Variance that chance alone gives a value: of clicks, that of a coin thrown so often; of others, unknown and 0. */
  variances: Float64Array;
}

/** @throws RangeError for a day that has nothing to count */
export function valuesOf(days: readonly ObservedDay[], metric: AbTestMetric): DayValues {
  const unusable = days.find((day) => !isUsable(day, metric));
  if (unusable) throw new RangeError(`the day at place ${unusable.slot} has nothing to count`);
  const values = Float64Array.from(days, (day) => valueOf(day, metric));
  if (metric !== 'ctr') return { values, variances: new Float64Array(days.length) };
  // The rate of all days together: of each day's own, days that chance made better would weigh more.
  const impressions = days.reduce((sum, day) => sum + day.impressions, 0);
  const clicks = days.reduce((sum, day) => sum + day.clicks, 0);
  const rate = (clicks + 0.5) / (impressions + 1);
  return { values, variances: Float64Array.from(days, (day) => 1 / (day.impressions * rate * (1 - rate))) };
}

/** A day without impressions says nothing of a rate, one without views has no logarithm. */
export function isUsable({ impressions, views, watchedMinutes }: ObservedDay, metric: AbTestMetric): boolean {
  if (metric === 'views') return views > 0;
  return impressions > 0 && (metric === 'ctr' || watchedMinutes > 0);
}

function valueOf(day: ObservedDay, metric: AbTestMetric): number {
  // Half a click more and half a click less: a day without any has a logit too.
  if (metric === 'ctr') return Math.log((day.clicks + 0.5) / (day.impressions - day.clicks + 0.5));
  return Math.log(measured(day, metric));
}

/** The metric of a day as people read it: clicks an impression, minutes an impression, views. */
export function measured({ impressions, clicks, views, watchedMinutes }: ObservedDay, metric: AbTestMetric): number {
  if (metric === 'views') return views;
  return (metric === 'ctr' ? clicks : watchedMinutes) / impressions;
}

/**
 * How much more, as a share, a rate becomes by a shift of its value.
 * @param rate of the first variant: of a click rate, the same shift is less the nearer it is to one
 */
export function shareOfShift(shift: number, metric: AbTestMetric, rate: number): number {
  const factor = Math.exp(shift);
  return metric === 'ctr' ? factor / (1 - rate + rate * factor) - 1 : factor - 1;
}

/** The other way round: by how much a value has to be shifted for a rate to become so much more. */
export function shiftOfShare(share: number, metric: AbTestMetric, rate: number): number {
  if (metric !== 'ctr') return Math.log(1 + share);
  const other = Math.min(1 - 1e-9, rate * (1 + share));
  return Math.log(other / (1 - other)) - Math.log(rate / (1 - rate));
}
