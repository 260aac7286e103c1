import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBareApp } from '../../../src/api/bare-app.ts';
import { registerAccess } from '../../../src/api/plugins/access.ts';
import { registerOpenApi } from '../../../src/api/plugins/openapi.ts';
import { registerAuthRoutes } from '../../../src/api/routes/auth.ts';
import { createAuthenticator } from '../../../src/infra/auth/create-authenticator.ts';
import { createLogins } from '../../../src/infra/auth/logins.ts';
import { createPasswords } from '../../../src/infra/auth/passwords.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createUsers, type Users } from '../../../src/infra/database/users.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { openTestDatabase } from '../../support/test-database.ts';

const secret = 'a secret of thirty-two characters';
const password = 'four words will do';
const passwords = createPasswords({ logN: 4, r: 8, p: 1 });

let database: Database;
let users: Users;
let logsFolder: string;
let app: FastifyInstance;
let url: string;

async function open({ configured = true } = {}): Promise<FastifyInstance> {
  const opened = createBareApp({ logger: createLogger({ level: 'trace', folder: logsFolder }) });
  await registerOpenApi(opened);
  registerAccess(opened, createAuthenticator({ ...(configured && { secret }), allowLocal: !configured }));
  const logins = createLogins({ secret, cache: createMemoryCache(), database: async () => database, passwords });
  registerAuthRoutes(opened, configured ? { logins } : {});
  return opened;
}

beforeAll(async () => {
  logsFolder = mkdtempSync(join(tmpdir(), 'faceless-auth-'));
  database = await openTestDatabase();
  users = createUsers(database, passwords);
  await users.add({ name: 'ada', role: 'operator', password });
  app = await open();
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await database.close();
  rmSync(logsFolder, { recursive: true });
});

interface Answer {
  accessToken: string;
  refreshToken: string;
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const logIn = async () => (await (await post('/auth/login', { name: 'ada', password })).json()) as Answer;
const me = (accessToken: string) => fetch(`${url}/auth/me`, { headers: { authorization: `Bearer ${accessToken}` } });
const problemOf = async (answer: Response) => {
  const { type, detail } = (await answer.json()) as { type: string; detail: string };
  return { status: answer.status, type: type.replace('urn:faceless:problem:', ''), detail };
};

describe('over a socket', () => {
  it('someone logs in, is known, renews the token, is known still, and logs out', async () => {
    const answer = await post('/auth/login', { name: 'Ada', password });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const login = (await answer.json()) as Answer;
    expect(login).toEqual({
      accessToken: expect.any(String) as string,
      tokenType: 'Bearer',
      expiresInSeconds: 900,
      refreshToken: expect.any(String) as string,
      user: { name: 'ada', role: 'operator' },
    });
    expect(await (await me(login.accessToken)).json()).toEqual({ owner: 'ada', role: 'operator' });

    const renewed = await post('/auth/refresh', { refreshToken: login.refreshToken });
    expect([renewed.status, renewed.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const next = (await renewed.json()) as Answer;
    expect(next.refreshToken).not.toBe(login.refreshToken);
    expect((await me(next.accessToken)).status).toBe(200);

    const ended = await post('/auth/logout', { refreshToken: next.refreshToken });
    expect([ended.status, await ended.text()]).toEqual([204, '']);
    expect(await problemOf(await post('/auth/refresh', { refreshToken: next.refreshToken }))).toEqual({
      status: 401,
      type: 'NotAuthenticated',
      detail: 'the login session has ended: log in',
    });
    expect((await post('/auth/logout', { refreshToken: next.refreshToken })).status, 'again').toBe(204);
  });

  it('a refresh token that is used again ends the session', async () => {
    const first = await logIn();
    const second = (await (await post('/auth/refresh', { refreshToken: first.refreshToken })).json()) as Answer;
    expect(await problemOf(await post('/auth/refresh', { refreshToken: first.refreshToken }))).toEqual({
      status: 401,
      type: 'NotAuthenticated',
      detail: 'the refresh token was used before, so its login session has ended: log in',
    });
    expect((await post('/auth/refresh', { refreshToken: second.refreshToken })).status).toBe(401);
  });

  it('a user who is disabled can renew nothing and not log in', async () => {
    const disabled = await users.add({ name: 'mary', role: 'viewer', password });
    const login = (await (await post('/auth/login', { name: 'mary', password })).json()) as Answer;
    await users.disable(disabled.name);
    expect((await post('/auth/refresh', { refreshToken: login.refreshToken })).status).toBe(401);
    expect(await problemOf(await post('/auth/login', { name: 'mary', password }))).toEqual({
      status: 401,
      type: 'NotAuthenticated',
      detail: 'the name or the password is wrong',
    });
  });

  it('the eleventh try of a quarter of an hour gets 429 and when to try again', async () => {
    const wrong = { name: 'nobody', password: 'wrong' };
    for (let tries = 0; tries < 10; tries++) expect((await post('/auth/login', wrong)).status).toBe(401);
    const answer = await post('/auth/login', wrong);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect(await problemOf(answer)).toMatchObject({ status: 429, type: 'TooManyRequests' });
  });

  it('who sends no token, or a wrong one, is told how to', async () => {
    for (const headers of [{}, { authorization: 'Bearer x.y.z' }] as Record<string, string>[]) {
      const answer = await fetch(`${url}/auth/me`, { headers });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await problemOf(answer)).toMatchObject({ status: 401, type: 'NotAuthenticated' });
    }
  });
});

it.each<[string, string, unknown]>([
  ['no name', '/auth/login', { password }],
  ['no password', '/auth/login', { name: 'ada', password: '' }],
  ['a password without end', '/auth/login', { name: 'ada', password: 'x'.repeat(257) }],
  ['a name that can’t be', '/auth/login', { name: 'a\0', password }],
  ['a number for a password', '/auth/login', { name: 'ada', password: 1 }],
  ['nothing', '/auth/refresh', null],
  ['something else', '/auth/refresh', { refreshToken: 'abc' }],
  ['something else', '/auth/logout', { refreshToken: 'x'.repeat(66) }],
])('%s is refused by %s before anything is looked up', async (_, path, body) => {
  expect(await problemOf(await post(path, body))).toMatchObject({ status: 400, type: 'InvalidInput' });
});

it('where nothing is configured to sign tokens with, logging in is answered 501; the local user is known', async () => {
  const local = await open({ configured: false });
  const refreshToken = `${'a'.repeat(22)}.${'b'.repeat(43)}`;
  for (const [path, payload] of [
    ['login', { name: 'ada', password }],
    ['refresh', { refreshToken }],
    ['logout', { refreshToken }],
  ] as const) {
    const answer = await local.inject({ method: 'POST', url: `/auth/${path}`, payload });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      501,
      {
        type: 'urn:faceless:problem:NotSupported',
        detail: 'nobody can log in here: set FACELESS_AUTH_SECRET for that',
      },
    ]);
  }
  const known = await local.inject({ url: '/auth/me', headers: { host: '127.0.0.1' } });
  expect(known.json()).toEqual({ owner: 'local', role: 'admin' });
  await local.close();
});

it('every refusal of these routes is in the OpenAPI document', async () => {
  const { paths } = app.swagger() as unknown as {
    paths: Record<string, Record<string, { responses: Record<string, { content?: unknown }>; security?: unknown }>>;
  };
  for (const path of ['/auth/login', '/auth/refresh', '/auth/logout']) {
    const operation = paths[path]?.post;
    expect(operation?.security).toBeUndefined();
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining(['400', '401', '429', '501', '503']),
    );
  }
  expect(paths['/auth/logout']?.post?.responses['204']).toEqual({ description: 'The session has ended' });
  expect(paths['/auth/me']?.get?.security).toEqual([{ token: [] }]);
});

it('no password and no token is in the log, whatever was sent', async () => {
  const sent = 'a password nobody must see';
  await post('/auth/login', { name: 'ada', password: sent });
  await post('/auth/login', { name: sent, password: sent });
  await post('/auth/refresh', { refreshToken: sent });
  await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"password":"${sent}"`,
  });
  const { accessToken, refreshToken } = await logIn();
  await me(accessToken);
  await me(`${accessToken}x`);
  await post('/auth/refresh', { refreshToken });
  const log = readFileSync(join(logsFolder, 'faceless.log'), 'utf8');
  expect(log).toContain('"route":"/auth/refresh"');
  for (const hidden of [sent, password, refreshToken.slice(23), accessToken.split('.')[2] ?? '', secret])
    expect(log).not.toContain(hidden);
});
