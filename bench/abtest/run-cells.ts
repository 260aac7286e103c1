import { createThreadPool } from '../../src/engines/threads/pool.ts';
import type { Batch, Tally } from './cell-thread.ts';
import type { AbTestBenchOptions } from './options.ts';
import type { Cell } from './simulated-trial.ts';

/** A cell, and what became of its tests. */
export interface CellResult {
  cell: Cell;
  tally: Tally;
}

// Other schedules are drawn anew for each batch: what is peculiar to some of them evens out.
const batchTests = 100;

/** Simulates the tests of all cells on several threads. The figures follow from the seed, however many threads there are. */
export async function runCells(
  cells: readonly Cell[],
  { tests, seed, threads }: AbTestBenchOptions,
  say: (message: string) => void,
): Promise<CellResult[]> {
  const pool = createThreadPool<Batch, Tally>(new URL('./cell-thread.ts', import.meta.url), threads);
  const began = performance.now();
  try {
    return await Promise.all(
      cells.map(async (cell, index) => {
        const batches = batchesOf(cell, tests, seed * cells.length + index);
        const result = { cell, tally: sumOf(await Promise.all(batches.map((batch) => pool.run(batch)))) };
        say(`${describe(result)}; ${((performance.now() - began) / 1000).toFixed(0)} s …`);
        return result;
      }),
    );
  } finally {
    await pool.close();
  }
}

function batchesOf(cell: Cell, tests: number, seed: number): Batch[] {
  return Array.from({ length: Math.ceil(tests / batchTests) }, (_, number) => ({
    ...{ cell, seed, number },
    tests: Math.min(batchTests, tests - number * batchTests),
  }));
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
  return {
    ...{ tests: sum('tests'), winners: sum('winners'), early: sum('early'), found: sum('found') },
    ...{ foundByKnownSpread: sum('foundByKnownSpread'), usualWinners: sum('usualWinners') },
  };
}

/** `28 days, 2 variants, spread 0.1: …`, with everything that was counted. */
function describe({ cell: { days, variants, spread, effect }, tally }: CellResult): string {
  const share = (count: number) => `${((100 * count) / tally.tests).toFixed(2)} %`;
  const kind = `${days} days, ${variants} variants, spread ${spread}`;
  if (effect > 0) {
    return `${kind}: a better one found ${share(tally.found)} (before the end ${share(tally.early)}), by who knew the spread ${share(tally.foundByKnownSpread)}`;
  }
  return `${kind}: false winners ${share(tally.winners)} (before the end ${share(tally.early)}), of the usual rule ${share(tally.usualWinners)}`;
}
