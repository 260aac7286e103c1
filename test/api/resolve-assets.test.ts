import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NamedAsset, resolveAssets } from '../../src/api/resolve-assets.ts';
import type { AssetKind } from '../../src/contracts/assets.ts';
import { type Assets, createAssets } from '../../src/infra/database/assets.ts';
import type { Database } from '../../src/infra/database/database.ts';
import { openTestDatabase } from '../support/test-database.ts';

const fileOf = (letter: string) => ({ sha256: letter.repeat(64), bytes: 5, mediaType: 'image/png' });
const idOf = (letter: string) => `asset-${letter.repeat(12)}`;

let database: Database;
let assets: Assets;
beforeAll(async () => {
  database = await openTestDatabase();
  assets = createAssets(database);
  const kinds: [letter: string, kind: AssetKind, owner: string][] = [
    ['a', 'music', 'ada'],
    ['b', 'picture', 'ada'],
    ['c', 'clip', 'ada'],
    ['d', 'narration', 'ada'],
    ['e', 'picture', 'grace'],
  ];
  for (const [letter, kind, owner] of kinds)
    await assets.add({ assetId: idOf(letter), kind, owner, name: letter, file: fileOf(letter), facts: {} });
});
afterAll(() => database.close());

const named = (path: string, letter: string, ...kinds: AssetKind[]): NamedAsset => ({ path, id: idOf(letter), kinds });

it('gives the files of assets by the places that name them, also of one that is named twice', async () => {
  const wanted = [
    named('body.music.asset', 'a', 'music'),
    named('body.watermark.asset', 'b', 'picture'),
    named('0', 'c', 'picture', 'clip'),
    named('1', 'b', 'picture', 'clip'),
  ];
  expect(Object.fromEntries(await resolveAssets(assets, 'ada', wanted))).toEqual({
    'body.music.asset': fileOf('a'),
    'body.watermark.asset': fileOf('b'),
    0: fileOf('c'),
    1: fileOf('b'),
  });
});

it('names every one that is unknown, another’s, or not for that use', async () => {
  const wanted = [
    named('body.music.asset', 'b', 'music'),
    named('body.watermark.asset', 'e', 'picture'),
    named('0', 'b', 'picture', 'clip'),
    named('1', 'd', 'picture', 'clip'),
    named('2', 'z', 'picture', 'clip'),
  ];
  await expect(resolveAssets(assets, 'ada', wanted)).rejects.toMatchObject({
    type: 'InvalidInput',
    details: {
      errors: [
        { path: 'body.music.asset', message: `${idOf('b')} is of the kind picture, and music goes here` },
        { path: 'body.watermark.asset', message: `there is no asset '${idOf('e')}': GET /api/assets lists yours` },
        { path: '1', message: `${idOf('d')} is of the kind narration, and picture or clip goes here` },
        { path: '2', message: `there is no asset '${idOf('z')}': GET /api/assets lists yours` },
      ],
    },
  });
});
