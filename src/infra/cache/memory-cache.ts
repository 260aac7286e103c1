import { LRUCache } from 'lru-cache';
import type { Cache } from './cache.ts';
import { wholeMilliseconds } from './whole-milliseconds.ts';

// Far more than one machine's users need; a flood of keys pushes out the oldest instead of filling the memory.
const mostKeys = 100_000;

/** The embedded form: of this process alone, gone with it. */
export function createMemoryCache(): Cache {
  const values = new LRUCache<string, string>({ max: mostKeys });
  const counts = new LRUCache<string, { count: number; endsAt: number }>({ max: mostKeys });
  return {
    get: async (key) => values.get(key),
    set: async (key, value, ttlMs) => void values.set(key, value, { ttl: wholeMilliseconds(ttlMs) }),
    async replace(key, expected, value, ttlMs) {
      if (values.get(key) !== expected) return false;
      values.set(key, value, { ttl: wholeMilliseconds(ttlMs) });
      return true;
    },
    delete: async (key) => void values.delete(key),
    async count(key, windowMs) {
      const now = performance.now();
      const running = counts.get(key);
      const window = running && running.endsAt > now ? running : { count: 0, endsAt: now + windowMs };
      window.count++;
      counts.set(key, window);
      return { count: window.count, endsInMs: Math.ceil(window.endsAt - now) };
    },
    check: async () => {},
    close: async () => {},
  };
}
