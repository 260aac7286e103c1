import { usualVideo } from '../src/engines/simulation/simulated-video.ts';
import { daysFor } from '../src/engines/statistics/power.ts';
import { readAbTestOptions } from './abtest/options.ts';
import { falseWinnersRow, powerGapRow, usualRuleRow } from './abtest/rows.ts';
import { runCells } from './abtest/run-cells.ts';
import { alpha, type Cell } from './abtest/simulated-trial.ts';
import type { BenchRow } from './row.ts';

const fifth = 0.2;

/** Tests in which all variants are alike. */
const alike: Cell[] = [
  ...[14, 28].flatMap((days) => [0.1, 0.2, 0.3].map((spread) => ({ days, variants: 2, spread, effect: 0 }))),
  ...[3, 4].map((variants) => ({ days: 28, variants, spread: 0.2, effect: 0 })),
];

/** Tests of a variant that is better by a fifth, as long as they are said to take. */
const better: Cell[] = [0.1, 0.15, 0.2].map((spread) => {
  const { impressionsPerDay, rate } = usualVideo;
  const days = daysFor(fifth, { impressionsPerDay, rate, spread }, { variants: 2, alpha });
  if (days === undefined) throw new Error(`no test of a year finds a fifth with a spread of ${spread}`);
  return { days, variants: 2, spread, effect: fifth };
});

/**
 * Simulated tests, looked at after every day: how many name a winner where there is none, how many find one where there is, and
 * what the usual rule makes of the same days. See docs/benchmarks.md.
 */
export async function measureAbTest(say: (message: string) => void, args: string[]): Promise<BenchRow[]> {
  const options = readAbTestOptions(args);
  const wantsAlike = options.wants('false-winners') || options.wants('usual-rule-false-winners');
  const cells = [...(wantsAlike ? alike : []), ...(options.wants('power-gap') ? better : [])];
  say(`${cells.length} cells of ${options.tests} tests on ${options.threads} threads …`);
  const results = await runCells(cells, options, say);
  const [same, different] = [0, fifth].map((effect) => results.filter(({ cell }) => cell.effect === effect));
  return [
    ...(options.wants('false-winners') ? [falseWinnersRow(same ?? [])] : []),
    ...(options.wants('power-gap') ? [powerGapRow(different ?? [])] : []),
    ...(options.wants('usual-rule-false-winners') ? [usualRuleRow(same ?? [])] : []),
  ];
}
