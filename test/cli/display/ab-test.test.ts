import { describe, expect, it } from 'vitest';
import { describeAbTest } from '../../../src/cli/display/ab-test.ts';
import { columnsOf, wrapWords } from '../../../src/cli/display/wrap-words.ts';
import { parseShare } from '../../../src/cli/parse-share.ts';
import type { AbTestResults } from '../../../src/contracts/ab-test-results.ts';
import type { AbTestDay, AbTestStatus } from '../../../src/contracts/ab-test-run.ts';
import { sampleAbTest, samplePlan } from '../../infra/database/ab-test-samples.ts';

const plan = { ...samplePlan, startDay: '2026-12-01', schedule: 'abbababaababba' };
const day = (date: number, variant: 'a' | 'b', dropped?: string): AbTestDay => ({
  ...{ day: `2026-12-${String(date).padStart(2, '0')}`, slot: date - 1, variant },
  ...(dropped !== undefined && { dropped }),
});

const status: AbTestStatus = sampleAbTest({
  ...{
    testId: 'abtest-1',
    topic: 'Three hearts',
    state: 'running',
    plan,
    shown: 'b',
    nextAt: '2026-12-10T08:00:00.000Z',
  },
  days: [day(1, 'a'), day(2, 'b', 'the swap came too late'), ...[3, 4, 5].map((date) => day(date, 'b')), day(8, 'a')],
  notices: ['2026-12-02T08:00:00.000Z the swap of 2026-12-02 came too late'],
});

const variant = (id: 'a' | 'b', name: string, value: number) => ({
  ...{ variant: id, name, days: 3, impressions: 6000, clicks: Math.round(6000 * value), value },
  ...{ low: value - 0.004, high: value + 0.004, probabilityBest: 0.5, expectedLoss: 0.001 },
});

const results: AbTestResults = {
  ...{
    testId: 'abtest-1',
    asOf: '2026-12-09T00:00:00.000Z',
    metric: 'ctr',
    alpha: 0.05,
    lookAlpha: 0.025,
    verdict: 'open',
  },
  ...{
    sentence: 'Nothing is decided yet; B is ahead',
    countedDays: 6,
    plannedDays: 14,
    precision: null,
    awaitedDays: 1,
  },
  variants: [variant('a', 'Red', 0.031), variant('b', 'B', 0.036)],
  comparisons: [
    {
      ...{ variant: 'b', effect: 0.16, low: null, high: null, p: undefined, alwaysValidP: 0.41 },
      ...{ sequenceLow: null, sequenceHigh: null },
    },
  ],
  points: [],
  droppedDays: [{ day: '2026-12-02', variant: 'b', reason: 'the swap came too late' }],
};

describe('a test as people see it', () => {
  it('is what it is, where it stands, its days, its variants and what was noticed', () => {
    expect(describeAbTest(status, results, 100)).toBe(
      [
        'abtest-1: running',
        '  Three hearts: video dQw4w9WgXcQ (youtube)',
        '  click rate, 28 days, alpha 5 %; the winner is shown at the end',
        '  can find a difference of 21 % or more',
        '  B is shown until 2026-12-10 08:00 UTC',
        '',
        'Nothing is decided yet; B is ahead.',
        '',
        'Days  AbBBB-- A······ ···',
        "      (small: doesn't count; -: nothing to show; ·: to come)",
        '',
        '       Days  Impressions  Clicks  Click rate  95 % interval',
        'A Red  3     6000         186     3.1 %       2.7 to 3.5 %',
        'B      3     6000         216     3.6 %       3.2 to 4.0 %',
        '',
        '             Difference  95 % interval  p at the end  p on any day',
        'B against A  +16 %       not yet                      0.41',
        "2026-12-02 (B) doesn't count: the swap came too late",
        'Note: 2026-12-02T08:00:00.000Z the swap of 2026-12-02 came too late',
      ].join('\n'),
    );
  });

  it('has no results before its first day: its state says why', () => {
    const planning = sampleAbTest({
      testId: 'abtest-1',
      topic: 'dQw4w9WgXcQ',
      state: 'waiting',
      reason: 'sign\nin first',
    });
    expect(describeAbTest(planning, undefined, 100).split('\n')).toEqual([
      'abtest-1: waiting, sign in first',
      '  video dQw4w9WgXcQ (youtube)',
      '  click rate, 28 days, alpha 5 %; the winner is shown at the end',
    ]);
  });

  it('fits into a narrow terminal, with rows as words where there is no room for a table', () => {
    const text = describeAbTest(status, results, 40);
    expect(text.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(text.replace(/\s+/g, ' ')).toContain('A Red: days 3, impressions 6000, clicks 186, click rate 3.1 %');
  });

  it('has no clicks where the metric has none', () => {
    const ofViews = describeAbTest(status, { ...results, metric: 'views' }, 100);
    expect(ofViews).toContain('Views a day');
    expect(ofViews).not.toContain('Clicks');
  });
});

describe('a wrapped text', () => {
  it('keeps its own spaces, and goes on behind the indent', () => {
    expect(wrapWords('  1  A  a few words more', 14, '      ')).toBe('  1  A  a few\n      words\n      more');
    expect(wrapWords('an-address-that-is-long and', 10)).toBe('an-address-that-is-long\nand');
    expect(wrapWords('', 10)).toBe('');
  });

  it('has the columns of a terminal, and of anything else those of a wide one', () => {
    expect([columnsOf({ isTTY: true, columns: 60 }), columnsOf({ isTTY: false, columns: 60 })]).toEqual([60, 100]);
    expect(columnsOf({ isTTY: true, columns: 3 })).toBe(20);
  });
});

describe('a share', () => {
  it('is a part, or so many per cent', () => {
    const any = { from: -1, to: 1 };
    expect(['20%', '20 %', '0.2', '.2', '-5%', '+5%', '0'].map((given) => parseShare('--x', given, any))).toEqual([
      ...[0.2, 0.2, 0.2, 0.2, -0.05, 0.05, 0],
    ]);
    for (const given of ['', '%', '20', 'NaN', '1e-1', '0x1', '101%']) {
      expect(() => parseShare('--x', given, any), given).toThrow(`--x ${given}: give a share from -100% to 100%`);
    }
  });
});
