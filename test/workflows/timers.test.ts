import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { workflowNames } from '../../src/contracts/messages.ts';
import { badKey, createFakeStages, type FakeStages } from '../support/fake-stages.ts';
import { briefOf } from '../support/pipeline-bench.ts';
import { runRoleWorkers } from '../support/role-workers.ts';
import { startTimeSkippingServer } from '../support/time-skipping-server.ts';

let server: TestWorkflowEnvironment;

beforeAll(async () => {
  server = await startTimeSkippingServer();
});
afterAll(() => server.teardown());

async function runWith(stages: FakeStages, input: Parameters<typeof briefOf>[0]): Promise<unknown> {
  const { nativeConnection: connection, client } = server;
  const place = { connection, namespace: 'default' };
  const workers = await runRoleWorkers(stages.activities, inject('workflowBundle'), place);
  try {
    const args = [{ brief: briefOf(input) }];
    const workflowId = randomUUID();
    return await client.workflow
      .execute(workflowNames.pipeline, { workflowId, taskQueue: 'orchestrator', args })
      .catch((error: unknown) => error);
  } finally {
    await workers.stop();
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
