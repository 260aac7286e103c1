import type { ObservedDay } from '../../../src/engines/statistics/day-values.ts';
import type { RandomNumbers } from '../../../src/engines/statistics/random.ts';

/** Days whose logarithm of views is as given: what they are like can then be chosen freely. */
export function daysOfValues(values: ArrayLike<number>, letters: Uint8Array): ObservedDay[] {
  return Array.from(letters, (variant, slot) => ({
    ...{ slot, variant, at: slot, impressions: 1000, clicks: 40, watchedMinutes: 100 },
    views: Math.exp(values[slot] as number),
  }));
}

/** What days might be like that no variant has changed. */
export const kindsOfDays: Readonly<Record<string, (count: number, random: RandomNumbers) => number[]>> = {
  'that scatter evenly': (count, random) => drawDays(count, () => random.normal()),
  // Cauchy’s distribution has neither mean nor variance; what a logarithm can bear of it.
  'with wild outliers': (count, random) =>
    drawDays(count, () => Math.max(-300, Math.min(300, Math.tan(Math.PI * (random() - 0.5))))),
  'with strong moods of weekdays': (count, random) => {
    const moods = drawDays(7, () => 3 * random.normal());
    return drawDays(count, (day) => (moods[day % 7] as number) + 0.2 * random.normal());
  },
  'that follow each other': (count, random) => {
    let level = 0;
    return drawDays(count, () => {
      level = 0.9 * level + random.normal();
      return level;
    });
  },
  'that fall off, and jump in the middle': (count, random) =>
    drawDays(count, (day) => 4 * Math.exp(-day / 5) + (day > count / 2 ? 3 : 0) + 0.3 * random.normal()),
};

function drawDays(count: number, draw: (day: number) => number): number[] {
  return Array.from({ length: count }, (_, day) => draw(day));
}

/** Four standard errors of a share that was counted in so many tests. */
export function errorOf(share: number, tests: number): number {
  return 4 * Math.sqrt((share * (1 - share)) / tests);
}

/** How many tests are simulated: ten times as many with `CAMPAIGN=full`. */
export const campaign = (tests: number): number => (process.env.CAMPAIGN === 'full' ? 10 * tests : tests);
