import type { DayAxis } from './day-axis.ts';
import { chooseDayMarks } from './day-axis.ts';
import { layout, sizes } from './report-layout.ts';
import { type Box, inks, strokeAcross, strokeDown } from './report-look.ts';
import { type ReportSheet, write } from './report-sheet.ts';

/** What a panel shows, and how to read it. */
export function paintHeading(
  sheet: ReportSheet,
  { x, y, right, heading, note }: { x: number; y: number; right: number; heading: string; note: string },
): void {
  const most = right - x;
  write(sheet, heading, { x, y, size: sizes.heading, face: 'bold', most });
  write(sheet, note, { x, y: y + 25, size: sizes.text, colour: inks.quiet, most });
}

// Dates nearer than this could touch.
const nearestDates = 112;

/** Weeks as faint lines, their dates below, and the line the days stand on. */
export function paintDays({ context, ...sheet }: ReportSheet, days: DayAxis, plot: Box): void {
  for (const { x, label } of chooseDayMarks(days, nearestDates)) {
    const isDated = label !== undefined;
    strokeDown(
      context,
      { x, top: plot.top, bottom: plot.bottom + (isDated ? 12 : 6) },
      { colour: inks.week, width: 1.5 },
    );
    if (isDated && x + nearestDates * 0.9 < layout.labels.right) {
      write({ context, ...sheet }, label, { x: x + 1, y: plot.bottom + 30, size: sizes.small, colour: inks.quiet });
    }
  }
}

/** Lines across a plot, each with its label at the left. */
export function paintGrid(sheet: ReportSheet, plot: Box, lines: readonly { y: number; label: string }[]): void {
  for (const { y, label } of lines) {
    strokeAcross(sheet.context, { left: plot.left, right: plot.right, y }, { colour: inks.grid, width: 1 });
    write(sheet, label, {
      x: plot.left - 12,
      y: y + 5,
      size: sizes.small,
      colour: inks.quiet,
      align: 'right',
      most: plot.left - layout.margin.left - 12,
    });
  }
}
