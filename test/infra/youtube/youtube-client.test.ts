import { describe, expect, it } from 'vitest';
import type { AccessTokens } from '../../../src/infra/google/access-tokens.ts';
import { createResumableUpload, type UploadSource } from '../../../src/infra/youtube/resumable-upload.ts';
import { createYoutubeApi } from '../../../src/infra/youtube/youtube-api.ts';
import { testVendor } from '../../emulators/vendor-conformance.ts';
import { startYoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { filmOf, uploadFilm, videoBody } from '../../emulators/youtube/tests/reference-client.ts';
import { useYoutube } from './youtube-bench.ts';

let now = Date.parse('2026-11-23T20:00:00Z');
const until = '2026-11-24T08:01:00.000Z';
const bench = useYoutube({ now: () => now });
const { signal } = new AbortController();
const api = (quota = bench.quota) => createYoutubeApi({ rootUrl: bench.youtube.url, tokens: bench.tokens, quota });
const failureOf = (outcome: Promise<unknown>) =>
  outcome.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
const operations = () => bench.youtube.calls.map(({ operation }) => operation);

const key = 'ya29.an-access-token-that-nobody-may-see';
const keyTokens: AccessTokens = { get: () => Promise.resolve(key), forget: () => undefined };
async function startWithKey() {
  const emulator = await startYoutubeEmulator();
  emulator.oauth.issue(emulator.channel.id, { accessToken: key });
  return emulator;
}
let projects = 0;
/** Whose day nothing was taken of. */
function newLedger() {
  projects += 1;
  return bench.ledger({ project: `${projects}`, now: Date.now });
}

const errors = [
  { status: 400, type: 'InvalidInput' },
  { status: 401, code: 'youtubeSignupRequired', type: 'SignInNeeded' },
  { status: 403, code: 'insufficientPermissions', type: 'SignInNeeded' },
  { status: 403, code: 'quotaExceeded', type: 'QuotaExceeded' },
  { status: 403, code: 'dailyLimitExceeded', type: 'QuotaExceeded' },
  { status: 403, code: 'rateLimitExceeded', type: 'RateLimited' },
  { status: 403, code: 'userRateLimitExceeded', type: 'RateLimited' },
  { status: 429, code: 'uploadRateLimitExceeded', type: 'RateLimited' },
  { status: 400, code: 'uploadLimitExceeded', type: 'UploadLimitExceeded' },
  { status: 404, code: 'playlistNotFound', type: 'NotFound' },
  { status: 503, code: 'backendError', type: 'ProviderUnavailable' },
] as const;

describe('YouTube’s Data API as a vendor', () => {
  testVendor({
    start: startWithKey,
    call: ({ url }, stop) => createYoutubeApi({ rootUrl: url, tokens: keyTokens, quota: newLedger() }).ownChannel(stop),
    ...{ key, keyIn: { header: 'authorization' }, errors },
  });
});

describe('the beginning of an upload as a vendor', () => {
  const source: UploadSource = { bytes: 1000, mediaType: 'video/mp4', open: () => expect.fail('no bytes are sent') };
  testVendor({
    start: startWithKey,
    call: ({ url }, stop) =>
      createResumableUpload({ rootUrl: url, tokens: keyTokens, quota: newLedger() }).begin(videoBody(), source, stop),
    ...{ key, keyIn: { header: 'authorization' }, errors },
  });
});

describe('the quota of a call', () => {
  it('is what YouTube counts for it, taken before it is made', async () => {
    const id = await uploadFilm(bench.youtube, filmOf(1000));
    const youtube = api();
    await youtube.ownChannel(signal);
    await youtube.video(id, signal);
    await youtube.captions(id, signal);
    const playlist = await youtube.createPlaylist({ title: 'Sea', privacyStatus: 'private' }, signal);
    await youtube.playlists(signal);
    await youtube.addToPlaylist(playlist.id, id, signal);
    await youtube.isInPlaylist(playlist.id, id, signal);
    await youtube.deleteVideo(id, signal);
    const { units } = bench.youtube.quotaUsed();
    expect(units).toBe(1 + 1 + 50 + 50 + 1 + 50 + 1 + 50);
    expect(await bench.quota.left()).toEqual({ units: 10_000 - units, uploads: 100 });
  });

  it('that is not there keeps the call from being made', async () => {
    const quota = bench.ledger({ dailyUnits: 49 });
    expect(await failureOf(api(quota).deleteVideo('none', signal))).toMatchObject({ type: 'InvalidInput' });
    await quota.exhaust('units');
    expect(await failureOf(api(quota).ownChannel(signal))).toMatchObject({ type: 'QuotaExceeded' });
    expect(operations().filter((operation) => operation !== 'oauth.token')).toEqual([]);
  });

  it('is used up when YouTube says so: nothing more is asked until it starts anew', async () => {
    bench.youtube.exhaustQuota();
    const exhausted = { name: 'Failure', type: 'QuotaExceeded', details: { until } };
    expect(await failureOf(api().ownChannel(signal))).toMatchObject(exhausted);
    expect(await failureOf(api().playlists(signal))).toMatchObject(exhausted);
    expect(operations()).toEqual(['oauth.token', 'channels.list']);
    expect(await bench.quota.left()).toEqual({ units: 0, uploads: 100 });
    const earlier = now;
    now = Date.parse(until);
    try {
      expect(await api().playlists(signal)).toEqual([]);
    } finally {
      now = earlier;
    }
  });

  it('is one unit when the call is refused, and the same on both sides', async () => {
    expect(await failureOf(api().captions('none', signal))).toMatchObject({ type: 'NotFound' });
    expect(bench.youtube.quotaUsed().units).toBe(1);
    expect(await bench.quota.left()).toMatchObject({ units: 9999 });
  });

  it('is given back when nothing was sent, and kept when nobody knows what was done', async () => {
    const gone = await startYoutubeEmulator();
    await gone.close();
    const nowhere = createYoutubeApi({ rootUrl: gone.url, tokens: bench.tokens, quota: bench.quota });
    expect(await failureOf(nowhere.captions('any', signal))).toMatchObject({ type: 'ProviderUnavailable' });
    expect(await bench.quota.left()).toMatchObject({ units: 10_000 });
    bench.youtube.fail({ kind: 'lost-answer', on: 'captions.list' });
    const id = await uploadFilm(bench.youtube, filmOf(1000));
    expect(await failureOf(api().captions(id, signal))).toMatchObject({ type: 'ProviderUnavailable' });
    expect(await bench.quota.left()).toMatchObject({ units: 9950 });
  });
});

describe('the access token of a call', () => {
  it('is used for as long as it is good', async () => {
    await api().ownChannel(signal);
    await api().ownChannel(signal);
    expect(operations()).toEqual(['oauth.token', 'channels.list', 'channels.list']);
  });

  it('that is refused before its time is renewed once', async () => {
    await api().ownChannel(signal);
    bench.youtube.oauth.refuseAccessTokens();
    expect(await api().ownChannel(signal)).toMatchObject({ id: bench.youtube.channel.id });
    expect(operations().slice(2)).toEqual(['channels.list', 'oauth.token', 'channels.list']);
  });

  it.each(['authError', undefined])('that is refused again needs a sign-in, by the command: %s', async (code) => {
    bench.youtube.fail(
      { kind: 'status', status: 401, code, on: 'channels.list' },
      { kind: 'status', status: 401, code, on: 'channels.list' },
    );
    expect(await failureOf(api().ownChannel(signal))).toMatchObject({
      name: 'Failure',
      type: 'SignInNeeded',
      message: expect.stringMatching(/^YouTube answers 401 .*; sign in .* `\.\/faceless youtube login`$/) as string,
    });
    expect(operations()).toEqual(['oauth.token', 'channels.list', 'oauth.token', 'channels.list']);
  });

  it('without the scope that is needed is no use to renew', async () => {
    const scopes = ['https://www.googleapis.com/auth/youtube.readonly'];
    const { accessToken } = bench.youtube.oauth.issue(bench.youtube.channel.id, { scopes });
    const tokens: AccessTokens = { get: () => Promise.resolve(accessToken), forget: () => expect.fail('forgotten') };
    const youtube = createYoutubeApi({ rootUrl: bench.youtube.url, tokens, quota: bench.quota });
    expect(await failureOf(youtube.createPlaylist({ title: 'Sea', privacyStatus: 'private' }, signal))).toMatchObject({
      type: 'SignInNeeded',
      message: expect.stringContaining('`./faceless youtube login`') as string,
    });
  });
});
