import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveAssets } from '../../src/api/resolve-assets.ts';
import type { AssetKind } from '../../src/contracts/assets.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import { type Assets, createAssets } from '../../src/infra/database/assets.ts';
import { type Database, openDatabase } from '../../src/infra/database/database.ts';

const fileOf = (letter: string) => ({ sha256: letter.repeat(64), bytes: 5, mediaType: 'image/png' });
const idOf = (letter: string) => `asset-${letter.repeat(12)}`;

let database: Database;
let assets: Assets;
beforeAll(async () => {
  database = await openDatabase({});
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

it('gives the files of assets as a brief and a script have them, in their order', async () => {
  const media = { s001: [idOf('c'), idOf('b')], s002: [idOf('b')] };
  const resolved = await resolveAssets(assets, 'ada', { music: idOf('a'), watermark: idOf('b'), media });
  expect(resolved).toEqual({
    music: { kind: 'file', file: fileOf('a') },
    watermark: fileOf('b'),
    media: { s001: [fileOf('c'), fileOf('b')], s002: [fileOf('b')] },
  });
  const { music, watermark } = resolved;
  expect(briefSchema.parse({ topic: 'Why?', music, watermark })).toMatchObject({ music, watermark });
});

it('gives nothing where nothing is asked for', async () => {
  expect(await resolveAssets(assets, 'ada', {})).toEqual({ media: {} });
});

it('names every one that is unknown, another’s, or not for that use', async () => {
  const wanted = { music: idOf('b'), watermark: idOf('e'), media: { s001: [idOf('b'), idOf('d')], s002: [idOf('z')] } };
  await expect(resolveAssets(assets, 'ada', wanted)).rejects.toMatchObject({
    type: 'InvalidInput',
    details: {
      errors: [
        { path: 'music', message: `${idOf('b')} is a picture, not a music` },
        { path: 'watermark', message: `there is no asset '${idOf('e')}'` },
        { path: 'media.s001.1', message: `${idOf('d')} is a narration, not a picture or a clip` },
        { path: 'media.s002.0', message: `there is no asset '${idOf('z')}'` },
      ],
    },
  });
});
