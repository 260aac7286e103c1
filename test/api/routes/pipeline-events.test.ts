import { connect, type Socket } from 'node:net';
import { Context } from '@temporalio/activity';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordActivities } from '../../../src/activities/records/record-pipeline.ts';
import { registerPipelineEventRoutes } from '../../../src/api/routes/pipeline-events.ts';
import type { EventType } from '../../../src/contracts/events.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { ActivityProgress } from '../../../src/contracts/stages.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { createInProcessBus } from '../../../src/infra/events/in-process-bus.ts';
import { createOutboxRelay } from '../../../src/infra/events/outbox-relay.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { sampleEvent, sampleRecord } from '../../infra/database/samples.ts';
import { as, openTestApi, type TestApi, type TestApiOptions } from '../../support/api.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { type EventStream, openEventStream } from '../../support/event-stream.ts';
import { createFakeStages } from '../../support/fake-stages.ts';
import { briefOf, openPipelineBench } from '../../support/pipeline-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: Database;
let api: TestApi | undefined;
let streams: EventStream[] = [];
const bus = createInProcessBus({ logger: createLogger({ level: 'silent' }) });

/** What Temporal says, for all pipelines alike. */
const temporal = { open: true, away: false, owner: 'local', parts: [] as (ActivityProgress | undefined)[], asked: 0 };
let databaseAway = false;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  Object.assign(temporal, { open: true, away: false, owner: 'local', parts: [], asked: 0 });
  databaseAway = false;
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await api?.close();
  api = undefined;
  vi.useRealTimers();
});

const unavailable = () => Promise.reject(new Failure('Unavailable', 'away'));

async function serve(withBus = true, options: Partial<TestApiOptions> = {}): Promise<string> {
  api = await openTestApi({
    ...options,
    context: { database: async () => (databaseAway ? unavailable() : database) },
    addRoutes: (app, context) => {
      const pipelines = {
        find: async (id: string) => {
          if (temporal.away) return unavailable();
          if (id.startsWith('unknown')) return undefined;
          return { owner: temporal.owner, open: temporal.open, state: 'running' as const };
        },
        progress: async () => {
          temporal.asked++;
          return temporal.away ? unavailable() : (temporal.parts as ActivityProgress[]);
        },
      };
      registerPipelineEventRoutes(app, { ...context, pipelines, ...(withBus && { bus }) });
    },
  });
  return api.listen();
}

async function watch(url: string, id: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const stream = await openEventStream(`${url}/api/pipelines/${id}/events`, headers);
  streams.push(stream);
  return stream;
}

/** A client that reads the head of its stream and nothing more. */
async function openDeaf(url: string, id: string): Promise<Socket> {
  const deaf = connect(Number(new URL(url).port), '127.0.0.1');
  deaf.on('error', () => undefined);
  deaf.write(`GET /api/pipelines/${id}/events HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => deaf.once('data', resolve));
  deaf.pause();
  return deaf;
}

const connections = () =>
  new Promise<number>((resolve, reject) => {
    api?.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

let names = 0;
let sequence = 0;
const newId = () => `octopus-${(names++).toString(36).padStart(6, '0')}`;

/** Records an event, and says so on the bus as the relay would. */
async function happen(id: string, type: EventType, data: Record<string, unknown> = {}): Promise<void> {
  sequence++;
  const event = sampleEvent(`e${sequence}`, { type, subject: id, data });
  await createPipelineRecords(database).write({ record: sampleRecord({ pipelineId: id }), sequence, event });
  await bus.publish(event);
}

const types = (stream: EventStream) => stream.frames.flatMap(({ event }) => event ?? []);

/** The clock of the streams stands still but for `pass`; sockets and the database go on. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the stream of a pipeline', () => {
  it('begins with what happened, goes on with what happens, each event once and in order', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started', { topic: 'line one\nline two\u2028' });
    await happen(newId(), 'pipeline.started');
    await happen(id, 'pipeline.keywords.fetched');
    const stream = await watch(url, id);
    await stream.until('pipeline.keywords.fetched');
    // No second passes here: the bus woke it.
    await happen(id, 'pipeline.script.generated');
    await stream.until('pipeline.script.generated');

    expect(stream.status).toBe(200);
    const [opening, first, second, third] = stream.frames;
    expect(opening).toEqual({ retry: '2000' });
    expect(first).toMatchObject({ event: 'pipeline.started', data: { subject: id, specversion: '1.0' } });
    expect(first?.data).toMatchObject({ data: { topic: 'line one\nline two\u2028' } });
    expect(types(stream)).toEqual(['pipeline.started', 'pipeline.keywords.fetched', 'pipeline.script.generated']);
    const positions = [first, second, third].map((frame) => Number(frame?.id));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('sees within a second what another process recorded', async () => {
    stopClock();
    const url = await serve(false);
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await stream.until('pipeline.started');
    await happen(id, 'pipeline.blocked');
    await pass(1000);
    await stream.until('pipeline.blocked');
  });

  it('carries the headers every answer has, and those that keep it from being stored or gathered', async () => {
    const url = await serve(true, { options: { allowedOrigins: ['https://studio.example'] } });
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id, { 'x-request-id': 'mine-1', origin: 'https://studio.example' });
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': 'mine-1',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'access-control-allow-origin': 'https://studio.example',
      'x-ratelimit-limit': '1000000',
    });
    stream.close();
    const [line] = await waitFor(
      () => api?.logs.filter(({ msg }) => msg === 'the client left its stream') ?? [],
      ({ length }) => length === 1,
    );
    expect(line).toMatchObject({ pipelineId: id, owner: 'local', requestId: 'mine-1' });
  });

  it.each(['header', 'query'] as const)('goes on after the last event named in the %s', async (place) => {
    const url = await serve();
    const id = newId();
    for (const type of ['pipeline.started', 'pipeline.keywords.fetched', 'pipeline.script.generated'] as const) {
      await happen(id, type);
    }
    const first = await watch(url, id);
    const { id: last = '' } = await first.until('pipeline.keywords.fetched');
    first.close();
    const query = place === 'query' ? `?lastEventId=${last}` : '?lastEventId=0';
    const again = await openEventStream(
      `${url}/api/pipelines/${id}/events${query}`,
      place === 'header' ? { 'last-event-id': last } : {},
    );
    streams.push(again);
    await again.until('pipeline.script.generated');
    await happen(id, 'pipeline.audio.rendered');
    await again.until('pipeline.audio.rendered');
    expect(types(again)).toEqual(['pipeline.script.generated', 'pipeline.audio.rendered']);
  });

  it('is one with those of others who come later, each from their own place', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const first = await watch(url, id);
    const { id: position = '' } = await first.until('pipeline.started');
    await happen(id, 'pipeline.keywords.fetched');
    await first.until('pipeline.keywords.fetched');
    const [behind, between] = await Promise.all([watch(url, id), watch(url, id, { 'last-event-id': position })]);
    await happen(id, 'pipeline.script.generated');
    const all = ['pipeline.started', 'pipeline.keywords.fetched', 'pipeline.script.generated'];
    for (const stream of [first, behind, between]) await stream.until('pipeline.script.generated');
    expect([first, behind, between].map(types)).toEqual([all, all, all.slice(1)]);
  });

  it('sends a line that shows nothing every 15 seconds', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await stream.until('pipeline.started');
    await pass(15_000);
    expect(await stream.next()).toEqual({ comment: true });
  });
});

describe('progress', () => {
  const rendering = (done: number): ActivityProgress => ({ step: 'video', unit: 'frames', done, total: 90 });

  it('comes when it has changed, once a second at most, summed up over what runs side by side', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await stream.until('pipeline.started');

    temporal.parts = [rendering(10), undefined, rendering(20)];
    await pass(1000);
    const progress = await stream.until('progress');
    expect(progress).toEqual({ event: 'progress', data: { step: 'video', unit: 'frames', done: 30, total: 180 } });
    await pass(3000);
    temporal.parts = [rendering(15), rendering(20), { step: 'thumbnail', unit: 'pictures', done: 1, total: 3 }];
    await pass(1000);
    expect((await stream.until('progress')).data).toMatchObject({ done: 35 });
    expect((await stream.until('progress')).data).toMatchObject({ step: 'thumbnail', done: 1 });
    expect(stream.frames).toHaveLength(5);
    expect(temporal.asked).toBe(5);

    const late = await watch(url, id);
    expect((await late.until('progress')).data).toMatchObject({ step: 'video', done: 35 });
  });

  it('is asked once for all who watch, and not while nobody does', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const watching = await Promise.all(Array.from({ length: 20 }, () => watch(url, id)));
    for (const stream of watching) await stream.until('pipeline.started');
    temporal.parts = [rendering(1)];
    await pass(1000);
    for (const stream of watching) await stream.until('progress');
    expect(temporal.asked).toBe(1);
    for (const stream of watching) stream.close();
    await waitFor(
      () => vi.getTimerCount(),
      (timers) => timers === 0,
    );
    await pass(10_000);
    expect(temporal.asked).toBe(1);
  });
});

describe('the end of a stream', () => {
  it('comes when the run is closed and everything is sent, and whoever comes back is told to stay away', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await happen(id, 'pipeline.completed');
    const { id: last = '' } = await stream.until('pipeline.completed');
    // The event is recorded before Temporal has closed the run.
    await pass(1000);
    expect(await Promise.race([stream.ended.then(() => 'ended'), pass(2000).then(() => 'open')])).toBe('open');
    temporal.open = false;
    await pass(1000);
    await stream.ended;
    expect(types(stream)).toEqual(['pipeline.started', 'pipeline.completed']);

    expect((await watch(url, id, { 'last-event-id': last })).status).toBe(204);
    const anew = await watch(url, id);
    await anew.ended;
    expect(types(anew)).toEqual(['pipeline.started', 'pipeline.completed']);
  });

  it('does not come with the end of a run that was followed by another', async () => {
    const url = await serve();
    const id = newId();
    for (const type of ['pipeline.started', 'pipeline.failed'] as const) await happen(id, type);
    const stream = await watch(url, id);
    const { id: last = '' } = await stream.until('pipeline.failed');
    // The retry is started, and has no record yet: who comes back now is not sent away.
    const back = await watch(url, id, { 'last-event-id': last });
    expect(back.status).toBe(200);
    await happen(id, 'pipeline.started');
    await happen(id, 'pipeline.completed');
    temporal.open = false;
    await Promise.all([stream.ended, back.ended]);
    const second = ['pipeline.started', 'pipeline.completed'];
    expect(types(stream)).toEqual(['pipeline.started', 'pipeline.failed', ...second]);
    expect(types(back)).toEqual(second);
  });

  it('comes to a run that was terminated and could not say so', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await stream.until('pipeline.started');
    temporal.open = false;
    await pass(31_000);
    await stream.ended;
  });

  it('comes to all at once when the server closes, also to one who takes nothing', async () => {
    const url = await serve();
    const [one, other] = [newId(), newId()];
    await happen(one, 'pipeline.started');
    await happen(other, 'pipeline.started');
    const open = [await watch(url, one), await watch(url, one), await watch(url, other)];
    for (const stream of open) await stream.until('pipeline.started');
    const deaf = await openDeaf(url, one);
    const began = performance.now();
    await api?.close();
    api = undefined;
    await Promise.all(open.map(({ ended }) => ended));
    expect(performance.now() - began).toBeLessThan(3000);
    deaf.destroy();
  });
});

describe('a stream', () => {
  it('stays open while the database is away, and goes on by itself', async () => {
    stopClock();
    const url = await serve(false);
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    await stream.until('pipeline.started');
    databaseAway = true;
    await happen(id, 'pipeline.blocked');
    await pass(3000);
    const refused = await fetch(`${url}/api/pipelines/${id}/events`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    databaseAway = false;
    await pass(1000);
    await stream.until('pipeline.blocked');
    expect(types(stream)).toEqual(['pipeline.started', 'pipeline.blocked']);
  });

  it('stays open while Temporal is away, sends what is recorded, and ends when it is back', async () => {
    stopClock();
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    temporal.away = true;
    const stream = await watch(url, id);
    await happen(id, 'pipeline.completed');
    const { id: last = '' } = await stream.until('pipeline.completed');
    expect((await watch(url, id, { 'last-event-id': last })).status).toBe(200);
    await pass(5000);
    Object.assign(temporal, { away: false, open: false });
    await pass(1000);
    await stream.ended;
  });

  it('is cut when its client takes nothing, and nobody else’s is', async () => {
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    const stream = await watch(url, id);
    const deaf = await openDeaf(url, id);
    expect(await connections()).toBe(2);
    const large = 'x'.repeat(2 << 20);
    for (let count = 0; count < 8; count++) {
      await happen(id, 'pipeline.blocked', { large });
      await stream.until('pipeline.blocked');
    }
    expect(types(stream)).toHaveLength(9);
    expect(await waitFor(connections, (count) => count < 2)).toBe(1);
    await happen(id, 'pipeline.cancelled');
    await stream.until('pipeline.cancelled');
    deaf.destroy();
  });

  it.each([
    ['its owner', 200, 'local', 'viewer'],
    ['another user', 404, 'ada', 'operator'],
    ['an administrator', 200, 'ada', 'admin'],
  ] as const)('of a recorded pipeline answers %s with %d', async (_, status, owner, role) => {
    const url = await serve();
    const id = newId();
    await happen(id, 'pipeline.started');
    expect((await watch(url, id, as(owner, role))).status).toBe(status);
  });

  it('of a pipeline that has just been started belongs to whom Temporal says', async () => {
    const url = await serve();
    const id = newId();
    temporal.owner = 'ada';
    expect((await watch(url, id, as('bob', 'operator'))).status).toBe(404);
    const stream = await watch(url, id, as('ada', 'viewer'));
    expect(stream.status).toBe(200);
    await happen(id, 'pipeline.started');
    await stream.until('pipeline.started');
    temporal.open = false;
    expect((await watch(url, newId(), as('ada', 'viewer'))).status, 'closed without a record').toBe(404);
  });

  it.each([
    ['/api/pipelines/unknown-abc123/events', {}, 404],
    ['/api/pipelines/NOT-an-id/events', {}, 400],
    ['/api/pipelines/octopus-a/events?lastEventId=soon', {}, 400],
    ['/api/pipelines/octopus-a/events', { 'last-event-id': '-1' }, 400],
  ])('at %s with %j is refused', async (path, headers, status) => {
    const url = await serve();
    const answer = await fetch(url + path, { headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

it('holds a thousand streams in less than 200 MB, with one question for all', async () => {
  stopClock();
  const url = await serve();
  const id = newId();
  await happen(id, 'pipeline.started');
  const inUse = () => {
    // Not the resident size: what the database gave back after it was made would hide what the streams take.
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  };
  const before = inUse();
  for (let batch = 0; batch < 20; batch++) await Promise.all(Array.from({ length: 50 }, () => watch(url, id)));
  for (const stream of streams) await stream.until('pipeline.started');
  temporal.parts = [{ step: 'audio', unit: 'sentences', done: 1, total: 3 }];
  await pass(1000);
  await happen(id, 'pipeline.blocked');
  for (const stream of streams) await stream.until('pipeline.blocked');
  // The clients are in this process too.
  expect(inUse() - before).toBeLessThan(200);
  expect(temporal.asked).toBe(1);
  expect(streams.every((stream) => types(stream).join() === 'pipeline.started,progress,pipeline.blocked')).toBe(true);
});

it('shows a real run from its beginning to its end, with its heartbeats', async () => {
  const logger = createLogger({ level: 'silent' });
  const relay = createOutboxRelay({ database, bus, logger, pollMs: 2000 });
  const { recordPipeline } = createRecordActivities(createPipelineRecords(database), relay);
  const stages = createFakeStages({ scenes: 1 });
  const bench = await openPipelineBench({ ...stages.activities, recordPipeline }, benchPlace());
  try {
    let go = (): void => undefined;
    const seen = new Promise<void>((resolve) => {
      go = resolve;
    });
    stages.before('renderScene', () => {
      Context.current().heartbeat({ step: 'video', unit: 'frames', done: 30, total: 90 });
      return seen;
    });
    const { pipelines } = bench;
    api = await openTestApi({
      context: { database: async () => database, pipelines },
      addRoutes: (app, context) => registerPipelineEventRoutes(app, { ...context, bus }),
    });
    const url = await api.listen();
    const id = await pipelines.start(briefOf());
    const stream = await watch(url, id);
    expect((await stream.until('progress')).data).toEqual({ step: 'video', unit: 'frames', done: 30, total: 90 });
    go();
    await stream.ended;
    expect(types(stream)).toEqual(
      expect.arrayContaining(['pipeline.started', 'pipeline.audio.rendered', 'pipeline.video.assembled']),
    );
    expect(types(stream).at(-1)).toBe('pipeline.completed');
    const recorded = await database.kysely.selectFrom('outbox').select('position').execute();
    const positions = recorded.map(({ position }) => position).sort((a, b) => a - b);
    const sent = stream.frames.flatMap(({ id: position }) => (position ? [Number(position)] : []));
    expect(sent).toEqual(positions.slice(-sent.length));
    expect((await watch(url, id, { 'last-event-id': String(sent.at(-1)) })).status).toBe(204);
  } finally {
    await relay.stop();
    await bench.close();
  }
});
