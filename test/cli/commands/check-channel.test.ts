import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkChannel } from '../../../src/cli/commands/check-channel.ts';
import { briefSchema } from '../../../src/contracts/brief.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createChannels } from '../../../src/infra/database/channels.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';
import { openTestDatabase } from '../../support/test-database.ts';

const secretsKey = 'a secrets key of the tests, long enough';
const client = { GOOGLE_OAUTH_CLIENT_ID: '1-made-up', GOOGLE_OAUTH_CLIENT_SECRET: 'made-up' };
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const check = (to: string, environment: Record<string, string> = {}) =>
  checkChannel(
    {
      config: readConfig({ FACELESS_SECRETS_KEY: secretsKey, ...client, ...environment }),
      database: async () => database,
    },
    briefSchema.parse({ topic: 'Hearts', providers: { upload: [to] } }),
  );

it('a film that goes to YouTube needs a channel that is signed in, said before anything is made', async () => {
  await expect(check('youtube')).rejects.toMatchObject({
    type: 'SignInNeeded',
    message: expect.stringContaining('./faceless youtube login') as string,
  });
  const channel = { channelId: 'UC1', title: 'Curious Things', handle: '@curious', owner: 'local' };
  await createChannels(database, createSealer(secretsKey)).signIn({ ...channel, refreshToken: 'made-up' });
  await expect(check('youtube')).resolves.toBeUndefined();
});

it('a film that goes elsewhere, or by the token of the configuration, needs none', async () => {
  await database.kysely.deleteFrom('channels').execute();
  await expect(check('folder')).resolves.toBeUndefined();
  await expect(check('youtube', { YOUTUBE_REFRESH_TOKEN: 'made-up' })).resolves.toBeUndefined();
});
