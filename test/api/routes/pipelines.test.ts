import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listingSchema, pipelineSchema, stepSchema } from '../../../src/api/routes/pipeline-views.ts';
import type { PipelineState } from '../../../src/contracts/messages.ts';
import type { PipelineRecord } from '../../../src/contracts/records.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords, type PipelineRecords } from '../../../src/infra/database/records.ts';
import { sampleRecord } from '../../infra/database/samples.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages } from '../../support/fake-stages.ts';
import { openPipelineBench, type PipelineBench } from '../../support/pipeline-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openPipelineApp, type PipelineApp, recordedStages } from '../pipeline-app.ts';

let folder: string;
let artifacts: ArtifactStore;
let database: Database;
let records: PipelineRecords;
let stages: FakeStages;
let bench: PipelineBench;
let app: PipelineApp;
let statements = 0;

const counting: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    statements++;
    return result;
  },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-pipelines-'));
  artifacts = createFolderStore({ folder });
  const opened = await openTestDatabase();
  database = { ...opened, kysely: opened.kysely.withPlugin(counting) };
  records = createPipelineRecords(database);
  stages = createFakeStages();
  const activities = recordedStages(
    () => stages,
    () => records,
  );
  bench = await openPipelineBench(activities, benchPlace());
  app = await openPipelineApp({ pipelines: bench.pipelines, artifacts, database: async () => database });
});
afterAll(async () => {
  await app.close();
  await bench.close();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  stages = createFakeStages();
});

const topic = 'Why do octopuses have three hearts?';
type Started = { pipelineId: string; state: string };
type Problem = { type: string; detail: string; errors?: { path: string; message: string }[] };

async function start(body: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<string> {
  const answer = await app.ask<Started>('POST /api/pipelines', { body: { topic, ...body }, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body.pipelineId;
}
const recorded = (id: string, state: PipelineState) =>
  waitFor(
    () => records.get(id),
    (record) => record?.state === state,
  ) as Promise<PipelineRecord>;
const closed = (id: string) =>
  waitFor(
    () => bench.pipelines.isOpen(id),
    (open) => !open,
  );
const inReview = (id: string, gate: 'script' | 'film') =>
  waitFor(
    () => bench.pipelines.status(id),
    ({ review }) => review === gate,
  );

function gate(): { open(): void; passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('POST /api/pipelines', () => {
  it('starts a run of the caller that carries the request id, and shows it before anything is recorded', async () => {
    const door = gate();
    stages.before('recordPipeline', () => door.passed);
    const answer = await app.ask<Started>('POST /api/pipelines', {
      body: { topic },
      headers: { 'x-request-id': 'curl-42' },
    });
    const id = answer.body.pipelineId;
    expect(answer).toMatchObject({ status: 202, body: { state: 'running' } });
    expect(answer.headers.get('location')).toBe(`/api/pipelines/${id}`);
    expect(answer.headers.get('x-request-id')).toBe('curl-42');
    const { memo } = await bench.client.workflow.getHandle(id).describe();
    expect(memo).toMatchObject({ owner: 'ada', correlationId: 'curl-42', topic });

    const early = await app.ask(`GET /api/pipelines/${id}`);
    expect(early).toMatchObject({ status: 200, body: { pipelineId: id, owner: 'ada', topic } });
    expect(pipelineSchema.parse(early.body)).toEqual(early.body);
    expect((await app.ask(`GET /api/pipelines/${id}`, { as: 'eve:operator' })).status).toBe(404);
    door.open();
    await recorded(id, 'completed');
    expect(stages.records.at(-1)?.event?.correlationid).toBe('curl-42');
  });

  it('answers with what was recorded, by one statement and in the shape of its schema', async () => {
    const id = await start();
    await recorded(id, 'completed');
    statements = 0;
    const { status, body } = await app.ask(`GET /api/pipelines/${id}`);
    expect(statements).toBe(1);
    expect(status).toBe(200);
    expect(pipelineSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ state: 'completed', step: 'done', durationSeconds: 9 });
    expect(Object.keys(body.artifacts as object)).toContain('video.mp4');
  });

  it('starts one run for one Idempotency-Key, even when the process dies between starting and answering', async () => {
    const ask = () =>
      app.ask<Started>('POST /api/pipelines', { body: { topic }, headers: { 'idempotency-key': 'once' } });
    const first = await ask();
    expect((await ask()).body).toEqual(first.body);
    await recorded(first.body.pipelineId, 'completed');
    await closed(first.body.pipelineId);
    // As it is when nobody lived to write the answer down.
    await database.kysely.deleteFrom('idempotent_requests').execute();
    expect(await ask()).toMatchObject({ status: 202, body: { pipelineId: first.body.pipelineId } });
    expect(stages.count('writeScript')).toBe(1);
    const other = await app.ask<Started>('POST /api/pipelines', {
      body: { topic },
      headers: { 'idempotency-key': 'twice' },
    });
    expect(other.body.pipelineId).not.toBe(first.body.pipelineId);
    await recorded(other.body.pipelineId, 'completed');
  });

  it('takes a script of one’s own, keeps it and fetches no keywords', async () => {
    const scene = { id: 's001', narration: 'Octopuses have three hearts.', visual: { idea: 'An octopus' } };
    const id = await start({ script: { title: 'Three hearts', language: 'fr', scenes: [scene] }, captions: false });
    const { brief } = await bench.pipelines.status(id);
    expect(brief).toMatchObject({ language: 'fr', captions: false });
    expect(await artifacts.readJson(brief.script as NonNullable<typeof brief.script>)).toEqual({
      title: 'Three hearts',
      language: 'fr',
      scenes: [{ ...scene, visual: { idea: 'An octopus', keywords: [] } }],
      writer: { provider: 'brief' },
    });
    await recorded(id, 'completed');
    expect(stages.count('fetchKeywords')).toBe(0);
  });

  const scene = { id: 's001', narration: 'x', visual: { idea: 'x' } };
  const ref = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'image/png' };
  it.each<[string, Record<string, unknown>, string]>([
    ['no topic', { topic: undefined }, 'body.topic'],
    ['a topic that shows nothing', { topic: ' \u200b\n' }, 'body.topic'],
    ['a topic with a control character', { topic: 'hearts\u0000' }, 'body.topic'],
    ['a topic longer than 300 characters', { topic: 'x'.repeat(301) }, 'body.topic'],
    ['a length its format does not have', { format: 'short', durationSeconds: 181 }, 'body.durationSeconds'],
    ['a provider the step does not know', { providers: { script: ['nobody'] } }, 'body.providers.script'],
    ['an owner', { owner: 'eve' }, 'body'],
    ['music by reference', { music: { kind: 'file', file: ref } }, 'body.music'],
    ['a script by reference', { script: ref }, 'body.script'],
    [
      'a picture by reference',
      { script: { title: 'x', scenes: [{ ...scene, visual: { idea: 'x', media: [ref] } }] } },
      'body.script.scenes.0.visual',
    ],
    ['two scenes of one id', { script: { title: 'x', scenes: [scene, scene] } }, 'body.script.scenes'],
    [
      'a script in another language',
      { language: 'en', script: { title: 'x', language: 'fr', scenes: [scene] } },
      'body.language',
    ],
  ])('refuses %s and says where', async (_, body, path) => {
    const { status, body: problem } = await app.ask<Problem>('POST /api/pipelines', { body: { topic, ...body } });
    expect([status, problem.type]).toEqual([400, 'urn:faceless:problem:InvalidInput']);
    expect(problem.errors?.map((error) => error.path).some((place) => place.startsWith(path))).toBe(true);
  });
});

describe('GET /api/pipelines', () => {
  const films = Array.from({ length: 12 }, (_, index) =>
    sampleRecord({
      pipelineId: `list-${String(index).padStart(2, '0')}`,
      owner: index % 3 === 0 ? 'bob' : 'carol',
      state: index % 2 === 0 ? 'completed' : 'blocked',
      step: index % 2 === 0 ? 'done' : 'audio',
      topic: index === 4 ? 'Hélice bleue' : `Film ${index} about volcanoes`,
      createdAt: new Date(Date.UTC(2030, 0, 1, 0, 0, index)).toISOString(),
    }),
  );
  beforeAll(async () => {
    for (const record of films) await records.write({ record, sequence: 1 });
  });
  type Listed = { items: PipelineRecord[]; nextCursor?: string };
  const list = async (query: string, as = 'carol:viewer') => {
    const answer = await app.ask<Listed>(`GET /api/pipelines?${query}`, { as });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const ids = ({ items }: Listed) => items.map(({ pipelineId }) => pipelineId);

  it('shows everyone their own, and administrators all or one owner’s', async () => {
    const own = await list('limit=100');
    expect(ids(own)).toHaveLength(8);
    expect(own.items.map((item) => listingSchema.parse(item))).toEqual(own.items);
    expect(ids(await list('limit=100', 'bob:operator'))).toHaveLength(4);
    expect(ids(await list('owner=bob'))).toEqual([]);
    expect(ids(await list('owner=bob', 'root:admin'))).toHaveLength(4);
    expect(ids(await list('limit=12', 'root:admin'))).toEqual(films.map(({ pipelineId }) => pipelineId).reverse());
  });

  it('filters by state, step and words, together', async () => {
    expect(ids(await list('state=blocked'))).toEqual(['list-11', 'list-07', 'list-05', 'list-01']);
    expect(ids(await list('step=audio&text=film+5'))).toEqual(['list-05']);
    expect(ids(await list('text=helice'))).toEqual(['list-04']);
    expect(ids(await list('state=blocked&step=done'))).toEqual([]);
  });

  it('gives pages that follow each other', async () => {
    const first = await list('limit=5');
    const second = await list(`limit=5&cursor=${first.nextCursor}`);
    expect([...ids(first), ...ids(second)]).toEqual(ids(await list('limit=100')));
    expect(second.nextCursor).toBeUndefined();
  });

  it.each([
    'limit=0',
    'limit=x',
    'limit=101',
    'state=asleep',
    'step=paint',
    'cursor=x',
    `cursor=${Buffer.from('["0000-01-01T00:00:00Z","x"]').toString('base64url')}`,
    `text=${'x'.repeat(201)}`,
    'owner=%00',
    'text=a&text=b',
  ])('refuses %s', async (query) => {
    expect((await app.ask(`GET /api/pipelines?${query}`, { as: 'root:admin' })).status).toBe(400);
  });

  it('is not upset by what no text can hold', async () => {
    expect(ids(await list('text=%00%25'))).toEqual([]);
    const cursor = Buffer.from('["2030-01-01T00:00:30.000Z","\\u0000\\ud800"]').toString('base64url');
    expect(ids(await list(`limit=1&cursor=${cursor}`))).toEqual(['list-11']);
  });
});

describe('GET /api/pipelines/:id/steps/:step', () => {
  it('tells what a running step does at this moment, and how it ended', async () => {
    const door = gate();
    stages.before('writeScript', async () => {
      Context.current().heartbeat({ step: 'script', unit: 'scenes', done: 2, total: 5 });
      await door.passed;
    });
    const id = await start();
    const running = await waitFor(
      () => app.ask(`GET /api/pipelines/${id}/steps/script`),
      ({ body }) => (body.progress as unknown[]).length > 0,
    );
    expect(running.body).toMatchObject({
      pipelineId: id,
      step: 'script',
      state: 'running',
      progress: [{ unit: 'scenes', done: 2, total: 5 }],
    });
    expect(stepSchema.parse(running.body)).toEqual(running.body);
    door.open();
    await recorded(id, 'completed');
    const done = await app.ask(`GET /api/pipelines/${id}/steps/script`);
    expect(done.body).toMatchObject({ state: 'done', provider: 'fake', costUsd: 0.01, progress: [] });
  });

  it('tells why a step failed', async () => {
    stages.before('makeThumbnails', () => {
      throw badKey();
    });
    const id = await start();
    await recorded(id, 'blocked');
    const { body } = await app.ask(`GET /api/pipelines/${id}/steps/thumbnail`);
    expect(body).toMatchObject({
      state: 'failed',
      failure: { type: 'BadCredentials', message: 'the key is not valid' },
    });
    expect((await app.ask(`POST /api/pipelines/${id}/cancel`)).status).toBe(202);
    await recorded(id, 'cancelled');
  });

  it('knows the steps there are', async () => {
    expect((await app.ask('GET /api/pipelines/list-01/steps/paint')).status).toBe(400);
  });
});

describe('what a person decides', () => {
  it('lets a script be edited while it waits, passes both reviews, and says when nothing waits', async () => {
    const id = await start({ review: true });
    await inReview(id, 'script');
    const edit = (scenes: unknown) => app.ask<Problem>(`PATCH /api/pipelines/${id}/script`, { body: { scenes } });
    expect(await edit([{ id: 's009', narration: 'x' }])).toMatchObject({
      status: 409,
      body: { type: 'urn:faceless:problem:Conflict', detail: "there is no scene 's009'" },
    });
    const edited = await edit([{ id: 's002', narration: 'A better line.' }]);
    expect(edited).toMatchObject({ status: 200, body: { scenes: 3 } });

    expect(await app.ask(`POST /api/pipelines/${id}/approve`)).toMatchObject({ status: 202, body: { pipelineId: id } });
    await inReview(id, 'film');
    expect(await edit([{ id: 's002', narration: 'Too late.' }])).toMatchObject({
      status: 409,
      body: { detail: 'the script can be edited only while it waits for its review' },
    });
    expect((await app.ask(`POST /api/pipelines/${id}/approve`, { body: { gate: 'film' } })).status).toBe(202);
    await recorded(id, 'completed');
    await closed(id);
    for (const path of ['approve', 'reject', 'cancel']) {
      const { status, body } = await app.ask<Problem>(`POST /api/pipelines/${id}/${path}`);
      expect([status, body.type], path).toEqual([409, 'urn:faceless:problem:Conflict']);
    }
    expect((await edit([{ id: 's002', narration: 'Far too late.' }])).status).toBe(409);
  });

  it('passes on why an edit could not be stored', async () => {
    stages.before('reviseScript', () => {
      throw badKey('no room for scripts');
    });
    const id = await start({ review: true });
    await inReview(id, 'script');
    expect(
      await app.ask(`PATCH /api/pipelines/${id}/script`, { body: { scenes: [{ id: 's001', idea: 'A heart' }] } }),
    ).toMatchObject({ status: 502, body: { detail: 'no room for scripts' } });
    expect((await app.ask(`POST /api/pipelines/${id}/reject`, { body: { reason: 'dull' } })).status).toBe(202);
    expect((await recorded(id, 'cancelled')).failure).toBe('rejected at the review of the script: dull');
  });

  it('is refused where nothing waits for it', async () => {
    const door = gate();
    stages.before('writeScript', () => door.passed);
    const id = await start();
    for (const request of [`POST /api/pipelines/${id}/approve`, `POST /api/pipelines/${id}/reject`]) {
      expect(await app.ask(request)).toMatchObject({
        status: 409,
        body: { detail: `${id} does not wait for a review now` },
      });
    }
    expect((await app.ask(`POST /api/pipelines/${id}/cancel`, { body: { reason: 'lunch' } })).status).toBe(202);
    door.open();
    expect((await recorded(id, 'cancelled')).failure).toBe('lunch');
  });

  it('is told apart from a run whose history Temporal no longer keeps', async () => {
    const record = sampleRecord({ pipelineId: 'long-ago', owner: 'ada', state: 'completed' });
    await records.write({ record, sequence: 1 });
    expect(await app.ask('POST /api/pipelines/long-ago/cancel')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('history is no longer kept') as string },
    });
    expect((await app.ask('POST /api/pipelines/long-ago/cancel', { as: 'eve:operator' })).status).toBe(404);
  });
});

describe('another’s pipeline', () => {
  let id: string;
  const door = gate();
  beforeAll(async () => {
    stages = createFakeStages();
    stages.before('writeScript', () => door.passed);
    id = await start();
    await recorded(id, 'running');
  });
  afterAll(() => door.open());

  it.each([
    ['GET /api/pipelines/ID', undefined],
    ['GET /api/pipelines/ID/steps/script', undefined],
    ['GET /api/pipelines/ID/artifacts/video.mp4', undefined],
    ['POST /api/pipelines/ID/approve', { gate: 'script' }],
    ['POST /api/pipelines/ID/reject', undefined],
    ['POST /api/pipelines/ID/cancel', undefined],
    ['PATCH /api/pipelines/ID/script', { scenes: [{ id: 's001', narration: 'x' }] }],
    ['GET /orchestrator/status/ID', undefined],
    ['POST /orchestrator/retry/ID/script', undefined],
  ])('is as if it were not there: %s', async (request, body) => {
    const ask = async (pipelineId: string) => {
      const answer = await app.ask<Problem>(request.replace('ID', pipelineId), { as: 'eve:operator', body });
      const { requestId: _, ...said } = answer.body as Problem & { requestId: string };
      return { status: answer.status, said: JSON.stringify(said).replaceAll(pipelineId, 'ID') };
    };
    const foreign = await ask(id);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await ask('no-such-pipeline'));
    // Whatever ended it is told by the name of its state.
    const { status: state } = await bench.client.workflow.getHandle(id).describe();
    expect(state.name).toBe('RUNNING');
  });

  it('is an administrator’s to see', async () => {
    expect((await app.ask(`GET /api/pipelines/${id}`, { as: 'root:admin' })).status).toBe(200);
    expect((await app.ask(`GET /orchestrator/status/${id}`, { as: 'root:admin' })).status).toBe(200);
  });
});
