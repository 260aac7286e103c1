import type { AbTestMetric } from '../../../contracts/ab-test.ts';
import type { AbTestJudgement, AbTestPoint, AbTestResults, VariantResult } from '../../../contracts/ab-test-results.ts';
import type { VariantId } from '../../../contracts/variant-ids.ts';
import type { DayAxis } from './day-axis.ts';
import { paintDays, paintGrid, paintHeading } from './paint-panel.ts';
import { layout, sizes } from './report-layout.ts';
import { inks, paintMarker, strokeAcross, strokeDown, strokeLine, variantLooks } from './report-look.ts';
import { formatRange, formatTicks, valueFormat } from './report-numbers.ts';
import { type ReportSheet, write } from './report-sheet.ts';
import { spreadLabels } from './spread-labels.ts';
import { chooseValueScale, type ValueScale } from './value-scale.ts';

const { heading, plot } = layout.rates;
const labelHeight = 46;

const titles: Readonly<Record<AbTestMetric, string>> = {
  ctr: 'Click rate, day by day',
  watchTimePerImpression: 'Minutes watched an impression, day by day',
  views: 'Views, day by day',
};

/** Each day's rate in its variant's colour, and what each variant has come to over all its days. */
export function paintRates(
  sheet: ReportSheet,
  judgement: AbTestJudgement,
  droppedDays: AbTestResults['droppedDays'],
  days: DayAxis,
): void {
  const { metric, points } = judgement;
  const scale = chooseValueScale(judgement, 6);
  paintHeading(sheet, {
    x: layout.margin.left,
    y: heading,
    right: layout.labels.right,
    heading: titles[metric],
    note: noteOf(judgement, scale),
  });
  paintDays(sheet, days, plot);
  if (points.length > 0) {
    const labels = formatTicks(metric, scale.ticks, scale.step);
    paintGrid(
      sheet,
      plot,
      scale.ticks.map((tick, index) => ({ y: yOf(scale, tick), label: labels[index] ?? '' })),
    );
    paintMeans(sheet, judgement, scale, days);
    paintPoints(sheet, points, scale, days);
  } else {
    const middle = { x: (plot.left + plot.right) / 2, y: (plot.top + plot.bottom) / 2 };
    write(sheet, 'No day counts yet', { ...middle, size: 30, face: 'headline', align: 'center', halo: true });
  }
  strokeAcross(
    sheet.context,
    { left: plot.left, right: plot.right, y: plot.bottom },
    { colour: inks.axis, width: 1.5 },
  );
  paintDropped(sheet, droppedDays, days);
}

const isRange = ({ low, high }: { low: number; high: number }) => high > low;

function noteOf({ metric, points, variants }: AbTestJudgement, scale: ValueScale): string {
  if (points.length === 0) return 'Each day that counts will be a point here.';
  const has95 = ' with its 95 % interval';
  // What chance makes of a day is known of clicks only; what it makes of a mean is unknown in the first days.
  const point = `A point is a day${points.some(isRange) ? has95 : ''}`;
  const what = `${point}, a line a variant’s mean${variants.some(isRange) ? has95 : ''}.`;
  if (scale.kind === 'log') return `${what} Equal steps up the axis multiply.`;
  return scale.low === 0 ? what : `${what} The axis begins near ${valueFormat(metric, [])(scale.low)}, not at zero.`;
}

function yOf(scale: ValueScale, value: number): number {
  const share = Math.min(1, Math.max(0, scale.shareOf(value)));
  return plot.bottom - share * (plot.bottom - plot.top);
}

function paintMeans(
  sheet: ReportSheet,
  { metric, variants, points }: AbTestJudgement,
  scale: ValueScale,
  days: DayAxis,
) {
  const { context } = sheet;
  const shown = variants.filter(({ days: many, value }) => many > 0 && Number.isFinite(value));
  const right = Math.max(...points.map(({ day }) => days.at(day))) + days.pitch / 2;
  for (const { variant, value, low, high } of shown) {
    const { colour } = variantLooks[variant];
    context.save();
    context.globalAlpha = high > low ? 0.11 : 0;
    context.fillStyle = colour;
    const top = yOf(scale, high);
    context.fillRect(plot.left, top, right - plot.left, Math.max(1, yOf(scale, low) - top));
    context.restore();
    const y = yOf(scale, value);
    strokeAcross(context, { left: plot.left, right, y }, { colour, width: 2, opacity: 0.75 });
  }
  labelMeans(sheet, metric, shown, scale, right);
}

/** Names and numbers at the right end, each as near to its line as the others let it be. */
function labelMeans(
  sheet: ReportSheet,
  metric: AbTestMetric,
  shown: readonly VariantResult[],
  scale: ValueScale,
  from: number,
): void {
  const { left, right } = layout.labels;
  const wanted = shown.map(({ value }) => yOf(scale, value));
  const places = spreadLabels(wanted, labelHeight, plot.top - 10, plot.bottom + 4);
  const format = valueFormat(
    metric,
    shown.map(({ value }) => value),
  );
  for (const [index, { variant, value, low, high }] of shown.entries()) {
    const [y, line] = [places[index] as number, wanted[index] as number];
    const { colour } = variantLooks[variant];
    strokeLine(
      sheet.context,
      [
        [from + 3, line],
        [Math.max(from + 3, plot.right - 14), line],
        [left - 3, y],
      ],
      { colour, width: 1, opacity: 0.55 },
    );
    paintMarker(sheet.context, variant, left + 8, y - 4, 6.5);
    const text = `${variant.toUpperCase()} ${format(value)}`;
    write(sheet, text, { x: left + 22, y: y + 3, size: sizes.label, face: 'bold', colour, most: right - left - 22 });
    if (!(high > low)) continue;
    write(sheet, formatRange(format(low), format(high)), {
      x: left + 22,
      y: y + 20,
      size: 14,
      colour: inks.quiet,
      most: right - left - 22,
    });
  }
}

function paintPoints({ context }: ReportSheet, points: readonly AbTestPoint[], scale: ValueScale, days: DayAxis): void {
  const radius = Math.min(6, Math.max(2, days.pitch * 0.34));
  const width = Math.min(1.6, Math.max(0.7, days.pitch * 0.2));
  const isCrowded = points.length > 120;
  const opacity = isCrowded ? 0.17 : 0.5;
  for (const { day, variant, low, high } of points) {
    const x = days.at(day);
    const [top, bottom] = [yOf(scale, high), yOf(scale, low)];
    const { colour } = variantLooks[variant];
    strokeDown(context, { x, top, bottom }, { colour, width, opacity });
    if (isCrowded) continue;
    if (scale.shareOf(high) > 1) paintTip(context, variant, x, top, -radius, opacity);
    if (scale.shareOf(low) < 0) paintTip(context, variant, x, bottom, radius, opacity);
  }
  for (const { day, variant, value } of points) paintMarker(context, variant, days.at(day), yOf(scale, value), radius);
}

/** An interval that goes on beyond the axis. */
function paintTip(
  context: ReportSheet['context'],
  variant: VariantId,
  x: number,
  y: number,
  size: number,
  opacity: number,
): void {
  const across = Math.min(4, Math.abs(size));
  strokeLine(
    context,
    [
      [x - across, y - Math.sign(size) * across],
      [x, y],
      [x + across, y - Math.sign(size) * across],
    ],
    { colour: variantLooks[variant].colour, width: 1.2, opacity },
  );
}

function paintDropped({ context }: ReportSheet, droppedDays: AbTestResults['droppedDays'], days: DayAxis): void {
  const arm = Math.min(5, Math.max(2.5, days.pitch * 0.3));
  for (const { day } of droppedDays) {
    const x = days.at(day);
    for (const side of [-1, 1]) {
      strokeLine(
        context,
        [
          [x - arm, plot.bottom - side * arm],
          [x + arm, plot.bottom + side * arm],
        ],
        { colour: inks.text, width: 1.8 },
      );
    }
  }
}
