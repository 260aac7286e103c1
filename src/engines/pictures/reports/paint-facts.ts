import type { AbTestPlan } from '../../../contracts/ab-test.ts';
import type { AbTestJudgement, VariantResult } from '../../../contracts/ab-test-results.ts';
import { layout, sizes } from './report-layout.ts';
import { inks, strokeAcross, variantLooks } from './report-look.ts';
import { formatP, formatShare } from './report-numbers.ts';
import { type ReportSheet, widthOf, write } from './report-sheet.ts';

const { left, right, bottom } = layout.side;
const [rowHeight, barHeight] = [30, 26];

/** A few quiet facts, down to the foot of the charts. */
export function paintFacts(
  sheet: ReportSheet,
  judgement: AbTestJudgement,
  droppedDays: number,
  { power }: Pick<AbTestPlan, 'power'>,
): void {
  const likely = judgement.variants.filter(({ probabilityBest }) => probabilityBest !== undefined);
  const block = likely.length > 0 ? 58 + likely.length * barHeight : 0;
  const facts = factsOf(judgement, droppedDays, power);
  let y = bottom - block - (facts.length - 1) * rowHeight - 6;
  for (const [index, { name, value }] of facts.entries()) {
    if (index === 0) separate(sheet, y - 21);
    write(sheet, name, { x: left, y, size: sizes.text, colour: inks.quiet });
    const most = right - left - widthOf(sheet, name, sizes.text, 'plain') - 16;
    write(sheet, value, { x: right, y, size: sizes.text, face: 'bold', align: 'right', most });
    separate(sheet, y + 9);
    y += rowHeight;
  }
  if (likely.length > 0) paintLikely(sheet, likely, bottom - likely.length * barHeight - 10);
}

function separate({ context }: ReportSheet, y: number): void {
  strokeAcross(context, { left, right, y }, { colour: inks.grid, width: 1 });
}

function factsOf(judgement: AbTestJudgement, dropped: number, power: AbTestPlan['power']) {
  const { countedDays, plannedDays, alpha, precision } = judgement;
  const lost = dropped > 0 ? `, ${dropped} dropped` : '';
  return [
    { name: 'Days counted', value: `${countedDays} of ${plannedDays}${lost}` },
    { name: 'False winners (α)', value: `${formatShare(alpha)} of tests` },
    decisionOf(judgement),
    { name: 'Difference known to', value: precision === null ? 'not yet' : `±${formatShare(precision)}` },
    { name: 'Was planned to find', value: `${formatShare(power.detectableEffect)} or more` },
  ];
}

function decisionOf({ decidedBy, verdict, p }: AbTestJudgement) {
  if (!decidedBy) return { name: 'Decided by', value: 'nothing yet' };
  const by = decidedBy === 'always-valid' ? 'daily evidence' : 'end’s test';
  // Where nobody has won, the smallest p decided nothing.
  if (verdict === 'none') return { name: 'Smallest p', value: p === undefined ? by : `${formatP(p)}, ${by}` };
  return { name: 'Decided by', value: p === undefined ? by : `${by}, p ${formatP(p)}` };
}

/** Chances as bars. They take days for alike, and say so. */
function paintLikely(sheet: ReportSheet, likely: readonly VariantResult[], top: number): void {
  const { context } = sheet;
  const heading = write(sheet, 'Probability best', { x: left, y: top, size: sizes.text, face: 'bold' });
  write(sheet, 'shown, not decisive', { x: left + heading + 10, y: top, size: sizes.small, colour: inks.quiet });
  const [from, to] = [left + 26, right - 76];
  for (const [index, { variant, probabilityBest = 0 }] of likely.entries()) {
    const y = top + 28 + index * barHeight;
    const { colour } = variantLooks[variant];
    write(sheet, variant.toUpperCase(), { x: left, y, size: sizes.text, face: 'bold', colour });
    context.fillStyle = inks.grid;
    context.fillRect(from, y - 10, to - from, 8);
    context.fillStyle = colour;
    context.fillRect(from, y - 10, (to - from) * Math.min(1, Math.max(0, probabilityBest)), 8);
    write(sheet, formatShare(probabilityBest), { x: right, y, size: sizes.text, align: 'right' });
  }
}
