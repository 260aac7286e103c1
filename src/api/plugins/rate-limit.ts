import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../contracts/failures.ts';
import type { Cache } from '../../infra/cache/cache.ts';
import { createMemoryCache } from '../../infra/cache/memory-cache.ts';

const windowMs = 60_000;

type Counted = (error: Error | null, result?: { current: number; ttl: number }) => void;

/**
 * So many requests a minute from an address (of IPv6, from a /64: what one customer has), over all processes that share the
 * cache, found or not, right or wrong; only routes with `rateLimit: false` don't count. While the cache is away each process
 * counts for itself: a limit that is too wide for a while is better than no answer.
 */
export async function registerRateLimit(
  app: FastifyInstance,
  { cache, perMinute }: { cache: Cache; perMinute: number },
): Promise<void> {
  const alone = createMemoryCache();
  class CacheStore {
    incr(key: string, counted: Counted, timeWindow: number) {
      const name = `requests:${key}`;
      cache
        .count(name, timeWindow)
        .catch(() => alone.count(name, timeWindow))
        .then(({ count, endsInMs }) => counted(null, { current: count, ttl: endsInMs }), counted);
    }
    child() {
      return this;
    }
  }
  await app.register(rateLimit, { global: false, max: perMinute, timeWindow: windowMs, store: CacheStore });

  // By itself the plugin guards routes only, and asking for what isn't there would be free.
  const countRequest = app.createRateLimit();
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.rateLimit === false) return;
    // Who has gone already has no address any more.
    if (request.socket.remoteAddress === undefined) return;
    const counted = await countRequest(request);
    if (counted.isAllowed) return;
    const { max, remaining, ttl, ttlInSeconds, isExceeded } = counted;
    reply.headers({
      'x-ratelimit-limit': max,
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset': ttlInSeconds,
    });
    if (!isExceeded) return;
    throw new Failure('TooManyRequests', `more than ${max} requests a minute came from this address`, {
      // A window that is about to end must not read as 'at once'.
      retryAfterMs: Math.max(ttl, 1000),
    });
  });
}
