import type { Clicks } from './impression-level.ts';
import { logBeta, regularisedBeta } from './special-functions.ts';

/** What one knows of a variant's click rate, impressions taken for alike. */
export interface Belief {
  /** That its rate is the highest of all. */
  probabilityBest: number;
  /** By how much the best of the others is expected to be better, where it is: what choosing this one may cost. */
  expectedLoss: number;
}

// Gauss and Legendre's points for stretches of the axis, eight each.
const points = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
// How many standard deviations from each mean a stretch ends: rates near nothing have a long tail upwards, rates near one downwards.
const ends = [-32, -24, -16, -12, ...Array.from({ length: 19 }, (_, index) => index - 9), 12, 16, 24, 32];

/**
 * Beta-Binomial beliefs of two or more variants, each from Beta(1, 1): P(best) = ∫ fᵢ Π Fⱼ and loss = ∫ Fᵢ (1 − Π Fⱼ), by
 * quadrature to nine digits. For two variants these are E. Miller's sums
 * (https://www.evanmiller.org/bayesian-ab-testing.html) and C. Stucchio's loss (“Bayesian A/B testing at VWO”, 2015).
 */
export function beliefs(variants: readonly Clicks[]): Belief[] {
  return beliefsOfBetas(variants.map(({ impressions, clicks }) => [1 + clicks, 1 + impressions - clicks]));
}

/** @param betas α and β of each */
export function beliefsOfBetas(betas: readonly (readonly [number, number])[]): Belief[] {
  const best = betas.map(() => 0);
  const losses = betas.map(() => 0);
  for (const [from, to] of stretchesOf(betas)) {
    for (const [index, point] of points.entries()) {
      for (const side of [-1, 1]) {
        const x = (from + to + side * point * (to - from)) / 2;
        const weight = ((weights[index] as number) * (to - from)) / 2;
        const below = betas.map(([a, b]) => regularisedBeta(x, a, b));
        for (const [own, [a, b]] of betas.entries()) {
          let others = 1;
          for (const [other, share] of below.entries()) if (other !== own) others *= share;
          const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
          best[own] = (best[own] as number) + weight * density * others;
          // E[(max of others − own)⁺] = ∫ P(own < x) · P(some other > x) dx
          losses[own] = (losses[own] as number) + weight * (below[own] as number) * (1 - others);
        }
      }
    }
  }
  return betas.map((_, own) => ({
    probabilityBest: Math.min(1, best[own] as number),
    expectedLoss: losses[own] as number,
  }));
}

/** The axis, cut so that every variant's density is smooth within a stretch. */
function stretchesOf(betas: readonly (readonly [number, number])[]): [number, number][] {
  const cuts = betas.flatMap(([a, b]) => {
    const mean = a / (a + b);
    const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
    return ends.map((end) => Math.min(1, Math.max(0, mean + end * deviation)));
  });
  const sorted = [...new Set(cuts)].sort((one, other) => one - other);
  return sorted.slice(1).map((to, index) => [sorted[index] as number, to]);
}
