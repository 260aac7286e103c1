import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createPublishClient } from '../../src/infra/temporal/publish-client.ts';
import { badKey, createFakeStages } from '../support/fake-stages.ts';
import { briefOf } from '../support/pipeline-bench.ts';
import { runRoleWorkers } from '../support/role-workers.ts';
import { startTimeSkippingServer } from '../support/time-skipping-server.ts';

let server: TestWorkflowEnvironment;

beforeAll(async () => {
  server = await startTimeSkippingServer();
});
afterAll(() => server.teardown());

it('gives a blocked publication up after a week, and lets its files go', async () => {
  const stages = createFakeStages();
  stages.before('publishFilm', () => {
    throw badKey('the channel is not connected');
  });
  const place = { connection: server.nativeConnection, namespace: 'default' };
  const workers = await runRoleWorkers(stages.activities, inject('workflowBundle'), place);
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
    await workers.stop();
  }
});
