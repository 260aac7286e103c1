import { beliefs } from '../../src/engines/statistics/click-rates.ts';
import type { Trial } from '../../src/engines/statistics/decide.ts';
import type { Clicks } from '../../src/engines/statistics/impression-level.ts';
import { normalCdf } from '../../src/engines/statistics/special-functions.ts';

const firstLook = 3;
const sureEnough = 0.95;
// The normal distribution is nearer to the truth than this wherever it matters; see its test.
const margin = 0.02;

/** The usual rule: looks after each day from the third on, and stops when some variant is the best with 95 % by Beta-Binomial. */
export function usualRuleNamesWinner({ days, schedule: { variants } }: Trial): boolean {
  const totals = Array.from({ length: variants }, (): Clicks => ({ impressions: 0, clicks: 0 }));
  return days.some(({ variant, impressions, clicks }, day) => {
    const own = totals[variant] as Clicks;
    own.impressions += impressions;
    own.clicks += clicks;
    return day + 1 >= firstLook && isSure(totals);
  });
}

function isSure(totals: readonly Clicks[]): boolean {
  const [best, ...others] = totals.toSorted((one, other) => meanOf(other) - meanOf(one)) as [Clicks, ...Clicks[]];
  const nearly = Math.min(...others.map((other) => probabilityBetter(best, other)));
  if (nearly < sureEnough - margin) return false;
  if (totals.length === 2 && nearly > sureEnough + margin) return true;
  // Near the bound, and where it must be better than several, the integral itself.
  return beliefs(totals).some(({ probabilityBest }) => probabilityBest >= sureEnough);
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
