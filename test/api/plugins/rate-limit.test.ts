import { request } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import type { Cache } from '../../../src/infra/cache/cache.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import { openCache } from '../../../src/infra/cache/open-cache.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { openTestApi, type TestApi, type TestApiOptions } from '../../support/api.ts';
import { findRedis, type RedisServer, redisNeeds } from '../../support/redis.ts';

const silent = createLogger({ level: 'silent' });
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function addRoutes(app: FastifyInstance): void {
  app.get('/things', { config: { access: 'public' } }, () => ({}));
  app.post('/login', { config: { access: 'public' } }, () => {
    throw new Failure('NotAuthenticated', 'wrong password');
  });
}

async function openApi(perMinute: number, { context, options }: TestApiOptions = {}): Promise<TestApi> {
  const api = await openTestApi({ addRoutes, context, options: { requestsPerMinute: perMinute, ...options } });
  closing.push(() => api.close());
  return api;
}

const statuses = async (times: number, ask: () => Promise<{ status: number } | { statusCode: number }>) => {
  const seen: number[] = [];
  for (let index = 0; index < times; index++) {
    const answer = await ask();
    seen.push('status' in answer ? answer.status : answer.statusCode);
  }
  return seen;
};

/** Asks over a real socket until it is refused; how many were answered. */
async function answeredBefore429(ask: (index: number) => Promise<Response>, most: number) {
  for (let index = 0; index < most; index++) {
    const answer = await ask(index);
    if (answer.status === 429) return { answered: index, refusal: answer };
    await answer.text();
  }
  throw new Error(`${most} were answered`);
}

async function expectRefusal(answer: Response, limit: number) {
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-ratelimit-limit')).toBe(String(limit));
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(answer.headers.get('x-ratelimit-reset')).toBe(String(wait));
  expect(await answer.json()).toMatchObject({
    type: 'urn:faceless:problem:TooManyRequests',
    status: 429,
    detail: `more than ${limit} requests a minute came from this address`,
  });
}

describe('requests from one address', () => {
  it('are counted down in each answer, and refused when they are too many, with when to come back', async () => {
    const api = await openApi(3);
    const url = await api.listen();
    const left: (string | null)[] = [];
    for (let index = 0; index < 3; index++) {
      const answer = await fetch(`${url}/things`);
      expect([answer.status, answer.headers.get('x-ratelimit-limit')]).toEqual([200, '3']);
      left.push(answer.headers.get('x-ratelimit-remaining'));
      await answer.text();
    }
    expect(left).toEqual(['2', '1', '0']);
    await expectRefusal(await fetch(`${url}/things`), 3);
  });

  it('count wherever they go: where nothing is, with a wrong password, by a wrong method, to the documentation', async () => {
    const api = await openApi(9);
    const ways = [
      { url: '/nothing' },
      { url: '/%ff' },
      { url: '/login', method: 'POST' },
      { url: '/login', method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
      { url: '/things', method: 'PUT' },
      { url: '/things', method: 'HEAD' },
      { url: '/openapi.json' },
      { url: '/docs' },
      { url: '/docs/static/nothing' },
    ] as const;
    const seen: number[] = [];
    for (const way of ways) seen.push((await api.app.inject(way)).statusCode);
    expect(seen).toEqual([404, 404, 401, 400, 405, 200, 200, 200, 404]);
    for (const way of ways) expect((await api.app.inject(way)).statusCode, way.url).toBe(429);
  });

  it('are never too many for /health, /ready and /metrics, and those do not count', async () => {
    const api = await openApi(2);
    for (const path of ['/health', '/ready', '/metrics']) {
      expect(await statuses(5, () => api.app.inject(path))).toEqual([200, 200, 200, 200, 200]);
      expect((await api.app.inject(path)).headers['x-ratelimit-limit']).toBeUndefined();
    }
    expect(await statuses(3, () => api.app.inject('/things'))).toEqual([200, 200, 429]);
    expect((await api.app.inject('/health')).statusCode).toBe(200);
  });

  it('do not count where a browser only asks for leave to send them', async () => {
    const origin = 'https://studio.example.org';
    const api = await openApi(2, { options: { allowedOrigins: [origin] } });
    const leave = { origin, 'access-control-request-method': 'GET' };
    const ask = () => api.app.inject({ method: 'OPTIONS', url: '/things', headers: leave });
    expect(await statuses(5, ask)).toEqual([204, 204, 204, 204, 204]);
    expect(await statuses(3, () => api.app.inject('/things'))).toEqual([200, 200, 429]);
    // Any other is a request like all.
    expect((await api.app.inject({ method: 'OPTIONS', url: '/things', headers: { origin } })).statusCode).toBe(429);
  });

  it('are counted once each when many come at once', async () => {
    const api = await openApi(10);
    const url = await api.listen();
    const seen = await Promise.all(Array.from({ length: 30 }, async () => (await fetch(`${url}/things`)).status));
    expect(seen.filter((status) => status === 200)).toHaveLength(10);
  });
});

describe('an address', () => {
  const from = (api: TestApi, remoteAddress: string, forwarded?: string) =>
    api.app.inject({ url: '/things', remoteAddress, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} });

  it('is that of the connection, whatever X-Forwarded-For says', async () => {
    const api = await openApi(2);
    let index = 0;
    const ask = () => from(api, '203.0.113.1', `198.51.100.${index++}`);
    expect(await statuses(4, ask)).toEqual([200, 200, 429, 429]);
    expect((await from(api, '203.0.113.2')).statusCode).toBe(200);
  });

  it('is not believed from one who is no trusted proxy', async () => {
    const api = await openApi(2, { options: { trustedProxies: ['10.0.0.0/8'] } });
    let index = 0;
    const ask = () => from(api, '203.0.113.1', `198.51.100.${index++}`);
    expect(await statuses(3, ask)).toEqual([200, 200, 429]);
  });

  it('is what a trusted proxy says: the last that no trusted proxy added', async () => {
    const api = await openApi(2, { options: { trustedProxies: ['10.0.0.0/8', '::1'] } });
    let index = 0;
    // What stands before it was sent in by the client itself.
    const forged = () => from(api, '10.1.1.1', `198.51.100.${index++}, 203.0.113.1, 10.2.2.2`);
    expect(await statuses(3, forged)).toEqual([200, 200, 429]);
    expect((await from(api, '10.9.9.9', '203.0.113.1')).statusCode, 'by way of another proxy').toBe(429);
    expect((await from(api, '::1', '203.0.113.2')).statusCode).toBe(200);
  });

  it('of IPv6 counts with all of its /64, and not with the next', async () => {
    const api = await openApi(2);
    expect((await from(api, '2001:db8:1:2::1')).statusCode).toBe(200);
    expect((await from(api, '2001:db8:1:2:ffff::7')).statusCode).toBe(200);
    expect((await from(api, '2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd')).statusCode).toBe(429);
    expect((await from(api, '2001:db8:1:3::1')).statusCode).toBe(200);
  });

  it('of IPv4 is the same within IPv6', async () => {
    const api = await openApi(2);
    expect((await from(api, '203.0.113.1')).statusCode).toBe(200);
    expect((await from(api, '::ffff:203.0.113.1')).statusCode).toBe(200);
    expect((await from(api, '::ffff:203.0.113.1')).statusCode).toBe(429);
    expect((await from(api, '::ffff:203.0.113.2')).statusCode).toBe(200);
  });
});

describe('a cache that is away', () => {
  it('leaves each process to count for itself', async () => {
    let isAway = false;
    const memory = createMemoryCache();
    const away = () => Promise.reject(new Failure('Unavailable', 'away'));
    const cache: Cache = { ...memory, count: (...asked) => (isAway ? away() : memory.count(...asked)) };
    const api = await openApi(3, { context: { cache } });
    expect(await statuses(4, () => api.app.inject('/things'))).toEqual([200, 200, 200, 429]);
    isAway = true;
    expect(await statuses(4, () => api.app.inject('/things'))).toEqual([200, 200, 200, 429]);
    isAway = false;
    expect((await api.app.inject('/things')).statusCode).toBe(429);
  });
});

const start = findRedis();

describe.runIf(start || process.env.CI)(`two processes with one Redis (${redisNeeds})`, () => {
  async function openTwo(): Promise<{ server: RedisServer; urls: [string, string] }> {
    if (!start) throw new Error(`no Redis server: ${redisNeeds}`);
    const server = await start();
    closing.push(() => server.stop());
    const open = async () => {
      const cache = await openCache({ url: server.url, logger: silent });
      closing.push(() => cache.close());
      return (await openApi(100, { context: { cache } })).listen();
    };
    return { server, urls: [await open(), await open()] };
  }

  it('refuse the 101st request of a minute, whichever of them it comes to', async () => {
    const { urls } = await openTwo();
    const { answered, refusal } = await answeredBefore429((index) => fetch(`${urls[index % 2]}/things`), 150);
    expect(answered).toBe(100);
    await expectRefusal(refusal, 100);
    for (const url of urls) expect((await fetch(`${url}/nothing`)).status).toBe(429);
  });

  it('go on answering when it dies on the way, count for themselves, and share again when it is back', async () => {
    const { server, urls } = await openTwo();
    const ask = (index: number) => fetch(`${urls[index % 2]}/things`);
    for (let index = 0; index < 60; index++) expect((await ask(index)).status).toBe(200);
    // A request is under way at every moment of it.
    const asked = Array.from({ length: 40 }, async (_, index) => {
      const answer = await ask(index);
      return answer.status;
    });
    await server.kill();
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));

    const alone = await answeredBefore429(() => ask(0), 150);
    expect(alone.answered).toBeGreaterThan(60);
    expect(alone.answered).toBeLessThanOrEqual(100);
    await server.restart();
    await expect.poll(async () => (await ask(0)).status, { timeout: 15_000 }).toBe(200);
    const { answered } = await answeredBefore429((index) => ask(index), 250);
    expect(answered).toBeLessThanOrEqual(200);
  });

  it('answer within seconds while it hangs', async () => {
    const { server, urls } = await openTwo();
    server.pause();
    const began = performance.now();
    const seen = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => (await fetch(`${urls[index % 2]}/things`)).status),
    );
    server.resume();
    expect(seen).toEqual(seen.map(() => 200));
    expect(performance.now() - began).toBeLessThan(6000);
  });
});

it('a refused upload is not read to its end', async () => {
  const api = await openApi(1);
  const url = await api.listen();
  await (await fetch(`${url}/things`)).text();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const upload = request(`${url}/login`, { method: 'POST', headers: { 'content-length': 1e9 } }, (answer) => {
      resolve(answer.statusCode);
      upload.destroy();
    });
    upload.on('error', reject);
    upload.write('x');
  });
  expect(status).toBe(429);
});
