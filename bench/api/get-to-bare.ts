import { join } from 'node:path';
import { startChild } from '../measures/child.ts';
import { type Contest, takeTurns } from '../measures/rounds.ts';
import type { BenchRow } from '../row.ts';
import { putLoad } from './load.ts';
import { headersOf, kindsOf, newDatabase, type Place, round, secret, startOurApi } from './place.ts';
import { endedRun, owner } from './sample-run.ts';

const limit = 0.8;
const connections = 10;
const duration = 2;

/** Looking at a pipeline, against a bare route that does as much as it must, on each kind of database: the worse counts. */
export async function measureGet(place: Place): Promise<BenchRow> {
  const contests = new Map<string, Contest>();
  for (const kind of kindsOf(place)) {
    place.say(`get-to-bare, ${kind} …`);
    contests.set(kind, await contest(place, kind));
  }
  const worst = [...contests.values()].reduce((a, b) => (b.ratio < a.ratio ? b : a));
  const said = [...contests].map(
    ([kind, { ratio, low, high }]) => `${kind} ${round(ratio)} (half of the rounds ${round(low)} to ${round(high)})`,
  );
  return {
    figure: 'get-to-bare',
    value: worst.ours,
    reference: worst.reference,
    ratio: worst.ratio,
    unit: '/s',
    limit: `ratio ≥ ${limit}`,
    holds: worst.ratio >= limit,
    detail: `${said.join('; ')}; ${connections} connections, ${place.rounds} rounds of ${duration} s`,
  };
}

async function contest(place: Place, kind: string): Promise<Contest> {
  const { url } = await newDatabase(kind, place);
  const pipelineId = 'why-do-octopuses-have-three-hearts-k3f9x2';
  const record = { record: endedRun(pipelineId), sequence: 1 };
  const ours = await startOurApi(place, { name: `get-${kind}`, url });
  await ours.ask('write', [record]);
  const folder = join(place.folder, `bare-${kind}`);
  const bare = await startChild('api/bare-route', { database: url ? { url } : { folder }, record, secret });
  try {
    const path = `/api/pipelines/${pipelineId}`;
    const urls = { ours: `${ours.url}${path}`, bare: `${await bare.ask<string>('url')}${path}` };
    const headers = await headersOf(owner, 'viewer');
    await assertSameBytes(urls, headers);
    const turn = async (name: keyof typeof urls) =>
      (await putLoad({ url: urls[name], headers, connections, duration })).perSecond;
    return await takeTurns(['ours', 'bare'], place.rounds, turn);
  } finally {
    await Promise.all([ours.close(), bare.close()]);
  }
}

async function assertSameBytes(urls: Record<'ours' | 'bare', string>, headers: Record<string, string>): Promise<void> {
  const read = async (url: string) => {
    const answer = await fetch(url, { headers });
    return `${answer.status} ${answer.headers.get('content-type')}\n${await answer.text()}`;
  };
  const [ours, bare] = [await read(urls.ours), await read(urls.bare)];
  if (!ours.startsWith('200 ') || ours !== bare) throw new Error(`the answers differ:\n${ours}\n${bare}`);
  const unknown = await fetch(urls.bare);
  if (unknown.ok) throw new Error('the bare route lets everybody in');
}
