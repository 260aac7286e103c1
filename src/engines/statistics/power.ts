import { shareOfShift, shiftOfShare } from './day-values.ts';
import { studentQuantile } from './special-functions.ts';

/** What days are supposed to be like before one has seen them. */
export interface ExpectedDays {
  impressionsPerDay: number;
  /** Clicks an impression. */
  rate: number;
  /** Standard deviation of a day's rate beyond chance, as a share of it. */
  spread: number;
}

export interface PowerOptions {
  variants: number;
  alpha: number;
  power?: number;
}

const weekDays = 7;
const mostDays = 365;

/**
 * The smallest difference from the first, as a share of its rate, that so many days find with the power that is wanted: four of
 * five tests unless said. Infinite where they are too few for any.
 *
 * As for means of two samples, with a day for the unit: its variance is that of its spread and that of its clicks together, and
 * what is known of them takes degrees of freedom away. Source: W. G. Cochran, “Sampling techniques” (3rd ed., 1977), 4.6 and 9.
 */
export function detectableEffect(days: number, expected: ExpectedDays, options: PowerOptions): number {
  const { variants, alpha, power = 0.8 } = options;
  // Level and trend, the other variants, and the weekdays that are balanced are known from the days themselves.
  const freedom = days - 1 - variants - (days >= 4 * weekDays ? weekDays - 1 : Math.floor(days / weekDays));
  if (freedom < 1) return Number.POSITIVE_INFINITY;
  const { impressionsPerDay, rate, spread } = expected;
  const variance = spread ** 2 + 1 / (impressionsPerDay * rate * (1 - rate));
  const each = days / variants;
  const needed = studentQuantile(1 - alpha / 2 / (variants - 1), freedom) + studentQuantile(power, freedom);
  return shareOfShift(needed * Math.sqrt((2 * variance) / each), 'ctr', rate);
}

/** How many whole weeks it takes, in days, to find such a difference; undefined where a year is not enough. */
export function daysFor(effect: number, expected: ExpectedDays, options: PowerOptions): number | undefined {
  const wanted = shiftOfShare(effect, 'ctr', expected.rate);
  for (let days = 2 * weekDays; days <= mostDays; days += weekDays) {
    const found = detectableEffect(days, expected, options);
    if (Number.isFinite(found) && shiftOfShare(found, 'ctr', expected.rate) <= wanted) return days;
  }
  return undefined;
}
