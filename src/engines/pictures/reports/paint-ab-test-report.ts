import type { Canvas } from '@napi-rs/canvas';
import type { AbTestPlan } from '../../../contracts/ab-test.ts';
import type { AbTestJudgement, AbTestResults } from '../../../contracts/ab-test-results.ts';
import { layOutDays } from './day-axis.ts';
import { paintEffects } from './paint-effects.ts';
import { paintEvidence } from './paint-evidence.ts';
import { paintFacts } from './paint-facts.ts';
import { paintFootnotes } from './paint-footnotes.ts';
import { paintHeadline } from './paint-headline.ts';
import { paintRates } from './paint-rates.ts';
import { layout } from './report-layout.ts';
import { inks } from './report-look.ts';
import { openSheet, type WrittenText } from './report-sheet.ts';

/** What a report is drawn from. */
export interface AbTestReport {
  /** Of the film. */
  title: string;
  judgement: AbTestJudgement;
  droppedDays: AbTestResults['droppedDays'];
  plan: Pick<AbTestPlan, 'startDay' | 'power'>;
}

/** Paints a report on a canvas of `reportSize`; answers each text that is on it and where. */
export function paintAbTestReport(
  canvas: Canvas,
  { title, judgement, droppedDays, plan }: AbTestReport,
): WrittenText[] {
  const context = canvas.getContext('2d');
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const sheet = openSheet(context);
  const days = layOutDays(plan.startDay, judgement, droppedDays, layout.rates.plot);
  paintHeadline(sheet, title, judgement);
  paintRates(sheet, judgement, droppedDays, days);
  paintEvidence(sheet, judgement, days);
  paintEffects(sheet, judgement);
  paintFacts(sheet, judgement, droppedDays.length, plan);
  paintFootnotes(sheet, droppedDays);
  return sheet.written;
}
