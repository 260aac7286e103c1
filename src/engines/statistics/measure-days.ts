import type { DayFigures } from '../../contracts/ab-test.ts';
import { type ObservedDay, valuesOf } from './day-values.ts';
import type { ExpectedDays } from './power.ts';
import { takeResiduals } from './residuals.ts';

// Fewer say nothing of how days differ.
const leastDays = 8;

/** What a video's days are like, from those it has had; undefined where they are too few, or nobody saw it. */
export function measureDays(figures: readonly DayFigures[]): ExpectedDays | undefined {
  const known = figures.filter(({ impressions = 0, clickRate }) => impressions > 0 && clickRate !== undefined);
  const first = Math.min(...known.map(({ day }) => Date.parse(day)));
  const days = known.map(
    ({ day, impressions = 0, clickRate = 0 }, slot): ObservedDay => ({
      ...{ slot, variant: 0, at: (Date.parse(day) - first) / 86_400_000 },
      ...{ impressions, clicks: Math.round(impressions * clickRate), views: 0, watchedMinutes: 0 },
    }),
  );
  const impressions = days.reduce((sum, day) => sum + day.impressions, 0);
  const clicks = days.reduce((sum, day) => sum + day.clicks, 0);
  if (days.length < leastDays || clicks === 0) return undefined;
  const { spread } = takeResiduals(days, valuesOf(days, 'ctr'));
  // The newest week is the best guess of those to come.
  const latest = [...known].sort((one, other) => (one.day < other.day ? 1 : -1)).slice(0, 7);
  const perDay = latest.reduce((sum, day) => sum + (day.impressions ?? 0), 0) / latest.length;
  return { impressionsPerDay: Math.round(perDay), rate: clicks / impressions, spread };
}
