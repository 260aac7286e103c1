import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPipelineRecords, type PipelineRecords } from '../../src/infra/database/records.ts';
import { recordedStages } from '../api/pipeline-app.ts';
import { sampleEvent, sampleRecord } from '../infra/database/samples.ts';
import {
  type ApiProcess,
  findSharedServers,
  type SharedServers,
  sharedNeeds,
  startApiProcess,
} from '../support/api-process.ts';
import { benchPlace } from '../support/bench-place.ts';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { waitFor } from '../support/wait-for.ts';

const start = findSharedServers();

describe.runIf(start || process.env.CI)(`two API processes, with one database and one Redis (${sharedNeeds})`, () => {
  const stages = createFakeStages();
  let servers: SharedServers;
  let bench: PipelineBench;
  let records: PipelineRecords;
  let one: ApiProcess;
  let other: ApiProcess;

  beforeAll(async () => {
    if (!start) throw new Error(`no PostgreSQL or no Redis: ${sharedNeeds}`);
    servers = await start();
    records = createPipelineRecords(servers.database);
    const place = benchPlace();
    const activities = recordedStages(
      () => stages,
      () => records,
    );
    bench = await openPipelineBench(activities, place);
    const environment = {
      DATABASE_URL: servers.databaseUrl,
      REDIS_URL: servers.redisUrl,
      TEMPORAL_ADDRESS: place.address,
      TEMPORAL_NAMESPACE: place.namespace,
    };
    [one, other] = await Promise.all([startApiProcess(environment), startApiProcess(environment)]);
  });
  afterAll(async () => {
    await Promise.all([one?.remove(), other?.remove()]);
    await bench?.close();
    await servers?.stop();
  });

  /** A run of `ada` that nothing works on, as far as it is recorded. */
  async function recordRun(pipelineId: string): Promise<void> {
    const record = sampleRecord({ pipelineId, owner: 'ada' });
    await records.write({ record, sequence: 1, event: sampleEvent(`${pipelineId}-1`, { subject: pipelineId }) });
  }

  const follow = ({ url }: ApiProcess, id: string, from: string, token: string): Promise<EventStream> =>
    openEventStream(`${url}/api/pipelines/${id}/events`, { authorization: `Bearer ${token}`, 'x-forwarded-for': from });

  it('are ready, and know each other’s tokens', async () => {
    const from = '198.51.100.1';
    for (const api of [one, other]) {
      expect(await api.send('GET /ready', from)).toMatchObject({ status: 200, body: { status: 'ready' } });
    }
    const { accessToken: token } = await one.logIn(from);
    expect((await other.send('GET /auth/me', from, { token })).body).toEqual({ owner: 'ada', role: 'operator' });
  });

  it('answer 100 requests of an address a minute between them, and refuse the 101st', async () => {
    const from = '198.51.100.2';
    for (let index = 0; index < 100; index++) {
      expect((await (index % 3 ? one : other).send('GET /auth/me', from)).status).toBe(401);
    }
    for (const api of [one, other]) {
      const { status, headers } = await api.send('GET /auth/me', from);
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await one.send('GET /auth/me', '198.51.100.3')).status, 'from another address').toBe(401);
  });

  it('end a session at both when a refresh token that one has taken comes to the other', async () => {
    const from = '198.51.100.4';
    const renew = (api: ApiProcess, refreshToken: unknown) =>
      api.send('POST /auth/refresh', from, { body: { refreshToken } });
    const first = (await one.logIn(from)).refreshToken;
    const second = await renew(other, first);
    const third = await renew(one, second.body.refreshToken);
    expect([second.status, third.status]).toEqual([200, 200]);
    expect((await renew(other, second.body.refreshToken)).status).toBe(401);
    for (const api of [one, other]) expect((await renew(api, third.body.refreshToken)).status).toBe(401);
  });

  it('give one answer to one Idempotency-Key, start one run, and show what it does to who follows at either', async () => {
    const from = '198.51.100.5';
    const { accessToken: token } = await one.logIn(from);
    const request = { body: { topic: 'Why is the sea salty?', review: true }, token, key: 'tuesday' };
    const started = await one.send('POST /api/pipelines', from, request);
    expect(started.status).toBe(202);
    const again = await other.send('POST /api/pipelines', from, request);
    expect([again.status, again.body]).toEqual([202, started.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const changed = { ...request, body: { topic: 'Why is it blue?' } };
    expect((await other.send('POST /api/pipelines', from, changed)).status).toBe(422);

    const id = started.body.pipelineId as string;
    const streams = await Promise.all([one, other].map((api) => follow(api, id, from, token)));
    await Promise.all(streams.map((stream) => stream.until('pipeline.script.generated')));
    await waitFor(
      () => other.send(`GET /orchestrator/status/${id}`, from, { token }),
      ({ body }) => body.state === 'review',
    );
    expect((await one.send(`POST /api/pipelines/${id}/cancel`, from, { token, body: {} })).status).toBe(202);
    for (const stream of streams) {
      await stream.until('pipeline.cancelled');
      await stream.ended;
    }
    expect(stages.count('fetchKeywords')).toBe(1);
  });

  it('show within two seconds what another process has recorded', async () => {
    const from = '198.51.100.6';
    const { accessToken: token } = await one.logIn(from);
    await recordRun('watched');
    const streams = await Promise.all([one, other].map((api) => follow(api, 'watched', from, token)));
    await Promise.all(streams.map((stream) => stream.until('pipeline.started')));
    const record = sampleRecord({ pipelineId: 'watched', owner: 'ada' });
    const event = sampleEvent('watched-2', { subject: 'watched', type: 'pipeline.keywords.fetched' });
    await records.write({ record, sequence: 2, event });
    const written = performance.now();
    await Promise.all(streams.map((stream) => stream.until('pipeline.keywords.fetched')));
    expect(performance.now() - written).toBeLessThan(2000);
    for (const stream of streams) stream.close();
  });

  it('end their streams and themselves when they are told to stop', async () => {
    const from = '198.51.100.7';
    const { accessToken: token } = await one.logIn(from);
    await recordRun('followed');
    const stream = await follow(one, 'followed', from, token);
    await stream.until('pipeline.started');
    const ends = await Promise.all([one.stop(), other.stop()]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    for (const { ms } of ends) expect(ms).toBeLessThan(10_000);
    await stream.ended;
  });
});
