import { z } from 'zod';

/**
 * A vendor's figure, a number or one written as text. Null, text that is no number, and what is out of range are figures the
 * vendor does not have: undefined.
 */
export function figure(least: number, most = Number.MAX_SAFE_INTEGER) {
  return z
    .unknown()
    .optional()
    .transform((given) => {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      return typeof number === 'number' && number >= least && number <= most ? number : undefined;
    });
}

/**
 * The change of interest that `trend` of `contracts/keywords.ts` stands for.
 * @param series about a year of equal periods, oldest first
 * @returns two decimals; undefined when the series is shorter than four periods, or nobody searched
 */
export function trendOf(series: readonly number[]): number | undefined {
  const quarter = Math.floor(series.length / 4);
  if (quarter === 0) return undefined;
  const early = sum(series.slice(0, quarter));
  const late = sum(series.slice(-quarter));
  return early + late > 0 ? Math.round((100 * (late - early)) / (late + early)) / 100 : undefined;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
