import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, uploadFilm } from './reference-client.ts';

let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

interface Page {
  items?: {
    id: string;
    snippet: Record<string, unknown>;
    contentDetails: { videoId: string; relatedPlaylists: { uploads: string } };
  }[];
  nextPageToken?: string;
  pageInfo: { totalResults: number };
}
const page = async (path: string) => (await (await ask(emulator, `/youtube/v3/${path}`)).json()) as Page;
const uploads = async () =>
  (await page('channels?part=contentDetails&mine=true')).items?.[0]?.contentDetails.relatedPlaylists.uploads;
const makePlaylist = async (title = 'Sea') => {
  const json = { snippet: { title }, status: { privacyStatus: 'private' } };
  const answer = await ask(emulator, '/youtube/v3/playlists?part=snippet,status', { json });
  return ((await answer.json()) as { id: string }).id;
};
const add = (playlistId: string, videoId: string, more: object = {}) =>
  ask(emulator, '/youtube/v3/playlistItems?part=snippet', {
    json: { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId }, ...more } },
  });

it('pages through a channel’s uploads, private ones too, the newest first', async () => {
  const ids = [];
  for (let count = 0; count < 7; count += 1)
    ids.push(await uploadFilm(emulator, filmOf(500, count + 1), { title: `Film ${count}` }));
  const list = `playlistItems?part=snippet,contentDetails&maxResults=3&playlistId=${await uploads()}`;
  const found: string[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const { items = [], nextPageToken, pageInfo } = await page(`${list}${token && `&pageToken=${token}`}`);
    expect(pageInfo.totalResults).toBe(7);
    found.push(...items.map(({ contentDetails }) => contentDetails.videoId));
    expect(items[0]?.snippet.description).toContain('marker-Film');
    token = nextPageToken;
  }
  expect(found).toEqual(ids.reverse());
  expect(await outcomeOf(ask(emulator, `/youtube/v3/${list}&pageToken=nonsense`))).toBe('400 invalidPageToken');
});

it('makes playlists, and puts videos in and out, twice when asked twice', async () => {
  const playlist = await makePlaylist();
  const [first, second] = [
    await uploadFilm(emulator, filmOf(500), { title: 'a' }),
    await uploadFilm(emulator, filmOf(600), { title: 'b' }),
  ];
  await add(playlist, first);
  const item = (await (await add(playlist, second, { position: 0 })).json()) as { id: string };
  await add(playlist, first);
  const list = async (more = '') =>
    (await page(`playlistItems?part=contentDetails&playlistId=${playlist}${more}`)).items?.map(
      ({ contentDetails }) => contentDetails.videoId,
    );
  expect(await list()).toEqual([second, first, first]);
  expect(await list(`&videoId=${second}`)).toEqual([second]);
  expect(emulator.videos()[0]?.playlists).toEqual([playlist, playlist]);
  expect(await outcomeOf(ask(emulator, `/youtube/v3/playlistItems?id=${item.id}`, { method: 'DELETE' }))).toBe('204');
  expect(await outcomeOf(ask(emulator, `/youtube/v3/playlistItems?id=${item.id}`, { method: 'DELETE' }))).toBe(
    '404 playlistItemNotFound',
  );
  expect(await list()).toEqual([first, first]);
  expect(await page('playlists?part=snippet,contentDetails&mine=true')).toMatchObject({
    items: [{ id: playlist, snippet: { title: 'Sea' }, contentDetails: { itemCount: 2 } }],
  });
  expect(emulator.violations).toEqual([]);
});

it('refuses what cannot be in a playlist', async () => {
  const playlist = await makePlaylist();
  const video = await uploadFilm(emulator, filmOf(500));
  expect(await outcomeOf(add(playlist, 'nothing'))).toBe('404 videoNotFound');
  expect(await outcomeOf(add('PLnothing', video))).toBe('404 playlistNotFound');
  expect(await outcomeOf(add((await uploads()) ?? '', video))).toBe('403 playlistItemsNotAccessible');
  expect(await outcomeOf(add(playlist, video, { position: 5 }))).toBe('400 invalidPlaylistItemPosition');
  const untitled = { json: { snippet: {}, status: { privacyStatus: 'private' } } };
  expect(await outcomeOf(ask(emulator, '/youtube/v3/playlists?part=snippet,status', untitled))).toBe(
    '400 playlistTitleRequired',
  );
  const other = emulator.oauth.issue(emulator.addChannel('Someone else').id).accessToken;
  expect(
    await outcomeOf(ask(emulator, `/youtube/v3/playlistItems?part=id&playlistId=${playlist}`, { token: other })),
  ).toBe('404 playlistNotFound');
});

it('says who one is and what a film may be about', async () => {
  expect(await page('channels?part=id,snippet&mine=true')).toMatchObject({
    items: [{ id: emulator.channel.id, snippet: { title: 'Curious Things', customUrl: '@curiousthings' } }],
  });
  expect(await outcomeOf(ask(emulator, '/youtube/v3/channels?part=id'))).toBe('400 missingRequiredParameter');
  expect(await outcomeOf(ask(emulator, '/youtube/v3/channels?part=id&mine=true&id=UCx'))).toBe(
    '400 incompatibleParameters',
  );
  const { items } = await page('videoCategories?part=snippet&regionCode=US');
  expect(items?.find(({ id }) => id === '27')?.snippet).toMatchObject({ title: 'Education', assignable: true });
});

it('knows accounts without a channel', async () => {
  emulator.channel.isSignedUp = false;
  try {
    expect((await page('channels?part=id&mine=true')).items).toBeUndefined();
    const json = { snippet: { title: 'Sea' }, status: { privacyStatus: 'private' } };
    expect(await outcomeOf(ask(emulator, '/youtube/v3/playlists?part=snippet,status', { json }))).toBe(
      '401 youtubeSignupRequired',
    );
  } finally {
    emulator.channel.isSignedUp = true;
  }
});
