import type { AbTestMetric } from '../../../contracts/ab-test.ts';
import type { AbTestComparison, AbTestJudgement } from '../../../contracts/ab-test-results.ts';
import type { VariantId } from '../../../contracts/variant-ids.ts';
import { chooseEffectScale, type EffectScale } from './effect-scale.ts';
import { paintHeading } from './paint-panel.ts';
import { layout, sizes } from './report-layout.ts';
import { inks, paintMarker, strokeAcross, strokeDown, strokeLine, variantLooks } from './report-look.ts';
import { formatBounds, formatEffect } from './report-numbers.ts';
import { type ReportSheet, widthOf, write } from './report-sheet.ts';

const { left, right, heading } = layout.side;
// One comparison alone has room for its number in large letters.
const [largeRow, row] = [124, 66];
const thick = 9;

const measures: Readonly<Record<AbTestMetric, string>> = {
  ctr: 'click rate',
  watchTimePerImpression: 'minutes an impression',
  views: 'views a day',
};

/** How much better or worse each variant is than the first, and how well that is known. */
export function paintEffects(sheet: ReportSheet, { metric, variants, comparisons }: AbTestJudgement): void {
  const first = variants[0];
  const letter = (first?.variant ?? 'a').toUpperCase();
  const name = first && nameBeside(first);
  paintHeading(sheet, {
    x: left,
    y: heading,
    right,
    heading: `Against ${letter}${name ? `, ${name}` : ''}`,
    note: `Difference in ${measures[metric]}`,
  });
  const top = heading + 46;
  const shown = comparisons.filter((comparison) => isKnown(comparison, variants));
  if (shown.length === 0) {
    write(sheet, 'Nothing to compare yet', { x: left, y: top + 24, size: sizes.text, colour: inks.text });
    return;
  }
  const scale = chooseEffectScale(shown);
  const [isLarge, height] = shown.length === 1 ? [true, largeRow] : [false, row];
  const bars = shown.map((_, index) => top + (index + 1) * height - 22);
  const foot = top + shown.length * height + 2;
  paintAxis(sheet, scale, bars, foot);
  for (const [index, comparison] of shown.entries()) {
    const variant = variants.find((result) => result.variant === comparison.variant);
    const name = variant && nameBeside(variant);
    if (isLarge) writeLarge(sheet, comparison, name, top + 18);
    else writeRow(sheet, comparison, name, bars[index] as number);
    paintBar(sheet.context, comparison, scale, bars[index] as number);
  }
  paintKey(sheet, foot + 50, shown.every(isFinal));
}

/** A name that says more than the letter. */
function nameBeside({ variant, name }: { variant: string; name: string }): string | undefined {
  return name.trim().toLowerCase() === variant ? undefined : name;
}

/** Where one of the two has no day yet there is nothing to say, whatever the numbers are. */
function isKnown({ variant, effect }: AbTestComparison, variants: AbTestJudgement['variants']): boolean {
  const daysOf = (id: string | undefined) => variants.find((result) => result.variant === id)?.days ?? 0;
  const hasDays = daysOf(variant) > 0 && daysOf(variants[0]?.variant) > 0;
  return hasDays && Number.isFinite(effect);
}

const xOf = (scale: EffectScale, effect: number) =>
  left + Math.min(1, Math.max(0, scale.shareOf(effect))) * (right - left);

function paintAxis(sheet: ReportSheet, scale: EffectScale, bars: readonly number[], foot: number): void {
  let free = left - 10;
  for (const tick of scale.ticks) {
    const x = xOf(scale, tick);
    const isZero = tick === 0;
    const stroke = isZero ? { colour: inks.text, width: 1.5 } : { colour: inks.grid, width: 1 };
    for (const y of bars) strokeDown(sheet.context, { x, top: y - 17, bottom: y + 17 }, stroke);
    const label = formatEffect(tick);
    const half = widthOf(sheet, label, 14, 'plain') / 2;
    if (x - half < free || x + half > right + 10) continue;
    free = x + half + 10;
    write(sheet, label, { x, y: foot + 18, size: 14, colour: isZero ? inks.text : inks.quiet, align: 'center' });
  }
}

/** Marker, letter and name; the name has the room up to `end`. */
function writeName(sheet: ReportSheet, variant: VariantId, name: string | undefined, y: number, end: number): void {
  const { colour } = variantLooks[variant];
  paintMarker(sheet.context, variant, left + 8, y - 6, 6);
  const letter = write(sheet, variant.toUpperCase(), { x: left + 22, y, size: 18, face: 'bold', colour });
  const from = left + 30 + letter;
  if (name) write(sheet, name, { x: from, y, size: sizes.small, most: end - from });
}

function writeLarge(sheet: ReportSheet, comparison: AbTestComparison, name: string | undefined, y: number): void {
  const { variant, effect } = comparison;
  const { colour } = variantLooks[variant];
  writeName(sheet, variant, name, y, right);
  const width = write(sheet, formatEffect(effect), { x: left, y: y + 46, size: 38, face: 'bold', colour });
  const [x, most] = [left + width + 14, right - left - width - 14];
  write(sheet, boundsThatHold(comparison), { x, y: y + 46, size: sizes.text, colour: inks.quiet, most });
}

function writeRow(sheet: ReportSheet, comparison: AbTestComparison, name: string | undefined, bar: number): void {
  const { variant, effect } = comparison;
  const { colour } = variantLooks[variant];
  const y = bar - 26;
  const bounds = { x: right, y, size: 14, colour: inks.quiet, align: 'right' } as const;
  const number = right - write(sheet, boundsThatHold(comparison), bounds) - 10;
  const width = write(sheet, formatEffect(effect), { x: number, y, size: 18, face: 'bold', align: 'right', colour });
  writeName(sheet, variant, name, y, number - width - 12);
}

/** What the test of the end says counts at the end; looked at on the way, it excludes too much too often. */
const isFinal = ({ p }: AbTestComparison) => p !== undefined;

function boundsThatHold(comparison: AbTestComparison): string {
  const { low, high, sequenceLow, sequenceHigh } = comparison;
  return isFinal(comparison) ? formatBounds(low, high) : formatBounds(sequenceLow, sequenceHigh);
}

function paintBar(context: ReportSheet['context'], comparison: AbTestComparison, scale: EffectScale, y: number): void {
  const { variant, effect, low, high, sequenceLow, sequenceHigh } = comparison;
  const { colour } = variantLooks[variant];
  paintInterval(context, scale, { ...boundsOf(sequenceLow, sequenceHigh), y, colour, width: 1.8, opacity: 1 });
  const opacity = isFinal(comparison) ? 0.45 : 0.18;
  paintInterval(context, scale, { ...boundsOf(low, high), y, colour, width: thick, opacity });
  context.fillStyle = inks.ground;
  context.beginPath();
  context.arc(xOf(scale, effect), y, 8.5, 0, Math.PI * 2);
  context.fill();
  paintMarker(context, variant, xOf(scale, effect), y, 6);
}

function boundsOf(low: number | null, high: number | null): { low: number; high: number } {
  return { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
}

interface Interval {
  low: number;
  high: number;
  y: number;
  colour: string;
  width: number;
  opacity: number;
}

/** An arrow stands where it goes on beyond the axis. */
function paintInterval(context: ReportSheet['context'], scale: EffectScale, interval: Interval): void {
  const { low, high, y, ...stroke } = interval;
  const [from, to] = [xOf(scale, low), xOf(scale, high)];
  strokeAcross(context, { left: from, right: Math.max(to, from + 1), y }, stroke);
  for (const [isOpen, x, back] of [
    [low < scale.low, from, 7],
    [high > scale.high, to, -7],
  ] as const) {
    if (!isOpen) continue;
    strokeLine(
      context,
      [
        [x + back, y - 6],
        [x, y],
        [x + back, y + 6],
      ],
      { ...stroke, width: 1.8, opacity: 1 },
    );
  }
}

/** What thick and thin lines are. */
function paintKey(sheet: ReportSheet, y: number, final: boolean): void {
  for (const [x, width, text] of [
    [left, thick, final ? 'end’s test' : 'end’s test, early'],
    [left + 172, 1.8, 'holds on any day'],
  ] as const) {
    strokeAcross(
      sheet.context,
      { left: x, right: x + 26, y: y - 5 },
      { colour: inks.quiet, width, opacity: width < thick ? 1 : final ? 0.45 : 0.2 },
    );
    write(sheet, text, { x: x + 34, y, size: 14, colour: inks.quiet });
  }
}
