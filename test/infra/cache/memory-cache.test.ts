import { describe, expect, it } from 'vitest';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import { cacheConformance } from './conformance.ts';

cacheConformance('memory', async () => createMemoryCache());

describe('memory', () => {
  it('is of one cache alone', async () => {
    const [one, other] = [createMemoryCache(), createMemoryCache()];
    await one.set('a', '1', 60_000);
    expect(await other.get('a')).toBeUndefined();
  });

  it('pushes out the oldest of very many keys', async () => {
    const cache = createMemoryCache();
    await cache.set('first', 'a', 60_000);
    for (let index = 0; index < 100_000; index++) await cache.set(`key ${index}`, 'b', 60_000);
    expect(await cache.get('first')).toBeUndefined();
    expect(await cache.get('key 99999')).toBe('b');
  });
});
