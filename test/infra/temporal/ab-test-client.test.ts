import { Client, defaultPayloadConverter } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toApplicationFailure } from '../../../src/activities/application-failure.ts';
import type { AbTestResults } from '../../../src/contracts/ab-test-results.ts';
import type { JudgeAbTestInput } from '../../../src/contracts/ab-test-run.ts';
import type { Activities } from '../../../src/contracts/activities.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { Role } from '../../../src/contracts/roles.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { type AbTestClient, createAbTestClient } from '../../../src/infra/temporal/ab-test-client.ts';
import { connectClient, connectWorkers } from '../../../src/infra/temporal/connection.ts';
import { installRuntime } from '../../../src/workers/runtime.ts';
import { createRoleWorker } from '../../../src/workers/worker.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { waitFor } from '../../support/wait-for.ts';
import { samplePlan, sampleSubject } from '../database/ab-test-samples.ts';

const { address, namespace, workflowBundle } = benchPlace();
const asked: JudgeAbTestInput[] = [];
let answer: (input: JudgeAbTestInput) => Promise<object>;
let client: Client;
let tests: AbTestClient;
let close: () => Promise<void>;
let runJudge: () => Promise<() => Promise<void>>;
let runTests: () => Promise<() => Promise<void>>;

// Tests are started, and no worker runs them.
beforeAll(async () => {
  installRuntime(createLogger({ level: 'silent' }));
  const target = { address, namespace, tls: false };
  const [connection, native] = await Promise.all([connectClient(target), connectWorkers(target)]);
  client = new Client({ connection, namespace });
  tests = createAbTestClient(client, { answerWithinMs: 3000 });
  runJudge = () => runWorker(native, 'ab-tester', { judgeAbTest: judge });
  runTests = async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const ends = [
      await runWorker(native, 'ab-tester', { planAbTest: async () => ({ ...samplePlan, startsAt }) }),
      await runWorker(native, 'orchestrator', { recordAbTest: async () => {} }),
    ];
    return async () => {
      await Promise.all(ends.map((end) => end()));
    };
  };
  close = async () => {
    await native.close();
    await connection.close();
  };
});
afterAll(() => close());

async function judge(input: JudgeAbTestInput): Promise<AbTestResults> {
  asked.push(input);
  return (await answer(input)) as AbTestResults;
}

async function runWorker(
  native: NativeConnection,
  role: Role,
  activities: Partial<Activities>,
): Promise<() => Promise<void>> {
  const worker = await createRoleWorker({
    ...{ role, connection: native, namespace, activities, parallel: 4 },
    ...(role === 'orchestrator' && { workflows: { codePath: workflowBundle } }),
  });
  const run = worker.run();
  return async () => {
    worker.shutdown();
    await run;
  };
}

let count = 0;
const started: string[] = [];
async function start(): Promise<string> {
  const testId = `abtest-${process.pid}-${Date.now().toString(36)}-${count++}`;
  await tests.start(sampleSubject({ testId, owner: 'ada' }));
  started.push(testId);
  return testId;
}
afterAll(async () => {
  for (const id of started)
    await client.workflow
      .getHandle(id)
      .terminate('the end')
      .catch(() => {});
});

const signalsOf = async (id: string) => {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
    signal
      ? [
          [
            signal.signalName,
            ...(signal.input?.payloads ?? []).map((part) => defaultPayloadConverter.fromPayload(part)),
          ],
        ]
      : [],
  );
};

describe('an A/B test', () => {
  it('is started on the orchestrator with its owner, for people and for filters', async () => {
    const id = await start();
    const run = await client.workflow.getHandle(id).describe();
    expect(run).toMatchObject({
      ...{ type: 'AbTestWorkflow', taskQueue: 'orchestrator', priority: { fairnessKey: 'ada' } },
      memo: { owner: 'ada', topic: sampleSubject().topic },
    });
    expect(run.typedSearchAttributes.getAll()).toContainEqual(expect.objectContaining({ value: 'ada' }) as unknown);
    expect(await tests.find(id)).toEqual({ owner: 'ada', isOpen: true });
  });

  it('is started once: again, it goes on, or has ended', async () => {
    const id = await start();
    const again = () => tests.start(sampleSubject({ testId: id, owner: 'bob' }));
    await again();
    expect(await tests.find(id)).toEqual({ owner: 'ada', isOpen: true });
    await client.workflow.getHandle(id).terminate('the end');
    await again();
    expect(await tests.find(id)).toEqual({ owner: 'ada', isOpen: false });
  });

  it('is told what a person decides, whether a worker is there or not', async () => {
    const id = await start();
    await tests.resume(id);
    await tests.stop(id, { reason: 'enough' });
    await tests.stop(id);
    expect(await signalsOf(id)).toEqual([['resume'], ['stop', { reason: 'enough' }], ['stop', {}]]);
  });

  it('that has ended is in conflict with whatever it is told', async () => {
    const id = await start();
    await client.workflow.getHandle(id).terminate('the end');
    const choose = (of: string) => tests.choose(of, 'a');
    for (const tell of [tests.pause, tests.resume, tests.stop, choose]) {
      await expect(tell(id)).rejects.toMatchObject({
        ...{ type: 'Conflict', message: `the A/B test ${id} has ended: nothing can be changed about it any more` },
      });
    }
  });

  it('is none where nothing has its id, or something else', async () => {
    const other = `a-film-${Date.now().toString(36)}`;
    await client.workflow.start('PipelineWorkflow', { workflowId: other, taskQueue: 'nobody', args: [] });
    for (const id of [other, 'abtest-of-nobody', '../../etc']) {
      expect(await tests.find(id)).toBeUndefined();
      await expect(tests.status(id)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(tests.stop(id)).rejects.toMatchObject({ type: 'NotFound' });
    }
    await client.workflow.getHandle(other).terminate('the end');
  });

  it('is listed with its topic, and nothing else is', async () => {
    const id = await start();
    const listed = await waitFor(
      () => tests.list(3),
      (found) => found.some(({ testId }) => testId === id),
    );
    expect(listed[0]).toEqual({ testId: id, topic: sampleSubject().topic, owner: 'ada', isOpen: true });
    expect(listed.length).toBeLessThanOrEqual(3);
  });
});

it('is a clear failure to ask what a test has shown where no worker takes it up', async () => {
  const impatient = createAbTestClient(client, { takenUpWithinMs: 500 });
  const timeout = {
    type: 'Timeout',
    message: expect.stringMatching(/^no worker of the role ab-tester took up /) as string,
  };
  await expect(impatient.results('abtest-late')).rejects.toMatchObject(timeout);
  await expect(impatient.report('abtest-late')).rejects.toMatchObject(timeout);
});

describe('a test that a worker runs', () => {
  beforeAll(() => runTests());

  const planned = async () => {
    const id = await start();
    await waitFor(
      () => tests.status(id),
      ({ state }) => state === 'running',
    );
    return id;
  };

  it('says where it stands, and is paused while days of it are to come', async () => {
    const id = await planned();
    expect(await tests.status(id)).toMatchObject({ testId: id, owner: 'ada', plan: { schedule: samplePlan.schedule } });
    await tests.pause(id, 'lunch');
    expect(await signalsOf(id)).toEqual([['pause', { reason: 'lunch' }]]);
  });

  it('is asked for nothing that it can’t do: which is to stay before it asks, a variant it has not', async () => {
    const id = await planned();
    await expect(tests.choose(id, 'b')).rejects.toMatchObject({
      ...{ type: 'Conflict', message: `${id} doesn't ask which variant is to stay: it is running` },
    });
    await expect(tests.stop(id, { show: 'd' })).rejects.toMatchObject({
      ...{ type: 'InvalidInput', message: `${id} has no variant d; it has: a, b` },
    });
    expect(await signalsOf(id)).toEqual([]);
  });
});

describe('what a test has shown', () => {
  beforeAll(() => runJudge());

  it('is asked of the ab-tester, as of a moment or now', async () => {
    asked.length = 0;
    answer = async ({ asOf }) => ({ sentence: asOf ?? 'now' });
    expect(await tests.results('abtest-x', '2026-12-05T00:00:00.000Z')).toEqual({
      sentence: '2026-12-05T00:00:00.000Z',
    });
    expect(await tests.results('abtest-x')).toEqual({ sentence: 'now' });
    expect(await tests.results('abtest-x'), 'what was answered is judged anew').toEqual({ sentence: 'now' });
    expect(asked).toEqual([
      { testId: 'abtest-x', asOf: '2026-12-05T00:00:00.000Z' },
      { testId: 'abtest-x' },
      { testId: 'abtest-x' },
    ]);
  });

  it('is judged once for all who ask the same at the same time', async () => {
    asked.length = 0;
    const starts = vi.spyOn(client.connection.workflowService, 'startActivityExecution');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async ({ testId }) => {
      await held;
      return { sentence: testId };
    };
    const many = [tests.results('abtest-same'), tests.results('abtest-same'), tests.results('abtest-other')];
    await waitFor(
      () => starts.mock.settledResults.filter(({ type }) => type === 'fulfilled').length,
      (length) => length === 3,
    );
    await waitFor(
      () => asked.length,
      (length) => length === 2,
    );
    release();
    const sentences = (await Promise.all(many)).map(({ sentence }) => sentence);
    expect(sentences).toEqual(['abtest-same', 'abtest-same', 'abtest-other']);
    expect(asked).toHaveLength(2);
    starts.mockRestore();
  });

  it('fails as the worker says', async () => {
    answer = async () => {
      throw toApplicationFailure(new Failure('NotFound', 'there is no A/B test of that id'));
    };
    await expect(tests.results('abtest-none')).rejects.toMatchObject({
      ...{ type: 'NotFound', message: 'there is no A/B test of that id' },
    });
  });

  it('is a clear failure where nobody answers in time', async () => {
    const impatient = createAbTestClient(client, { endedWithinMs: 500 });
    let release = () => {};
    answer = () =>
      new Promise((resolve) => {
        release = () => resolve({});
      });
    await expect(impatient.results('abtest-slow')).rejects.toMatchObject({
      ...{ type: 'Timeout', message: 'the role ab-tester did not answer in time: ask again' },
    });
    release();
  });
});
