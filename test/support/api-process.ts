import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPasswords } from '../../src/infra/auth/passwords.ts';
import { type Database, openDatabase } from '../../src/infra/database/database.ts';
import { createUsers } from '../../src/infra/database/users.ts';
import { findPostgres } from '../infra/database/postgres-server.ts';
import { killTree, type RunningCommand, runFaceless } from './command.ts';
import { findRedis, redisNeeds } from './redis.ts';
import { waitFor } from './wait-for.ts';

/** What API processes share, apart from Temporal. */
export interface SharedServers {
  databaseUrl: string;
  database: Database;
  redisUrl: string;
  stop(): Promise<void>;
}

/** For the title of what is skipped without them. */
export const sharedNeeds = `apt-get install postgresql, or set TEST_DATABASE_URL; ${redisNeeds}`;

const password = 'correct horse battery staple';
export const adaLogsIn = { name: 'ada', password };

/** What starts them, with the operator `ada` in the database; undefined where one is missing. */
export function findSharedServers(): (() => Promise<SharedServers>) | undefined {
  const [startPostgres, startRedis] = [findPostgres(), findRedis()];
  if (!startPostgres || !startRedis) return undefined;
  return async () => {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const databaseUrl = await postgres.createDatabase();
    const database = await openDatabase({ url: databaseUrl });
    await createUsers(database, createPasswords()).add({ ...adaLogsIn, role: 'operator' });
    return {
      databaseUrl,
      database,
      redisUrl: redis.url,
      async stop() {
        await database.close();
        await Promise.all([postgres.stop(), redis.stop()]);
      },
    };
  };
}

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

interface SendOptions {
  body?: unknown;
  token?: string;
  key?: string;
}

/** `./faceless api`, which believes `X-Forwarded-For`: each test can come from an address of its own. */
export interface ApiProcess {
  url: string;
  command: RunningCommand;
  /** @param request such as `GET /ready` */
  send(request: string, from: string, options?: SendOptions): Promise<Answer>;
  /** The tokens of `ada`. */
  logIn(from: string): Promise<{ accessToken: string; refreshToken: string }>;
  /** How it ended once it was told to, and after how long. */
  stop(): Promise<{ code: number | NodeJS.Signals; ms: number }>;
  /** Ends it if it still runs, and removes its folder. */
  remove(): Promise<void>;
}

export async function startApiProcess(environment: Record<string, string>): Promise<ApiProcess> {
  const home = await mkdtemp(join(tmpdir(), 'faceless-api-process-'));
  const command = runFaceless(['api'], home, {
    FACELESS_TRUSTED_PROXIES: 'loopback',
    FACELESS_AUTH_SECRET: 'a secret of thirty-two characters',
    ...environment,
  });
  const { child } = command;

  async function remove(): Promise<void> {
    if (child.pid && child.exitCode === null) killTree(child.pid);
    await rm(home, { recursive: true, force: true });
  }

  const url = await servedAt(command).catch(async (error: unknown) => {
    await remove();
    throw error;
  });

  async function send(request: string, from: string, { body, token, key }: SendOptions = {}): Promise<Answer> {
    const [method, path = ''] = request.split(' ');
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-forwarded-for': from,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text || '{}') as Answer['body'] };
  }

  return {
    url,
    command,
    send,
    async logIn(from) {
      const { status, body } = await send('POST /auth/login', from, { body: adaLogsIn });
      if (status !== 200) throw new Error(`the login was answered with ${status}: ${JSON.stringify(body)}`);
      return body as { accessToken: string; refreshToken: string };
    },
    async stop() {
      const began = performance.now();
      child.kill('SIGTERM');
      return { code: await command.ended, ms: performance.now() - began };
    },
    remove,
  };
}

async function servedAt({ child, stderr }: RunningCommand): Promise<string> {
  const [url] = await waitFor(
    () => [/serving (http\S+),/.exec(stderr())?.[1], child.exitCode] as const,
    ([address, code]) => {
      if (code !== null) throw new Error(`api ended with ${code}: ${stderr()}`);
      return address !== undefined;
    },
    60_000,
  );
  return String(url);
}
