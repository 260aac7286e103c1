import { Redis, type Result } from 'ioredis';
import { Failure } from '../../contracts/failures.ts';
import type { Logger } from '../logging/logger.ts';
import type { Cache } from './cache.ts';
import { wholeMilliseconds } from './whole-milliseconds.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    replaceExpected(key: string, expected: string, value: string, ttlMs: number): Result<number, Context>;
    countOne(key: string, windowMs: number): Result<[count: number, endsInMs: number], Context>;
  }
}

// Each runs as one: nothing of another client comes between its lines.
const scripts = {
  replaceExpected: {
    numberOfKeys: 1,
    lua: `
      if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
      redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
      return 1`,
  },
  countOne: {
    numberOfKeys: 1,
    lua: `
      local count = redis.call('incr', KEYS[1])
      local left = redis.call('pttl', KEYS[1])
      if left < 0 then
        redis.call('pexpire', KEYS[1], ARGV[1])
        left = tonumber(ARGV[1])
      end
      return { count, left }`,
  },
};

// A request waits for the cache: one that hangs is as bad as none.
const connectTimeoutMs = 2000;
const answerTimeoutMs = 1000;
const longestRetryDelayMs = 1000;

/**
 * A Redis server, 6.2 or newer, at `redis://` or, with TLS, `rediss://`. Connects at once and again by itself whenever the
 * connection is lost; meanwhile everything rejects without waiting. Its keys begin with `faceless:`.
 * @throws Failure `InvalidInput` when the URL can't be read
 */
export function createRedisCache({ url, logger }: { url: string; logger: Logger }): Cache {
  // ioredis would take what it can't read for the path of a socket.
  if (!/^rediss?:\/\/./.test(url) || !URL.canParse(url)) {
    throw new Failure(
      'InvalidInput',
      'REDIS_URL is not a Redis URL: write redis://user:password@host:6379/0, special characters percent-encoded',
    );
  }
  const { host } = new URL(url);
  const redis = new Redis(url, {
    scripts,
    keyPrefix: 'faceless:',
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    commandTimeout: answerTimeoutMs,
    socketTimeout: 2 * answerTimeoutMs,
    enableOfflineQueue: false,
    // A count or a replacement sent twice would be done twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** (attempt - 1), longestRetryDelayMs),
  });

  // Said once for each time it goes away, not for each attempt to reach it.
  let away = false;
  let closing = false;
  redis.on('error', ({ message }: Error) => {
    if (!away) logger.warn({ redis: host, reason: message }, 'Redis is away');
    away = true;
  });
  redis.on('close', () => {
    if (!away && !closing) logger.warn({ redis: host }, 'Redis closed the connection');
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.info({ redis: host }, 'Redis is back');
    away = false;
  });
  // What is asked right after the start waits for the first attempt, and for no later one.
  const opened = redis.connect().catch(() => undefined);

  async function ask<Answer>(command: () => Promise<Answer>): Promise<Answer> {
    await opened;
    try {
      return await command();
    } catch (error) {
      throw new Failure('Unavailable', 'the cache (Redis) does not answer', { cause: error });
    }
  }

  const valueOf = (key: string) => `value:${key}`;
  const countOf = (key: string) => `count:${key}`;
  return {
    get: (key) => ask(async () => (await redis.get(valueOf(key))) ?? undefined),
    set: (key, value, ttlMs) =>
      ask(async () => void (await redis.set(valueOf(key), value, 'PX', wholeMilliseconds(ttlMs)))),
    replace: (key, expected, value, ttlMs) =>
      ask(async () => (await redis.replaceExpected(valueOf(key), expected, value, wholeMilliseconds(ttlMs))) === 1),
    delete: (key) => ask(async () => void (await redis.del(valueOf(key)))),
    count: (key, windowMs) =>
      ask(async () => {
        const [count, endsInMs] = await redis.countOne(countOf(key), wholeMilliseconds(windowMs));
        return { count, endsInMs };
      }),
    check: () => ask(async () => void (await redis.ping())),
    async close() {
      closing = true;
      await opened;
      redis.disconnect();
    },
  };
}
