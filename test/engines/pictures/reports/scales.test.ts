import { expect, it } from 'vitest';
import { choosePlace } from '../../../../src/engines/pictures/reports/choose-place.ts';
import { chooseEffectScale } from '../../../../src/engines/pictures/reports/effect-scale.ts';
import { chooseValueScale } from '../../../../src/engines/pictures/reports/value-scale.ts';
import { sampleReport } from './sample-judgements.ts';

it('holds every day and every mean', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { judgement } = sampleReport({ seed, variants: 4, days: 40, impressions: 300 });
    const scale = chooseValueScale(judgement, 6);
    const values = [...judgement.points, ...judgement.variants].map(({ value }) => scale.shareOf(value));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
    expect(scale.ticks.length).toBeLessThanOrEqual(6);
  }
});

it('does not let the interval of one thin day flatten all others', () => {
  const { judgement } = sampleReport({ days: 30 });
  const usual = chooseValueScale(judgement, 6);
  const points = judgement.points.map((point, at) =>
    at === 7 ? { ...point, impressions: 2, low: 0, high: 0.9 } : point,
  );
  expect(chooseValueScale({ ...judgement, points }, 6).high).toBeLessThan(usual.high * 1.2);
});

it('begins at zero where that is near', () => {
  const { judgement } = sampleReport({ days: 3 });
  const points = judgement.points.map((point, at) => ({ ...point, value: 0.01 + at * 0.02, low: 0, high: 0.08 }));
  expect(chooseValueScale({ points, variants: [] }, 6).low).toBe(0);
});

it('goes by powers where views have fallen to a small part', () => {
  const { judgement } = sampleReport({ metric: 'views', days: 60, staying: 0.93, rate: 48_000 });
  const scale = chooseValueScale(judgement, 6);
  expect(scale.kind).toBe('log');
  expect(scale.shareOf(0)).toBeLessThan(0);
  expect(scale.shareOf(scale.low * 10) - scale.shareOf(scale.low)).toBeCloseTo(
    scale.shareOf(scale.low * 100) - scale.shareOf(scale.low * 10),
  );
});

it('has a scale for no day, for one, and for days that are all zero', () => {
  const { judgement } = sampleReport({ days: 0 });
  const [point] = sampleReport({ days: 1 }).judgement.points;
  if (!point) throw new Error('a sample of one day has a point');
  const zero = { ...point, value: 0, low: 0, high: 0 };
  for (const points of [[], [point], [{ ...point, low: point.value, high: point.value }], [zero, zero]]) {
    const scale = chooseValueScale({ ...judgement, points }, 6);
    expect(scale.high).toBeGreaterThan(scale.low);
    expect(scale.ticks.every(Number.isFinite)).toBe(true);
  }
});

const comparison = { effect: 0.1, low: -0.05, high: 0.25, sequenceLow: null, sequenceHigh: null };

it('keeps no difference on the axis of differences, and leaves room for what has no bound', () => {
  const scale = chooseEffectScale([comparison]);
  expect(scale.ticks).toContain(0);
  expect(scale.low).toBeLessThan(-0.05);
  expect(scale.high).toBeGreaterThan(0.25);
  const all = chooseEffectScale([{ ...comparison, effect: 0.4, low: 0.3, high: 0.5 }]);
  expect(all.shareOf(0)).toBeGreaterThan(0);
});

it('lets no bound flatten the differences', () => {
  const scale = chooseEffectScale([{ ...comparison, high: 5000, sequenceHigh: 1e9 }]);
  expect(scale.high).toBeLessThan(3);
  expect(
    chooseEffectScale([{ ...comparison, effect: 0, low: 0, high: 0, sequenceLow: 0, sequenceHigh: 0 }]).high,
  ).toBeGreaterThan(0);
});

it('puts a text where no line runs, or where the least of one does', () => {
  const box = (left: number) => ({ left, right: left + 100, top: 0, bottom: 20 });
  const line = [
    [0, 10],
    [120, 10],
  ] as const;
  expect(choosePlace([box(0), box(200)], [line])).toEqual(box(200));
  expect(choosePlace([box(0), box(80)], [line])).toEqual(box(80));
  expect(choosePlace([box(0), box(200)], [])).toEqual(box(0));
  expect(choosePlace([], [line])).toBeUndefined();
});
