const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', ...parts });
const starts = new Map<string, number>();

export const hourMs = 3_600_000;

/** Day of the Pacific coast, by which the vendor counts: `2026-11-23`. */
export const pacificDay = (time: number): string => calendar.format(time);

/** So many days later, or earlier. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 24 * hourMs).toISOString().slice(0, 10);
}

/** When a day begins there, ms since 1970. */
export function startOf(day: string): number {
  let start = starts.get(day);
  if (start === undefined) {
    const noon = Date.parse(`${day}T20:00:00Z`);
    start = [11, 12, 13, 14].map((hours) => noon - hours * hourMs).findLast((time) => pacificDay(time) === day) ?? noon;
    starts.set(day, start);
  }
  return start;
}

export const endOf = (day: string): number => startOf(addDays(day, 1));
