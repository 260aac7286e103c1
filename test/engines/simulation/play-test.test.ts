import { describe, expect, it } from 'vitest';
import { bestOf, observe, playMany, verdictOf } from '../../../src/engines/simulation/play-many.ts';
import { daysOfTest, playTest, type SimulatedTest } from '../../../src/engines/simulation/play-test.ts';
import { usualVideo } from '../../../src/engines/simulation/simulated-video.ts';
import { stopWhenSure } from '../../../src/engines/simulation/usual-rule.ts';
import { scheduleBySeed } from '../../../src/engines/statistics/judge-test.ts';

const test: SimulatedTest = { seed: 7, video: usualVideo, days: 14, effects: [0, 0.6], alpha: 0.05 };
// Nothing is to be found, and hardly anything would do: it goes on to its end.
const long: SimulatedTest = { ...test, days: 28, effects: [0, 0], alpha: 0.001 };

describe('a test that is played', () => {
  const mornings = [...playTest(long)];
  const schedule = scheduleBySeed({ days: 28, variants: 2 }, test.seed);

  it('shows a variant a day by its schedule, and nothing afterwards', () => {
    expect(mornings.map(({ shows = '-' }) => shows).join('')).toBe(`${schedule}------`);
    expect([mornings[0]?.day, mornings.at(-1)?.day]).toEqual(['2026-01-05', '2026-02-07']);
  });

  it('knows of a day on the third morning after it began, and never more', () => {
    expect(mornings.slice(0, 6).map(({ known }) => known)).toEqual([0, 0, 0, 1, 2, 3]);
    expect(mornings.at(-1)?.known).toBe(28);
  });

  it('is judged by what is known: too little of some days first, all of them in the end', () => {
    expect(mornings.some(({ corrected }) => corrected > 0)).toBe(true);
    const truth = daysOfTest(long, schedule);
    const impressions = mornings.at(-1)?.judgement.points.map((point) => point.impressions);
    expect(impressions).toEqual(truth.map((figures) => figures.impressions));
    const early = mornings.find(({ corrected }) => corrected > 0)?.morning ?? 0;
    const [before, after] = [mornings[early - 2], mornings[early - 1]].map((morning) =>
      morning?.judgement.points.reduce((sum, point) => sum + point.impressions, 0),
    );
    expect(after).toBeGreaterThan(before ?? 0);
  });

  it('ends once, by its own rule or with the last correction, and names what is better', () => {
    expect(mornings.map(({ hasEnded }) => hasEnded)).toEqual([...new Array<boolean>(33).fill(false), true]);
    expect(mornings.at(-1)?.judgement).toMatchObject({ verdict: 'none', countedDays: 28 });
    const obvious = [...playTest({ ...test, days: 28, effects: [0, 1] })];
    expect(obvious.at(-1)).toMatchObject({ hasEnded: true, judgement: { decidedBy: 'always-valid', winner: 'b' } });
    expect(obvious.length).toBeLessThan(34);
  });

  it('is the same for the same seed, and another for another', () => {
    const sentences = (seed: number) =>
      [...playTest({ ...long, days: 14, seed })].map(({ judgement }) => judgement.sentence);
    expect(sentences(7)).toEqual(sentences(7));
    expect(sentences(8)).not.toEqual(sentences(7));
  });
});

describe('many tests', () => {
  const last = (effects: number[], tests: number) => [...playMany({ ...test, effects }, tests)].at(-1);

  it('name the variant that is better, and count each test once', () => {
    const played = last([0, 0.6], 12);
    expect(played).toMatchObject({ tests: 12, ours: { wrong: 0 } });
    expect(played?.ours.right).toBeGreaterThan(8);
    for (const { right, wrong, none } of [played?.ours, played?.usual].flatMap((tally) => tally ?? [])) {
      expect(right + wrong + none).toBe(12);
    }
  });

  it('of variants that are alike have few winners, where stopping as soon as one is sure has many', () => {
    const played = last([0, 0], 40);
    expect(played?.ours).toMatchObject({ right: 0 });
    expect(played?.ours.wrong).toBeLessThanOrEqual(6);
    expect(played?.usual.wrong).toBeGreaterThan(15);
  });
});

describe('stopping as soon as one is sure', () => {
  const day = (variant: number, clicks: number) => ({ variant, clicks, impressions: 1000 });

  it('waits until each was shown, and stops on the first day one seems better', () => {
    expect(stopWhenSure([day(0, 90), day(0, 90), day(1, 10), day(0, 90)], 2)).toEqual({ winner: 'a', day: 3 });
    expect(stopWhenSure([day(0, 30), day(1, 30), day(0, 30), day(1, 60)], 2)).toEqual({ winner: 'b', day: 4 });
  });

  it('names none where none is ever sure', () => {
    expect(stopWhenSure([day(0, 30), day(1, 31), day(0, 31), day(1, 30)], 2)).toBeUndefined();
    expect(stopWhenSure([day(0, 30), day(0, 90)], 2)).toBeUndefined();
  });
});

describe('the truth', () => {
  it('has a best variant where one is better than all others', () => {
    expect([
      bestOf([0, 0.2]),
      bestOf([0, -0.2]),
      bestOf([0, 0]),
      bestOf([0, 0.2, 0.2]),
      bestOf([0, -0.1, 0.3]),
    ]).toEqual([...['b', 'a', undefined, undefined, 'c']]);
  });

  it('makes a finding right or wrong', () => {
    expect([verdictOf('b', 'b'), verdictOf('a', 'b'), verdictOf('a', undefined), verdictOf(undefined, 'b')]).toEqual([
      ...['right', 'wrong', 'wrong', 'none'],
    ]);
  });

  it('is observed a day at a time, in the order of the schedule', () => {
    const days = observe(test, 'ab');
    expect(days.map(({ slot, variant }) => [slot, variant])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
