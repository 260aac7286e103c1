import type { BenchRow } from '../row.ts';
import type { CellResult } from './run-cells.ts';
import { alpha } from './simulated-trial.ts';

const falseWinnersOver = 1;
const gapLimit = 5;

const percent = (count: number, of: number): number => (100 * count) / of;

/** Of tests without an effect, the share that names a winner all the same: the worst cell. */
export function falseWinnersRow(results: readonly CellResult[]): BenchRow {
  const share = ({ tally }: CellResult) => percent(tally.winners, tally.tests);
  const value = share(worstBy(results, share));
  return {
    ...{ figure: 'false-winners', value, reference: 100 * alpha, ratio: value / (100 * alpha), unit: '%' },
    limit: `value ≤ alpha + ${falseWinnersOver} %`,
    holds: value <= 100 * alpha + falseWinnersOver,
    detail: detailOf(results, (result) => share(result).toFixed(1)),
  };
}

/** Of tests with an effect, how many points fewer find it than of the best test of a fixed day that knew the spread. */
export function powerGapRow(results: readonly CellResult[]): BenchRow {
  const ours = ({ tally }: CellResult) => percent(tally.found, tally.tests);
  const known = ({ tally }: CellResult) => percent(tally.foundByKnownSpread, tally.tests);
  const gap = (result: CellResult) => known(result) - ours(result);
  const value = gap(worstBy(results, gap));
  const powers = (result: CellResult) => `${ours(result).toFixed(1)} to ${known(result).toFixed(1)}`;
  return {
    ...{ figure: 'power-gap', value, reference: gapLimit, ratio: value / gapLimit, unit: 'points' },
    limit: `value ≤ ${gapLimit} points`,
    holds: value <= gapLimit,
    detail: `power in %, ours to that which knew the spread; ${detailOf(results, powers)}`,
  };
}

/** The same tests without an effect under the usual rule, beside ours. It is shown: it has no bound. */
export function usualRuleRow(results: readonly CellResult[]): BenchRow {
  const share = ({ tally }: CellResult) => percent(tally.usualWinners, tally.tests);
  const worst = worstBy(results, share);
  const [value, reference] = [share(worst), percent(worst.tally.winners, worst.tally.tests)];
  return {
    ...{ figure: 'usual-rule-false-winners', value, reference, ratio: value / reference, unit: '%' },
    limit: 'shown',
    holds: true,
    detail: `beside ours of the same tests; ${detailOf(results, (result) => share(result).toFixed(1))}`,
  };
}

function worstBy(results: readonly CellResult[], of: (result: CellResult) => number): CellResult {
  return results.reduce((worst, result) => (of(result) > of(worst) ? result : worst));
}

/** `5000 tests each; days × variants × spread: 14 × 2 × 0.1 4.8, …` */
function detailOf(results: readonly CellResult[], show: (result: CellResult) => string): string {
  const cells = results.map((result) => {
    const { days, variants, spread } = result.cell;
    return `${days} × ${variants} × ${spread}: ${show(result)}`;
  });
  return `${results[0]?.tally.tests} tests each; days × variants × spread: ${cells.join(', ')}`;
}
