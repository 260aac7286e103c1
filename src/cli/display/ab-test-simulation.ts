import type { AbTestJudgement } from '../../contracts/ab-test-results.ts';
import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import type { PlayedTests, Tally } from '../../engines/simulation/play-many.ts';
import { bestOf, verdictOf } from '../../engines/simulation/play-many.ts';
import type { Morning, SimulatedTest } from '../../engines/simulation/play-test.ts';
import { powerOf } from '../../engines/simulation/play-test.ts';
import type { stopWhenSure } from '../../engines/simulation/usual-rule.ts';
import { describeResults, letterOf, percent } from './ab-test.ts';
import { formatTable } from './text.ts';
import { wrapWords } from './wrap-words.ts';

/** What is simulated, and the truth about it. */
export function describeSimulation(test: SimulatedTest, columns: number): string {
  const { video, days, effects, alpha, seed } = test;
  const { impressionsPerDay, rate, spread } = video;
  const { detectableEffect, daysForAFifth } = powerOf(test);
  const wait = daysForAFifth === undefined ? 'more than a year' : `${daysForAFifth} days`;
  return [
    `A simulated video: ${impressionsPerDay} impressions a day, ${percent(rate)} of them clicked, days that differ by ` +
      `${percent(spread)} for no reason. Each of ${effects.length} thumbnails has it for a day at a time, ${days} days in all.`,
    `The truth, which the test is not told: ${truthOf(effects)}.`,
    `What to expect: four of five such tests find a difference of ${
      Number.isFinite(detectableEffect) ? percent(detectableEffect) : 'no size'
    }; one of ${percent(0.2)} takes ${wait}. Of thumbnails that are all alike at most ${percent(alpha)} of tests name one all the same. ` +
      `Seed ${seed}.`,
  ]
    .map((text) => wrapWords(text, columns))
    .join('\n');
}

export const morningsHead = 'Day  Shown  What is known that morning';

/** A line of a morning, behind which longer sentences go on. */
export function describeMorning(seen: Morning, columns: number): string {
  const { morning, shows, judgement } = seen;
  const note = noteOf(seen);
  const cells = `${String(morning).padStart(3)}  ${(shows ? letterOf(shows) : '-').padEnd(5)}  `;
  return wrapWords(`${cells}${judgement.sentence}${note && ` (${note})`}`, columns, ' '.repeat(cells.length));
}

function noteOf({ corrected, hasEnded, judgement: { countedDays, plannedDays } }: Morning): string {
  if (corrected > 0) return corrected === 1 ? 'a day was corrected' : `${corrected} days were corrected`;
  return countedDays === plannedDays && !hasEnded ? 'corrections may still come' : '';
}

interface Finding {
  test: SimulatedTest;
  judgement: AbTestJudgement;
  usual: ReturnType<typeof stopWhenSure>;
}

/** What was found, beside the truth. */
export function describeFinding({ test, judgement, usual }: Finding, columns: number): string {
  const best = bestOf(test.effects);
  const { winner, decidedBy } = judgement;
  const early = decidedBy === 'always-valid' ? ' It was shown before the end, by evidence that holds on any day.' : '';
  const rows = [
    ['Found   ', `${judgement.sentence}.${early}`],
    ['Truth   ', `${truthOf(test.effects)}. ${verdicts[outcomeOf(winner, best)]}`],
    ['Usually ', usuallySaid(usual, best)],
  ];
  return [
    ...describeResults(judgement, columns),
    '',
    ...rows.map(([name = '', said = '']) => wrapWords(`${name} ${said}`, columns, ' '.repeat(name.length + 1))),
  ].join('\n');
}

type Outcome = keyof Tally | 'rightlyNone';

/** Naming nobody is right where all are alike. */
function outcomeOf(winner: VariantId | undefined, best: VariantId | undefined): Outcome {
  return winner === undefined && best === undefined ? 'rightlyNone' : verdictOf(winner, best);
}

const verdicts: Readonly<Record<Outcome, string>> = {
  right: 'The test is right.',
  wrong: 'The test is wrong, by chance.',
  none: 'The test has missed it.',
  rightlyNone: 'The test is right to name none.',
};

function usuallySaid(usual: Finding['usual'], best: VariantId | undefined): string {
  const rule = 'Who looks every day and stops as soon as one is 95 % sure, each impression taken for a coin toss,';
  if (!usual) return `${rule} would have named none.`;
  const verdict = usual.winner === best ? 'rightly' : 'wrongly';
  return `${rule} would have named ${letterOf(usual.winner)} on day ${usual.day}: ${verdict}.`;
}

/** How often which was named, over many tests. */
export function describePlayed(
  { tests, ours, early, usual }: PlayedTests,
  effects: readonly number[],
  columns: number,
): string {
  const best = bestOf(effects);
  const share = (count: number) => percent(count / tests);
  const row = (name: string, { right, wrong, none }: Tally) => [
    ...[name, ...(best ? [share(right)] : []), share(wrong), share(none)],
  ];
  const table = formatTable([
    [
      '',
      ...(best ? [`${letterOf(best)}, rightly`] : []),
      best ? 'Another' : 'Any, wrongly',
      best ? 'None' : 'None, rightly',
    ],
    row('This test', ours),
    row('Stop at 95 %', usual),
  ]);
  const said =
    `Of ${tests} tests. ${early} of this test’s were decided before the end. “Stop at 95 %” looks every day, and takes each ` +
    'impression for a coin toss.';
  return [table, '', wrapWords(said, columns)].join('\n');
}

function truthOf(effects: readonly number[]): string {
  const others = effects.slice(1);
  if (others.every((effect) => effect === 0)) return 'all are alike';
  return others
    .map((effect, index) => {
      const letter = letterOf(variantIds[index + 1] as VariantId);
      if (effect === 0) return `${letter} is like A`;
      return `${letter} is ${percent(Math.abs(effect))} ${effect > 0 ? 'better' : 'worse'} than A`;
    })
    .join(', ');
}
