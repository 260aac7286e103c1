import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { holderOf } from '../../src/api/held-files.ts';
import { registerSweep, type SweepContext, sweepUses } from '../../src/api/sweep-uses.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { Failure } from '../../src/contracts/failures.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { createAbTestRecords } from '../../src/infra/database/ab-tests.ts';
import { createAssets } from '../../src/infra/database/assets.ts';
import type { Database } from '../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../src/infra/database/records.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { stageId } from '../../src/infra/temporal/stage-client.ts';
import { sampleAbTest } from '../infra/database/ab-test-samples.ts';
import { sampleRecord } from '../infra/database/samples.ts';
import { openTestDatabase } from '../support/test-database.ts';

const logger = createLogger({ level: 'silent' });
const day = 24 * 3_600_000;
const uploadOf = () => `video-${randomBytes(12).toString('hex')}`;
const noRun = async () => {
  throw new Failure('NotFound', 'there is none');
};

let folder: string;
let database: Database;
let artifacts: ArtifactStore;
let context: SweepContext;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-sweep-'));
  artifacts = createFolderStore({ folder });
  context = {
    artifacts,
    pipelines: { find: async () => undefined },
    publications: { look: noRun },
    database: async () => database,
  };
});
afterEach(() => rm(folder, { recursive: true }));

async function fileOf(...users: string[]): Promise<ArtifactRef> {
  const ref = await artifacts.putBytes(randomBytes(20), 'image/png');
  for (const user of users) await artifacts.use(user, [ref]);
  return ref;
}
const there = (...refs: ArtifactRef[]) => Promise.all(refs.map((ref) => artifacts.has(ref)));
const users = async () => (await readdir(join(folder, 'uses', 'users'))).sort();
const sweepAfter = (days: number) => sweepUses(context, { logger, now: Date.now() + days * day });

it('lets the files of a stage go after thirty days, but those that something else uses', async () => {
  const [stage, other] = [stageId('thumbnail', 'ada'), 'octopus-hearts-abc234'];
  const [own, shared, film] = [await fileOf(stage), await fileOf(stage, other), await fileOf(other)];
  await sweepAfter(29);
  expect(await there(own, shared, film)).toEqual([true, true, true]);
  await sweepAfter(31);
  expect(await there(own, shared, film)).toEqual([false, true, true]);
  expect(await users()).toEqual([other]);
});

it('never lets films, assets and what only looks like a stage go by itself', async () => {
  const kept = ['video-games-abc234', 'stage-fright-abc234', 'asset-0123456789abcdef', 'octopus-hearts-abc234'];
  const files = await Promise.all(kept.map((user) => fileOf(user)));
  await sweepAfter(5000);
  expect(await there(...files)).toEqual(kept.map(() => true));
});

it('lets the files of an upload go after thirty days, unless it is still being published', async () => {
  const [ended, open, forgotten] = [uploadOf(), uploadOf(), uploadOf()];
  const files = [await fileOf(ended), await fileOf(open), await fileOf(forgotten)];
  const runs = new Map([
    [ended, false],
    [open, true],
  ]);
  context.publications = {
    async look(id) {
      const isOpen = runs.get(id);
      return isOpen === undefined ? noRun() : { owner: 'ada', isOpen, progress: [] };
    },
  };
  await sweepAfter(29);
  expect(await there(...files)).toEqual([true, true, true]);
  await sweepAfter(31);
  expect(await there(...files)).toEqual([false, true, false]);
});

it('settles starts that were cut off: what is there has its files, what is not lets them go', async () => {
  const [recorded, running, asset, nothing] = ['film-a', 'film-b', 'asset-0123456789ab', 'film-c'];
  await createPipelineRecords(database).write({ record: sampleRecord({ pipelineId: recorded }), sequence: 1 });
  context.pipelines = {
    find: async (id) => (id === running ? { owner: 'ada', open: true, state: 'running' } : undefined),
  };
  const files = await Promise.all([recorded, running, asset, nothing].map((id) => fileOf(`starting.${id}`)));
  const [, , file] = files as [ArtifactRef, ArtifactRef, ArtifactRef];
  await createAssets(database).add({ assetId: asset, owner: 'ada', kind: 'picture', name: 'a', file, facts: {} });

  await sweepAfter(0.5);
  expect(await there(...files)).toEqual([true, true, true, true]);
  await sweepAfter(1.1);
  expect(await there(...files)).toEqual([true, true, true, false]);
  expect(await users()).toEqual([asset, recorded, running].sort());
});

it('leaves the files of an A/B test whose start was cut off to the test, where there is one', async () => {
  const [kept, lost] = ['abtest-kept', 'abtest-lost'];
  await createAbTestRecords(database).write({ record: sampleAbTest({ testId: kept }), sequence: 1 });
  const files = [await fileOf(holderOf(kept)), await fileOf(holderOf(lost))];
  await sweepAfter(2);
  expect(await there(...files)).toEqual([true, false]);
  expect(await users()).toEqual([kept]);
});

it('changes nothing that it can not ask about, and does the rest', async () => {
  const away = () => Promise.reject(new Failure('Unavailable', 'Temporal does not answer'));
  context = { ...context, pipelines: { find: away }, publications: { look: away } };
  const [stage, upload, start] = [
    await fileOf(stageId('video', 'ada')),
    await fileOf(uploadOf()),
    await fileOf('starting.film-d'),
  ];
  await sweepAfter(31);
  expect(await there(stage, upload, start)).toEqual([false, true, true]);
});

it('is done a minute after the service listens, each day, and no more once it is closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
  try {
    let sweeps = 0;
    const app = Fastify();
    const usersUnchangedSince = async () => {
      sweeps++;
      return [];
    };
    registerSweep(app, { ...context, artifacts: { ...artifacts, usersUnchangedSince } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(sweeps).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sweeps).toBe(2);
    await vi.advanceTimersByTimeAsync(2 * day);
    expect(sweeps).toBe(6);
    await app.close();
    await vi.advanceTimersByTimeAsync(2 * day);
    expect(sweeps).toBe(6);
  } finally {
    vi.useRealTimers();
  }
});
