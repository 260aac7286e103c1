import type { AbTestDesign, DayFigures } from '../../contracts/ab-test.ts';
import type { AbTestJudgement } from '../../contracts/ab-test-results.ts';
import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { beliefs } from './click-rates.ts';
import { isUsable, type ObservedDay, shareOfShift, valuesOf } from './day-values.ts';
import {
  betsOf,
  type Decision,
  evidenceByDay,
  lookAlpha,
  type TestOfDays,
  type Trial,
  testDays,
  winnerBy,
} from './decide.ts';
import { chiSquareP, sequentialP } from './impression-level.ts';
import { comparisonsOf, pointsOf, type ShownDay, totalsOf, variantResult } from './judgement-parts.ts';
import { randomNumbers } from './random.ts';
import { drawSchedule, type Schedule, type ScheduleDesign, scheduleOf } from './schedule.ts';
import { sentenceOf } from './sentence.ts';
import { normalQuantile } from './special-functions.ts';

/** What there is to judge. */
export interface Judged {
  /** As they were given: the first is what the others are compared with. */
  variants: readonly { id: VariantId; name?: string }[];
  design: AbTestDesign;
  /** A letter a day, as it was drawn. */
  schedule: string;
  seed: number;
  /** Days that were given to a variant from beginning to end, with what is known of them. */
  days: readonly { day: string; slot: number; variant: VariantId; figures: Omit<DayFigures, 'day'> }[];
  /** `open`: more days come. `over`: all of them are there. `stopped`: somebody ended it, perhaps for what it looked like. */
  state: 'open' | 'over' | 'stopped';
}

export interface Judgement {
  judgement: AbTestJudgement;
  /** By its own rule: the evidence of any day has named a winner, or the precision that was wanted is reached. */
  hasEnded: boolean;
}

/** The schedule of a test by its seed, as its plan keeps it. */
export function scheduleBySeed(design: ScheduleDesign, seed: number): string {
  return Array.from(drawSchedule(design, randomNumbers(seed)).letters, (letter) => variantIds[letter]).join('');
}

/** Says what the days have shown. The same days, schedule and seed give the same judgement everywhere. */
export function judgeTest(judged: Judged): Judgement {
  const { variants, design, schedule: drawn, seed, state } = judged;
  const { metric, alpha } = design;
  const size = { days: drawn.length, variants: variants.length };
  const letters = Uint8Array.from(drawn, (letter) => variantIds.indexOf(letter as VariantId));
  const shown = observe(judged);
  const days = shown.map(({ observed }) => observed);
  const values = valuesOf(days, metric);
  const trial: Trial = {
    schedule: scheduleOf(size, letters),
    others: [],
    metric,
    alpha,
    days,
    isOpen: state === 'open',
  };
  const counts = { metric, alpha, lookAlpha: lookAlpha(alpha), plannedDays: drawn.length, countedDays: days.length };
  const results = (test?: TestOfDays) =>
    variants.map(({ id, name = id.toUpperCase() }, variant) =>
      variantResult({ trial, values, test }, variant, { id, name }),
    );

  if (days.length < leastDays || !variants.every((_, variant) => days.some((day) => day.variant === variant))) {
    const verdict = state === 'open' ? 'open' : 'none';
    const early: Omit<AbTestJudgement, 'sentence' | 'points'> = {
      ...{ ...counts, verdict, precision: null, comparisons: [], variants: results() },
    };
    const points = pointsOf(shown, values, metric, []);
    return { judgement: { ...early, points, sentence: sentenceOf(early, state) }, hasEnded: false };
  }

  trial.others = drawOthers(size, { seed, isOpen: state === 'open' });
  const test = testDays(trial, values);
  const evidence = evidenceByDay(betsOf(trial, values));
  const decision = decide({ test, evidence, alpha, state });
  const precision = precisionOf(trial, test);
  const best = metric === 'ctr' ? beliefs(variants.map((_, variant) => totalsOf(days, variant))) : [];
  const found = {
    ...{ ...counts, ...decision, precision: Number.isFinite(precision) ? precision : null },
    variants: results(test).map((result, variant) => ({ ...result, ...best[variant] })),
    comparisons: comparisonsOf({ trial, values, test }, evidence, state),
  };
  const judgement = {
    ...found,
    ...(metric === 'ctr' && {
      impressionLevel: impressionLevelOf(
        days,
        best.map((belief) => belief.probabilityBest),
      ),
    }),
    sentence: sentenceOf(found, state),
    points: pointsOf(shown, values, metric, evidence),
  };
  // Whole weeks: each variant has then had every weekday about equally often.
  const isPrecise = design.precision !== undefined && precision <= design.precision && days.length % 7 === 0;
  return { judgement, hasEnded: decision.decidedBy === 'always-valid' || (isPrecise && days.length >= leastPrecise) };
}

// Fewer show nothing of how days differ.
const leastDays = 4;
const leastPrecise = 14;

/** The days that say anything of the metric, in order of their places. */
function observe({ days, design, variants }: Judged): ShownDay[] {
  const first = Math.min(...days.map(({ day }) => Date.parse(day)));
  return days
    .map(({ day, slot, variant, figures }): ShownDay => {
      const { impressions = 0, clickRate = 0, engagedViews, views = 0, watchedMinutes = 0 } = figures;
      const observed: ObservedDay = {
        ...{ slot, variant: variants.findIndex(({ id }) => id === variant), impressions, watchedMinutes },
        at: (Date.parse(day) - first) / 86_400_000,
        clicks: Math.round(impressions * clickRate),
        views: engagedViews ?? views,
      };
      return { day, variant, observed };
    })
    .filter(({ observed }) => isUsable(observed, design.metric))
    .sort((one, other) => one.observed.slot - other.observed.slot);
}

// Enough for a p of a hundredth to be known to a tenth of it. Those of a year take long to draw.
const drawnForShort = 9999;
const drawnForLong = 1999;
const longTestDays = 120;
// Until the end they only tell how exactly a difference is known.
const drawnWhileOpen = 499;
const streamOfOthers = 1;

/** What the schedule might have been. The stream is another than that of the schedule itself. */
function drawOthers(size: ScheduleDesign, { seed, isOpen }: { seed: number; isOpen: boolean }): Schedule[] {
  const random = randomNumbers(seed, streamOfOthers);
  const count = isOpen ? drawnWhileOpen : size.days > longTestDays ? drawnForLong : drawnForShort;
  return Array.from({ length: count }, () => drawSchedule(size, random));
}

interface Evidence {
  test: TestOfDays;
  evidence: readonly Float64Array[];
  alpha: number;
  state: Judged['state'];
}

type Decided = Pick<AbTestJudgement, 'verdict' | 'winner' | 'decidedBy' | 'p'>;

/** Before the end, or where a person ended it, only what holds on any day decides. */
function decide({ test, evidence, alpha, state }: Evidence): Decided {
  const shifts = test.comparisons.map(({ shift }) => shift);
  const ofAnyDay = evidence.map((path) => path.at(-1) ?? 1);
  const early = winnerBy(shifts, ofAnyDay, lookAlpha(alpha));
  if (early) return decided(early, 'always-valid');
  if (state === 'open') return { verdict: 'open' };
  if (state === 'stopped') return { verdict: 'none', decidedBy: 'always-valid', p: Math.min(...ofAnyDay) };
  const ps = test.comparisons.map(({ p }) => p);
  const late = winnerBy(shifts, ps, alpha);
  return late ? decided(late, 'randomisation') : { verdict: 'none', decidedBy: 'randomisation', p: Math.min(...ps) };
}

const decided = ({ winner, p }: Decision, decidedBy: AbTestJudgement['decidedBy']): Decided => ({
  ...{ verdict: 'winner', winner: variantIds[winner], decidedBy, p },
});

/** To within which share of the rate the worst known difference is known. */
function precisionOf({ metric, days }: Trial, { deviation }: TestOfDays): number {
  const { impressions, clicks } = totalsOf(days);
  return shareOfShift(normalQuantile(0.975) * deviation, metric, clicks / impressions);
}

function impressionLevelOf(days: readonly ObservedDay[], probabilities: readonly number[]) {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const [first, other] = [totalsOf(days, 0), totalsOf(days, best === 0 ? 1 : best)];
  return {
    chiSquareP: chiSquareP(first, other),
    sequentialP: sequentialP(first, other),
    probabilityBest: probabilities[best] as number,
  };
}
