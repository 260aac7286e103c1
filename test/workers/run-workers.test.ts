import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Role, roles } from '../../src/contracts/roles.ts';
import { readConfig } from '../../src/infra/config/config.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { connectClient } from '../../src/infra/temporal/connection.ts';
import { openResources, type Resources } from '../../src/workers/resources.ts';
import { activitiesOfRole } from '../../src/workers/role-activities.ts';
import { runWorkers } from '../../src/workers/run-workers.ts';
import { briefOf } from '../cli/samples.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { testTools } from '../support/tools.ts';

const home = mkdtempSync(join(tmpdir(), 'faceless-workers-'));
let resources: Resources;
beforeAll(async () => {
  const config = readConfig({ FACELESS_HOME: home, FACELESS_TOOLS: join(testTools().models, '..') });
  resources = await openResources(config, createLogger({ level: 'silent' }), createMetrics());
});
afterAll(async () => {
  await resources.close();
  rmSync(home, { recursive: true, force: true });
});

const target = () => ({ address: inject('temporalAddress'), namespace: benchPlace().namespace, tls: false });
const workflows = () => ({ codePath: inject('workflowBundle') });

describe('the roles', () => {
  it('offer every activity the workflows call, each by one role', async () => {
    const offered = await Promise.all(roles.map((role) => activitiesOfRole[role](resources)));
    const names = offered.flatMap(({ activities }) => Object.keys(activities));
    expect(names.toSorted()).toEqual(Object.keys(createFakeStages().activities).toSorted());
    for (const { parallel } of offered) expect(parallel).toBeGreaterThan(0);
  });
});

describe('the workers of a process', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const workers of running.splice(0)) await workers.stop();
  });
  const run = async (chosen: readonly Role[]) => {
    const workers = await runWorkers({ roles: chosen, target: target(), resources, workflows: workflows() });
    running.push(workers);
    return workers;
  };

  it('do the work of their roles, and stop when told', async () => {
    const workers = await run(['keyword-fetcher', 'ab-tester']);
    expect(workers.states()).toEqual({ 'keyword-fetcher': 'RUNNING', 'ab-tester': 'RUNNING' });
    const connection = await connectClient(target());
    const client = new Client({ connection, namespace: target().namespace });
    const result = await client.activity.execute('fetchKeywords', {
      id: `keywords-${Date.now()}`,
      taskQueue: 'keyword-fetcher',
      args: [{ pipelineId: 'octopus-hearts-abc234', brief: briefOf(), take: 0 }],
      startToCloseTimeout: '10s',
    });
    await connection.close();
    expect(result).toMatchObject({ provider: 'offline', found: false, costUsd: 0 });

    await Promise.all(running.splice(0).map((each) => each.stop()));
    expect(workers.states()).toEqual({ 'keyword-fetcher': 'STOPPED', 'ab-tester': 'STOPPED' });
    await expect(workers.ended).resolves.toBeUndefined();
  });

  it('say that no server answers, in a sentence', async () => {
    const nobody = { ...target(), address: '127.0.0.1:1' };
    await expect(
      runWorkers({ roles: ['keyword-fetcher'], target: nobody, resources, workflows: workflows() }),
    ).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message:
        'no Temporal server answers at 127.0.0.1:1: start the local stack with `./faceless start`, or set TEMPORAL_ADDRESS to a server that runs',
    });
  });
});
