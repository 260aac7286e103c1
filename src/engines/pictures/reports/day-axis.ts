import type { AbTestJudgement, AbTestResults } from '../../../contracts/ab-test-results.ts';

/** The days of a test from left to right. */
export interface DayAxis {
  /** Since 1970-01-01. */
  first: number;
  count: number;
  left: number;
  /** Pixels a day takes. */
  pitch: number;
  /** Middle of a day. */
  at(day: string): number;
}

const dayLength = 86_400_000;

/** From the first day of the plan to its last, or, of a long test that has just begun, as far as it can be seen well. */
export function layOutDays(
  startDay: string,
  { verdict, plannedDays, points }: Pick<AbTestJudgement, 'verdict' | 'plannedDays' | 'points'>,
  droppedDays: AbTestResults['droppedDays'],
  { left, right }: { left: number; right: number },
): DayAxis {
  const known = [...points, ...droppedDays].map(({ day }) => numberOf(day)).filter(Number.isFinite);
  const first = known.reduce((least, day) => Math.min(least, day), numberOf(startDay));
  const last = known.reduce((latest, day) => Math.max(latest, day), first);
  const elapsed = last - first + 1;
  const planned = plannedDays + droppedDays.length;
  const foreseen =
    verdict === 'open' || points.length === 0 ? Math.min(planned, Math.max(28 + droppedDays.length, elapsed * 1.5)) : 0;
  const count = Math.max(elapsed, Math.round(foreseen), 7);
  const pitch = (right - left) / count;
  return { first, count, left, pitch, at: (day) => left + (numberOf(day) - first + 0.5) * pitch };
}

/** A line between days and, at some of them, its date. */
export interface DayMark {
  x: number;
  label?: string;
}

/** Weeks of the test, or months where weeks would be too many; dates at most so near to one another, in pixels. */
export function chooseDayMarks({ first, count, left, pitch }: DayAxis, nearest: number): DayMark[] {
  const days = Array.from({ length: count }, (_, at) => first + at);
  const isMonthly = count > 26 * 7;
  const marked = days.filter((day) => (isMonthly ? dateOf(day).getUTCDate() === 1 : (day - first) % 7 === 0));
  const between = (isMonthly ? 30 : 7) * pitch;
  const every = Math.max(1, Math.ceil(nearest / between));
  let year: number | undefined;
  return marked.map((day, index) => {
    const x = left + (day - first) * pitch;
    if (index % every !== 0) return { x };
    const date = dateOf(day);
    const isNewYear = date.getUTCFullYear() !== year;
    year = date.getUTCFullYear();
    const name = isMonthly ? monthOf(date) : formatDay(date);
    return { x, label: isNewYear ? `${name} ${year}` : name };
  });
}

/** `5 Dec` of `2026-12-05`. */
export function nameDay(day: string): string {
  return formatDay(dateOf(numberOf(day)));
}

const formatDay = (date: Date) => `${date.getUTCDate()} ${monthOf(date)}`;
const monthOf = (date: Date) => date.toLocaleDateString('en-US', { month: 'short', timeZone: 'UTC' });
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayLength;
const dateOf = (day: number) => new Date(day * dayLength);
