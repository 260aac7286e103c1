import { setTimeout as wait } from 'node:timers/promises';
import { type Child, startChild } from '../measures/child.ts';
import type { BenchRow } from '../row.ts';
import { type EventClients, openEventClients } from './event-clients.ts';
import { headersOf, type Place, round, startOurApi } from './place.ts';
import { nextOfRun, owner, runUnderWay } from './sample-run.ts';
import { startOne } from './start-to-bare.ts';

const limit = 200;
const clients = 1000;
const pipelines = 250;
const holdMs = 15_000;

/**
 * A thousand clients, four to a run that is under way on the server: they are sent what happened, what happens meanwhile, and
 * are asked for. Against a thousand answers of a bare server that were sent the same bytes.
 */
export async function measureStreams(place: Place, temporal: string): Promise<BenchRow> {
  place.say(`sse-mb, ${clients} clients …`);
  const ours = await startOurApi(place, { name: 'streams', temporal });
  let bare: Child | undefined;
  try {
    const headers = { ...(await headersOf(owner, 'operator')), 'content-type': 'application/json' };
    const ids: string[] = [];
    while (ids.length < pipelines) ids.push(await startOne(ours.url, headers));
    const before = ids.flatMap(runUnderWay);
    const events = before.length / ids.length;
    await ours.ask('write', before);
    const urls = Array.from({ length: clients }, (_, at) => `${ours.url}/api/pipelines/${ids[at % pipelines]}/events`);
    const held = await holdStreams(ours, urls, headers, async (streams) => {
      await streams.have(events);
      await wait(holdMs);
      await ours.ask('write', ids.map(nextOfRun));
      await streams.have(events + 1);
    });

    bare = await startChild('api/bare-streams', { bytes: held.received });
    const url = await bare.ask<string>('url');
    const reference = await holdStreams(
      bare,
      Array.from(urls, () => url),
      headers,
      (streams) => streams.have(events + 1),
    );
    return {
      figure: 'sse-mb',
      value: held.more,
      reference: reference.more,
      ratio: held.more / reference.more,
      unit: 'MB',
      limit: `value < ${limit} MB`,
      holds: held.more < limit,
      detail:
        `${round(held.before, 0)} MB before, ${round(held.before + held.more, 0)} MB at most; ${clients} clients of ${pipelines} runs ` +
        `held for ${holdMs / 1000} s, each with all ${events + 1} events; reference: as many answers of a bare server`,
    };
  } finally {
    await Promise.all([ours.close(), bare?.close()]);
  }
}

/** How much more memory the server takes at most while the clients are held. */
async function holdStreams(
  server: Child,
  urls: readonly string[],
  headers: Record<string, string>,
  hold: (streams: EventClients) => Promise<void>,
): Promise<{ before: number; more: number; received: string }> {
  // The code of a stream, and what it needs once, is not the clients' doing.
  const first = await openEventClients(urls.slice(0, 20), headers);
  await first.have(1);
  first.close();
  await server.ask('collect');
  await wait(1000);
  const before = await server.ask<number>('memory');
  let most = before;
  const sampler = setInterval(() => {
    void server.ask<number>('memory').then((memory) => {
      most = Math.max(most, memory);
    });
  }, 200);
  try {
    const streams = await openEventClients(urls, headers);
    try {
      await hold(streams);
      most = Math.max(most, await server.ask<number>('memory'));
      return { before, more: most - before, received: streams.received() };
    } finally {
      streams.close();
    }
  } finally {
    clearInterval(sampler);
  }
}
