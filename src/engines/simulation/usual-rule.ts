import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { beliefs } from '../statistics/click-rates.ts';
import type { Clicks } from '../statistics/impression-level.ts';

/** A day's clicks, and whose they are. */
export interface ClickedDay extends Clicks {
  variant: number;
}

/** What the usual rule calls sure. */
const usuallySure = 0.95;
const firstLook = 3;

/**
 * What one does who looks every day from the third on, and stops as soon as a variant is the best with a probability of 95 %, each impression taken
 * for a coin of its own. Days differ, and one looks often: it names winners where there are none.
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
    const winner = beliefs(totals).findIndex(({ probabilityBest }) => probabilityBest >= usuallySure);
    if (winner >= 0) return { winner: variantIds[winner] as VariantId, day: index + 1 };
  }
  return undefined;
}
