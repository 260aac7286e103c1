import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { beliefs } from '../statistics/click-rates.ts';
import type { Clicks } from '../statistics/impression-level.ts';
import { normalCdf } from '../statistics/special-functions.ts';

/** A day's clicks, and whose they are. */
export interface ClickedDay extends Clicks {
  variant: number;
}

/** What the usual rule calls sure. */
const usuallySure = 0.95;
const firstLook = 3;

/**
 * What one does who looks every day from the third on, and stops as soon as a variant is the best with a probability of
 * 95 %, each impression taken for a coin of its own. Days differ, and one looks often: it names winners where there are none.
 *
 * @returns the winner and the day it was named on, counted from 1; undefined when none ever was
 */
export function stopWhenSure(
  days: readonly ClickedDay[],
  variants: number,
): { winner: VariantId; day: number } | undefined {
  const totals = Array.from({ length: variants }, (): Clicks => ({ impressions: 0, clicks: 0 }));
  for (const [index, { variant, impressions, clicks }] of days.entries()) {
    const total = totals[variant] as Clicks;
    totals[variant] = { impressions: total.impressions + impressions, clicks: total.clicks + clicks };
    if (index + 1 < firstLook || totals.some((shown) => shown.impressions === 0)) continue;
    if (!mayBeSure(totals)) continue;
    const winner = beliefs(totals).findIndex(({ probabilityBest }) => probabilityBest >= usuallySure);
    if (winner >= 0) return { winner: variantIds[winner] as VariantId, day: index + 1 };
  }
  return undefined;
}

// The normal distribution is nearer to the truth than this wherever it matters; see its test.
const margin = 0.02;

/** Spares the integral where the best is far from sure even against each other one alone. */
function mayBeSure(totals: readonly Clicks[]): boolean {
  const [best, ...others] = totals.toSorted((one, other) => meanOf(other) - meanOf(one)) as [Clicks, ...Clicks[]];
  return others.every((other) => probabilityBetter(best, other) >= usuallySure - margin);
}

/** That one rate is above another, by normal distributions of the mean and variance of their Betas. */
export function probabilityBetter(one: Clicks, other: Clicks): number {
  return normalCdf((meanOf(one) - meanOf(other)) / Math.sqrt(varianceOf(one) + varianceOf(other)));
}

const meanOf = ({ impressions, clicks }: Clicks): number => (clicks + 1) / (impressions + 2);

function varianceOf(clicks: Clicks): number {
  const mean = meanOf(clicks);
  return (mean * (1 - mean)) / (clicks.impressions + 3);
}
