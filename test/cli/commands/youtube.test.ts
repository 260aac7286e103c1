import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listChannels, login, logout } from '../../../src/cli/commands/youtube.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createChannels } from '../../../src/infra/database/channels.ts';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { createAccessTokens } from '../../../src/infra/google/access-tokens.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { consentAt } from '../../support/browser.ts';
import { copyEmptyDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';
import { runCli } from '../run-cli.ts';

const secretsKey = 'a secrets key of the tests, long enough';
const secret = /ya29|1\/\/0g|4\/0A|GOCSPX|secrets key/;
const waiting = /^Waiting for the browser to come back to port (\d+) of this machine, 10 minutes at most\.$/m;

let home: string;
let google: YoutubeEmulator;
let quiet: YoutubeEmulator['channel'];
let printed: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'faceless-youtube-'));
  google = await startYoutubeEmulator();
  quiet = google.addChannel('Quiet Facts');
  await copyEmptyDatabase(join(home, 'database'));
});
afterAll(async () => {
  await google.close();
  rmSync(home, { recursive: true });
});
beforeEach(() => {
  google.reset();
  google.oauth.signIn(google.channel.id);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed).not.toMatch(secret);
});

function contextOf(environment: Record<string, string | undefined> = {}): CommandContext {
  const { YOUTUBE_REFRESH_TOKEN: _, ...client } = google.environment;
  const config = readConfig({ FACELESS_HOME: home, FACELESS_SECRETS_KEY: secretsKey, ...client, ...environment });
  return { config, logger: createLogger({ level: 'silent' }) };
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ folder: join(home, 'database') });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
const channelsOf = (database: Database) => createChannels(database, createSealer(secretsKey));
const rows = () => withDatabase(({ kysely }) => kysely.selectFrom('channels').selectAll().execute());
const look = (owner: string) =>
  withDatabase(async (database) => ({
    chosen: await channelsOf(database).choose(owner),
    stored: await database.kysely.selectFrom('channels').selectAll().execute(),
  }));
const isDatabaseOpen = () => existsSync(join(home, 'database', 'lock'));

/** The address that is printed, once it is, and the command waits. */
const printedAddress = async () => {
  const shown = await waitFor(
    () => printed,
    (text) => waiting.test(text),
    60_000,
  );
  return /^http:\S+$/m.exec(shown)?.[0] ?? '';
};

async function logInBy(browse: (address: string) => Promise<unknown>, options: Parameters<typeof login>[1] = {}) {
  const done = login(contextOf(), { browser: false, ...options });
  // Whatever becomes of it is looked at by the test.
  done.catch(() => undefined);
  await Promise.race([printedAddress().then(browse), done]);
  return done;
}

describe('./faceless youtube login', () => {
  it('signs a channel in, and holds the database only when it has something to keep', async () => {
    const before = isDatabaseOpen();
    let during = true;
    const exitCode = await logInBy(async (address) => {
      during = isDatabaseOpen();
      return consentAt(address);
    });
    expect({ exitCode, before, during }).toEqual({ exitCode: 0, before: false, during: false });
    const [, port = ''] = waiting.exec(printed) ?? [];
    expect(printed).toMatch(/^Open this address in a browser, and let Faceless Pipeline use the channel:\n\nhttp/);
    expect(printed).toContain(`ssh -L ${port}:127.0.0.1:${port} <this machine>`);
    expect(printed).toContain('YOUTUBE_REFRESH_TOKEN');
    expect(printed).toMatch(/\nCurious Things \(@curiousthings\) is signed in\.\n$/);
    expect(google.violations).toEqual([]);
  });

  it('keeps a token that is good, and nobody can read in the database', async () => {
    const { chosen, stored } = await look('local');
    expect(chosen).toMatchObject({
      channelId: google.channel.id,
      refreshToken: expect.stringMatching(/^1\/\//) as string,
    });
    const text = JSON.stringify(stored);
    expect(text).toMatch(/"refresh_token":"v1\./);
    expect(text).not.toContain(chosen.refreshToken);
    expect(text).not.toMatch(secret);
  });

  it('signs a second channel in, for another owner', async () => {
    google.oauth.signIn(quiet.id);
    expect(await logInBy(consentAt, { owner: 'ada', channel: '@QuietFacts' })).toBe(0);
    expect(printed).toMatch(/\nQuiet Facts \(@quietfacts\) is signed in for ada\.\n$/);
    expect((await look('ada')).chosen).toMatchObject({ channelId: quiet.id });
  });

  it('refuses another channel than the one that is wanted', async () => {
    google.oauth.signIn(google.addChannel('Third Thoughts').id);
    await expect(logInBy(consentAt, { channel: '@curiousthings' })).rejects.toMatchObject({
      type: 'SignInNeeded',
      message:
        'that was Third Thoughts (@thirdthoughts), not @curiousthings: nothing is signed in; run it again, and choose @curiousthings on Google’s page',
    });
  });

  it('refuses a channel of another owner', async () => {
    google.oauth.signIn(quiet.id);
    await expect(logInBy(consentAt)).rejects.toMatchObject({ type: 'Conflict' });
  });

  it('keeps nothing of what was refused or denied', async () => {
    google.oauth.signIn(undefined);
    await expect(logInBy(consentAt)).rejects.toMatchObject({ type: 'SignInNeeded' });
    expect((await rows()).map(({ owner, title }) => `${title} of ${owner}`).toSorted()).toEqual([
      ...['Curious Things of local', 'Quiet Facts of ada'],
    ]);
  });

  it('refuses an account without a channel', async () => {
    const none = google.addChannel('Nobody');
    none.isSignedUp = false;
    google.oauth.signIn(none.id);
    await expect(logInBy(consentAt)).rejects.toMatchObject({
      type: 'SignInNeeded',
      message: expect.stringContaining('this account has no YouTube channel: ') as string,
    });
  });

  it('mends a channel whose sign-in was revoked', async () => {
    const { refreshToken } = await withDatabase(async (database) => {
      const channels = channelsOf(database);
      const chosen = await channels.choose('local');
      google.oauth.revokeAll(chosen.channelId);
      await channels.markRevoked(chosen.channelId, chosen.refreshToken);
      await expect(channels.choose('local')).rejects.toMatchObject({
        message: expect.stringContaining('run `./faceless youtube login --channel @curiousthings`') as string,
      });
      return chosen;
    });
    expect(await logInBy(consentAt, { channel: '@curiousthings' })).toBe(0);
    expect((await look('local')).chosen.refreshToken).not.toBe(refreshToken);
  });

  it('opens the browser of this machine, and leaves no secret in what it says and logs', async () => {
    const bin = join(home, 'bin');
    const opened = join(home, 'opened');
    mkdirSync(bin);
    for (const opener of ['xdg-open', 'open']) {
      const program = `require('node:fs').writeFileSync(${JSON.stringify(opened)}, process.argv[2]); fetch(process.argv[2])`;
      writeFileSync(join(bin, opener), `#!${process.execPath}\n${program}\n`);
      chmodSync(join(bin, opener), 0o755);
    }
    const environment = { ...google.environment, FACELESS_SECRETS_KEY: secretsKey, LOG_LEVEL: 'trace', PATH: bin };
    const { exitCode, stdout, stderr } = await runCli(home, ['youtube', 'login'], environment);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/\nCurious Things \(@curiousthings\) is signed in\.$/);
    expect(stdout).toContain(`\n\n${readFileSync(opened, 'utf8')}\n\n`);
    expect(stdout).not.toContain('No browser on this machine');
    const logs = join(home, 'logs');
    const logged = existsSync(logs) ? readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8')) : [];
    for (const text of [stdout, ...logged]) expect(text).not.toMatch(secret);
  });

  it('goes on without a browser of this machine', async () => {
    const done = login(contextOf({ PATH: join(home, 'nowhere') }), {});
    await waitFor(
      () => printed,
      (text) => text.includes('No browser on this machine? Run `ssh -L '),
      60_000,
    );
    await consentAt(await printedAddress());
    expect(await done).toBe(0);
  });

  it('is broken off by Ctrl-C', async () => {
    const done = logInBy(() => {
      process.emit('SIGINT');
      return Promise.resolve();
    });
    await expect(done).rejects.toMatchObject({
      type: 'Cancelled',
      message: 'the sign-in was broken off: nothing is signed in',
    });
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      'a client',
      { GOOGLE_OAUTH_CLIENT_ID: undefined, GOOGLE_OAUTH_CLIENT_SECRET: undefined },
      /^signing in needs GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET: .*“Desktop app”.*YouTube Data API v3.* \(docs\/youtube\.md\)$/,
    ],
    [
      'a key',
      { FACELESS_SECRETS_KEY: undefined },
      /^signing in needs FACELESS_SECRETS_KEY: the output of `openssl rand -base64 48`/,
    ],
    [
      'both',
      { GOOGLE_OAUTH_CLIENT_ID: undefined, FACELESS_SECRETS_KEY: undefined },
      /GOOGLE_OAUTH_CLIENT_ID.*; and FACELESS_SECRETS_KEY/,
    ],
  ])('says how to get %s', async (_, environment, message) => {
    await expect(login(contextOf(environment), {})).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringMatching(message) as string,
    });
    expect(printed).toBe('');
  });

  it('sends nobody to the browser while the local stack has the database', async () => {
    await withDatabase(async () => {
      await expect(login(contextOf(), { browser: false })).rejects.toMatchObject({
        type: 'InvalidInput',
        message: expect.stringMatching(/has the database open: stop it/) as string,
      });
    });
    expect(printed).toBe('');
    expect(google.calls).toEqual([]);
  });

  it.each(['', 'x'.repeat(81)])('refuses the owner %.5j', async (owner) => {
    await expect(login(contextOf(), { owner })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: '--owner: give a name of 1 to 80 characters',
    });
  });
});

describe('./faceless youtube channels', () => {
  it('lists them, and needs no key for it', async () => {
    await withDatabase((database) => channelsOf(database).markRevoked(quiet.id));
    expect(await listChannels(contextOf({ FACELESS_SECRETS_KEY: undefined }), {})).toBe(0);
    expect(printed.replace(/\d{4}-\d\d-\d\d/g, 'DATE').replace(/UC[\w-]{22}/g, 'UC')).toBe(
      [
        'Channel         Handle          Id                        Owner  Since       State',
        'Curious Things  @curiousthings  UC  local  DATE  signed in',
        'Quiet Facts     @quietfacts     UC  ada    DATE  revoked DATE',
        '',
      ].join('\n'),
    );
  });

  it('lists them as JSON, without tokens', async () => {
    await listChannels(contextOf(), { json: true });
    expect(JSON.parse(printed)).toEqual([
      expect.objectContaining({ channelId: google.channel.id, owner: 'local' }),
      expect.objectContaining({ channelId: quiet.id, owner: 'ada', revokedAt: expect.any(String) as string }),
    ]);
    expect(printed).not.toMatch(/token|v1\./i);
  });
});

describe('./faceless youtube logout', () => {
  it('forgets a channel here and at Google', async () => {
    const { refreshToken } = (await look('local')).chosen;
    expect(await logout(contextOf(), 'curiousthings')).toBe(0);
    expect(printed).toBe('Curious Things (@curiousthings) is signed out, and the access is taken back at Google.\n');
    const { oauth } = contextOf().config.vendors.youtube ?? expect.fail('a client is set');
    const tokens = createAccessTokens({ ...oauth, refreshToken });
    await expect(tokens.get(new AbortController().signal)).rejects.toThrow('invalid_grant');
  });

  it('forgets it all the same when Google is away, and says so', async () => {
    google.fail({ kind: 'status', status: 503, on: 'oauth.revoke' });
    expect(await logout(contextOf(), quiet.id)).toBe(0);
    expect(printed).toBe(
      'Quiet Facts (@quietfacts) is signed out here, and Google was not told (Google’s sign-in answers 503: server_error): take the access away at https://myaccount.google.com/permissions\n',
    );
    expect(await rows()).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    [
      'another key',
      { FACELESS_SECRETS_KEY: 'another secrets key, just as long as that' },
      'the sign-in can’t be decrypted with this FACELESS_SECRETS_KEY',
    ],
    [
      'no client',
      { GOOGLE_OAUTH_CLIENT_ID: undefined },
      'GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET are not set',
    ],
  ])('forgets it with %s too', async (_, environment, why) => {
    const { channelId } = await withDatabase((database) =>
      channelsOf(database).signIn({
        ...{ channelId: quiet.id, owner: 'ada', title: 'Quiet Facts', handle: '', refreshToken: 'of the tests' },
      }),
    );
    expect(await logout(contextOf(environment), channelId)).toBe(0);
    expect(printed).toContain(`is signed out here, and Google was not told (${why}): `);
    expect(google.calls).toEqual([]);
  });

  it('knows no other channel', async () => {
    await expect(logout(contextOf(), '@nobody')).rejects.toMatchObject({
      type: 'NotFound',
      message: 'no channel @nobody is signed in: `./faceless youtube channels` shows who is',
    });
    expect(await listChannels(contextOf(), {})).toBe(0);
    expect(printed).toBe('No channel is signed in: ./faceless youtube login signs one in.\n');
  });
});
