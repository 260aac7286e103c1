import type { AbTestComparison } from '../../../contracts/ab-test-results.ts';
import { chooseTicks } from './choose-ticks.ts';

/** An axis of differences, with no difference always on it. */
export interface EffectScale {
  low: number;
  high: number;
  ticks: number[];
  shareOf(effect: number): number;
}

/**
 * Holds each effect and what the test of the end would not refute; of the confidence sequences, which are wide at first, as
 * much as leaves the rest visible. Nothing reaches further than twice the largest effect, or than double: what goes on
 * beyond is drawn as an arrow.
 */
export function chooseEffectScale(
  comparisons: readonly Pick<AbTestComparison, 'effect' | 'low' | 'high' | 'sequenceLow' | 'sequenceHigh'>[],
): EffectScale {
  const effects = comparisons.map(({ effect }) => effect);
  const most = Math.max(1, ...effects.map((effect) => Math.abs(effect) * 2));
  const firm = [0, ...effects, ...comparisons.flatMap(({ low, high }) => [low ?? 0, high ?? 0])].map((bound) =>
    Math.min(most, Math.max(-most, bound)),
  );
  const [least, greatest] = [Math.min(...firm), Math.max(...firm)];
  const reach = Math.max((greatest - least) * 0.6, 0.01);
  const loose = comparisons.flatMap(({ sequenceLow, sequenceHigh }) => [
    Math.max(sequenceLow ?? Number.NEGATIVE_INFINITY, least - reach),
    Math.min(sequenceHigh ?? Number.POSITIVE_INFINITY, greatest + reach),
  ]);
  const low = Math.min(least, ...loose);
  const high = Math.max(greatest, ...loose);
  const room = Math.max((high - low) * 0.06, 0.005);
  const [from, to] = [low - room, high + room];
  return {
    low: from,
    high: to,
    ticks: chooseTicks(from, to, 5).values,
    shareOf: (effect) => (effect - from) / (to - from),
  };
}
