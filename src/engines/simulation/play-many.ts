import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { isUsable, type ObservedDay } from '../statistics/day-values.ts';
import { decide } from '../statistics/decide.ts';
import { scheduleBySeed } from '../statistics/judge-test.ts';
import { randomNumbers } from '../statistics/random.ts';
import { drawSchedule, scheduleOf } from '../statistics/schedule.ts';
import { daysOfTest, type SimulatedTest } from './play-test.ts';
import { stopWhenSure } from './usual-rule.ts';

/** How often which was named. */
export interface Tally {
  /** The variant that is the best in truth. */
  right: number;
  wrong: number;
  none: number;
}

export interface PlayedTests {
  tests: number;
  ours: Tally;
  /** Of ours, those that were decided before their end. */
  early: number;
  /** Stopping as soon as one is 95 % sure, on the same days. */
  usual: Tally;
}

// Enough for a p of a twentieth to be known to a seventh of it. All tests share them.
const drawnOthers = 999;

/** Plays a test so many times, with all figures there for good: the running sum after each. */
export function* playMany(test: SimulatedTest, tests: number): Generator<PlayedTests> {
  const { seed, days, effects, alpha } = test;
  const size = { days, variants: effects.length };
  const random = randomNumbers(seed, 2);
  const others = Array.from({ length: drawnOthers }, () => drawSchedule(size, random));
  const best = bestOf(effects);
  const played: PlayedTests = { tests: 0, ours: emptyTally(), early: 0, usual: emptyTally() };
  for (let count = 0; count < tests; count += 1) {
    const own = { ...test, seed: (seed + count) >>> 0 };
    const letters = scheduleBySeed(size, own.seed);
    const observed = observe(own, letters);
    const schedule = scheduleOf(
      size,
      Uint8Array.from(letters, (letter) => variantIds.indexOf(letter as VariantId)),
    );
    const usable = observed.filter((day) => isUsable(day, 'ctr'));
    const decided = decide({ schedule, others, metric: 'ctr', alpha, days: usable });
    played.tests += 1;
    played.early += decided?.isEarly ? 1 : 0;
    played.ours[verdictOf(decided && variantIds[decided.winner], best)] += 1;
    played.usual[verdictOf(stopWhenSure(usable, effects.length)?.winner, best)] += 1;
    yield played;
  }
}

/** The one variant that is better than all others; undefined when several are the best. */
export function bestOf(effects: readonly number[]): VariantId | undefined {
  const most = Math.max(...effects);
  const index = effects.indexOf(most);
  return effects.lastIndexOf(most) === index ? variantIds[index] : undefined;
}

/** Of a finding, what the truth makes of it. */
export function verdictOf(winner: VariantId | undefined, best: VariantId | undefined): keyof Tally {
  if (winner === undefined) return 'none';
  return winner === best ? 'right' : 'wrong';
}

/** The days of a test, as they will be known in the end. */
export function observe(test: SimulatedTest, letters: string): ObservedDay[] {
  return daysOfTest(test, letters).map(
    ({ impressions = 0, clickRate = 0, engagedViews: views = 0, watchedMinutes = 0 }, slot) => ({
      ...{
        slot,
        at: slot,
        variant: variantIds.indexOf(letters[slot] as VariantId),
        impressions,
        views,
        watchedMinutes,
      },
      clicks: Math.round(impressions * clickRate),
    }),
  );
}

const emptyTally = (): Tally => ({ right: 0, wrong: 0, none: 0 });
