import { ApplicationFailure, Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StageInput } from '../../../src/contracts/stages.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { connectClient, connectWorkers } from '../../../src/infra/temporal/connection.ts';
import {
  createStageClient,
  isStageOf,
  type StageClient,
  stageId,
  stageIdPattern,
} from '../../../src/infra/temporal/stage-client.ts';
import { temporalFailure } from '../../../src/infra/temporal/temporal-failures.ts';
import { installRuntime } from '../../../src/workers/runtime.ts';
import { createRoleWorker } from '../../../src/workers/worker.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { createFakeStages } from '../../support/fake-stages.ts';
import { briefOf } from '../../support/pipeline-bench.ts';
import { waitFor } from '../../support/wait-for.ts';

const { address, namespace } = benchPlace();
const fakes = createFakeStages();
let client: Client;
let stages: StageClient;
let close: () => Promise<void>;

// Of all roles only the keyword fetcher has a worker.
beforeAll(async () => {
  installRuntime(createLogger({ level: 'silent' }));
  const target = { address, namespace, tls: false };
  const [connection, native] = await Promise.all([connectClient(target), connectWorkers(target)]);
  client = new Client({ connection, namespace });
  stages = createStageClient(client, { takenUpWithinMs: 1000 });
  const { fetchKeywords } = fakes.activities;
  const worker = await createRoleWorker({
    role: 'keyword-fetcher',
    connection: native,
    namespace,
    activities: { fetchKeywords },
    parallel: 2,
  });
  const run = worker.run();
  close = async () => {
    worker.shutdown();
    await run;
    await native.close();
    await connection.close();
  };
});
afterAll(() => close());

const inputOf = (id: string): StageInput => ({ pipelineId: id, brief: briefOf(), take: 0 });
const startKeywords = (id: string) =>
  stages.start({ id, owner: 'ada', activity: 'fetchKeywords', input: inputOf(id), quick: true });
const startScript = (id: string, quick: boolean) =>
  stages.start({ id, owner: 'ada', activity: 'writeScript', input: inputOf(id), quick });

describe('a stage alone', () => {
  it('has the queue, the timeouts and the retries it has inside a pipeline, and its owner as a search attribute', async () => {
    const id = stageId('script', 'ada');
    await startScript(id, false);
    const handle = client.activity.getHandle(id);
    expect(await handle.describe()).toMatchObject({
      activityType: 'writeScript',
      taskQueue: 'script-generator',
      startToCloseTimeoutMs: 15 * 60_000,
      heartbeatTimeoutMs: 20_000,
      retryPolicy: { maximumAttempts: 5, backoffCoefficient: 2 },
      priority: { fairnessKey: 'ada' },
    });
    expect((await handle.describe()).typedSearchAttributes.getAll()).toContainEqual(
      expect.objectContaining({ value: 'ada' }) as unknown,
    );
    expect(await stages.look(id)).toMatchObject({ id, state: 'pending', attempt: 1, failure: undefined });
    await handle.terminate('no more wanted');
    expect(await stages.look(id)).toMatchObject({ state: 'failed', failure: { type: 'Cancelled' } });
  });

  it('is started once: what is done is left as it is, what failed is tried anew', async () => {
    const id = stageId('keywords', 'ada');
    const times = () => fakes.calls.filter(({ input }) => (input as StageInput).pipelineId === id).length;
    fakes.before('fetchKeywords', () => {
      throw ApplicationFailure.nonRetryable('not today', 'ContentRefused');
    });
    await startKeywords(id);
    expect(await stages.settled(id)).toMatchObject({
      state: 'failed',
      failure: { type: 'ContentRefused', message: 'not today' },
    });
    fakes.before('fetchKeywords', () => {});
    await Promise.all([startKeywords(id), startKeywords(id)]);
    const done = await stages.settled(id);
    expect(done).toMatchObject({ state: 'done', result: { primary: 'octopus hearts', costUsd: 0.01 } });
    await startKeywords(id);
    expect(await stages.settled(id)).toEqual(done);
    expect(times()).toBe(2);
  });

  it('says while it is tried again why the try before failed', async () => {
    const id = stageId('keywords', 'ada');
    fakes.before('fetchKeywords', () => {
      throw ApplicationFailure.create({ message: 'too many', type: 'RateLimited', nextRetryDelay: '1h' });
    });
    await startKeywords(id);
    const waiting = await waitFor(
      () => stages.look(id),
      ({ failure }) => failure !== undefined,
    );
    expect(waiting).toMatchObject({ state: 'running', failure: { type: 'RateLimited', message: 'too many' } });
    await client.activity.getHandle(id).terminate('seen');
  });

  it('that somebody waits for fails when no worker takes it up', async () => {
    const id = stageId('script', 'ada');
    await startScript(id, true);
    const run = await stages.settled(id);
    expect(run).toMatchObject({ state: 'failed', failure: { type: 'Timeout' } });
    expect(run.failure?.message).toMatch(/^no worker of the role script-generator took up stage-script-/);
  });

  it('is NotFound when nobody started it', async () => {
    await expect(stages.look(stageId('upload', 'ada'))).rejects.toMatchObject({ type: 'NotFound' });
  });

  it('can’t be started or looked at while Temporal is away', async () => {
    // Nothing listens on port 1.
    const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 200 });
    const away = createStageClient(new Client({ connection }), { answerWithinMs: 500 });
    const id = stageId('script', 'ada');
    const call = { id, owner: 'ada', activity: 'writeScript', input: inputOf(id), quick: true } as const;
    const reasons = [await away.look(id).catch(temporalFailure), await away.start(call).catch(temporalFailure)];
    await connection.close();
    expect(reasons).toMatchObject([{ type: 'Unavailable' }, { type: 'Unavailable' }]);
  });
});

describe('the id of a stage', () => {
  it('tells whose it is without naming them, and is the same for the same name', () => {
    const id = stageId('audio', 'ada@example.org', 'ab'.repeat(32));
    expect(id).toMatch(stageIdPattern('audio'));
    expect(id).not.toMatch(stageIdPattern('video'));
    expect(id).not.toContain('ada');
    expect(id).toBe(stageId('audio', 'ada@example.org', 'ab'.repeat(32)));
    expect([isStageOf(id, 'ada@example.org'), isStageOf(id, 'bob')]).toEqual([true, false]);
  });

  it('is another each time without a name', () => {
    expect(stageId('audio', 'ada')).not.toBe(stageId('audio', 'ada'));
  });
});
