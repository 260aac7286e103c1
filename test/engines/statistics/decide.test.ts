import { describe, expect, it } from 'vitest';
import { drawOthers, simulatedTrial } from '../../../bench/abtest/simulated-trial.ts';
import type { ObservedDay } from '../../../src/engines/statistics/day-values.ts';
import { valuesOf } from '../../../src/engines/statistics/day-values.ts';
import {
  betsOf,
  decide,
  evidenceByDay,
  lookAlpha,
  type Trial,
  testDays,
  winnerBy,
} from '../../../src/engines/statistics/decide.ts';
import { randomNumbers } from '../../../src/engines/statistics/random.ts';
import { campaign, errorOf } from './days-of-values.ts';

describe('who wins by the p of each against the first', () => {
  it('is the best of those that are better', () => {
    expect(winnerBy([0.2, 0.4, -0.9], [0.01, 0.04, 0.001], 0.05)).toEqual({ winner: 2, p: 0.04 });
    expect(winnerBy([0.2, 0.4], [0.01, 0.06], 0.05)).toEqual({ winner: 1, p: 0.01 });
  });

  it('is the first where all others are worse, as sure as of the one that is least', () => {
    expect(winnerBy([-0.2, -0.4], [0.03, 0.01], 0.05)).toEqual({ winner: 0, p: 0.03 });
    expect(winnerBy([-0.2, -0.4], [0.06, 0.01], 0.05)).toBeUndefined();
  });

  it('is nobody where no p is small enough; alpha itself is', () => {
    expect(winnerBy([0.2], [0.0501], 0.05)).toBeUndefined();
    expect(winnerBy([0.2], [0.05], 0.05)).toEqual({ winner: 1, p: 0.05 });
  });
});

describe('tests of variants that are all alike', () => {
  it.each([
    { days: 14, variants: 2, spread: 0.3 },
    { days: 28, variants: 3, spread: 0.1 },
    { days: 28, variants: 4, spread: 0.2 },
  ])('name a winner in five of a hundred at most: $days days, $variants variants', ({ days, variants, spread }) => {
    const random = randomNumbers(41);
    const tests = campaign(500);
    const cell = { days, variants, spread, effect: 0 };
    let others = drawOthers(cell, 99, random);
    let winners = 0;
    for (let test = 0; test < tests; test += 1) {
      if (test % 20 === 0) others = drawOthers(cell, 99, random);
      if (decide(simulatedTrial(cell, others, random))) winners += 1;
    }
    expect(winners / tests).toBeLessThanOrEqual(0.05 + errorOf(0.05, tests));
    expect(winners).toBeGreaterThan(0);
  });
});

describe('a test of two', () => {
  const cell = { days: 28, variants: 2, spread: 0.1 };
  const random = randomNumbers(42);
  const others = drawOthers({ ...cell, effect: 0 }, 199, random);

  it('ends early where the evidence of any day names the winner, and that is the better one', () => {
    const trial = simulatedTrial({ ...cell, effect: 0.8 }, others, random);
    const decision = decide(trial);
    expect(decision).toMatchObject({ winner: 1, isEarly: true });
    expect(decision?.p).toBeLessThanOrEqual(lookAlpha(0.05));
    const evidence = evidenceByDay(betsOf(trial, valuesOf(trial.days, 'ctr')));
    expect(evidence.map((path) => path.at(-1))).toEqual([decision?.p]);
  });

  it('has no p without the first: the same days with letters exchanged have the other winner, as surely', () => {
    for (let test = 0; test < 20; test += 1) {
      const trial = simulatedTrial({ ...cell, effect: 0.3 }, others, random);
      const exchange = (letters: Uint8Array) => letters.map((letter) => 1 - letter);
      const turned = (schedule: Trial['schedule']) => ({
        ...schedule,
        letters: exchange(schedule.letters),
        chances: schedule.chances.map((_, place) => schedule.chances[place ^ 1] as number),
      });
      const other: Trial = {
        ...trial,
        schedule: turned(trial.schedule),
        others: others.map(turned),
        days: trial.days.map((day): ObservedDay => ({ ...day, variant: 1 - day.variant })),
      };
      const [one, two] = [trial, other].map((each) => testDays(each, valuesOf(each.days, 'ctr')).comparisons[0]);
      expect(two?.p).toBe(one?.p);
      expect(two?.shift).toBeCloseTo(-(one?.shift ?? 0), 9);
      const [decision, turnedDecision] = [decide(trial), decide(other)];
      expect(turnedDecision?.winner).toBe(decision && 1 - decision.winner);
    }
  });

  it('bets in vain: evidence of several variants is each multiplied by their number, and one at most', () => {
    const three = { days: 28, variants: 3, spread: 0.1, effect: 0.5 };
    const trial = simulatedTrial(three, [], random);
    for (const path of evidenceByDay(betsOf(trial, valuesOf(trial.days, 'ctr')))) {
      expect(path[0]).toBe(1);
      expect(Math.max(...path)).toBe(1);
    }
  });
});
