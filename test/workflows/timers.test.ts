import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { workflowNames } from '../../src/contracts/messages.ts';
import { roles } from '../../src/contracts/roles.ts';
import { searchAttributeNames } from '../../src/contracts/search-attributes.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import { createRoleWorker } from '../../src/workers/worker.ts';
import { badKey, createFakeStages, type FakeStages } from '../support/fake-stages.ts';
import { briefOf } from '../support/pipeline-bench.ts';
import { testTools } from '../support/tools.ts';

let server: TestWorkflowEnvironment;

beforeAll(async () => {
  installRuntime(createLogger({ level: 'silent' }));
  const path = testTools().temporalTestServer;
  server = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  // This server can register search attributes but not list them. 2 is Keyword.
  const searchAttributes = Object.fromEntries(Object.values(searchAttributeNames).map((name) => [name, 2]));
  await server.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
});
afterAll(() => server.teardown());

async function runWith(stages: FakeStages, input: Parameters<typeof briefOf>[0]): Promise<unknown> {
  const { nativeConnection: connection, client } = server;
  const workflows = { codePath: inject('workflowBundle') };
  const options = { connection, namespace: 'default', activities: stages.activities, parallel: 8 };
  const workers = await Promise.all(
    roles.map((role) =>
      createRoleWorker({ ...options, role, workflows: role === 'orchestrator' ? workflows : undefined }),
    ),
  );
  const runs = workers.map((worker) => worker.run());
  try {
    const args = [{ brief: briefOf(input) }];
    const workflowId = randomUUID();
    return await client.workflow
      .execute(workflowNames.pipeline, { workflowId, taskQueue: 'orchestrator', args })
      .catch((error: unknown) => error);
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(runs);
  }
}

it('gives a blocked run up after a week, with the reason, and says so in the record', async () => {
  const stages = createFakeStages();
  stages.before('writeScript', () => {
    throw badKey();
  });
  const error = (await runWith(stages, {})) as { cause?: { message?: string; type?: string } };
  expect(error.cause?.message).toBe('nobody retried the step script in time: the key is not valid');
  expect(error.cause?.type).toBe('BadCredentials');
  const last = stages.records.at(-1);
  expect(last?.event?.type).toBe('pipeline.failed');
  expect(last?.record).toMatchObject({ state: 'failed', failure: 'the key is not valid' });
  const [began, ended] = [stages.records[0]?.record.createdAt, last?.record.updatedAt].map((time) =>
    Date.parse(time ?? ''),
  );
  expect(((ended ?? 0) - (began ?? 0)) / 86_400_000).toBeCloseTo(7, 1);
});

it('ends a review that nobody answers after thirty days', async () => {
  const stages = createFakeStages();
  await runWith(stages, { review: true });
  expect(stages.records.at(-1)?.record).toMatchObject({
    state: 'cancelled',
    failure: 'nobody reviewed the script in 30 days',
  });
  expect(stages.count('narrateScene')).toBe(0);
});
