import { afterAll, beforeAll, expect, it } from 'vitest';
import { usedByAssets } from '../../../src/infra/database/artifact-uses.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const sha256 = (digit: string) => digit.repeat(64);

async function addAsset(assetId: string, owner: string, digit: string): Promise<void> {
  const file = JSON.stringify({ sha256: sha256(digit), bytes: 10, mediaType: 'audio/mpeg' });
  const asset = { asset_id: assetId, owner, kind: 'music', name: `${assetId}.mp3`, file, facts: '{}' };
  await database.kysely.insertInto('assets').values(asset).execute();
}

it('tells which files are among people’s own, whoever’s', async () => {
  await addAsset('song-1', 'ada', 'a');
  await addAsset('song-2', 'bob', 'a');
  await addAsset('song-3', 'bob', 'b');
  expect(await usedByAssets(database, [sha256('a'), sha256('b'), sha256('c')])).toEqual(
    new Set([sha256('a'), sha256('b')]),
  );
  expect(await usedByAssets(database, [sha256('c')])).toEqual(new Set());
  expect(await usedByAssets(database, [])).toEqual(new Set());
});
