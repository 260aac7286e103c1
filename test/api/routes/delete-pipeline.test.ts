import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerDeletePipelineRoute } from '../../../src/api/routes/delete-pipeline.ts';
import type { Activities } from '../../../src/contracts/activities.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { RecordPipelineInput } from '../../../src/contracts/records.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineEvents } from '../../../src/infra/database/pipeline-events.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { createHistoryEraser } from '../../../src/infra/temporal/erase-history.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { createFakeStages, type FakeStages } from '../../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../../support/pipeline-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: Database;
let bench: PipelineBench;
let stages: FakeStages;
let api: TestApi;
let url: string;

const delegating = new Proxy({} as Activities, {
  ownKeys: () => Object.keys(createFakeStages().activities),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name: keyof Activities) => (input: never) => (stages.activities[name] as (given: never) => unknown)(input),
});

/** Throws as a process that is killed would leave things: `after` says behind which step, done or not. */
let killedAt: 'before erase' | 'after erase' | 'after release' | undefined;
let between: (() => Promise<void>) | undefined;

beforeAll(async () => {
  [bench, database] = await Promise.all([openPipelineBench(delegating, benchPlace()), openTestDatabase()]);
  const eraseHistory = createHistoryEraser(bench.client);
  api = await openTestApi({
    context: { database: async () => database },
    addRoutes: (app, context) =>
      registerDeletePipelineRoute(app, {
        ...context,
        pipelines: bench.pipelines,
        async eraseHistory(id) {
          await between?.();
          if (killedAt === 'before erase') throw new Error('killed');
          await eraseHistory(id);
          if (killedAt === 'after erase') throw new Error('killed');
        },
        artifacts: {
          async release(user, keep) {
            const deleted = await context.artifacts.release(user, keep);
            if (killedAt === 'after release') throw new Error('killed');
            return deleted;
          },
        },
      }),
  });
  url = await api.listen();
});
afterAll(async () => {
  await api?.close();
  await database?.close();
  await bench?.close();
});
beforeEach(useRecords);
afterEach(() => {
  killedAt = undefined;
  between = undefined;
});

function useRecords(): void {
  stages = createFakeStages({ scenes: 1 });
  stages.before('recordPipeline', (input) => createPipelineRecords(database).write(input as RecordPipelineInput));
}

function hold(): { held: Promise<void>; go: () => void } {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { held, go: () => go() };
}

const remove = async (id: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${url}/api/pipelines/${id}`, { method: 'DELETE', headers });
  return { status: answer.status, body: (await answer.text()) || undefined };
};
const start = (owner = 'local') => bench.pipelines.start(briefOf({ owner }));
async function finish(owner?: string): Promise<string> {
  const id = await start(owner);
  await bench.client.workflow.getHandle(id).result();
  return id;
}
const store = (): ArtifactStore => api.context.artifacts;
async function fileOf(...ids: string[]): Promise<ArtifactRef> {
  const ref = await store().putBytes(randomBytes(20), 'image/png');
  for (const id of ids) await store().use(id, [ref]);
  return ref;
}
const there = (...refs: ArtifactRef[]) => Promise.all(refs.map((ref) => store().has(ref)));
async function runsOf(id: string): Promise<number> {
  const { count } = await bench.client.workflow.count(`WorkflowId = '${id}'`);
  return count;
}
async function isForgotten(id: string): Promise<boolean> {
  const events = createPipelineEvents(database);
  return (await events.look(id)) === undefined && (await events.after([{ pipelineId: id, after: 0 }])).size === 0;
}

describe('deleting a pipeline', () => {
  let retried: string;
  beforeAll(async () => {
    // At the beginning: Temporal takes half a minute to delete what has just closed.
    useRecords();
    retried = await finish();
    await bench.pipelines.retry(retried, { step: 'upload' });
    await bench.client.workflow.getHandle(retried).result();
    await waitFor(
      () => runsOf(retried),
      (count) => count === 2,
    );
    expect((await remove(retried)).status).toBe(204);
  });

  it('takes record, events, history and the files nobody else uses, and leaves all others', async () => {
    const [id, other] = [await finish(), await finish()];
    const [own, shared, song] = [await fileOf(id), await fileOf(id, other), await fileOf(id)];
    const asset = { asset_id: 'song', owner: 'ada', kind: 'music', name: 'song.mp3', facts: '{}' };
    await database.kysely
      .insertInto('assets')
      .values({ ...asset, file: JSON.stringify(song) })
      .execute();

    expect(await remove(id)).toEqual({ status: 204, body: undefined });
    expect(await isForgotten(id)).toBe(true);
    expect(await there(own, shared, song)).toEqual([false, true, true]);
    expect((await createPipelineEvents(database).look(other))?.newest?.type).toBe('pipeline.completed');
    expect(await bench.pipelines.find(other)).toMatchObject({ open: false });

    expect((await remove(id)).status).toBe(404);
    expect((await remove(other)).status).toBe(204);
    expect(await there(shared)).toEqual([false]);
  });

  it('is refused while it runs, which changes nothing, and done once it is cancelled', async () => {
    const { held, go } = hold();
    stages.before('fetchKeywords', () => held);
    const id = await start();
    const file = await fileOf(id);
    await waitFor(
      () => createPipelineEvents(database).look(id),
      (known) => known !== undefined,
    );
    const refused = await remove(id);
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.body ?? '')).toMatchObject({
      type: 'urn:faceless:problem:Conflict',
      detail: `${id} is running: cancel it first, then delete it`,
    });
    expect([await bench.pipelines.isOpen(id), ...(await there(file))]).toEqual([true, true]);

    await bench.pipelines.cancel(id);
    go();
    await bench.client.workflow
      .getHandle(id)
      .result()
      .catch(() => undefined);
    expect((await remove(id)).status).toBe(204);
    expect([await isForgotten(id), ...(await there(file))]).toEqual([true, false]);
  });

  it('keeps the files when it is retried at the same moment', async () => {
    const id = await finish();
    const file = await fileOf(id);
    const { held, go } = hold();
    stages.before('publishFilm', () => held);
    between = async () => void (await bench.pipelines.retry(id, { step: 'upload' }));
    expect((await remove(id)).status).toBe(409);
    expect(await there(file)).toEqual([true]);
    expect((await createPipelineEvents(database).look(id))?.owner).toBe('local');
    go();
    await bench.client.workflow.getHandle(id).result();
  });

  it.each(['before erase', 'after erase', 'after release'] as const)(
    'is finished by the same request when the process was killed %s',
    async (moment) => {
      const id = await finish();
      const file = await fileOf(id);
      killedAt = moment;
      expect((await remove(id)).status).toBe(500);
      expect(await isForgotten(id)).toBe(false);
      killedAt = undefined;
      expect((await remove(id)).status).toBe(204);
      expect([await isForgotten(id), ...(await there(file))]).toEqual([true, false]);
      expect((await remove(id)).status).toBe(404);
    },
  );

  it('is refused for one that has just been started and has no record yet', async () => {
    const { held, go } = hold();
    stages.before('recordPipeline', () => held);
    const id = await start('ada');
    expect((await remove(id, as('bob', 'operator'))).status).toBe(404);
    expect((await remove(id, as('ada', 'operator'))).status).toBe(409);
    go();
    await bench.client.workflow.getHandle(id).result();
  });

  it('is for its owner and administrators, and takes an operator', async () => {
    const id = await finish('ada');
    expect((await remove(id, as('ada', 'viewer'))).status).toBe(403);
    expect((await remove(id, as('bob', 'operator'))).status).toBe(404);
    expect((await remove('nothing-abc123', as('bob', 'operator'))).status).toBe(404);
    expect((await remove('NOTHING', as('bob', 'operator'))).status).toBe(400);
    expect(await isForgotten(id)).toBe(false);
    expect((await remove(id, as('ada', 'operator'))).status).toBe(204);
  });

  it('waits for Temporal: while that is away nothing is deleted', async () => {
    const id = await finish();
    const file = await fileOf(id);
    between = () => Promise.reject(new Failure('Unavailable', 'Temporal does not answer'));
    expect((await remove(id)).status).toBe(503);
    expect([await isForgotten(id), ...(await there(file))]).toEqual([false, true]);
  });

  it('takes the history of all its runs', async () => {
    const left = await waitFor(
      () => bench.pipelines.find(retried),
      (run) => run === undefined,
      90_000,
    );
    expect(left).toBeUndefined();
    expect(
      await waitFor(
        () => runsOf(retried),
        (count) => count === 0,
        30_000,
      ),
    ).toBe(0);
  }, 120_000);
});
