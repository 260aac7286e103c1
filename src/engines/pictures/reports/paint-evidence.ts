import type { AbTestJudgement } from '../../../contracts/ab-test-results.ts';
import { choosePlace } from './choose-place.ts';
import type { DayAxis } from './day-axis.ts';
import { paintDays, paintGrid, paintHeading } from './paint-panel.ts';
import { layout, sizes } from './report-layout.ts';
import { inks, paintMarker, strokeAcross, strokeLine, variantLooks } from './report-look.ts';
import { formatP } from './report-numbers.ts';
import { type ReportSheet, widthOf, write } from './report-sheet.ts';
import { spreadLabels } from './spread-labels.ts';

const { heading, plot } = layout.evidence;
// Evidence beyond one in a hundred million is drawn at the foot.
const mostPowers = 8;
const superscripts = [...'⁰¹²³⁴⁵⁶⁷⁸'];

interface Line {
  variant: AbTestJudgement['comparisons'][number]['variant'];
  points: [x: number, y: number][];
  p: number;
}

/** The p-value that holds on any day, as of each day, against what it takes to name a variant before the end. */
export function paintEvidence(sheet: ReportSheet, judgement: AbTestJudgement, days: DayAxis): void {
  const { points, comparisons } = judgement;
  const needed = judgement.lookAlpha;
  paintHeading(sheet, {
    x: layout.margin.left,
    y: heading,
    right: layout.labels.right,
    heading: 'The evidence as it grew',
    note: `p-value against ${firstOf(judgement)} that holds on whatever day one looks: the lower, the less chance explains it.`,
  });
  paintDays(sheet, days, plot);
  const least = points.flatMap(({ alwaysValidP }) => alwaysValidP).reduce((low, p) => Math.min(low, p), needed);
  const powers = Math.min(mostPowers, Math.max(3, Math.ceil(-Math.log10(Math.max(least, 1e-12)) + 0.15)));
  const yOf = (p: number) => {
    const share = p > 0 ? Math.min(1, Math.max(0, -Math.log10(p) / powers)) : 1;
    return plot.top + share * (plot.bottom - plot.top);
  };
  paintGrid(sheet, plot, gridOf(powers, least < 10 ** -powers, yOf));
  const lines = comparisons.map(({ variant }, index): Line => {
    const known = points.filter(({ alwaysValidP }) => alwaysValidP[index] !== undefined);
    const pOf = (at: number) => known.at(at)?.alwaysValidP[index] ?? 1;
    return { variant, p: pOf(-1), points: known.map(({ day }, at) => [days.at(day), yOf(pOf(at))]) };
  });
  const threshold = yOf(needed);
  strokeAcross(
    sheet.context,
    { left: plot.left, right: plot.right, y: threshold },
    { colour: inks.text, width: 1.5, dash: [7, 5] },
  );
  for (const { variant, points: path } of lines) {
    strokeLine(sheet.context, path, { colour: variantLooks[variant].colour, width: 2.5 });
    const end = path.at(-1);
    if (end) paintMarker(sheet.context, variant, ...end, 5);
  }
  labelThreshold(sheet, judgement, threshold, lines);
  labelLines(sheet, lines);
  const hint = hintOf(judgement);
  if (hint) {
    const y = plot.top + (threshold - plot.top) / 2 + 10;
    const x = (plot.left + plot.right) / 2;
    write(sheet, hint, { x, y, size: sizes.text, colour: inks.quiet, align: 'center', halo: true });
  }
}

function firstOf({ variants }: AbTestJudgement): string {
  return (variants[0]?.variant ?? 'a').toUpperCase();
}

/** What to say while the lines say nothing. */
function hintOf({ points }: AbTestJudgement): string | undefined {
  if (points.some(({ alwaysValidP }) => alwaysValidP.some((p) => p < 1))) return undefined;
  return points.length < 14
    ? 'Too few days are there yet for any evidence.'
    : 'Not enough yet to name a winner on whatever day one looks.';
}

function gridOf(powers: number, isCut: boolean, yOf: (p: number) => number): { y: number; label: string }[] {
  const every = powers > 4 ? 2 : 1;
  return Array.from({ length: powers + 1 }, (_, power) => power)
    .filter((power) => power % every === 0)
    .map((power) => {
      const plain = power > 4 ? `10⁻${superscripts[power]}` : String(Number((10 ** -power).toPrecision(1)));
      return { y: yOf(10 ** -power), label: isCut && power === powers ? `≤ ${plain}` : plain };
    });
}

/** Where the lines are not. */
function labelThreshold(
  sheet: ReportSheet,
  { lookAlpha, variants }: AbTestJudgement,
  threshold: number,
  lines: readonly Line[],
): void {
  const [, only, another] = variants;
  const named = only && !another ? only.variant.toUpperCase() : 'a variant';
  const text = `Below ${lookAlpha} ${named} would be named before the end`;
  const width = widthOf(sheet, text, sizes.text, 'bold');
  const [below, above] = [threshold + 19, threshold - 9];
  const middle = (plot.left + plot.right - width) / 2;
  const lefts = [plot.left + 10, middle, plot.right - width - 10];
  const inside = [below, above].filter((y) => y < plot.bottom - 4 && y - 16 > plot.top);
  const boxes = inside.flatMap((y) => lefts.map((left) => ({ left, right: left + width, top: y - 15, bottom: y + 5 })));
  const place = choosePlace(
    boxes,
    lines.map(({ points }) => points),
  );
  if (!place) return;
  write(sheet, text, { x: place.left, y: place.top + 15, size: sizes.text, face: 'bold', halo: true });
}

function labelLines(sheet: ReportSheet, lines: readonly Line[]): void {
  const { left, right } = layout.labels;
  const drawn = lines.filter(({ points }) => points.length > 0);
  const wanted = drawn.map(({ points }) => (points.at(-1) as [number, number])[1]);
  const places = spreadLabels(wanted, 25, plot.top - 10, plot.bottom + 10);
  for (const [index, { variant, p, points }] of drawn.entries()) {
    const { colour } = variantLooks[variant];
    const [x, y] = points.at(-1) as [number, number];
    const place = places[index] as number;
    strokeLine(
      sheet.context,
      [
        [x + 8, y],
        [Math.max(x + 8, plot.right - 14), y],
        [left - 3, place],
      ],
      { colour, width: 1, opacity: 0.55 },
    );
    const text = `${variant.toUpperCase()} p ${formatP(p)}`;
    paintMarker(sheet.context, variant, left + 8, place, 6);
    write(sheet, text, { x: left + 22, y: place + 6, size: 18, face: 'bold', colour, most: right - left - 22 });
  }
}
