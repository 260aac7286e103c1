import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownSpreadZ } from '../../bench/abtest/known-spread-test.ts';
import { lookDaily } from '../../bench/abtest/look-daily.ts';
import { readAbTestOptions } from '../../bench/abtest/options.ts';
import { falseWinnersRow, powerGapRow, usualRuleRow } from '../../bench/abtest/rows.ts';
import { type CellResult, runCells } from '../../bench/abtest/run-cells.ts';
import { drawOthers, simulatedTrial } from '../../bench/abtest/simulated-trial.ts';
import { probabilityBetter, stopWhenSure } from '../../src/engines/simulation/usual-rule.ts';
import { beliefs } from '../../src/engines/statistics/click-rates.ts';
import { decide } from '../../src/engines/statistics/decide.ts';
import { randomNumbers } from '../../src/engines/statistics/random.ts';

const cell = { days: 28, variants: 2, spread: 0.15, effect: 0 };

describe('the rows of the bench of A/B tests', () => {
  it('are chosen by name, and a name that is none is refused with those there are', () => {
    expect(readAbTestOptions(['--only', 'power-gap']).wants('false-winners')).toBe(false);
    expect(readAbTestOptions([])).toMatchObject({ tests: 5000, seed: 1, threads: 2 });
    expect(() => readAbTestOptions(['--only', 'power'])).toThrow(
      'there is no row power; there are false-winners, power-gap, usual-rule-false-winners',
    );
    expect(() => readAbTestOptions(['--tests', '0'])).toThrow('--tests takes a whole number from 1, not 0');
  });

  it('show the worst cell, and hold by it', () => {
    const result = (spread: number, tally: Partial<CellResult['tally']>): CellResult => ({
      cell: { ...cell, spread },
      tally: { tests: 1000, winners: 0, early: 0, found: 0, foundByKnownSpread: 0, usualWinners: 0, ...tally },
    });
    const low = result(0.1, { winners: 30, usualWinners: 700, found: 780, foundByKnownSpread: 825 });
    const row = falseWinnersRow([low, result(0.2, { winners: 60 })]);
    expect(row).toMatchObject({ value: 6, reference: 5, unit: '%', limit: 'value ≤ alpha + 1 %', holds: true });
    expect(row.detail).toContain('28 × 2 × 0.1: 3.0, 28 × 2 × 0.2: 6.0');
    expect(falseWinnersRow([result(0.2, { winners: 61 }), low]).holds).toBe(false);
    const gap = powerGapRow([low, result(0.2, { found: 800, foundByKnownSpread: 810 })]);
    expect(gap).toMatchObject({ value: 4.5, unit: 'points', holds: true });
    expect(gap.detail).toContain('28 × 2 × 0.1: 78.0 to 82.5');
    expect(powerGapRow([result(0.2, { found: 700, foundByKnownSpread: 751 })]).holds).toBe(false);
    expect(usualRuleRow([result(0.2, { usualWinners: 20 }), low])).toMatchObject({
      value: 70,
      reference: 3,
      holds: true,
    });
  });

  it('follow from the seed, on however many threads', async () => {
    const run = async (threads: number, seed: number) => {
      const [found] = await runCells(
        [{ ...cell, days: 14 }],
        { wants: () => true, tests: 105, seed, threads },
        () => {},
      );
      return found?.tally;
    };
    const tally = await run(2, 5);
    expect(tally?.tests).toBe(105);
    expect(await run(1, 5)).toEqual(tally);
    expect(await run(2, 6)).not.toEqual(tally);
  });
});

describe('docs/benchmarks.md', () => {
  it('explains each row', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
    for (const name of ['false-winners', 'power-gap', 'usual-rule-false-winners']) {
      expect(page.match(new RegExp(`^\\| \`${name}\``, 'gm')), name).toHaveLength(2);
    }
  });
});

describe('a test that is looked at daily', () => {
  it('ends as it would at its end, or before by the evidence of some day', () => {
    const random = randomNumbers(91);
    const others = drawOthers(cell, 99, random);
    let [early, same] = [0, 0];
    for (let test = 0; test < 60; test += 1) {
      const trial = simulatedTrial({ ...cell, effect: 0.3 }, others, random);
      const [daily, atEnd] = [lookDaily(trial), decide(trial)];
      if (daily?.isEarly) early += 1;
      if (daily?.winner === atEnd?.winner) same += 1;
      if (!daily?.isEarly) expect(daily).toEqual(atEnd);
    }
    expect(early).toBeGreaterThan(10);
    expect(same).toBeGreaterThanOrEqual(58);
  });
});

describe('the test that knows the spread', () => {
  it('has a standard normal z where there is no effect, and one farther off where there is', () => {
    const random = randomNumbers(92);
    const tests = 1500;
    let [squares, beyond, sum] = [0, 0, 0];
    for (let test = 0; test < tests; test += 1) {
      const z = knownSpreadZ(simulatedTrial(cell, [], random), cell.spread);
      squares += z ** 2;
      if (Math.abs(z) > 1.96) beyond += 1;
      sum += knownSpreadZ(simulatedTrial({ ...cell, effect: 0.2 }, [], random), cell.spread);
    }
    expect(squares / tests).toBeGreaterThan(0.9);
    expect(squares / tests).toBeLessThan(1.12);
    expect(beyond / tests).toBeLessThan(0.07);
    expect(sum / tests).toBeGreaterThan(2.3);
  });
});

describe('the usual rule', () => {
  it('is found by the normal distribution where it is clear, which is nearer than a fiftieth near the bound', () => {
    const random = randomNumbers(93);
    for (let test = 0; test < 300; test += 1) {
      const impressions = Math.round(1000 + 40_000 * random());
      const one = { impressions, clicks: Math.round(impressions * 0.04 * (0.8 + 0.4 * random())) };
      const other = { impressions: Math.round(1000 + 40_000 * random()), clicks: 0 };
      other.clicks = Math.round(other.impressions * 0.04 * (0.8 + 0.4 * random()));
      const exact = beliefs([one, other])[0]?.probabilityBest ?? 0;
      expect(Math.abs(probabilityBetter(one, other) - exact)).toBeLessThan(0.02);
    }
  });

  it('names a winner on the first day from the third on that it is 95 % sure, and mostly where there is none', () => {
    const random = randomNumbers(94);
    let named = 0;
    for (let test = 0; test < 40; test += 1) {
      const trial = simulatedTrial({ ...cell, variants: 2 + (test % 3) }, [], random);
      // By the integral, after every day.
      const exact = trial.days.some((_, day) => {
        if (day < 2) return false;
        const soFar = trial.days.slice(0, day + 1);
        const totals = Array.from({ length: trial.schedule.variants }, (__, variant) => {
          const own = soFar.filter((one) => one.variant === variant);
          const sum = (of: 'impressions' | 'clicks') => own.reduce((total, one) => total + one[of], 0);
          return { impressions: sum('impressions'), clicks: sum('clicks') };
        });
        // One that was not shown yet is no rival.
        if (totals.some(({ impressions }) => impressions === 0)) return false;
        return beliefs(totals).some(({ probabilityBest }) => probabilityBest >= 0.95);
      });
      expect(stopWhenSure(trial.days, trial.schedule.variants) !== undefined).toBe(exact);
      if (exact) named += 1;
    }
    expect(named).toBeGreaterThan(25);
  });
});
