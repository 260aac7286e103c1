import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { createYoutubeApi } from '../../../src/infra/youtube/youtube-api.ts';
import type { YoutubeVideo, YoutubeVideoUpdate } from '../../../src/infra/youtube/youtube-videos.ts';
import { filmOf, uploadFilm } from '../../emulators/youtube/tests/reference-client.ts';
import { useYoutube } from './youtube-bench.ts';

const bench = useYoutube({ settings: { pageSize: 3 } });
const { signal } = new AbortController();
const api = () => createYoutubeApi({ rootUrl: bench.youtube.url, tokens: bench.tokens, quota: bench.quota });
const upload = (title = 'Octopus hearts', seed = 1) => uploadFilm(bench.youtube, filmOf(1000, seed), { title });
async function read(id: string): Promise<YoutubeVideo> {
  return (await api().video(id, signal)) ?? expect.fail('there is no such video');
}

const snippet = {
  ...{ title: 'Three hearts', description: 'Why?\n', tags: ['octopus', 'sea life'], categoryId: '27' },
  ...{ defaultLanguage: 'en', defaultAudioLanguage: 'en' },
} satisfies YoutubeVideoUpdate['snippet'];
const status = {
  ...{ privacyStatus: 'private', publishAt: undefined, license: 'youtube', embeddable: true },
  ...{ publicStatsViewable: false, selfDeclaredMadeForKids: false, containsSyntheticMedia: true },
} satisfies YoutubeVideoUpdate['status'];

describe('the channel', () => {
  it('is the one whose access it is', async () => {
    const { id } = bench.youtube.channel;
    const own = { id, title: 'Curious Things', handle: '@curiousthings', uploadsPlaylist: `UU${id.slice(2)}` };
    expect(await api().ownChannel(signal)).toEqual(own);
  });

  it('of an account without one is for a person to make', async () => {
    bench.youtube.channel.isSignedUp = false;
    try {
      await expect(api().ownChannel(signal)).rejects.toMatchObject({
        type: 'SignInNeeded',
        message: expect.stringMatching(/has no YouTube channel.*`\.\/faceless youtube login`/) as string,
      });
    } finally {
      bench.youtube.channel.isSignedUp = true;
    }
  });
});

describe('a video', () => {
  it('is read with everything an update has to send again', async () => {
    const video = await read(await upload());
    expect(video).toMatchObject({
      ...{ title: 'Octopus hearts', tags: ['octopus'], categoryId: '27', defaultLanguage: 'en' },
      ...{ uploadStatus: 'uploaded', privacyStatus: 'private', license: 'youtube', embeddable: true },
      ...{ publicStatsViewable: true, selfDeclaredMadeForKids: false, containsSyntheticMedia: true },
      localizations: {},
    });
    expect(video.description).toContain('marker-Octopus hearts');
  });

  it('that is not there is none', async () => {
    expect(await api().video('none', signal)).toBeUndefined();
  });

  it('tells how far its processing is, and that it is over', async () => {
    const id = await upload();
    const [first, , third] = [await read(id), await read(id), await read(id)];
    expect(first?.processing).toEqual({ partsProcessed: 60, partsTotal: 100, timeLeftMs: 60_000 });
    expect(third).toMatchObject({ uploadStatus: 'processed', processing: undefined });
  });

  it.each([
    ['failed', 'codec', 'failureReason'],
    ['rejected', 'duplicate', 'rejectionReason'],
  ] as const)('that %s says why', async (uploadStatus, reason, name) => {
    bench.youtube.spoilUploads({ uploadStatus, reason });
    const id = await upload();
    await read(id);
    await read(id);
    expect(await read(id)).toMatchObject({ uploadStatus, [name]: reason });
  });

  it('has new texts after an update, and the rest as it was', async () => {
    const id = await upload();
    await api().updateVideo({ id, snippet }, signal);
    const { description: _, ...others } = snippet;
    expect(await read(id)).toMatchObject({ ...others, privacyStatus: 'private', containsSyntheticMedia: true });
    expect(bench.youtube.calls.find(({ operation }) => operation === 'videos.update')?.url.search).toBe(
      '?part=snippet',
    );
  });

  it('is published at a time, and then at once', async () => {
    const id = await upload();
    const publishAt = new Date(Date.now() + 86_400_000).toISOString();
    await api().updateVideo({ id, status: { ...status, publishAt } }, signal);
    expect(await read(id)).toMatchObject({ privacyStatus: 'private', publishAt, publicStatsViewable: false });
    await api().updateVideo({ id, status: { ...status, privacyStatus: 'public' } }, signal);
    expect((await read(id)).publishAt).toBeUndefined();
    expect(bench.youtube.videos()[0]?.privacies).toEqual(['private', 'private', 'public']);
  });

  it('has title and description in other languages', async () => {
    const id = await upload();
    const localizations = { fr: { title: 'Trois cœurs', description: 'Pourquoi ?' } };
    await api().updateVideo({ id, localizations }, signal);
    expect(await read(id)).toMatchObject({ localizations, title: 'Octopus hearts' });
  });

  it('is not asked to become what it is', async () => {
    await api().updateVideo({ id: 'any' }, signal);
    expect(bench.youtube.calls).toEqual([]);
  });

  it('is deleted, as often as that is asked', async () => {
    const id = await upload();
    await api().deleteVideo(id, signal);
    await api().deleteVideo(id, signal);
    expect(bench.youtube.videos()).toEqual([]);
  });

  it('of another channel is not ours to delete', async () => {
    const other = bench.youtube.addChannel('Someone else');
    const id = await upload();
    const { accessToken } = bench.youtube.oauth.issue(other.id);
    const tokens = { get: () => Promise.resolve(accessToken), forget: () => undefined };
    const theirs = createYoutubeApi({ rootUrl: bench.youtube.url, tokens, quota: bench.quota });
    await expect(theirs.deleteVideo(id, signal)).rejects.toMatchObject({ name: 'Failure' });
    expect(bench.youtube.videos()).toHaveLength(1);
  });

  it('has the thumbnail it is given, byte for byte', async () => {
    const id = await upload();
    const bytes = createCanvas(1280, 720).toBuffer('image/jpeg');
    await api().setThumbnail(id, { bytes, mediaType: 'image/jpeg' }, signal);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(bench.youtube.videos()[0]?.thumbnail).toEqual({ sha256, bytes: bytes.length, mediaType: 'image/jpeg' });
  });
});

describe('captions', () => {
  const text = '1\n00:00:00,000 --> 00:00:02,500\nTrois cœurs.\r\n--not-a-boundary\n';
  const french = { language: 'fr', name: 'Français', bytes: Buffer.from(text), mediaType: 'application/x-subrip' };

  it('are kept as they came, with their language and name', async () => {
    const id = await upload();
    await api().addCaptions(id, french, signal);
    expect(await api().captions(id, signal)).toMatchObject([
      { language: 'fr', name: 'Français', trackKind: 'standard', status: 'serving' },
    ]);
    expect(bench.youtube.videos()[0]?.captions).toMatchObject([
      { text, isDraft: false, media: { bytes: Buffer.byteLength(text), mediaType: 'application/x-subrip' } },
    ]);
  });

  it('are there once, though the answer to the first try was lost', async () => {
    const id = await upload();
    bench.youtube.fail({ kind: 'lost-answer', on: 'captions.insert' });
    await expect(api().addCaptions(id, french, signal)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    await api().addCaptions(id, french, signal);
    expect(bench.youtube.videos()[0]?.captions).toHaveLength(1);
  });
});

describe('uploads', () => {
  it('are listed over pages, the newest first, private ones too, as many as are wanted', async () => {
    const ids = [];
    for (const title of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) ids.unshift(await upload(title, ids.length + 1));
    const { uploadsPlaylist } = await api().ownChannel(signal);
    const all = await api().latestUploads(uploadsPlaylist, 100, signal);
    expect(all.map(({ videoId }) => videoId)).toEqual(ids);
    expect(all[0]).toEqual({
      ...{ videoId: ids[0], title: 'g', privacyStatus: 'private', publishedAt: expect.any(String) as string },
      description: expect.stringContaining('marker-g') as string,
    });
    expect(await api().latestUploads(uploadsPlaylist, 4, signal)).toEqual(all.slice(0, 4));
  });

  it('of a channel that has none are no error', async () => {
    bench.youtube.fail({ kind: 'status', status: 404, code: 'playlistNotFound', on: 'playlistItems.list' });
    const { uploadsPlaylist } = await api().ownChannel(signal);
    expect(await api().latestUploads(uploadsPlaylist, 100, signal)).toEqual([]);
  });
});

describe('playlists', () => {
  it('are made with a title and a privacy, and listed over pages', async () => {
    const made = [];
    for (const title of ['Sea', 'Sky', 'Land', 'Fire']) {
      made.push(await api().createPlaylist({ title, privacyStatus: 'unlisted' }, signal));
    }
    expect(await api().playlists(signal)).toEqual(made);
    expect(made[0]).toEqual({ id: expect.any(String) as string, title: 'Sea', privacyStatus: 'unlisted' });
  });

  it('have the videos that were added, and say so', async () => {
    const id = await upload();
    const { id: playlistId } = await api().createPlaylist({ title: 'Sea', privacyStatus: 'private' }, signal);
    expect(await api().isInPlaylist(playlistId, id, signal)).toBe(false);
    await api().addToPlaylist(playlistId, id, signal);
    expect(await api().isInPlaylist(playlistId, id, signal)).toBe(true);
    expect(bench.youtube.videos()[0]?.playlists).toEqual([playlistId]);
  });

  it('that are not there are not found', async () => {
    await expect(api().addToPlaylist('PLnone', 'none', signal)).rejects.toMatchObject({ type: 'NotFound' });
  });
});
