import { usualVideo } from '../../src/engines/simulation/simulated-video.ts';
import { valuesOf } from '../../src/engines/statistics/day-values.ts';
import type { Trial } from '../../src/engines/statistics/decide.ts';

/**
 * z of the second of two variants in the best test that ends on a fixed day and knows how days vary, which nobody does:
 * generalised least squares of level, trend and effect, each day weighed by its true variance.
 *
 * @param spread of days beyond chance, the true one
 */
export function knownSpreadZ({ days, metric }: Trial, spread: number): number {
  const { values } = valuesOf(days, metric);
  const { rate } = usualVideo;
  const weights = days.map(({ impressions }) => 1 / (spread ** 2 + 1 / (impressions * rate * (1 - rate))));
  const level = days.map(() => 1);
  const trend = without(
    days.map(({ at }) => Math.log1p(at / 7)),
    level,
    weights,
  );
  const clear = (column: readonly number[]) => without(without(column, level, weights), trend, weights);
  const effect = clear(days.map(({ variant }) => variant));
  return product(effect, clear([...values]), weights) / Math.sqrt(product(effect, effect, weights));
}

/** What is left of a column when its part along another is taken away. */
function without(column: readonly number[], other: readonly number[], weights: readonly number[]): number[] {
  const part = product(column, other, weights) / product(other, other, weights);
  return column.map((value, row) => value - part * (other[row] as number));
}

function product(one: readonly number[], other: readonly number[], weights: readonly number[]): number {
  return one.reduce((sum, value, row) => sum + value * (other[row] as number) * (weights[row] as number), 0);
}
