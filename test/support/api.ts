import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import type { AppContext } from '../../src/api/app.ts';
import { createGateway, type GatewayContext, type GatewayOptions } from '../../src/api/gateway.ts';
import { Failure } from '../../src/contracts/failures.ts';
import { type Caller, type UserRole, userRoles } from '../../src/contracts/users.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { createMemoryCache } from '../../src/infra/cache/memory-cache.ts';
import { readConfig } from '../../src/infra/config/config.ts';
import { createEstimator } from '../../src/infra/costs/estimator.ts';
import type { Database } from '../../src/infra/database/database.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { openTestDatabase } from './test-database.ts';

/** What the plugins ask, and what most routes do. */
export type TestContext = GatewayContext & Pick<AppContext, 'pipelines' | 'abTests' | 'artifacts' | 'estimate'>;

export interface TestApiOptions {
  /** Who asks when a request has no header of `as`; an administrator when left out, nobody when null. */
  caller?: Caller | null;
  /** What is to be another than memory database, memory cache and a folder of artefacts. Temporal is away unless given. */
  context?: Partial<TestContext>;
  options?: Partial<GatewayOptions>;
  /** The routes that are tested. */
  addRoutes?: (app: FastifyInstance, context: TestContext) => void | Promise<void>;
}

export interface TestApi {
  /** Ready, not listening: use `app.inject`, or `listen` for a real socket. */
  app: FastifyInstance;
  context: TestContext;
  /** Lines of the log so far. */
  logs: Record<string, unknown>[];
  /** Listens on a free port of loopback; answers the address without a slash at its end. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** The application as it is served, over what needs no other process. */
export async function openTestApi({
  caller = { owner: 'local', role: 'admin' },
  context: changes,
  options,
  addRoutes,
}: TestApiOptions = {}): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'faceless-api-'));
  let database: Promise<Database> | undefined;
  const artifacts = createFolderStore({ folder });
  const context: TestContext = {
    authenticator: { identify: async ({ authorization }) => callerOf(authorization) ?? caller ?? refuse() },
    cache: createMemoryCache(),
    pipelines: away('Temporal'),
    abTests: away('Temporal'),
    artifacts,
    estimate: createEstimator(readConfig({}), artifacts),
    database: () => {
      database ??= openTestDatabase();
      return database;
    },
    ...changes,
  };
  const logs: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line: string) => void logs.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const app = await createGateway(context, {
    logger,
    metrics: createMetrics(),
    checks: {},
    trustedProxies: [],
    allowedOrigins: [],
    requestsPerMinute: 1_000_000,
    ...options,
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  await addRoutes?.(app, context);
  await app.ready();
  return {
    app,
    context,
    logs,
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await app.close();
      await (await database)?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The header of a request that comes from this user. */
export function as(owner: string, role: UserRole): { authorization: string } {
  return { authorization: `Test ${owner} ${role}` };
}

function callerOf(authorization = ''): Caller | undefined {
  const [, owner, name] = /^Test (\S+) (\S+)$/.exec(authorization) ?? [];
  const role = userRoles.find((known) => known === name);
  return owner && role ? { owner, role } : undefined;
}

function refuse(): never {
  throw new Failure('NotAuthenticated', 'send an access token');
}

/** A client of something that does not answer. */
function away<Client extends object>(what: string): Client {
  return new Proxy({} as Client, {
    get: (_, name) =>
      name === 'then' ? undefined : () => Promise.reject(new Failure('Unavailable', `${what} does not answer`)),
  });
}
