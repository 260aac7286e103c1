import { beforeAll, describe, expect, it } from 'vitest';
import type { AbTestDesign, DayFigures } from '../../../src/contracts/ab-test.ts';
import type { AbTestJudgement } from '../../../src/contracts/ab-test-results.ts';
import { variantIds } from '../../../src/contracts/variant-ids.ts';
import { simulateDay, usualVideo } from '../../../src/engines/simulation/simulated-video.ts';
import { type Judged, type Judgement, judgeTest, scheduleBySeed } from '../../../src/engines/statistics/judge-test.ts';

interface Asked {
  days?: number;
  effects?: readonly number[];
  spread?: number;
  seed?: number;
  state?: Judged['state'];
  design?: Partial<AbTestDesign>;
  /** Changes what was counted on a day, by its place. */
  figures?: (slot: number, counted: Omit<DayFigures, 'day'>) => Omit<DayFigures, 'day'>;
}

/** A test of a simulated video, whole, as it is judged. */
function testOf(asked: Asked = {}): Judged {
  const { days = 14, effects = [0, 0], spread = 0.1, seed = 71, state = 'over' } = asked;
  const design: AbTestDesign = { metric: 'ctr', days, alpha: 0.05, atEnd: 'apply', ...asked.design };
  const schedule = scheduleBySeed({ days, variants: effects.length }, seed);
  const variants = effects.map((_, variant) => ({ id: variantIds[variant] ?? 'a' }));
  return {
    ...{ variants, design, schedule, seed, state },
    days: Array.from(schedule, (letter, slot) => {
      const variant = variants.find(({ id }) => id === letter)?.id ?? 'a';
      const effect = effects[variantIds.indexOf(variant)] ?? 0;
      const counted = simulateDay({ ...usualVideo, spread, seed }, { age: slot, weekDay: (2 + slot) % 7 }, effect);
      const day = new Date(Date.UTC(2026, 11, 1 + slot)).toISOString().slice(0, 10);
      return { day, slot, variant, figures: asked.figures?.(slot, counted) ?? counted };
    }),
  };
}

const judge = (asked: Asked = {}): Judgement => judgeTest(testOf(asked));

/** Everything that is a number is one: JSON has neither infinities nor NaN. */
function expectReadable(judgement: AbTestJudgement): void {
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(JSON.parse(JSON.stringify(judgement, refuseNoNumber)));
}

function refuseNoNumber(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return value;
}

describe('a test that is over', () => {
  const asked: Asked = { days: 28, effects: [0, 0.22] };
  let over: Judgement;
  beforeAll(() => {
    over = judge(asked);
  });

  it('is judged by all of it, the same however the days are ordered, and as often as one likes', () => {
    const test = testOf(asked);
    expect(judgeTest(test)).toEqual(over);
    const mixed = test.days.toSorted((one, other) => ((one.slot * 11) % 28) - ((other.slot * 11) % 28));
    expect(mixed[1]?.slot).not.toBe(1);
    expect(judgeTest({ ...test, days: mixed })).toEqual(over);
    expectReadable(over.judgement);
  });

  it('names its winner by the randomisation test, with its p, and tells both rates', () => {
    const { judgement } = over;
    expect(judgement).toMatchObject({ verdict: 'winner', winner: 'b', decidedBy: 'randomisation', countedDays: 28 });
    const [comparison] = judgement.comparisons;
    expect(comparison?.p).toBe(judgement.p);
    expect(judgement.p).toBeLessThanOrEqual(0.05);
    expect(comparison?.low).toBeGreaterThan(0);
    expect(comparison?.effect).toBeGreaterThan(comparison?.low ?? 1);
    expect(comparison?.effect).toBeLessThan(comparison?.high ?? 0);
    expect(judgement.sentence).toMatch(
      /^B has the better click rate; \d\.\d % to \d\.\d %; 9\d(\.\d)? % sure; 28 days$/,
    );
    for (const { value, low, high, impressions, clicks } of judgement.variants) {
      expect(value).toBeCloseTo(clicks / impressions, 12);
      expect([low < value, value < high]).toEqual([true, true]);
    }
    expect(judgement.points).toHaveLength(28);
    expect(judgement.points.at(-1)?.alwaysValidP).toEqual([comparison?.alwaysValidP]);
  });

  it('says nothing by the test of the end as long as it is open: it would mislead', () => {
    const open = judge({ ...asked, state: 'open' }).judgement;
    expect(open).toMatchObject({ verdict: 'open' });
    expect(open.p).toBeUndefined();
    expect(open.comparisons[0]?.p).toBeUndefined();
    expect(open.sentence).toMatch(/^Nothing is decided yet; B is ahead, \d\.\d % to \d\.\d %; 28 of 28 days$/);
    // All else is the same.
    const { p: _, ...rest } = over.judgement.comparisons[0] ?? {};
    expect(open.comparisons[0]).toEqual({ ...rest, low: null, high: null });
  });

  it('has no winner of its own where it was stopped: only what holds on any day decides then', () => {
    const stopped = judge({ ...asked, state: 'stopped' }).judgement;
    const { alwaysValidP, p } = stopped.comparisons[0] ?? {};
    expect(p).toBeUndefined();
    expect(stopped.comparisons[0]).toMatchObject({ low: null, high: null });
    expect(stopped).toMatchObject({ verdict: 'none', decidedBy: 'always-valid', p: alwaysValidP });
    expect(stopped.sentence).toMatch(/^It was stopped before anything was shown; /);
  });

  it('has none where nothing differs, and says what can be ruled out', () => {
    const { judgement, hasEnded } = judge({ days: 28 });
    expect(judgement).toMatchObject({ verdict: 'none', decidedBy: 'randomisation' });
    expect(judgement.p).toBeGreaterThan(0.05);
    expect(hasEnded).toBe(false);
    expect(judgement.sentence).toMatch(
      /^No difference of the click rates was shown; .* % between them is unlikely; 28 days$/,
    );
  });
});

describe('a large effect', () => {
  it('ends a test on any day, and who stops it there has the same winner', () => {
    const large: Asked = { days: 28, effects: [0, 0.9], state: 'open' };
    const { judgement, hasEnded } = judge(large);
    expect(hasEnded).toBe(true);
    expect(judgement).toMatchObject({ verdict: 'winner', winner: 'b', decidedBy: 'always-valid' });
    expect(judgement.p).toBeLessThanOrEqual(0.025);
    expect(judgement.p).toBe(judgement.comparisons[0]?.alwaysValidP);
    expect(judgement.comparisons[0]?.sequenceLow).toBeGreaterThan(0);
    expect(judge({ ...large, state: 'stopped' }).judgement).toMatchObject({ winner: 'b', decidedBy: 'always-valid' });
  });

  it('of the worse kind makes the first the winner, of several where all are worse', () => {
    const { judgement } = judge({ days: 28, effects: [0, -0.4, -0.5] });
    expect(judgement).toMatchObject({ verdict: 'winner', winner: 'a' });
    expect(judgement.sentence).toMatch(/^A has the best click rate; /);
  });

  it('of one is found whatever becomes of another', () => {
    const { judgement } = judge({ days: 42, effects: [0, 0.4, -0.6], spread: 0.08 });
    expect(judgement).toMatchObject({ verdict: 'winner', winner: 'b' });
  });
});

describe('a test that has only begun', () => {
  const begun = (days: number, state: Judged['state'] = 'open') => {
    const test = testOf({ effects: [0, 2], state });
    return judgeTest({ ...test, days: test.days.slice(0, days) });
  };

  it('says nothing of no days, and of two', () => {
    const none = begun(0);
    expect(none).toMatchObject({
      hasEnded: false,
      judgement: { verdict: 'open', countedDays: 0, comparisons: [], points: [] },
    });
    expect(none.judgement.sentence).toBe('No day counts yet: figures come about three days after a day');
    const two = begun(2).judgement;
    expect(two).toMatchObject({ verdict: 'open', countedDays: 2, comparisons: [], precision: null });
    expect(two.sentence).toBe('Too early to say anything; 2 of 14 days');
    expect(two.points).toHaveLength(2);
    for (const { judgement } of [none, begun(2), begun(3)]) expectReadable(judgement);
  });

  it('and is stopped then has shown nothing', () => {
    expect(begun(0, 'stopped').judgement).toMatchObject({
      verdict: 'none',
      sentence: 'No day counted: nothing is known',
    });
    expect(begun(2, 'stopped').judgement.sentence).toBe('Too few days to say anything; 2 days');
  });

  it('says nothing as long as a variant has had no day, however many the other has had', () => {
    const test = testOf({ days: 28, state: 'open' });
    const { judgement } = judgeTest({ ...test, days: test.days.filter(({ variant }) => variant === 'a') });
    expect(judgement).toMatchObject({ verdict: 'open', countedDays: 14, comparisons: [] });
    expect(judgement.variants[1]).toMatchObject({ variant: 'b', days: 0, impressions: 0, value: 0 });
    expectReadable(judgement);
  });

  it('says something from its fourth day, but names nobody', () => {
    const { judgement, hasEnded } = begun(4);
    expect(judgement.comparisons).toHaveLength(1);
    expect([judgement.verdict, hasEnded]).toEqual(['open', false]);
    expectReadable(judgement);
  });
});

describe('the precision that is wanted', () => {
  const wanted = (precision: number | undefined, days: number, all = 28) => {
    const test = testOf({ days: all, spread: 0.05, state: 'open', design: { precision } });
    return judgeTest({ ...test, days: test.days.slice(0, days) });
  };

  it('ends a test when it is reached, after whole weeks, two at least', () => {
    expect(wanted(0.6, 7).hasEnded).toBe(false);
    expect(wanted(0.6, 13).hasEnded).toBe(false);
    expect(wanted(0.6, 14).hasEnded).toBe(true);
    expect(wanted(0.6, 15).hasEnded).toBe(false);
    expect(wanted(0.6, 21).hasEnded).toBe(true);
  });

  it('does not end one where it is not reached, or none was wanted', () => {
    expect(wanted(0.01, 28).hasEnded).toBe(false);
    const { hasEnded, judgement } = wanted(undefined, 14);
    expect(hasEnded).toBe(false);
    expect(judgement.precision).toBeGreaterThan(0);
    expect(judgement.precision).toBeLessThan(0.6);
  });
});

describe('days that say little', () => {
  it('are left out where nothing was shown, and the rest is judged', () => {
    const empty = { impressions: 0, clickRate: 0, views: 0 };
    const { judgement } = judge({ figures: (slot, counted) => (slot === 3 || slot === 9 ? empty : counted) });
    expect(judgement.countedDays).toBe(12);
    expect(judgement.points.map(({ day }) => day)).not.toContain('2026-12-04');
    expectReadable(judgement);
  });

  it('without a click in all of them, or with nothing but clicks, show no difference', () => {
    for (const clickRate of [0, 1]) {
      const { judgement } = judge({ figures: () => ({ impressions: 500, clickRate }) });
      expect(judgement).toMatchObject({ verdict: 'none', p: 1 });
      expect(judgement.variants.map(({ value }) => value)).toEqual([clickRate, clickRate]);
      expect(judgement.impressionLevel).toMatchObject({ chiSquareP: 1, sequentialP: 1 });
      expectReadable(judgement);
    }
  });
});

describe('other metrics', () => {
  it('are views a day, of those that stayed where that is known', () => {
    const twice = judge({ effects: [0, 1], design: { metric: 'views' } }).judgement;
    expect(twice).toMatchObject({ metric: 'views', verdict: 'winner', winner: 'b' });
    expect(twice.impressionLevel).toBeUndefined();
    expect(twice.variants[0]?.probabilityBest).toBeUndefined();
    expect(twice.sentence).toMatch(
      /^B has the better number of views; [\d.]+ a day to [\d.]+ a day; [\d.]+ % sure; 14 days$/,
    );
    const plain = judge({
      design: { metric: 'views' },
      figures: (slot) => ({ views: 100 + slot, ...(slot % 2 === 0 && { engagedViews: 80 + slot }) }),
    }).judgement;
    expect(plain.points.map(({ value }) => value).slice(0, 4)).toEqual([80, 101, 82, 103]);
    for (const judgement of [twice, plain]) expectReadable(judgement);
  });

  it('are minutes watched an impression', () => {
    const { judgement } = judge({ effects: [0, 1], design: { metric: 'watchTimePerImpression' } });
    expect(judgement).toMatchObject({ verdict: 'winner', winner: 'b' });
    const [first] = testOf().days;
    const { watchedMinutes = 0, impressions = 1 } = first?.figures ?? {};
    if (first?.variant === 'a') expect(judgement.points[0]?.value).toBeCloseTo(watchedMinutes / impressions, 12);
    expect(judgement.sentence).toMatch(/^B has the better watch time an impression; /);
    expectReadable(judgement);
  });
});

it('a seed has its schedule for ever, and those it might have had are of another stream', () => {
  const letters = scheduleBySeed({ days: 28, variants: 2 }, 71);
  expect(letters).toMatch(/^[ab]{28}$/);
  expect(letters).toMatchInlineSnapshot(`"abaababbaabbabbabbabaabbaaba"`);
  expect(scheduleBySeed({ days: 28, variants: 2 }, 72)).not.toBe(letters);
});
