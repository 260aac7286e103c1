import type { AbTestJudgement } from '../../../contracts/ab-test-results.ts';
import { chooseLogTicks, chooseTicks } from './choose-ticks.ts';

/** Where values stand on an axis. */
export interface ValueScale {
  kind: 'linear' | 'log';
  low: number;
  high: number;
  /** Between the ticks; a scale of powers has none. */
  step?: number;
  ticks: number[];
  /** 0 at `low`, 1 at `high`; what lies beyond is beyond. */
  shareOf(value: number): number;
}

// A film's views fall to a small part within weeks: on a linear axis the later days would be one flat line.
const mostRatio = 15;

/**
 * An axis that holds every day's value and every variant's mean with its interval, and most of the days' intervals: those of
 * a day with few impressions may reach so far that nothing else could be seen.
 */
export function chooseValueScale(
  { points, variants }: Pick<AbTestJudgement, 'points' | 'variants'>,
  mostTicks: number,
): ValueScale {
  const means = variants.filter(({ days }) => days > 0);
  const values = points.map(({ value }) => value);
  const firm = [...values, ...means.flatMap(({ value, low, high }) => [value, low, high])].filter(Number.isFinite);
  if (firm.length === 0) return linear(0, 1, mostTicks);
  const [least, greatest] = [min(firm), max(firm)];
  const positive = values.filter((value) => value > 0);
  if (positive.length === values.length && max(values) > mostRatio * min(values)) {
    const lowest = min(firm.filter((value) => value > 0));
    return logarithmic(lowest / 1.3, greatest * 1.2, mostTicks);
  }
  const ordered = (bounds: readonly number[]) => bounds.filter(Number.isFinite).sort((a, b) => a - b);
  const lows = ordered(points.map(({ low }) => low));
  const highs = ordered(points.map(({ high }) => high));
  const spare = Math.floor(points.length / 10);
  const reach = points.length < 5 ? Number.POSITIVE_INFINITY : Math.max(greatest - least, greatest * 0.02);
  const low = Math.max(0, Math.min(least, Math.max(lows[spare] ?? least, least - reach)));
  const high = Math.max(greatest, Math.min(highs[highs.length - 1 - spare] ?? greatest, greatest + reach));
  const room = Math.max((high - low) * 0.05, high * 0.01, Number.MIN_VALUE * 1e6) || 1;
  return linear(low < 0.3 * high ? 0 : low - room, high + room, mostTicks);
}

function linear(low: number, high: number, mostTicks: number): ValueScale {
  const { step, values } = chooseTicks(low, high, mostTicks);
  return { kind: 'linear', low, high, step, ticks: values, shareOf: (value) => (value - low) / (high - low) };
}

function logarithmic(low: number, high: number, mostTicks: number): ValueScale {
  const ticks = chooseLogTicks(low, high, mostTicks);
  const span = Math.log(high / low);
  return {
    kind: 'log',
    low,
    high,
    ticks,
    shareOf: (value) => (value > 0 ? Math.log(value / low) / span : -1),
  };
}

const min = (values: readonly number[]) => values.reduce((least, value) => Math.min(least, value));
const max = (values: readonly number[]) => values.reduce((greatest, value) => Math.max(greatest, value));
