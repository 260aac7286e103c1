import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { roles } from '../../src/contracts/roles.ts';
import { searchAttributeNames } from '../../src/contracts/search-attributes.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createPublishClient } from '../../src/infra/temporal/publish-client.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import { createRoleWorker } from '../../src/workers/worker.ts';
import { badKey, createFakeStages } from '../support/fake-stages.ts';
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

it('gives a blocked publication up after a week, and lets its files go', async () => {
  const stages = createFakeStages();
  stages.before('publishFilm', () => {
    throw badKey('the channel is not connected');
  });
  const options = {
    connection: server.nativeConnection,
    namespace: 'default',
    activities: stages.activities,
    parallel: 8,
  };
  const workflows = { codePath: inject('workflowBundle') };
  const workers = await Promise.all(
    roles.map((role) =>
      createRoleWorker({ ...options, role, workflows: role === 'orchestrator' ? workflows : undefined }),
    ),
  );
  const runs = workers.map((worker) => worker.run());
  try {
    const file = { sha256: 'a'.repeat(64), bytes: 3, mediaType: 'video/mp4' };
    const words = { title: 'My dog' };
    const input = { brief: briefOf(), video: file, fileName: 'dog.mp4', videoName: 'video.mp4', script: file, words };
    const publications = createPublishClient(server.client);
    await publications.start('video-0123456789ab', input);
    const error: unknown = await server.client.workflow.result('video-0123456789ab').catch((reason: unknown) => reason);
    expect((error as Error).cause).toMatchObject({
      message: 'nobody retried the step upload in time: the channel is not connected',
      type: 'BadCredentials',
    });
    const { state, createdAt, updatedAt } = await publications.status('video-0123456789ab');
    expect(state).toBe('failed');
    expect((Date.parse(updatedAt) - Date.parse(createdAt)) / 86_400_000).toBeCloseTo(7, 1);
    expect(stages.calls.map(({ name }) => name).slice(-2)).toEqual(['retractPublication', 'releaseFiles']);
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(runs);
  }
});
