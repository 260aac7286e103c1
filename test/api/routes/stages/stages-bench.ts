import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll } from 'vitest';
import { createBareApp } from '../../../../src/api/bare-app.ts';
import { registerAccess } from '../../../../src/api/plugins/access.ts';
import { registerIdempotency } from '../../../../src/api/plugins/idempotency.ts';
import { registerOpenApi } from '../../../../src/api/plugins/openapi.ts';
import { registerStages } from '../../../../src/api/routes/stages/register-stages.ts';
import { listen, type RunningServer } from '../../../../src/api/server.ts';
import type { Activities } from '../../../../src/contracts/activities.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import type { Role } from '../../../../src/contracts/roles.ts';
import { type UserRole, userRoles } from '../../../../src/contracts/users.ts';
import type { ArtifactStore } from '../../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../../src/infra/artifacts/folder-store.ts';
import { createMarkingStore } from '../../../../src/infra/artifacts/marking-store.ts';
import type { Authenticator } from '../../../../src/infra/auth/authenticator.ts';
import type { Database } from '../../../../src/infra/database/database.ts';
import { createIdempotentRequests } from '../../../../src/infra/database/idempotent-requests.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { createMetrics, type Metrics } from '../../../../src/infra/metrics/metrics.ts';
import { connectClient, connectWorkers } from '../../../../src/infra/temporal/connection.ts';
import { createStageClient, type StageClientOptions } from '../../../../src/infra/temporal/stage-client.ts';
import { createUploadClient } from '../../../../src/infra/temporal/upload-client.ts';
import { installRuntime } from '../../../../src/workers/runtime.ts';
import { createRoleWorker } from '../../../../src/workers/worker.ts';
import { benchPlace } from '../../../support/bench-place.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** An answer of a stage, or a problem. What a result holds is handed on as it is. */
  body: {
    id: string;
    state: string;
    result: Record<string, never>;
    files?: Record<string, string>;
    failure?: unknown;
    progress?: unknown;
    note?: string;
    doing?: string;
    waitsUntil?: string;
  };
}

export interface StagesBench {
  folder: string;
  artifacts: ArtifactStore;
  metrics: Metrics;
  url: string;
  client: Client;
  /** `as` is `name:role`; `ada:operator` when left out. */
  post(path: string, body: unknown, options?: { as?: string; key?: string; signal?: AbortSignal }): Promise<Answer>;
  get(path: string, as?: string): Promise<Answer>;
}

type Offered = Partial<Record<Role, Partial<Activities>>>;

const logger = createLogger({ level: 'silent' });

/**
 * The routes of stages on a real socket, a real server and workers for what `offer` gives.
 *
 * @param ledger what an Idempotency-Key needs, which takes its time to open; or the database that it is in
 * @param uploadsTo where films go that name no target
 */
export function useStagesBench(
  offer: (bench: StagesBench) => Offered,
  {
    ledger = false,
    uploadsTo = 'folder',
    ...options
  }: StageClientOptions & { ledger?: boolean | (() => Database); uploadsTo?: string } = {},
): StagesBench {
  const bench = {} as StagesBench;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    installRuntime(logger);
    const folder = await mkdtemp(join(tmpdir(), 'faceless-stages-'));
    const { address, namespace, workflowBundle } = benchPlace();
    const target = { address, namespace, tls: false };
    const [connection, native] = await Promise.all([connectClient(target), connectWorkers(target)]);
    const own = ledger === true ? await openTestDatabase() : undefined;
    const database = typeof ledger === 'function' ? ledger() : own;
    const artifacts = createMarkingStore(createFolderStore({ folder: join(folder, 'artifacts') }));
    const client = new Client({ connection, namespace });
    Object.assign(bench, { folder, artifacts, client, metrics: createMetrics() });
    const workers = await Promise.all(
      Object.entries(offer(bench)).map(([role, activities]) =>
        createRoleWorker({
          ...{ role: role as Role, connection: native, namespace, activities, parallel: 4 },
          ...(role === 'orchestrator' && { workflows: { codePath: workflowBundle } }),
        }),
      ),
    );
    const runs = workers.map((worker) => worker.run());

    const app = createBareApp({ logger });
    await registerOpenApi(app);
    registerAccess(app, namedCallers);
    if (database) registerIdempotency(app, async () => createIdempotentRequests(database));
    const uploads = createUploadClient(client);
    registerStages(app, { stages: createStageClient(client, options), uploads, uploadsTo, artifacts });
    const server: RunningServer = await listen(app, { host: '127.0.0.1', port: 0, advice: 'close it' });
    Object.assign(bench, requestsTo(server.url), { url: server.url });

    closers.push(
      () => server.close(),
      async () => {
        for (const worker of workers) worker.shutdown();
        await Promise.all(runs);
      },
      () => native.close(),
      () => connection.close(),
      async () => own?.close(),
      () => rm(folder, { recursive: true, force: true }),
    );
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });
  return bench;
}

/** Who says `Bearer name:role` is believed. */
const namedCallers: Authenticator = {
  async identify({ authorization = '' }) {
    const [owner = '', role = ''] = authorization.replace('Bearer ', '').split(':');
    if (!(userRoles as readonly string[]).includes(role)) throw new Failure('NotAuthenticated', 'say who you are');
    return { owner, role: role as UserRole };
  },
};

function requestsTo(url: string): Pick<StagesBench, 'post' | 'get'> {
  const read = async (response: Response): Promise<Answer> => ({
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  });
  return {
    post: async (path, body, { as = 'ada:operator', key, signal } = {}) =>
      read(
        await fetch(url + path, {
          method: 'POST',
          signal,
          headers: {
            authorization: `Bearer ${as}`,
            'content-type': 'application/json',
            ...(key && { 'idempotency-key': key }),
          },
          body: JSON.stringify(body),
        }),
      ),
    get: async (path, as = 'ada:operator') =>
      read(await fetch(url + path, { headers: { authorization: `Bearer ${as}` } })),
  };
}
