import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/infra/config/config.ts';
import { type Channels, createChannels } from '../../../src/infra/database/channels.ts';
import { createQuotaUsed } from '../../../src/infra/database/quota-used.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';
import { createOpenChannels, type OpenChannels } from '../../../src/infra/youtube/open-channels.ts';
import { youtubeRefreshToken } from '../../emulators/youtube/start-youtube-emulator.ts';
import type { Channel } from '../../emulators/youtube/world.ts';
import { waitFor } from '../../support/wait-for.ts';
import { useYoutube } from './youtube-bench.ts';

const bench = useYoutube();
const { signal } = new AbortController();

let channels: Channels;
let quiet: Channel;
beforeEach(async () => {
  const { youtube, database } = bench;
  channels = createChannels(database, createSealer('a made-up key for tests, long enough'));
  await database.kysely.deleteFrom('channels').execute();
  quiet ??= youtube.addChannel('Quiet Facts');
  youtube.oauth.issue(youtube.channel.id, { refreshToken: youtubeRefreshToken });
});

/** As a process has them that begins now. */
function begin(environment: Record<string, string> = {}): OpenChannels {
  const { YOUTUBE_REFRESH_TOKEN: _, ...others } = bench.youtube.environment;
  const { youtube } = readConfig({ ...others, ...environment }).vendors;
  if (!youtube) throw new Error('YouTube is not configured');
  return createOpenChannels({
    config: youtube,
    channels: async () => channels,
    used: async () => createQuotaUsed(bench.database),
    logger: createLogger({ level: 'silent' }),
  });
}

const withToken = () => begin({ YOUTUBE_REFRESH_TOKEN: youtubeRefreshToken });
const signIn = async ({ id, title, handle }: Channel, owner = 'local') => {
  const { refreshToken } = bench.youtube.oauth.issue(id);
  await channels.signIn({ channelId: id, title, handle, owner, refreshToken });
};
const asked = (operation: string) => bench.youtube.calls.filter((call) => call.operation === operation).length;

describe('with the token of the configuration', () => {
  it('its channel is opened for every owner, and nobody has to be signed in', async () => {
    const open = withToken();
    const { id, title, handle } = bench.youtube.channel;
    for (const owner of ['local', 'ada']) {
      expect(await open.open(owner, undefined, signal)).toMatchObject({ id, title, handle });
    }
  });

  it('it may be named by its id, its handle or its title', async () => {
    const open = withToken();
    const { id } = bench.youtube.channel;
    for (const named of [id, '@curiousthings', 'CuriousThings', 'Curious Things']) {
      expect((await open.open('local', named, signal)).id, named).toBe(id);
    }
  });

  it('another channel is refused, even one that is signed in, with the name of the one it is', async () => {
    await signIn(quiet);
    for (const named of ['@quietfacts', quiet.id, 'curious things']) {
      await expect(withToken().open('local', named, signal), named).rejects.toMatchObject({
        type: 'InvalidInput',
        message: `the channel '${named}' is not signed in: YOUTUBE_REFRESH_TOKEN is of Curious Things (@curiousthings); name that one, or none`,
      });
    }
  });

  it('a refused one is for whoever set it: the sign-ins stay as they are', async () => {
    await signIn(bench.youtube.channel);
    bench.youtube.oauth.revokeAll(bench.youtube.channel.id);
    const failure = await withToken()
      .open('local', undefined, signal)
      .catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({
      type: 'SignInNeeded',
      message: expect.stringMatching(
        /: the sign-in was revoked; set YOUTUBE_REFRESH_TOKEN to a new one and restart the workers$/,
      ) as string,
    });
    expect(String(failure)).not.toContain(youtubeRefreshToken);
    expect((await channels.list())[0]).not.toHaveProperty('revokedAt');
  });
});

describe('with channels that people signed in to', () => {
  it('each owner has their own', async () => {
    const open = begin();
    await signIn(bench.youtube.channel);
    await signIn(quiet, 'ada');
    expect((await open.open('local', undefined, signal)).title).toBe('Curious Things');
    expect((await open.open('ada', undefined, signal)).title).toBe('Quiet Facts');
    await expect(open.open('ada', '@curiousthings', signal)).rejects.toMatchObject({ type: 'SignInNeeded' });
    await expect(open.open('eve', undefined, signal)).rejects.toMatchObject({
      type: 'SignInNeeded',
      message: 'no channel is signed in: run `./faceless youtube login --owner eve`',
    });
  });

  it('one is opened once, however many ask for it, and asked who it is once', async () => {
    await signIn(bench.youtube.channel);
    const open = begin();
    const all = await Promise.all(
      [undefined, '@curiousthings', undefined].map((named) => open.open('local', named, signal)),
    );
    expect(new Set(all).size).toBe(1);
    expect(await open.open('local', undefined, signal)).toBe(all[0]);
    expect([asked('channels.list'), asked('oauth.token')]).toEqual([1, 1]);
  });

  it('one that was renamed on YouTube since is found by the name it was signed in with', async () => {
    await signIn({ ...quiet, title: 'Loud Facts', handle: '@loudfacts' });
    for (const named of ['@loudfacts', 'Loud Facts']) {
      expect(await begin().open('local', named, signal)).toMatchObject({ id: quiet.id, title: 'Quiet Facts' });
    }
  });

  it('a revoked sign-in is told with the command that mends it, and written down', async () => {
    for (const [channel, owner, command] of [
      [bench.youtube.channel, 'local', '--channel @curiousthings'],
      [{ ...quiet, handle: '' }, "o'hara", `--channel ${quiet.id} --owner 'o'\\''hara'`],
    ] as const) {
      await signIn(channel, owner);
      bench.youtube.oauth.revokeAll(channel.id);
      await expect(begin().open(owner, undefined, signal)).rejects.toMatchObject({
        type: 'SignInNeeded',
        message: expect.stringMatching(/: the sign-in was revoked; run `/) as string,
      });
      const [row] = await waitFor(
        () => channels.list(owner),
        ([found]) => found?.revokedAt !== undefined,
      );
      expect(row?.channelId).toBe(channel.id);
      await expect(begin().open(owner, undefined, signal)).rejects.toMatchObject({
        type: 'SignInNeeded',
        message: expect.stringContaining(`run \`./faceless youtube login ${command}\``) as string,
      });
    }
  });

  it('one that is revoked while it is open says so at the next call, and a new sign-in is used without a restart', async () => {
    await signIn(bench.youtube.channel);
    const open = begin();
    const { api, figures } = await open.open('local', undefined, signal);
    const days = { from: '2026-11-02', to: '2026-11-03' };
    bench.youtube.oauth.revokeAll(bench.youtube.channel.id);
    const command = '`./faceless youtube login --channel @curiousthings`';
    for (const call of [() => api.playlists(signal), () => figures.since('any', days, signal)]) {
      await expect(call()).rejects.toMatchObject({
        type: 'SignInNeeded',
        message: expect.stringContaining(`the sign-in was revoked; run ${command}`) as string,
      });
    }
    await waitFor(
      () => channels.list(),
      ([row]) => row?.revokedAt !== undefined,
    );
    await signIn(bench.youtube.channel);
    const again = await open.open('local', undefined, signal);
    expect(await again.api.playlists(signal)).toEqual([]);
    expect((await channels.list())[0]).not.toHaveProperty('revokedAt');
  });

  it('what went wrong while one was opened is tried anew by the next', async () => {
    await signIn(bench.youtube.channel);
    const open = begin();
    bench.youtube.fail({ kind: 'status', status: 503, on: 'channels.list' });
    await expect(open.open('local', undefined, signal)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect((await open.open('local', undefined, signal)).title).toBe('Curious Things');
  });

  it('one that is cancelled while it is opened is opened for the others who wait for it', async () => {
    await signIn(bench.youtube.channel);
    const open = begin();
    const cancelled = new AbortController();
    bench.youtube.fail({ kind: 'slow', ms: 1000, on: 'channels.list' });
    const first = open.open('local', undefined, cancelled.signal);
    first.catch(() => {});
    await waitFor(
      () => asked('channels.list'),
      (count) => count === 1,
    );
    const second = open.open('local', undefined, signal);
    // It has to be waiting for the first: by then it has read which one to open.
    await channels.list();
    await setImmediate();
    cancelled.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow();
    expect((await second).title).toBe('Curious Things');
  });
});

it('all channels share the quota of the project', async () => {
  await signIn(bench.youtube.channel);
  await signIn(quiet, 'ada');
  const open = begin({ YOUTUBE_DAILY_UNITS: '3' });
  const [curious, other] = [
    await open.open('local', undefined, signal),
    await open.open('ada', undefined, signal),
  ] as const;
  expect([await curious.quota.left(), await other.quota.left()]).toMatchObject([{ units: 1 }, { units: 1 }]);
  await curious.api.playlists(signal);
  await expect(other.api.playlists(signal)).rejects.toMatchObject({ type: 'QuotaExceeded' });
});
