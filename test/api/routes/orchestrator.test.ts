import { ApplicationFailure, Context } from '@temporalio/activity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../src/api/routes/pipeline-views.ts';
import type { PipelineState } from '../../../src/contracts/messages.ts';
import type { Publication } from '../../../src/contracts/publication.ts';
import type { StepStatus } from '../../../src/contracts/step-status.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords, type PipelineRecords } from '../../../src/infra/database/records.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages } from '../../support/fake-stages.ts';
import { openPipelineBench, type PipelineBench } from '../../support/pipeline-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openPipelineApp, type PipelineApp, recordedStages } from '../pipeline-app.ts';

let database: Database;
let records: PipelineRecords;
let stages: FakeStages;
let bench: PipelineBench;
let app: PipelineApp;

beforeAll(async () => {
  database = await openTestDatabase();
  records = createPipelineRecords(database);
  stages = createFakeStages();
  const activities = recordedStages(
    () => stages,
    () => records,
  );
  bench = await openPipelineBench(activities, benchPlace());
  const { pipelines } = bench;
  app = await openPipelineApp({ pipelines, artifacts: {} as ArtifactStore, database: async () => database });
});
afterAll(async () => {
  await app.close();
  await bench.close();
  await database.close();
});
beforeEach(() => {
  stages = createFakeStages();
});

type Problem = { type: string; detail: string };

async function start(asked: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await app.ask<{ pipelineId: string }>('POST /orchestrator/start', {
    body: { topic: 'Why do octopuses have three hearts?', ...asked },
  });
  expect(status).toBe(202);
  return body.pipelineId;
}
const until = (id: string, state: PipelineState) =>
  waitFor(
    () => bench.pipelines.status(id),
    (status) => status.state === state,
  );
const closed = (id: string) =>
  waitFor(
    () => bench.pipelines.isOpen(id),
    (open) => !open,
  );

/** A run whose narration fails until it is mended. */
async function startBlocked(): Promise<{ id: string; mend(): void }> {
  let broken = true;
  stages.before('narrateScene', () => {
    if (broken) throw badKey();
  });
  const id = await start();
  await until(id, 'blocked');
  return {
    id,
    mend: () => {
      broken = false;
    },
  };
}

describe('/orchestrator', () => {
  it('starts a pipeline and answers with everything the run knows of itself', async () => {
    const id = await start();
    await closed(id);
    const { status, body } = await app.ask(`GET /orchestrator/status/${id}`);
    expect(status).toBe(200);
    expect(statusSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      state: 'completed',
      brief: { owner: 'ada', format: 'short' },
      results: { audio: { sceneFrames: [90, 90, 90] } },
      publication: { target: 'fake' },
    });
  });
});

describe('a film on its way to a platform', () => {
  const uploaded: Publication = {
    ...{ target: 'youtube', id: 'dQw4w9', url: 'https://youtu.be/dQw4w9', privacy: 'private' },
    channel: { id: 'UC1', title: 'Curious Things' },
  };
  const session = 'https://example.invalid/?upload_id=who-has-it-may-upload';

  it('is told with how far it is, where it is and until when it waits, and never with the address it is sent to', async () => {
    let go = () => {};
    const told = new Promise<void>((resolve) => (go = resolve));
    stages.activities.publishFilm = async () => {
      Context.current().heartbeat({ step: 'upload', unit: 'bytes', done: 3, total: 9, kept: { session } });
      await told;
      return { provider: 'youtube', costUsd: 0, found: false, publication: uploaded };
    };
    const details = [{ until: new Date(Date.now() + 3_600_000).toISOString() }];
    stages.before('addCaptions', () => {
      throw ApplicationFailure.create({ type: 'QuotaExceeded', message: 'used up', nonRetryable: true, details });
    });
    const id = await start({ providers: { upload: ['youtube'] } });

    const texts: string[] = [];
    const ask = async <Body>(path: string) => {
      const { body } = await app.ask<Body>(`GET ${path}`);
      texts.push(JSON.stringify(body));
      return body;
    };
    type Step = StepStatus & { progress: unknown[] };
    const { progress } = await waitFor(
      () => ask<Step>(`/api/pipelines/${id}/steps/upload`),
      (step) => step.progress?.length > 0,
    );
    expect(progress).toEqual([{ unit: 'bytes', done: 3, total: 9 }]);
    go();

    const waiting = { state: 'running', doing: 'waits: used up', waitsUntil: expect.any(String) as string };
    const isWaiting = ({ steps }: { steps?: { upload: StepStatus } }) => steps?.upload.waitsUntil !== undefined;
    type Board = { steps: { upload: StepStatus }; publication?: Publication };
    const recorded = await waitFor(() => ask<Board>(`/api/pipelines/${id}`), isWaiting);
    const live = await ask<Board>(`/orchestrator/status/${id}`);
    expect([recorded.steps.upload, live.steps.upload]).toMatchObject([waiting, waiting]);
    expect(await ask<Step>(`/api/pipelines/${id}/steps/upload`)).toMatchObject({ ...waiting, progress: [] });
    expect(live.publication).toEqual(uploaded);
    expect(texts.join('\n')).not.toMatch(/upload_id|kept/);
    await bench.pipelines.cancel(id);
    await closed(id);
  });
});

describe('POST /orchestrator/retry/:id/:step', () => {
  it('lets the failed step of an open run go on, with what was changed', async () => {
    const { id, mend } = await startBlocked();
    mend();
    const answer = await app.ask(`POST /orchestrator/retry/${id}/audio`, {
      body: { changes: { voice: 'am_michael' } },
    });
    expect(answer).toMatchObject({ status: 202, body: { pipelineId: id, how: 'signalled' } });
    expect(answer.headers.get('location')).toBe(`/api/pipelines/${id}`);
    expect((await until(id, 'completed')).results.audio?.voice).toBe('am_michael');
  });

  it('refuses what can’t be: another step, a provider nobody has, a change nobody knows', async () => {
    const { id } = await startBlocked();
    const ask = (step: string, body?: unknown) =>
      app.ask<Problem>(`POST /orchestrator/retry/${id}/${step}`, body === undefined ? {} : { body });
    expect(await ask('script')).toMatchObject({
      status: 409,
      body: { type: 'urn:faceless:problem:Conflict', detail: 'script has not failed: it is done' },
    });
    expect(await ask('audio', { provider: 'nobody' })).toMatchObject({
      status: 400,
      body: { detail: "audio has no provider 'nobody'; it can use: elevenlabs, google, azure, openai, offline" },
    });
    expect((await ask('audio', { changes: { topic: 'Cats' } })).status).toBe(400);
    expect((await ask('paint')).status).toBe(400);
    const publish = { publishAt: '2020-01-01T00:00:00Z' };
    expect(await ask('audio', { changes: { publish } })).toMatchObject({
      status: 400,
      body: { detail: "the film can't be published at 2020-01-01T00:00:00.000Z: that has passed" },
    });
    await bench.pipelines.cancel(id);
    await closed(id);
  });

  it('runs a closed pipeline again, once for one Idempotency-Key, and never twice at a time', async () => {
    const { id, mend } = await startBlocked();
    await bench.pipelines.cancel(id);
    await closed(id);
    expect(await app.ask<Problem>(`POST /orchestrator/retry/${id}/upload`)).toMatchObject({
      status: 409,
      body: { detail: "upload can't be retried: video is not done; retry video" },
    });

    const again = (key: string) =>
      app.ask(`POST /orchestrator/retry/${id}/audio`, {
        headers: { 'idempotency-key': key, 'x-request-id': `retry-${key}` },
      });
    expect(await again('first')).toMatchObject({ status: 202, body: { pipelineId: id, how: 'started' } });
    await until(id, 'blocked');
    const { memo } = await bench.client.workflow.getHandle(id).describe();
    expect(memo).toMatchObject({ owner: 'ada', correlationId: 'retry-first' });
    // As it is when nobody lived to write the answer down.
    await database.kysely.deleteFrom('idempotent_requests').execute();
    expect(await again('first')).toMatchObject({ status: 202, body: { how: 'started' } });
    mend();
    expect(await again('second')).toMatchObject({ status: 202, body: { how: 'signalled' } });
    await until(id, 'completed');
    expect(stages.count('writeScript'), 'what was finished is taken over').toBe(1);
    await closed(id);

    const answers = await Promise.all([again('third'), again('fourth')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    await closed(id);
  });
});
