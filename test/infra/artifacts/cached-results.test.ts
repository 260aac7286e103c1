import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createCachedResults } from '../../../src/infra/artifacts/cached-results.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { inputKey } from '../../../src/infra/artifacts/input-key.ts';
import type { Cache } from '../../../src/infra/cache/cache.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';

let folder: string;
let store: ArtifactStore;
let cache: Cache;
const key = inputKey('writePoem', { topic: 'hearts' });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-cached-'));
  const base = createFolderStore({ folder });
  store = { ...base, getResult: vi.fn(base.getResult) };
  cache = createMemoryCache();
});
afterEach(() => rm(folder, { recursive: true }));

describe('results in a cache', () => {
  it('made on one host are found on another that shares the cache, without asking the store', async () => {
    await createCachedResults(store, cache).putResult(key, { poem: 1 });
    expect(await createCachedResults(store, cache).getResult(key)).toEqual({ poem: 1 });
    expect(store.getResult).not.toHaveBeenCalled();
  });

  it('are looked for in the store once when the cache has forgotten them', async () => {
    await store.putResult(key, { poem: 1 });
    const cached = createCachedResults(store, cache);
    for (const _ of [1, 2]) expect(await cached.getResult(key)).toEqual({ poem: 1 });
    expect(store.getResult).toHaveBeenCalledOnce();
  });

  it('are in the store when the cache is gone', async () => {
    await createCachedResults(store, cache).putResult(key, { poem: 1 });
    expect(await store.getResult(key)).toEqual({ poem: 1 });
  });

  it('are replaced in both', async () => {
    const cached = createCachedResults(store, cache);
    await cached.putResult(key, { poem: 1 });
    await cached.putResult(key, { poem: 2 });
    expect([await cached.getResult(key), await store.getResult(key)]).toEqual([{ poem: 2 }, { poem: 2 }]);
  });

  it('do without a cache that is away', async () => {
    const away = () => Promise.reject(new Failure('Unavailable', 'Redis is away'));
    const cached = createCachedResults(store, { get: away, set: away });
    await cached.putResult(key, { poem: 1 });
    expect(await cached.getResult(key)).toEqual({ poem: 1 });
  });

  it('that are large are left to the store', async () => {
    const cached = createCachedResults(store, cache);
    const large = { poem: 'x'.repeat(70_000) };
    await cached.putResult(key, large);
    expect(await cached.getResult(key)).toEqual(large);
    expect(store.getResult).toHaveBeenCalledOnce();
  });
});
