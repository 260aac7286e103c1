import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { type Database, openDatabase } from '../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../src/infra/database/records.ts';
import { startDevServer } from '../../src/infra/temporal/dev-server.ts';
import { freePort } from '../../src/infra/temporal/free-port.ts';
import { createPipelineClient } from '../../src/infra/temporal/pipeline-client.ts';
import { sampleRecord } from '../infra/database/samples.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';
import { openPipelineApp, type PipelineApp } from './pipeline-app.ts';

let folder: string;
let port: number;
let nowhere: string;
let connection: Connection;
let database: Database;
let app: PipelineApp;
/** What the app is given when it asks for the database. */
let reach: () => Promise<Database>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-away-'));
  port = await freePort(0, 'a test', 'try again');
  nowhere = `postgresql://nobody@127.0.0.1:${await freePort(0, 'a test', 'try again')}/none`;
  connection = Connection.lazy({ address: `127.0.0.1:${port}` });
  database = await openTestDatabase();
  const record = sampleRecord({ pipelineId: 'kept', owner: 'ada' });
  await createPipelineRecords(database).write({ record, sequence: 1 });
  reach = async () => database;
  const pipelines = createPipelineClient(new Client({ connection }), { answerWithinMs: 1000 });
  app = await openPipelineApp({ pipelines, artifacts: {} as ArtifactStore, database: () => reach() });
});
afterAll(async () => {
  await app.close();
  await connection.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const start = () => app.ask('POST /api/pipelines', { body: { topic: 'Why do octopuses have three hearts?' } });
const unavailable = { status: 503, body: { status: 503 } };

describe('while the database is away', () => {
  it('reads are answered 503 with when to ask again, and as before once it is back', async () => {
    reach = () => openDatabase({ url: nowhere });
    for (const request of ['GET /api/pipelines', 'GET /api/pipelines/kept', 'GET /api/pipelines/kept/steps/audio']) {
      const answer = await app.ask(request);
      expect(answer, request).toMatchObject(unavailable);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    reach = async () => database;
    expect((await app.ask('GET /api/pipelines/kept')).status).toBe(200);
  });
});

describe('while Temporal is away', () => {
  it('what needs it is answered 503, reads go on, and all is well by itself once it is back', async () => {
    const [started, cancelled, unknown] = await Promise.all([
      start(),
      app.ask('POST /api/pipelines/kept/cancel'),
      app.ask('GET /api/pipelines/not-recorded-yet'),
    ]);
    for (const answer of [started, cancelled, unknown]) {
      expect(answer).toMatchObject(unavailable);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await app.ask('GET /api/pipelines')).status).toBe(200);
    expect((await app.ask('GET /api/pipelines/kept')).status).toBe(200);
    expect(await app.ask('GET /api/pipelines/kept/steps/audio')).toMatchObject({
      status: 200,
      body: { state: 'pending', progress: [] },
    });

    const server = await startDevServer({ cli: testTools().temporal, logsFolder: folder, port, ui: false });
    try {
      const answer = await waitFor(start, ({ status }) => status === 202, 30_000);
      // Nothing that was given up came true later.
      const pipelines = createPipelineClient(new Client({ connection }));
      const runs = await waitFor(
        () => pipelines.list(10),
        (list) => list.length > 0,
      );
      expect(runs.map(({ pipelineId }) => pipelineId)).toEqual([answer.body.pipelineId]);
      // Its run can't tell of itself: it has no worker.
      expect(await app.ask(`GET /orchestrator/status/${answer.body.pipelineId as string}`)).toMatchObject(unavailable);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
