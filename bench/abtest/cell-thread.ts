import { stopWhenSure } from '../../src/engines/simulation/usual-rule.ts';
import { randomNumbers } from '../../src/engines/statistics/random.ts';
import { normalQuantile } from '../../src/engines/statistics/special-functions.ts';
import { serveThread } from '../../src/engines/threads/serve.ts';
import { knownSpreadZ } from './known-spread-test.ts';
import { lookDaily } from './look-daily.ts';
import { alpha, type Cell, drawOthers, simulatedTrial } from './simulated-trial.ts';

/** Some of the tests of a cell: they share the other schedules they might have had. */
export interface Batch {
  cell: Cell;
  tests: number;
  seed: number;
  /** Of the batches with this seed, which. */
  number: number;
}

/** How many of the tests … */
export interface Tally {
  tests: number;
  /** … named any winner, and how many did before their last day. */
  winners: number;
  early: number;
  /** … named the variant that is better. */
  found: number;
  /** … found it by the test that knows the spread. */
  foundByKnownSpread: number;
  /** … named any winner by the usual rule. */
  usualWinners: number;
}

const otherSchedules = 999;

serveThread<Batch, Tally>(({ cell, tests, seed, number }) => {
  const random = randomNumbers(seed, number);
  const others = drawOthers(cell, otherSchedules, random);
  const bound = normalQuantile(1 - alpha / 2);
  const tally: Tally = { tests, winners: 0, early: 0, found: 0, foundByKnownSpread: 0, usualWinners: 0 };
  for (let test = 0; test < tests; test += 1) {
    const trial = simulatedTrial(cell, others, random);
    const end = lookDaily(trial);
    if (end) tally.winners += 1;
    if (end?.isEarly) tally.early += 1;
    if (cell.effect === 0) {
      if (stopWhenSure(trial.days, cell.variants)) tally.usualWinners += 1;
      continue;
    }
    if (end?.winner === 1) tally.found += 1;
    if (knownSpreadZ(trial, cell.spread) >= bound) tally.foundByKnownSpread += 1;
  }
  return tally;
});
