import type { AbTestDesign, AbTestMetric } from '../../contracts/ab-test.ts';
import type { AbTestResults } from '../../contracts/ab-test-results.ts';
import type { AbTestStatus } from '../../contracts/ab-test-run.ts';
import type { VariantId } from '../../contracts/variant-ids.ts';
import {
  formatBounds,
  formatEffect,
  formatP,
  formatRange,
  formatShare,
  valueFormat,
} from '../../engines/pictures/reports/report-numbers.ts';
import { minuteOf } from './publication.ts';
import { cutToWidth, formatTable, oneLine } from './text.ts';
import { wrapWords } from './wrap-words.ts';

const metricWords: Readonly<Record<AbTestMetric, string>> = {
  ctr: 'click rate',
  watchTimePerImpression: 'watch time an impression',
  views: 'views a day',
};

const endings: Readonly<Record<AbTestDesign['atEnd'], string>> = {
  apply: 'the winner is shown at the end',
  ask: 'it asks which is to stay at the end',
  nothing: 'the first is shown again at the end',
};

export const letterOf = (variant: VariantId): string => variant.toUpperCase();
/** A number for the terminal: its unit is kept beside it on pictures only. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** A test, for people. @param results left out while there are none */
export function describeAbTest(status: AbTestStatus, results: AbTestResults | undefined, columns: number): string {
  const { testId, topic, state, reason, video, design, shown, nextAt, notices, evidence, plan } = status;
  const { metric, days, precision, alpha, atEnd } = design;
  const length = precision === undefined ? `${days} days` : `${days} days or ±${percent(precision)}`;
  const paragraph = (text: string, lead = '') => wrapWords(lead + oneLine(text), columns, '  ');
  const sentence = results?.sentence ?? evidence?.sentence;
  return [
    paragraph(`${testId}: ${state}${reason === undefined ? '' : `, ${reason}`}`),
    paragraph(`${topic === video.id ? '' : `${topic}: `}video ${video.id} (${video.target})`, '  '),
    paragraph(`${metricWords[metric]}, ${length}, alpha ${percent(alpha)}; ${endings[atEnd]}`, '  '),
    ...(plan ? [paragraph(`can find a difference of ${percent(plan.power.detectableEffect)} or more`, '  ')] : []),
    ...(shown ? [paragraph(`${letterOf(shown)} is shown${nextAt ? ` until ${minuteOf(nextAt)}` : ''}`, '  ')] : []),
    ...(sentence ? ['', paragraph(`${sentence}.`)] : []),
    ...(status.days.length > 0 ? ['', ...describeDays(status, columns)] : []),
    ...(results ? ['', ...describeResults(results, columns)] : []),
    ...(results?.droppedDays ?? []).map(({ day, variant, reason: why }) =>
      paragraph(`${day} (${letterOf(variant)}) doesn't count: ${why}`),
    ),
    ...notices.map((notice) => paragraph(`Note: ${notice}`)),
  ].join('\n');
}

const dayMs = 86_400_000;

/** A letter a day, a word a week. */
function describeDays({ days, plan }: AbTestStatus, columns: number): string[] {
  const first = Date.parse(plan?.startDay ?? days[0]?.day ?? '');
  const strip: string[] = [];
  for (const { day, variant, dropped } of days) {
    strip[Math.round((Date.parse(day) - first) / dayMs)] = dropped === undefined ? letterOf(variant) : variant;
  }
  const given = Array.from(strip, (letter) => letter ?? '-').join('');
  const counted = days.filter(({ dropped }) => dropped === undefined).length;
  const whole = given + '·'.repeat(Math.max(0, (plan?.schedule.length ?? 0) - counted));
  const weeks = whole.match(/.{1,7}/gu) ?? [];
  const legend = [
    ...(counted < days.length ? ["small: doesn't count"] : []),
    ...(given.includes('-') ? ['-: nothing to show'] : []),
    ...(whole.includes('·') ? ['·: to come'] : []),
  ];
  const line = wrapWords(`Days  ${weeks.join(' ')}`, columns, '      ');
  return legend.length > 0 ? [line, wrapWords(`      (${legend.join('; ')})`, columns, '      ')] : [line];
}

/** The variants, and each against the first. */
export function describeResults(
  results: Omit<AbTestResults, 'testId' | 'asOf' | 'droppedDays' | 'awaitedDays'>,
  columns: number,
): string[] {
  const { metric, variants, comparisons } = results;
  const format = valueFormat(
    metric,
    variants.map(({ value }) => value),
  );
  const ofClicks = metric === 'ctr';
  const head = [
    '',
    'Days',
    'Impressions',
    ...(ofClicks ? ['Clicks'] : []),
    capital(metricWords[metric]),
    '95 % interval',
  ];
  const rows = variants.map(({ variant, name, days, impressions, clicks, value, low, high }) => [
    name === letterOf(variant) ? name : `${letterOf(variant)} ${cutToWidth(oneLine(name), 24)}`,
    ...[String(days), String(Math.round(impressions)), ...(ofClicks ? [String(clicks)] : [])],
    ...[days > 0 ? plain(format(value)) : '', low === high ? '' : plain(formatRange(format(low), format(high)))],
  ]);
  const against = comparisons.map(({ variant, effect, low, high, p, alwaysValidP }) => [
    ...[
      `${letterOf(variant)} against A`,
      plain(formatEffect(effect)),
      low === null && high === null ? 'not yet' : plain(formatBounds(low, high)),
    ],
    ...[p === undefined ? '' : formatP(p), formatP(alwaysValidP)],
  ]);
  return [
    fit([head, ...rows], columns),
    ...(against.length > 0
      ? ['', fit([['', 'Difference', '95 % interval', 'p at the end', 'p on any day'], ...against], columns)]
      : []),
  ];
}

/** A table, or where there is no room for one, a line of words for each of its rows. */
function fit(rows: readonly (readonly string[])[], columns: number): string {
  const table = formatTable(rows);
  if (table.split('\n').every((line) => line.length <= columns)) return table;
  const [head = [], ...others] = rows;
  return others
    .map(([name = '', ...cells]) => {
      const said = cells.flatMap((cell, index) => (cell === '' ? [] : [`${head[index + 1]?.toLowerCase()} ${cell}`]));
      return wrapWords(`${name}: ${said.join(', ')}`, columns, '  ');
    })
    .join('\n');
}

export const percent = (share: number): string => plain(formatShare(share));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
