import type { AbTestJudgement } from '../../../contracts/ab-test-results.ts';
import { hasRightToLeft } from '../../text/bidi.ts';
import { fitAnyWords } from '../../text/fit-words.ts';
import { layout } from './report-layout.ts';
import { inks, strokeAcross, variantLooks } from './report-look.ts';
import { familyOf, type ReportSheet, widthOf, write } from './report-sheet.ts';

const lineHeight = 1.18;

/** The film's title, how the test stands, and the judgement in a sentence as the headline. */
export function paintHeadline(sheet: ReportSheet, title: string, judgement: AbTestJudgement): void {
  const { margin, rule } = layout;
  const { context } = sheet;
  strokeAcross(context, { left: margin.left, right: margin.right, y: rule }, { colour: inks.text, width: 1.5 });
  context.fillStyle = judgement.winner ? variantLooks[judgement.winner].colour : inks.text;
  context.fillRect(margin.left, rule - 1, 60, 8);
  const state = stateOf(judgement);
  const room = layout.title;
  const stateWidth = widthOf(sheet, state, 19, 'bold');
  const most = Math.min(room.right, margin.right - stateWidth - 40) - room.left;
  write(sheet, state, { x: margin.right, y: room.baseline, size: 19, face: 'bold', align: 'right' });
  write(sheet, title, { x: room.left, y: room.baseline, size: 22, colour: inks.quiet, most });
  writeSentence(sheet, judgement.sentence);
}

function stateOf({ verdict, winner, countedDays, plannedDays }: AbTestJudgement): string {
  if (verdict === 'open') return `Open, ${countedDays} of ${plannedDays} days`;
  return verdict === 'winner' && winner ? `Decided: ${winner.toUpperCase()}` : 'Ended without a winner';
}

function writeSentence(sheet: ReportSheet, sentence: string): void {
  const { left, right, top, bottom } = layout.headline;
  const family = familyOf('headline');
  const { lines, size } = fitAnyWords(sheet.context, {
    text: sentence.replace(/[\s\p{Cc}]+/gu, ' '),
    family,
    language: 'en',
    width: right - left,
    height: bottom - top,
    most: 44,
    least: 22,
    mostLines: 3,
    lineHeight,
    margin: 0,
  });
  const first = top + size;
  for (const [index, line] of lines.entries()) {
    const isRight = hasRightToLeft(line) && !/^\p{Script=Latin}/u.test(line);
    write(sheet, line, {
      x: isRight ? right : left,
      y: first + index * size * lineHeight,
      size,
      face: 'headline',
      align: isRight ? 'right' : 'left',
    });
  }
}
