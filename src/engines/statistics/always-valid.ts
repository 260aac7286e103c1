import type { DayValues } from './day-values.ts';
import type { Schedule } from './schedule.ts';

/** The days that count, and the schedule they were given away by. */
export interface Bets extends DayValues {
  /** The places of the days in the schedule, in order. */
  slots: Uint16Array;
  schedule: Schedule;
}

export interface ConfidenceSequence {
  /** Infinite as long as nothing is refuted on that side. */
  low: number;
  high: number;
}

// Shifts that are bet on, either way: from a thirtieth to a rate that is nearly three times another.
const sizes = [0.03, 0.06, 0.12, 0.25, 0.5, 1];
// Before the days have shown their own spread: that of click rates in general, as if a few days had shown it.
const usualVariance = 0.03;
const usualDays = 4;
// The level follows a slow change over weeks: what a day says of it counts half after a fortnight.
const memory = 0.5 ** (1 / 14);
// A single day proves nothing alone, however far out it lies.
const steepest = 4;

/**
 * The evidence that a variant (from 1) differs from the first, after each day: p by its largest so far. It holds on whatever day
 * one looks, however often, and whatever made one look: the probability that it is ever at or below p is p at most.
 *
 * It is the gain of a bet on how each day's letter was drawn. Whoever knows what came of a day, and of the days before, but not
 * its letter, can guess the letter better than by its chance only if the variants differ. Each factor is the probability of the
 * letter by such a guess over its real one, so a bet on days that no variant has changed gains nothing on average, however days
 * differ. Bets on shifts of several sizes are mixed in equal parts.
 *
 * Sources: J. Ville, “Étude critique de la notion de collectif” (1939); R. Johari, P. Koomen, L. Pekelis, D. Walsh, “Always valid
 * inference”, Operations Research 70 (2022); G. Shafer, “Testing by betting”, JRSS A 184 (2021).
 *
 * @param shift that the variant is supposed to have: evidence against no shift when left out
 */
export function alwaysValidPath(
  { values, variances, slots, schedule }: Bets,
  variant: number,
  shift = 0,
): Float64Array {
  const { letters, chances, variants } = schedule;
  const path = new Float64Array(values.length);
  const gains = new Float64Array(2 * sizes.length).fill(1);
  let [level, weight] = [0, 0];
  let [squares, seen] = [usualVariance * usualDays, usualDays];
  let most = 1;
  for (let day = 0; day < values.length; day += 1) {
    const slot = slots[day] as number;
    const isVariant = letters[slot] === variant;
    path[day] = 1 / most;
    if (!isVariant && letters[slot] !== 0) continue;
    const value = (values[day] as number) - (isVariant ? shift : 0);
    if (weight > 0) {
      const distance = value - level / weight;
      const chanceVariance = variances[day] as number;
      const slope = distance / (squares / seen + chanceVariance);
      const own = chances[slot * variants + variant] as number;
      const chance = own / (own + (chances[slot * variants] as number));
      most = Math.max(most, bet(gains, slope, isVariant, chance));
      // Chance has its part of a distance, which is known: what is left is the spread.
      squares += Math.max(0, distance ** 2 - chanceVariance);
      seen += 1;
    }
    level = level * memory + value;
    weight = weight * memory + 1;
    path[day] = 1 / most;
  }
  return path;
}

/** Lets each gain grow or shrink by a day; answers their mean. */
function bet(gains: Float64Array, slope: number, isVariant: boolean, chance: number): number {
  let total = 0;
  for (let size = 0; size < sizes.length; size += 1) {
    // How much more probable the day's value is with the shift than without.
    const odds = Math.exp(Math.max(-steepest, Math.min(steepest, (sizes[size] as number) * slope)));
    const up = (isVariant ? odds : 1) / (chance * odds + 1 - chance);
    const down = (isVariant ? 1 : odds) / (chance + (1 - chance) * odds);
    gains[2 * size] = (gains[2 * size] as number) * up;
    gains[2 * size + 1] = (gains[2 * size + 1] as number) * down;
    total += (gains[2 * size] as number) + (gains[2 * size + 1] as number);
  }
  return total / gains.length;
}

const gridStep = 0.01;
const gridSteps = 150;

/**
 * The shifts that the evidence has not refuted on any day so far.
 * @param alpha how often a true shift may be refuted, over all days
 */
export function confidenceSequence(bets: Bets, variant: number, alpha: number): ConfidenceSequence {
  const shifts = Array.from({ length: 2 * gridSteps + 1 }, (_, index) => (index - gridSteps) * gridStep);
  const evidence = shifts.map((shift) => alwaysValidPath(bets, variant, shift).at(-1) ?? 1);
  // Days that no one shift explains leave the one that is refuted least.
  const bound = Math.min(alpha, Math.max(...evidence) * (1 - 1e-9));
  const kept = shifts.filter((_, index) => (evidence[index] as number) > bound);
  const [low = 0, high = 0] = [kept[0], kept.at(-1)];
  return {
    low: low === shifts[0] ? Number.NEGATIVE_INFINITY : low,
    high: high === shifts.at(-1) ? Number.POSITIVE_INFINITY : high,
  };
}
