const timeZone = 'America/Los_Angeles';
const hourMs = 3_600_000;

// Making one takes a thousand times as long as using it.
const calendar = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day on the Pacific coast, by which Google counts quotas: `2026-11-23`. @param ms since 1970, UTC */
export function pacificDay(ms: number): string {
  const parts = Object.fromEntries(calendar.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** When the day after begins there, ms since 1970. Days on which clocks are changed have 23 or 25 hours. */
export function nextPacificMidnight(ms: number): number {
  const day = pacificDay(ms);
  const nextInUtc = Date.parse(`${day}T00:00:00Z`) + 24 * hourMs;
  // Seven hours behind in summer, eight in winter; clocks are changed at two in the morning, so midnight is there once.
  const inSummer = nextInUtc + 7 * hourMs;
  return pacificDay(inSummer) === day ? inSummer + hourMs : inSummer;
}

/** When a day is over there, ms since 1970. @param day as `pacificDay` has it */
export function endOfPacificDay(day: string): number {
  // Noon in winter and an hour after it in summer: on either side of it there is enough of the day.
  return nextPacificMidnight(Date.parse(`${day}T20:00:00Z`));
}
