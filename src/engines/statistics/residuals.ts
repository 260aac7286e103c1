import type { DayValues, ObservedDay } from './day-values.ts';

/** What days differ by, besides chance and a slow change over the weeks. */
export interface Residuals {
  residuals: Float64Array;
  /** One over the variance of a day, spread and chance together. */
  weights: Float64Array;
  /** Standard deviation of days beyond chance. */
  spread: number;
  /** The same for any other numbers of these days: what is left of them without level and trend. */
  without(values: Float64Array): Float64Array;
}

const rounds = 4;
const leastVariance = 1e-6;

/**
 * Takes level and trend out of the days' values, weighed by how exactly each is known. Nothing here knows which variant a day was
 * given to: the randomisation test stays exact whatever the trend is.
 *
 * Source: R. DerSimonian, N. Laird, “Meta-analysis in clinical trials”, Controlled Clinical Trials 7 (1986), for the spread.
 */
export function takeResiduals(days: readonly ObservedDay[], { values, variances }: DayValues): Residuals {
  // Videos fall off fast at first and ever more slowly.
  const trend = Float64Array.from(days, ({ at }) => Math.log1p(at / 7));
  let weights = new Float64Array(days.length).fill(1);
  let spread2 = 0;
  for (let round = 0; round < rounds; round += 1) {
    const residuals = without(values, trend, weights);
    spread2 = spreadOf(residuals, variances);
    weights = variances.map((variance) => 1 / Math.max(leastVariance, spread2 + variance));
  }
  return {
    residuals: without(values, trend, weights),
    ...{ weights, spread: Math.sqrt(spread2) },
    without: (others) => without(others, trend, weights),
  };
}

/** Two numbers are fitted: level and trend. */
function spreadOf(residuals: Float64Array, variances: Float64Array): number {
  const freedom = residuals.length - 2;
  if (freedom <= 0) return 0;
  if (variances.every((variance) => variance === 0)) {
    return residuals.reduce((sum, residual) => sum + residual ** 2, 0) / freedom;
  }
  let [q, first, second] = [0, 0, 0];
  for (let day = 0; day < residuals.length; day += 1) {
    const weight = 1 / (variances[day] as number);
    q += weight * (residuals[day] as number) ** 2;
    first += weight;
    second += weight ** 2;
  }
  return Math.max(0, (q - freedom) / (first - second / first));
}

/** Weighted least squares of a line. */
function without(values: Float64Array, trend: Float64Array, weights: Float64Array): Float64Array {
  let [total, meanTrend, meanValue] = [0, 0, 0];
  for (let day = 0; day < values.length; day += 1) {
    const weight = weights[day] as number;
    total += weight;
    meanTrend += weight * (trend[day] as number);
    meanValue += weight * (values[day] as number);
  }
  meanTrend /= total;
  meanValue /= total;
  let [together, own] = [0, 0];
  for (let day = 0; day < values.length; day += 1) {
    const distance = (trend[day] as number) - meanTrend;
    together += (weights[day] as number) * distance * ((values[day] as number) - meanValue);
    own += (weights[day] as number) * distance ** 2;
  }
  const slope = own > 0 ? together / own : 0;
  return values.map((value, day) => value - meanValue - slope * ((trend[day] as number) - meanTrend));
}
