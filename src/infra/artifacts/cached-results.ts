import type { Cache } from '../cache/cache.ts';
import type { ArtifactStore } from './artifact-store.ts';

// A day: whoever makes the same again does so soon. The store has it for longer.
const ttlMs = 86_400_000;
// Larger ones are rare, and the cache is small.
const mostCharacters = 64_000;

/**
 * A store whose results are looked for in the cache first: stages that were made on one host are found by the others without
 * asking the store. A result only names its files; that these are still there is asked of the store by whoever wants them.
 * A cache that is away is done without.
 */
export function createCachedResults(store: ArtifactStore, cache: Pick<Cache, 'get' | 'set'>): ArtifactStore {
  const nameOf = (key: string) => `result:${key}`;

  async function keep(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    if (text.length <= mostCharacters) await cache.set(nameOf(key), text, ttlMs).catch(() => undefined);
  }

  return {
    ...store,
    async getResult(key) {
      const text = await cache.get(nameOf(key)).catch(() => undefined);
      if (text !== undefined) return JSON.parse(text) as unknown;
      const value = await store.getResult(key);
      if (value !== undefined) await keep(key, value);
      return value;
    },
    async putResult(key, value) {
      await store.putResult(key, value);
      await keep(key, value);
    },
  };
}
