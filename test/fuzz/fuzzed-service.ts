import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { SignJWT } from 'jose';
import { createApp } from '../../src/api/app.ts';
import { listen } from '../../src/api/server.ts';
import type { UserRole } from '../../src/contracts/users.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { createMarkingStore } from '../../src/infra/artifacts/marking-store.ts';
import { createAuthenticator } from '../../src/infra/auth/create-authenticator.ts';
import { createLogins } from '../../src/infra/auth/logins.ts';
import { createPasswords } from '../../src/infra/auth/passwords.ts';
import { createMemoryCache } from '../../src/infra/cache/memory-cache.ts';
import { readConfig } from '../../src/infra/config/config.ts';
import { createEstimator } from '../../src/infra/costs/estimator.ts';
import { openDatabase } from '../../src/infra/database/database.ts';
import { createUsers } from '../../src/infra/database/users.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { createAbTestClient } from '../../src/infra/temporal/ab-test-client.ts';
import { connectClient, connectWorkers } from '../../src/infra/temporal/connection.ts';
import { createHistoryEraser } from '../../src/infra/temporal/erase-history.ts';
import { createFileProbe } from '../../src/infra/temporal/file-probe.ts';
import { createPipelineClient } from '../../src/infra/temporal/pipeline-client.ts';
import { createPublishClient } from '../../src/infra/temporal/publish-client.ts';
import { createStageClient } from '../../src/infra/temporal/stage-client.ts';
import { createUploadClient } from '../../src/infra/temporal/upload-client.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import type { BenchPlace } from '../support/pipeline-bench.ts';
import { runRoleWorkers } from '../support/role-workers.ts';
import { ada, type Seed, seed } from './seed.ts';
import { storedStages, storeFiles } from './stored-stages.ts';

export interface FuzzedService {
  url: string;
  /** An administrator's, for longer than any run. */
  token: string;
  seed: Seed;
  close(): Promise<void>;
}

const secret = 'a secret that is long enough for HS256';
// No film is made, so none that is sent in needs to be large.
const uploadBytes = 1 << 20;

/** The whole service on a real socket, real workers behind it whose stages answer at once, and something in it. */
export async function openFuzzedService({ address, namespace, workflowBundle }: BenchPlace): Promise<FuzzedService> {
  const logger = createLogger({ level: 'error' });
  installRuntime(logger);
  const folder = await mkdtemp(join(tmpdir(), 'faceless-fuzz-'));
  const target = { address, namespace, tls: false };
  const [connection, native, opened] = await Promise.all([
    connectClient(target),
    connectWorkers(target),
    openDatabase({}),
  ]);
  const database = async () => opened;
  const client = new Client({ connection, namespace });
  const artifacts = createMarkingStore(createFolderStore({ folder: join(folder, 'artifacts') }));
  const files = await storeFiles(artifacts);
  const activities = storedStages(files, artifacts, opened);
  const workers = await runRoleWorkers(activities, workflowBundle, { connection: native, namespace });
  const cache = createMemoryCache();
  const app = await createApp(
    {
      authenticator: createAuthenticator({ secret, allowLocal: false }),
      logins: createLogins({ secret, cache, database }),
      cache,
      database,
      artifacts,
      estimate: createEstimator(readConfig({}), artifacts),
      pipelines: createPipelineClient(client),
      eraseHistory: createHistoryEraser(client),
      stages: createStageClient(client),
      uploads: createUploadClient(client),
      probe: createFileProbe(client),
      publications: createPublishClient(client),
      abTests: createAbTestClient(client),
    },
    {
      logger,
      metrics: createMetrics(),
      checks: { database: async () => opened.check(), artifacts: () => artifacts.check() },
      trustedProxies: [],
      allowedOrigins: [],
      requestsPerMinute: 10_000_000,
      uploadBytes,
      uploadsTo: 'folder',
    },
  );
  const server = await listen(app, { host: '127.0.0.1', port: 0, advice: 'run it again' });
  await createUsers(opened, createPasswords()).add({ ...ada, role: 'operator' });
  const token = await tokenOf('fuzzer', 'admin');
  return {
    url: server.url,
    token,
    seed: await seed({ url: server.url, token, files }),
    async close() {
      await server.close();
      await workers.stop();
      await native.close();
      await connection.close();
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The service's own end after fifteen minutes, sooner than a long run. */
function tokenOf(owner: string, role: UserRole): Promise<string> {
  return new SignJWT({ role, sid: 'fuzz' })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer('faceless')
    .setAudience('faceless-api')
    .setSubject(owner)
    .setIssuedAt()
    .setExpirationTime('6h')
    .sign(new TextEncoder().encode(secret));
}
