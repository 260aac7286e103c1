import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPictureClaims, type PictureClaims } from '../../../src/infra/database/picture-claims.ts';
import { openTestDatabase } from '../../support/test-database.ts';

let database: Database;
let claims: PictureClaims;
beforeAll(async () => {
  database = await openTestDatabase();
  claims = createPictureClaims(() => Promise.resolve(database));
});
afterAll(() => database.close());

const shot = (name: string, pipelineId = 'film') => ({ pipelineId, shot: name });

test('of shots that want a picture at once, one gets it, and gets it again', async () => {
  const asked = await Promise.all(['a', 'b', 'c', 'd'].map((name) => claims.claim(shot(name), 'picture')));
  expect(asked.filter(Boolean)).toHaveLength(1);
  const again = await Promise.all(['a', 'b', 'c', 'd'].map((name) => claims.claim(shot(name), 'picture')));
  expect(again).toEqual(asked);
  expect(await claims.claim(shot('a', 'another film'), 'picture')).toBe(true);
});

test('a shot gives back what it does not keep, and nothing of others', async () => {
  for (const picture of ['one', 'two', 'three']) await claims.claim(shot('x', 'kept'), picture);
  await claims.claim(shot('y', 'kept'), 'four');
  await claims.keepOnly(shot('x', 'kept'), 'two');
  expect(Object.fromEntries(await claims.claimsOf('kept'))).toEqual({ two: 'x', four: 'y' });
  await claims.keepOnly(shot('x', 'kept'));
  expect(Object.fromEntries(await claims.claimsOf('kept'))).toEqual({ four: 'y' });
});

test('claims of months ago are swept away', async () => {
  await claims.claim(shot('x', 'old'), 'one');
  await database.kysely.updateTable('picture_claims').set({ claimed_at: '2020-01-01T00:00:00.000Z' }).execute();
  await createPictureClaims(() => Promise.resolve(database)).claim(shot('z', 'new'), 'two');
  expect([...(await claims.claimsOf('old'))]).toEqual([]);
});

test('no database is opened before a picture is claimed', () => {
  expect(() => createPictureClaims(() => expect.fail('it was opened'))).not.toThrow();
});
