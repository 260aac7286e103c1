import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findOwnChannel } from '../../../src/infra/youtube/own-channel.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';

let youtube: YoutubeEmulator;
beforeAll(async () => {
  youtube = await startYoutubeEmulator();
});
afterAll(() => youtube.close());
beforeEach(() => youtube.reset());

const ownChannel = (accessToken: string) =>
  findOwnChannel({ rootUrl: youtube.url, accessToken, signal: new AbortController().signal });

it('is the one the token is for, for a unit of the quota', async () => {
  const other = youtube.addChannel('Quiet Facts');
  expect(await ownChannel(youtube.oauth.issue(other.id).accessToken)).toEqual({
    ...{ channelId: other.id, title: 'Quiet Facts', handle: '@quietfacts' },
  });
  expect(youtube.quotaUsed()).toEqual({ units: 1, inserts: 0 });
  expect(youtube.violations).toEqual([]);
});

it('has no handle where its address is none, and a title of one line', async () => {
  const old = youtube.addChannel('Old \u001b[31m\n Things');
  old.handle = 'oldthings';
  expect(await ownChannel(youtube.oauth.issue(old.id).accessToken)).toMatchObject({
    ...{ title: 'Old [31m Things', handle: '' },
  });
});

it('says what to do where there is none', async () => {
  const none = youtube.addChannel('Nobody');
  none.isSignedUp = false;
  await expect(ownChannel(youtube.oauth.issue(none.id).accessToken)).rejects.toMatchObject({
    type: 'SignInNeeded',
    message:
      'this account has no YouTube channel: make one at https://www.youtube.com/create_channel, or sign in with another account',
  });
});

it('shows no token when YouTube refuses it', async () => {
  await expect(ownChannel('ya29.of-nobody')).rejects.toMatchObject({
    type: 'SignInNeeded',
    message: 'YouTube answers 401 authError: Invalid Credentials',
  });
});
