import { createServer, type Server } from 'node:net';
import { Redis } from 'ioredis';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../../src/infra/cache/cache.ts';
import { openCache } from '../../../src/infra/cache/open-cache.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { findRedis, type RedisServer, redisNeeds } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';
import { cacheConformance } from './conformance.ts';

const start = findRedis();
const silent = createLogger({ level: 'silent' });
const unavailable = { type: 'Unavailable', message: 'the cache (Redis) does not answer' };

/** How long it took to be refused. */
async function refusal(asked: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await expect(asked).rejects.toMatchObject(unavailable);
  return performance.now() - began;
}

const answers = (cache: Cache) =>
  waitFor(
    () =>
      cache.check().then(
        () => true,
        () => false,
      ),
    Boolean,
  );

describe.runIf(start || process.env.CI)(`Redis (${redisNeeds})`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    if (!start) throw new Error(`no Redis server: ${redisNeeds}`);
    server = await start();
  });
  afterAll(() => server?.stop());

  cacheConformance('Redis', () => openCache({ url: server.url, logger: silent }));

  it('is shared by all who open it, under keys that begin with the name of the program and end by themselves', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => openCache({ url: server.url, logger: silent })));
    if (!one || !other) throw new Error('not opened');
    const client = new Redis(server.url);
    await client.flushall();
    await one.set('shared', 'a', 60_000);
    expect(await other.get('shared')).toBe('a');
    expect([await one.count('c', 60_000), await other.count('c', 60_000)].map(({ count }) => count)).toEqual([1, 2]);
    const wins = await Promise.all(
      [one, other].flatMap((cache) =>
        Array.from({ length: 20 }, (_, index) => cache.replace('shared', 'a', `b${index}`, 60_000)),
      ),
    );
    expect(wins.filter(Boolean)).toHaveLength(1);
    const keys = await client.keys('*');
    expect(keys.toSorted()).toEqual(['faceless:count:c', 'faceless:value:shared']);
    for (const key of keys) expect(await client.pttl(key)).toBeGreaterThan(0);
    client.disconnect();
    await Promise.all([one.close(), other.close()]);
  });

  it('is refused after it was closed', async () => {
    const cache = await openCache({ url: server.url, logger: silent });
    await cache.check();
    await cache.close();
    await refusal(cache.get('a'));
  });

  describe('that goes away', () => {
    const lines: { level: number; msg: string }[] = [];
    let cache: Cache;
    beforeEach(async () => {
      lines.length = 0;
      const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
      cache = await openCache({ url: server.url, logger });
      await cache.check();
    });
    afterEach(() => cache.close());

    it('is refused at once, said once in the log, and used again when it is back', async () => {
      await server.kill();
      await waitFor(
        () => lines.length,
        (said) => said > 0,
      );
      for (const ask of [
        () => cache.get('a'),
        () => cache.set('a', 'b', 1000),
        () => cache.replace('a', 'b', 'c', 1000),
        () => cache.delete('a'),
        () => cache.count('a', 1000),
        () => cache.check(),
      ])
        expect(await refusal(ask())).toBeLessThan(500);
      await server.restart();
      await answers(cache);
      await cache.set('a', 'b', 60_000);
      expect(await cache.replace('a', 'b', 'c', 60_000), 'the scripts are there again').toBe(true);
      expect((await cache.count('a', 60_000)).count).toBe(1);
      expect(lines.map(({ msg }) => msg)).toEqual(['Redis closed the connection', 'Redis is back']);
    });

    it('refuses what is under way when the connection breaks', async () => {
      server.pause();
      const asked = refusal(cache.count('broken', 60_000));
      await server.kill();
      expect(await asked).toBeLessThan(1000);
      await server.restart();
      await answers(cache);
    });

    it('is given up when it hangs, and used again when it goes on', async () => {
      server.pause();
      try {
        expect(await refusal(cache.get('a'))).toBeLessThan(3000);
        // By then the connection is taken for dead, and nobody waits for it any more.
        await waitFor(
          () => refusal(cache.get('a')),
          (ms) => ms < 500,
        );
      } finally {
        server.resume();
      }
      await answers(cache);
    });
  });

  it('may be away at the start, and is used when it comes', async () => {
    await server.kill();
    const cache = await openCache({ url: server.url, logger: silent });
    expect(await refusal(cache.get('a'))).toBeLessThan(1000);
    await server.restart();
    await answers(cache);
    await cache.close();
  });
});

describe('REDIS_URL', () => {
  let deaf: Server;
  beforeAll(async () => {
    deaf = createServer(() => {});
    await new Promise<void>((done) => deaf.listen(0, '127.0.0.1', done));
  });
  afterAll(() => void deaf.close());

  it('that is not set means memory', async () => {
    const cache = await openCache({ logger: silent });
    await cache.set('a', 'b', 60_000);
    expect(await cache.get('a')).toBe('b');
  });

  it('that leads to something which never answers is refused in seconds, and closed all the same', async () => {
    const { port } = deaf.address() as { port: number };
    const cache = await openCache({ url: `redis://127.0.0.1:${port}`, logger: silent });
    expect(await refusal(cache.check())).toBeLessThan(6000);
    await cache.close();
  });

  it('that leads nowhere says so without the password', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(line) });
    const cache = await openCache({ url: 'redis://ada:hunter2@127.0.0.1:9', logger });
    await refusal(cache.check());
    await cache.close();
    expect(lines.join('')).toContain('Redis is away');
    expect(lines.join('')).toContain('127.0.0.1:9');
    expect(lines.join('')).not.toContain('hunter2');
  });

  it.each(['localhost:6379', '/run/redis.sock', 'redis://', 'redis://ada:hunter2@[::'])(
    '%s is refused',
    async (url) => {
      const error: unknown = await openCache({ url, logger: silent }).catch((refused: unknown) => refused);
      expect(error).toMatchObject({ type: 'InvalidInput' });
      expect((error as Error).message).not.toContain('hunter2');
    },
  );
});
