import { normalQuantile, upperGammaHalf } from './special-functions.ts';

/** What was shown and what was clicked. */
export interface Clicks {
  impressions: number;
  clicks: number;
}

// Each of these takes an impression for a coin of its own. Days differ from each other by more than that, so none of them decides.

/**
 * p-value of the χ² test of two click rates with Yates' correction.
 *
 * Source: F. Yates, “Contingency tables involving small numbers and the χ² test”, JRSS Suppl. 1 (1934).
 */
export function chiSquareP(a: Clicks, b: Clicks): number {
  const total = a.impressions + b.impressions;
  const clicks = a.clicks + b.clicks;
  const others = total - clicks;
  if (a.impressions === 0 || b.impressions === 0 || clicks === 0 || others === 0) return 1;
  const cross = Math.abs(a.clicks * (b.impressions - b.clicks) - b.clicks * (a.impressions - a.clicks));
  const distance = Math.max(0, cross - total / 2);
  const chiSquare = (total * distance ** 2) / (a.impressions * b.impressions * clicks * others);
  return upperGammaHalf(chiSquare / 2);
}

/**
 * Λ of the mixture sequential probability ratio test of two rates, with a normal mixture over the difference.
 *
 * Source: R. Johari, P. Koomen, L. Pekelis, D. Walsh, “Always valid inference: continuous monitoring of A/B tests”, Operations
 * Research 70 (2022), equation 13.
 *
 * @param n observations of each arm
 * @param difference of the two means
 * @param variance of one observation of either, added
 * @param mixture variance τ² of the differences that are expected
 */
export function mixtureRatio(n: number, difference: number, variance: number, mixture: number): number {
  const total = variance + n * mixture;
  return Math.sqrt(variance / total) * Math.exp((n * n * mixture * difference ** 2) / (2 * variance * total));
}

// A hundredth: click rates of two thumbnails seldom differ by more.
const expectedDifference = 1e-4;

/** Always-valid p-value of two click rates. Arms of unequal size count as two of their harmonic mean. */
export function sequentialP(a: Clicks, b: Clicks): number {
  if (a.impressions === 0 || b.impressions === 0) return 1;
  const [pa, pb] = [a.clicks / a.impressions, b.clicks / b.impressions];
  const variance = pa * (1 - pa) + pb * (1 - pb);
  if (variance === 0) return 1;
  const n = 2 / (1 / a.impressions + 1 / b.impressions);
  return Math.min(1, 1 / mixtureRatio(n, pb - pa, variance, expectedDifference));
}

/**
 * How many impressions each of two variants needs, for a difference to be found with the power wanted by a two-sided test.
 *
 * Source: E. Miller, “Sample size calculator”, https://www.evanmiller.org/ab-testing/sample-size.html
 *
 * @param rate click rate of the first
 * @param difference added to it for the second
 */
export function sampleSize(rate: number, difference: number, { alpha = 0.05, power = 0.8 } = {}): number {
  const other = rate + difference;
  const together = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * rate * (1 - rate));
  const apart = normalQuantile(power) * Math.sqrt(rate * (1 - rate) + other * (1 - other));
  return Math.round(((together + apart) / difference) ** 2);
}
