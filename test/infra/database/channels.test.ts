import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Channels, createChannels } from '../../../src/infra/database/channels.ts';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';

const sealer = createSealer('a secrets key of the tests, long enough');
const curious = {
  ...{ channelId: `UC${'a'.repeat(22)}`, owner: 'local', title: 'Curious Things', handle: '@CuriousThings' },
  refreshToken: 'the token of curious things',
};
const quiet = {
  ...{ channelId: `UC${'b'.repeat(22)}`, owner: 'local', title: 'Quiet Facts', handle: '' },
  refreshToken: 'the token of quiet facts',
};
const hers = { ...quiet, channelId: `UC${'c'.repeat(22)}`, owner: 'ada', refreshToken: 'the token of ada' };

/** What the table of channels is, in every database it may be kept in. */
function conformance(name: string, open: () => Promise<Database>): void {
  describe(`channels in ${name}`, () => {
    let database: Database;
    let channels: Channels;
    beforeAll(async () => {
      database = await open();
      channels = createChannels(database, sealer);
    });
    beforeEach(async () => {
      await sql`truncate channels`.execute(database.kysely);
    });
    afterAll(() => database?.close());

    const rows = () => database.kysely.selectFrom('channels').selectAll().execute();

    it('are kept without a token that can be read', async () => {
      const kept = await channels.signIn(curious);
      const { refreshToken, ...shown } = curious;
      expect(kept).toEqual({ ...shown, signedInAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string });
      const [row] = await rows();
      expect(row?.refresh_token).toMatch(/^v1\./);
      expect(JSON.stringify(row)).not.toContain(refreshToken);
      expect(await channels.choose('local')).toEqual({ ...kept, refreshToken });
    });

    it('are listed by title, without tokens, of one owner or of all', async () => {
      for (const channel of [quiet, hers, curious]) await channels.signIn(channel);
      const listed = await channels.list();
      expect(listed.map(({ title, owner }) => `${title} of ${owner}`)).toEqual([
        ...['Curious Things of local', 'Quiet Facts of local', 'Quiet Facts of ada'],
      ]);
      expect(JSON.stringify(listed)).not.toMatch(/token|v1\./i);
      expect((await channels.list('ada')).map(({ channelId }) => channelId)).toEqual([hers.channelId]);
      expect(await channels.list('nobody')).toEqual([]);
    });

    it('are signed in anew in place of the old sign-in', async () => {
      await channels.signIn(curious);
      await channels.markRevoked(curious.channelId);
      await channels.signIn({ ...curious, title: 'Curiouser', refreshToken: 'a newer token' });
      expect(await rows()).toHaveLength(1);
      expect(await channels.choose('local')).toMatchObject({ title: 'Curiouser', refreshToken: 'a newer token' });
      expect((await channels.list())[0]).not.toHaveProperty('revokedAt');
    });

    it('are refused to another owner, and stay as they are', async () => {
      await channels.signIn(curious);
      await expect(channels.signIn({ ...curious, owner: 'ada', refreshToken: 'hers' })).rejects.toMatchObject({
        type: 'Conflict',
        message: `Curious Things (@CuriousThings) is signed in for another owner: \`./faceless youtube channels\` shows for whom, \`./faceless youtube logout ${curious.channelId}\` frees it`,
      });
      expect(await channels.choose('local')).toMatchObject({ refreshToken: curious.refreshToken });
      expect(await channels.list('ada')).toEqual([]);
    });

    it('are chosen by id, by handle in any case with or without @, and by their exact title', async () => {
      for (const channel of [quiet, hers, curious]) await channels.signIn(channel);
      const chosen = async (owner: string, named: string) => (await channels.choose(owner, named)).refreshToken;
      for (const named of [curious.channelId, '@CuriousThings', '@curiousthings', 'CURIOUSTHINGS', 'Curious Things']) {
        expect(await chosen('local', named), named).toBe(curious.refreshToken);
      }
      expect(await chosen('local', 'Quiet Facts')).toBe(quiet.refreshToken);
      expect(await chosen('ada', 'Quiet Facts')).toBe(hers.refreshToken);
    });

    it.each(['curious things', '@', '', hers.channelId, '@nobody', "' or true --", 'a\0b'])(
      'are not chosen by %j',
      async (named) => {
        for (const channel of [quiet, hers, curious]) await channels.signIn(channel);
        await expect(channels.choose('local', named)).rejects.toMatchObject({
          type: 'SignInNeeded',
          message: expect.stringMatching(
            /there are: Curious Things \(@CuriousThings\), Quiet Facts \(UCb{22}\)$/,
          ) as string,
        });
      },
    );

    it('say which command signs one in that is not there', async () => {
      const messageOf = (owner: string, named?: string) =>
        channels.choose(owner, named).catch((error: Error) => error.message);
      expect(await messageOf('local')).toBe('no channel is signed in: run `./faceless youtube login`');
      expect(await messageOf("auth0|o'hara", '@x')).toBe(
        "no channel is signed in: run `./faceless youtube login --owner 'auth0|o'\\''hara'`",
      );
      await channels.signIn(hers);
      expect(await messageOf('ada', '@other')).toBe(
        `the channel @other is not signed in: run \`./faceless youtube login --channel @other --owner ada\`; there are: Quiet Facts (${hers.channelId})`,
      );
      expect(await messageOf('ada', 'Other')).toContain(': run `./faceless youtube login --owner ada`;');
    });

    it('have to be named where there are several, by id where they have one title', async () => {
      await channels.signIn(curious);
      await channels.signIn(quiet);
      await expect(channels.choose('local')).rejects.toMatchObject({
        type: 'InvalidInput',
        message: `several channels are signed in: name one with --channel; there are: Curious Things (@CuriousThings), Quiet Facts (${quiet.channelId})`,
      });
      await channels.signIn({ ...hers, owner: 'local' });
      await expect(channels.choose('local', 'Quiet Facts')).rejects.toMatchObject({
        type: 'InvalidInput',
        message: `several channels have the title Quiet Facts: name one by its id, ${quiet.channelId}, ${hers.channelId}`,
      });
    });

    it('that were revoked say which command mends it', async () => {
      await channels.signIn(curious);
      await channels.markRevoked(curious.channelId, curious.refreshToken);
      await expect(channels.choose('local')).rejects.toMatchObject({
        type: 'SignInNeeded',
        message:
          'the sign-in to Curious Things (@CuriousThings) was revoked, or has expired: run `./faceless youtube login --channel @CuriousThings`',
      });
      const [{ revokedAt } = {}] = await channels.list();
      expect(revokedAt).toMatch(/^\d{4}-/);
      await channels.markRevoked(curious.channelId);
      expect((await channels.list())[0]?.revokedAt, 'the first time is kept').toBe(revokedAt);
      await channels.signIn(hers);
      await channels.markRevoked(hers.channelId);
      await expect(channels.choose('ada')).rejects.toMatchObject({
        message: expect.stringContaining(
          `run \`./faceless youtube login --channel ${hers.channelId} --owner ada\``,
        ) as string,
      });
    });

    it('are not revoked when a new sign-in has come in place of the token that was refused', async () => {
      await channels.signIn(curious);
      await channels.signIn({ ...curious, refreshToken: 'a newer token' });
      await channels.markRevoked(curious.channelId, curious.refreshToken);
      expect(await channels.choose('local')).toMatchObject({ refreshToken: 'a newer token' });
      await channels.markRevoked('UC of nobody', 'any');
    });

    it('are removed with the token that is to be revoked, by their owner alone', async () => {
      await channels.signIn(curious);
      const gone = {
        type: 'NotFound',
        message: `${curious.channelId} is not signed in: \`./faceless youtube channels\` shows who is`,
      };
      await expect(channels.remove(curious.channelId, 'ada')).rejects.toMatchObject(gone);
      expect(await channels.remove(curious.channelId, 'local')).toBe(curious.refreshToken);
      expect(await rows()).toEqual([]);
      await expect(channels.remove(curious.channelId, 'local')).rejects.toMatchObject(gone);
    });

    it('are not opened with another key, and can be listed and removed all the same', async () => {
      await channels.signIn(curious);
      const others = createChannels(database, createSealer('another secrets key, just as long as that'));
      await expect(others.choose('local')).rejects.toMatchObject({
        type: 'InvalidInput',
        message: expect.stringContaining('encrypted with another FACELESS_SECRETS_KEY') as string,
      });
      await others.markRevoked(curious.channelId, curious.refreshToken);
      expect(await channels.choose('local')).toMatchObject({ refreshToken: curious.refreshToken });
      const without = createChannels(database, createSealer(undefined));
      expect(await without.list()).toHaveLength(1);
      expect(await without.remove(curious.channelId, 'local')).toBeUndefined();
      expect(await rows()).toEqual([]);
    });

    it('are not opened with the token of another row, nor for another owner', async () => {
      await channels.signIn(curious);
      await channels.signIn(hers);
      await sql`update channels set refresh_token = (select refresh_token from channels where owner = 'ada')`.execute(
        database.kysely,
      );
      const moved = { type: 'InvalidInput', message: expect.stringContaining('moved here') as string };
      await expect(channels.choose('local')).rejects.toMatchObject(moved);
      await sql`update channels set owner = 'eve' where owner = 'ada'`.execute(database.kysely);
      await expect(channels.choose('eve')).rejects.toMatchObject(moved);
    });
  });
}

conformance('PGlite', openTestDatabase);

const start = findPostgres();

describe.runIf(start || process.env.CI)('PostgreSQL (apt-get install postgresql, or set TEST_DATABASE_URL)', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    if (!start) throw new Error('no PostgreSQL server: apt-get install postgresql, or set TEST_DATABASE_URL');
    server = await start();
  });
  afterAll(() => server?.stop());

  conformance('PostgreSQL', async () => openDatabase({ url: await server.createDatabase() }));
});
