import { type Contest, takeTurns } from '../measures/rounds.ts';
import type { BenchRow } from '../row.ts';
import { putLoad } from './load.ts';
import { manyRuns, rareWord } from './many-runs.ts';
import { headersOf, kindsOf, newDatabase, type OurApi, type Place, round, startOurApi } from './place.ts';

const limit = 2;
const [few, many] = [1000, 100_000];
const connections = 4;
const duration = 0.4;
const rounds = 3;

type Who = 'root' | 'owner-7';

/** What people ask of the list. */
const questions: readonly (readonly [who: Who, query: string])[] = [
  ['root', ''],
  ['owner-7', ''],
  ['root', 'owner=owner-7'],
  ['root', 'state=completed'],
  ['root', 'state=blocked'],
  ['root', 'step=done'],
  ['root', 'step=video'],
  ['owner-7', 'state=failed'],
  ['root', 'text=octopuses'],
  ['root', `text=${rareWord}`],
  ['root', 'text=submarine'],
  ['root', 'text=volcanoes+silent'],
  ['root', 'text=zq'],
  ['root', 'state=completed&text=silent'],
  ['owner-7', 'text=comets'],
  ['owner-7', `text=${rareWord}`],
];

interface Answer {
  kind: string;
  question: string;
  contest: Contest;
}

/** A page of the list among many runs against one among few, whatever is asked for: the worst counts. */
export async function measureGrowth(place: Place): Promise<BenchRow> {
  const answers: Answer[] = [];
  for (const kind of kindsOf(place)) answers.push(...(await measureKind(place, kind)));
  const worst = answers.reduce((a, b) => (b.contest.ratio > a.contest.ratio ? b : a));
  const { ours, reference, ratio } = worst.contest;
  return {
    figure: 'list-growth',
    value: ours,
    reference,
    ratio,
    unit: 'ms',
    limit: `ratio ≤ ${limit}`,
    holds: ratio <= limit,
    detail: `${worst.kind}, ${worst.question}; ${kindsOf(place)
      .map((kind) => ratiosOf(kind, answers))
      .join('; ')}`,
  };
}

function ratiosOf(kind: string, answers: readonly Answer[]): string {
  const own = answers.filter((answer) => answer.kind === kind);
  return `${kind}: ${own.map(({ question, contest }) => `${question} ${round(contest.ratio)}`).join(', ')}`;
}

async function measureKind(place: Place, kind: string): Promise<Answer[]> {
  const headers = { root: await headersOf('root', 'admin'), 'owner-7': await headersOf('owner-7', 'viewer') };
  const apis: OurApi[] = [];
  try {
    for (const runs of [many, few]) {
      place.say(`list-growth, ${kind}: ${runs} runs …`);
      const { url } = await newDatabase(kind, place);
      const api = await startOurApi(place, { name: `list-${kind}-${runs}`, url });
      apis.push(api);
      for (const statement of manyRuns(runs)) await api.ask('sql', statement);
    }
    const answers: Answer[] = [];
    for (const [who, query] of questions) {
      const question = `${who === 'root' ? '' : 'own '}${query || 'all'}`;
      const contest = await takeTurns(['0', '1'], rounds, async (at) => {
        const url = `${apis[Number(at)]?.url}/api/pipelines?${query}`;
        const { perSecond } = await putLoad({ url, headers: headers[who], connections, duration });
        return 1000 / perSecond;
      });
      place.say(`  ${question}: ${round(contest.ours)} by ${round(contest.reference)} ms, ${round(contest.ratio)}`);
      answers.push({ kind, question, contest });
    }
    return answers;
  } finally {
    await Promise.all(apis.map((api) => api.close()));
  }
}
