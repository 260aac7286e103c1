import { valuesOf } from '../../src/engines/statistics/day-values.ts';
import {
  betsOf,
  type Decision,
  decide,
  evidenceByDay,
  lookAlpha,
  type Trial,
  testDays,
  winnerBy,
} from '../../src/engines/statistics/decide.ts';

// As those who judge a test do: before, it says nothing.
const firstLook = 4;

/**
 * How a test ends that is looked at after each of its days, with the days there are by then: on the day on which the evidence
 * that holds on any day names a winner, else by the test of the end. To look at the path of all days alone would nearly do, as it
 * keeps its largest so far; but what chance makes of a day is known better the more days there are.
 */
export function lookDaily(trial: Trial): (Decision & { isEarly: boolean }) | undefined {
  for (let count = firstLook; count < trial.days.length; count += 1) {
    const soFar: Trial = { ...trial, others: [], days: trial.days.slice(0, count) };
    const values = valuesOf(soFar.days, soFar.metric);
    const evidence = evidenceByDay(betsOf(soFar, values)).map((path) => path.at(-1) ?? 1);
    if (evidence.every((p) => p > lookAlpha(trial.alpha))) continue;
    const shifts = testDays(soFar, values).comparisons.map(({ shift }) => shift);
    const early = winnerBy(shifts, evidence, lookAlpha(trial.alpha));
    if (early) return { ...early, isEarly: true };
  }
  return decide(trial);
}
