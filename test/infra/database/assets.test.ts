import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Asset } from '../../../src/contracts/assets.ts';
import { type Assets, createAssets } from '../../../src/infra/database/assets.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';

let database: Database;
let assets: Assets;
beforeAll(async () => {
  database = await openTestDatabase();
  assets = createAssets(database);
});
afterAll(() => database.close());
afterEach(async () => {
  vi.useRealTimers();
  await database.kysely.deleteFrom('assets').execute();
});

const file = { sha256: 'ab'.repeat(32), bytes: 5, mediaType: 'audio/mpeg' };
const song = (number: number, changes: Partial<Asset> = {}): Omit<Asset, 'createdAt'> => ({
  assetId: `asset-${String(number).padStart(12, '0')}`,
  owner: 'ada',
  kind: 'music',
  name: 'Ünïcode "song" 🐙.mp3',
  file,
  facts: { durationSeconds: 1.5, hasSound: true },
  ...changes,
});
const idsOf = (items: readonly { assetId: string }[]) => items.map(({ assetId }) => Number(assetId.slice(6)));

describe('assets', () => {
  it('are given back as they were kept', async () => {
    const kept = await assets.add(song(1));
    expect(kept).toEqual({ ...song(1), createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string });
    expect(await assets.get(kept.assetId)).toEqual(kept);
    expect(await assets.get('asset-nothing000000')).toBeUndefined();
  });

  it('are there once when they are kept twice', async () => {
    const first = await assets.add(song(1));
    expect(await assets.add(song(1, { name: 'another.mp3' }))).toEqual(first);
  });

  it('are gone when they are removed, once', async () => {
    const { assetId } = await assets.add(song(1));
    expect(await assets.remove(assetId)).toBe(true);
    expect(await assets.remove(assetId)).toBe(false);
    expect(await assets.get(assetId)).toBeUndefined();
  });

  it('are found by their ids among those of their owner', async () => {
    await assets.add(song(1));
    await assets.add(song(2, { owner: 'grace' }));
    const ids = [song(1).assetId, song(2).assetId, 'asset-nothing000000'];
    expect(idsOf(await assets.find('ada', ids))).toEqual([1]);
    expect(await assets.find('ada', [])).toEqual([]);
  });

  it('are listed newest first, page by page, though several came in one millisecond', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let number = 0; number < 11; number++) {
      vi.setSystemTime(Date.UTC(2026, 10, 22) + Math.floor(number / 4));
      await assets.add(song(number, number === 5 ? { kind: 'picture' } : {}));
    }
    await assets.add(song(99, { owner: 'grace' }));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await assets.list({ owner: 'ada', limit: 3, cursor });
      seen.push(...idsOf(page.items));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(idsOf((await assets.list({ owner: 'ada', kind: 'picture', limit: 9 })).items)).toEqual([5]);
    await expect(assets.list({ owner: 'ada', limit: 3, cursor: 'x' })).rejects.toMatchObject({ type: 'InvalidInput' });
  });
});
