import type { AbTestResults } from '../../../contracts/ab-test-results.ts';
import { nameDay } from './day-axis.ts';
import { layout } from './report-layout.ts';
import { inks } from './report-look.ts';
import { type ReportSheet, write } from './report-sheet.ts';

/** How the days were given and counted, and which were lost for what. */
export function paintFootnotes(sheet: ReportSheet, droppedDays: AbTestResults['droppedDays']): void {
  const { left, right, baselines } = layout.footnotes;
  const byReason = new Map<string, string[]>();
  for (const { day, reason } of [...droppedDays].sort((one, other) => one.day.localeCompare(other.day))) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), nameDay(day)]);
  }
  const lost = [...byReason].map(([reason, days]) => `${days.join(', ')}, ${reason}`);
  const lines = [
    'Each whole day, midnight to midnight Pacific time, shows one variant, in an order that was drawn and kept before the first.',
    lost.length > 0 ? `× Not counted: ${lost.join('; ')}` : undefined,
  ];
  for (const [index, line] of lines.entries()) {
    if (line === undefined) continue;
    write(sheet, line, { x: left, y: baselines[index] ?? 0, size: 14, colour: inks.quiet, most: right - left });
  }
}
