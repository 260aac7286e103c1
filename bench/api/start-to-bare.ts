import { randomUUID } from 'node:crypto';
import type { Request } from 'autocannon';
import { type Child, startChild } from '../measures/child.ts';
import { quantile, takeTurns } from '../measures/rounds.ts';
import type { BenchRow } from '../row.ts';
import { type Load, putLoad } from './load.ts';
import { headersOf, type OurApi, type Place, round, startOurApi } from './place.ts';
import { owner } from './sample-run.ts';

const limit = 0.8;
const connections = 10;
const duration = 2;

const body = JSON.stringify({ topic: 'Why do octopuses have three hearts?', format: 'short', durationSeconds: 60 });

/** Starting pipelines, against Temporal's own client on the same server. No worker runs: they only start. */
export async function measureStarts(place: Place, temporal: string): Promise<BenchRow> {
  place.say('start-to-bare …');
  const ours = await startOurApi(place, { name: 'starts', temporal });
  const bare = await startChild('api/bare-starts', { temporal });
  try {
    const headers = { ...(await headersOf(owner, 'operator')), 'content-type': 'application/json' };
    await bare.ask('copy', await startOne(ours.url, headers));
    const loads: Record<'ours' | 'bare', Load[]> = { ours: [], bare: [] };
    const turns = { ours: () => startOurs(ours, headers), bare: () => startBare(bare) };
    const contest = await takeTurns(['ours', 'bare'], place.rounds, async (name) => {
      const load = await turns[name]();
      loads[name].push(load);
      return load.perSecond;
    });
    // The first turn of each is to warm up.
    const p99 = (name: keyof typeof loads) =>
      quantile(
        loads[name].slice(1).map((load) => load.p99),
        0.5,
      ).toFixed(0);
    return {
      figure: 'start-to-bare',
      value: contest.ours,
      reference: contest.reference,
      ratio: contest.ratio,
      unit: '/s',
      limit: `ratio ≥ ${limit}`,
      holds: contest.ratio >= limit,
      detail:
        `p99 ${p99('ours')} ms by ${p99('bare')} ms; half of the rounds ${round(contest.low)} to ${round(contest.high)}; ` +
        `${connections} at once, ${place.rounds} rounds of ${duration} s; each with an Idempotency-Key of its own`,
    };
  } finally {
    await Promise.all([ours.close(), bare.close()]);
  }
}

/** @returns the id of the run */
export async function startOne(url: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${url}/api/pipelines`, { method: 'POST', headers, body });
  const started = (await answer.json()) as { pipelineId: string };
  if (answer.status !== 202) throw new Error(`a pipeline was not started: ${JSON.stringify(started)}`);
  return started.pipelineId;
}

function startOurs({ url }: OurApi, headers: Record<string, string>): Promise<Load> {
  const request = {
    method: 'POST' as const,
    path: '/api/pipelines',
    body,
    setupRequest: (given: Request) => ({
      ...given,
      headers: { ...headers, 'idempotency-key': randomUUID() },
    }),
  };
  return putLoad({ url, connections, duration, requests: [request] });
}

async function startBare(bare: Child): Promise<Load> {
  const { times, seconds } = await bare.ask<{ times: number[]; seconds: number }>('start', {
    connections,
    seconds: duration,
  });
  return { perSecond: times.length / seconds, p99: quantile(times, 0.99) };
}
