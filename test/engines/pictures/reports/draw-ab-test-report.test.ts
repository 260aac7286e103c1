import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import { type AbTestMetric, abTestMetrics } from '../../../../src/contracts/ab-test.ts';
import type { VariantId } from '../../../../src/contracts/variant-ids.ts';
import { drawAbTestReport } from '../../../../src/engines/pictures/reports/draw-ab-test-report.ts';
import { type AbTestReport, paintAbTestReport } from '../../../../src/engines/pictures/reports/paint-ab-test-report.ts';
import { layout, reportSize } from '../../../../src/engines/pictures/reports/report-layout.ts';
import { inks, variantLooks } from '../../../../src/engines/pictures/reports/report-look.ts';
import type { WrittenText } from '../../../../src/engines/pictures/reports/report-sheet.ts';
import { judgeTest, scheduleBySeed } from '../../../../src/engines/statistics/judge-test.ts';
import { parseColour } from '../../../../src/engines/text/colours.ts';
import { registerFontFolder } from '../../../../src/engines/text/fonts.ts';
import { testTools } from '../../../support/tools.ts';
import { wildText } from '../../../support/wild-text.ts';
import { type Sample, sampleReport } from './sample-judgements.ts';

beforeAll(() => registerFontFolder(join(testTools().models, '../fonts')));

function paint(report: AbTestReport) {
  const canvas = createCanvas(reportSize.width, reportSize.height);
  const written = paintAbTestReport(canvas, report);
  return { canvas, written, texts: written.map(({ text }) => text.replaceAll('\u00a0', ' ')) };
}

const textsOf = (report: AbTestReport) => paint(report).texts;

/** Texts that touch one another or come near the border. */
function crowded(written: readonly WrittenText[]): string[] {
  return written.flatMap((one, index) => {
    const leaves =
      one.left < 40 || one.top < 30 || one.right > reportSize.width - 40 || one.bottom > reportSize.height - 24;
    const other = written
      .slice(index + 1)
      .find((each) => one.left < each.right && each.left < one.right && one.top < each.bottom && each.top < one.bottom);
    return [...(leaves ? [`${one.text} leaves`] : []), ...(other ? [`${one.text} | ${other.text}`] : [])];
  });
}

/** Whether the outermost pixels are all of the ground. */
function hasClearBorder(report: AbTestReport): boolean {
  const { canvas } = paint(report);
  const { data } = canvas.getContext('2d').getImageData(0, 0, reportSize.width, reportSize.height);
  const ground = parseColour(inks.ground);
  for (let y = 0; y < reportSize.height; y++) {
    for (let x = 0; x < reportSize.width; x++) {
      if (x === 28 && y >= 28 && y < reportSize.height - 24) x = reportSize.width - 28;
      const at = (y * reportSize.width + x) * 4;
      if (ground.some((value, channel) => data[at + channel] !== value)) return false;
    }
  }
  return true;
}

const won = { verdict: 'winner', winner: 'b', decidedBy: 'randomisation', p: 0.0123 } as const;

const samples: Readonly<Record<string, Sample>> = {
  'no day': { days: 0 },
  'one day': { days: 1 },
  'three days': { days: 3, dropped: 1 },
  'an open test': { dropped: 3 },
  'a test that was won': {
    days: 28,
    change: { ...won, sentence: 'B has the better click rate; 3.1 % to 3.6 %; 28 days' },
  },
  'one decided on the way': { days: 20, change: { ...won, decidedBy: 'always-valid', p: 1e-9 } },
  'four variants with names': {
    variants: 4,
    days: 60,
    plannedDays: 90,
    names: [
      'Octopus on black',
      'Close-up of one eye, with the word HEARTS in yellow',
      'W'.repeat(80),
      '章鱼有三颗心脏',
    ],
  },
  'a year of three': {
    variants: 3,
    days: 365,
    plannedDays: 365,
    change: { verdict: 'none', decidedBy: 'randomisation', p: 1 },
  },
  'variants all alike': { variants: 4, days: 40, effects: [0, 0, 0], seed: 5 },
  'views that fall off': { metric: 'views', variants: 3, days: 60, staying: 0.9, rate: 9_000_000 },
  minutes: { metric: 'watchTimePerImpression', variants: 4, days: 30 },
  'very few impressions': { days: 14, impressions: 5, dropped: 8 },
  'rates from nearly none to nearly all': { variants: 4, days: 50, effects: [30, -0.99, 5] },
  'an Arabic title': { title: 'لماذا للأخطبوط ثلاثة قلوب وكيف يعيش في البحر (الجزء 2)' },
  'a title too long': {
    title: '章鱼为什么有三颗心脏'.repeat(30),
    change: { sentence: 'Nothing is decided yet; '.repeat(60) },
  },
};

it.each(Object.entries(samples))('draws %s with no text over another or at the border', (_, sample) => {
  const report = sampleReport(sample);
  expect(crowded(paint(report).written)).toEqual([]);
  expect(hasClearBorder(report)).toBe(true);
});

it('has room for texts of any sizes: many seeds, metrics, numbers of variants and of days', () => {
  for (let seed = 0; seed < 60; seed++) {
    const metric = abTestMetrics[seed % 3] as AbTestMetric;
    const days = [0, 2, 5, 9, 17, 33, 70, 130, 200, 364][seed % 10] as number;
    const rate = metric === 'views' ? 10 ** (seed % 7) : 10 ** -(1 + (seed % 4));
    const effects = [0, 1, 2].map((at) => [0, 0.02, 0.3, -0.6, 4][(seed + at * 2) % 5] as number);
    const sample = { seed, metric, days, rate, effects, variants: 2 + (seed % 3), plannedDays: 365, dropped: seed % 6 };
    const found = crowded(paint(sampleReport(sample)).written);
    expect(found, JSON.stringify(sample)).toEqual([]);
  }
});

it('takes titles, sentences, names and reasons of any writing', () => {
  const wild = wildText('report');
  for (let round = 0; round < 25; round++) {
    const report = sampleReport({
      variants: 4,
      names: [1, 2, 3, 4].map(() => wild.text(80)),
      title: wild.text(120),
      dropped: 3,
    });
    report.judgement.sentence = wild.text(200);
    const droppedDays = report.droppedDays.map((day) => ({ ...day, reason: wild.text(60) }));
    const { written } = paint({ ...report, droppedDays });
    for (const { text, right } of written) expect(right, text).toBeLessThan(reportSize.width - 20);
  }
});

it('draws a PNG of 1600×1000, the same bytes each time', async () => {
  const report = sampleReport({ variants: 3, dropped: 2 });
  const png = drawAbTestReport(report);
  const { width, height } = await loadImage(png);
  expect([width, height]).toEqual([1600, 1000]);
  expect(drawAbTestReport(structuredClone(report)).equals(png)).toBe(true);
});

it('labels each variant with its letter and value, and says where the axis begins', () => {
  const texts = textsOf(sampleReport());
  expect(texts).toContain('A 3.1 %');
  expect(texts).toContain('B 3.7 %');
  expect(texts.join('\n')).toMatch(/The axis begins near \d\.\d %, not at zero\./);
});

it('says that no day counts yet, and compares nothing', () => {
  const texts = textsOf(sampleReport({ days: 0 }));
  expect(texts).toContain('No day counts yet');
  expect(texts).toContain('Nothing to compare yet');
  expect(texts).toContain('Too few days are there yet for any evidence.');
});

it('names the threshold that evidence has to pass before the end: half of alpha', () => {
  expect(textsOf(sampleReport())).toContain('Below 0.025 B would be named before the end');
  expect(textsOf(sampleReport({ variants: 3 }))).toContain('Below 0.025 a variant would be named before the end');
});

it('gives the bounds that hold on any day until the test of the end has spoken', () => {
  const report = sampleReport({ days: 20 });
  const [comparison] = report.judgement.comparisons;
  if (!comparison) throw new Error('twenty days are compared');
  const bounds = { effect: 0.1, low: 0.05, high: 0.15, sequenceLow: null, sequenceHigh: 0.4 };
  const withP = (p?: number) => ({
    ...report,
    judgement: { ...report.judgement, comparisons: [{ ...comparison, ...bounds, ...(p !== undefined && { p }) }] },
  });
  expect(textsOf(withP())).toContain('below +40 %');
  expect(textsOf(withP())).toContain('end’s test, early');
  expect(textsOf(withP(0.02))).toContain('+5 to +15 %');
  expect(textsOf(withP(0.02))).toContain('end’s test');
});

it('leaves out numbers of the axis of differences that would touch', () => {
  const report = sampleReport({ variants: 3 });
  const unknown = { p: 0.01, alwaysValidP: 0.1, low: null, high: null, sequenceLow: null, sequenceHigh: null };
  report.judgement.comparisons = [
    { ...unknown, variant: 'b', effect: 9.23 },
    { ...unknown, variant: 'c', effect: -1.14 },
  ];
  const { written, texts } = paint(report);
  expect(crowded(written)).toEqual([]);
  expect(texts).toContain('0 %');
  expect(texts).toContain('+1,500 %');
  expect(texts).not.toContain('+1,000 %');
});

it('says what decided, and of a test that nobody won the smallest p', () => {
  expect(textsOf(sampleReport({ change: won }))).toContain('end’s test, p 0.0123');
  const none = textsOf(sampleReport({ change: { verdict: 'none', decidedBy: 'randomisation', p: 0.41 } }));
  expect(none).toContain('Smallest p');
  expect(none).toContain('Ended without a winner');
});

it('marks the chance of being the best as not decisive', () => {
  expect(textsOf(sampleReport())).toContain('shown, not decisive');
});

it('tells which days were dropped for what, days of one reason together', () => {
  const texts = textsOf(sampleReport({ dropped: 2 }));
  expect(texts).toContain('21 of 28, 2 dropped');
  expect(texts).toContain('× Not counted: 26 Nov, 1 Dec, the thumbnail was changed by somebody else during the day');
});

it('draws each day as a mark of its variant at its place', () => {
  const report = sampleReport({ days: 12, plannedDays: 14 });
  const pixels = paint(report).canvas.getContext('2d');
  const { left, right, top, bottom } = layout.rates.plot;
  for (const [at, { variant }] of report.judgement.points.entries()) {
    const x = Math.round(left + ((at + 0.5) * (right - left)) / 14);
    const { data } = pixels.getImageData(x, top, 1, bottom - top);
    const colour = parseColour(variantLooks[variant].colour);
    const rows = Array.from({ length: bottom - top }, (_, y) =>
      colour.every((value, channel) => data[y * 4 + channel] === value),
    );
    expect(rows.filter(Boolean).length).toBeGreaterThan(7);
  }
});

/** Days of a made-up channel, judged as a test is. */
function judged(metric: AbTestMetric, ids: readonly VariantId[], count: number, state: 'open' | 'over'): AbTestReport {
  const schedule = scheduleBySeed({ days: 28, variants: ids.length }, 7);
  const days = Array.from(schedule.slice(0, count), (letter, slot) => {
    const variant = letter as VariantId;
    const impressions = 3000 + ((slot * 733) % 900);
    const clickRate = (0.03 + (((slot * 37) % 11) - 5) * 0.0004) * (variant === 'b' ? 1.25 : 1);
    const views = Math.round(impressions * clickRate);
    const day = new Date(Date.UTC(2026, 10, 23 + slot)).toISOString().slice(0, 10);
    return { day, slot, variant, figures: { impressions, clickRate, views, watchedMinutes: views * 4 } };
  });
  const variants = ids.map((id) => ({ id }));
  const design = { metric, days: 28, alpha: 0.05, atEnd: 'ask' } as const;
  return { ...sampleReport(), judgement: judgeTest({ variants, design, schedule, seed: 7, days, state }).judgement };
}

it.each([
  ['ctr', 2, 28, 'over'],
  ['ctr', 3, 9, 'open'],
  ['watchTimePerImpression', 4, 28, 'over'],
  ['views', 2, 3, 'open'],
] as const)('draws what is judged of %s: %i variants, %i days, %s', (metric, many, count, state) => {
  const report = judged(metric, (['a', 'b', 'c', 'd'] as const).slice(0, many), count, state);
  const { written, texts } = paint(report);
  expect(crowded(written)).toEqual([]);
  expect(texts.join(' ')).toContain(report.judgement.sentence.replaceAll('\u00a0', ' '));
});

it('takes less than a third of a second', () => {
  const report = sampleReport({ variants: 4, days: 365, plannedDays: 365 });
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    drawAbTestReport(report);
    return performance.now() - from;
  });
  // The fastest: the machine may have other work.
  expect(Math.min(...times)).toBeLessThan(300);
});
