import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeEach, expect, it } from 'vitest';
import { createYoutubeApi } from '../../../src/infra/youtube/youtube-api.ts';
import type { YoutubeVideo } from '../../../src/infra/youtube/youtube-videos.ts';
import { startYoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { filmOf, uploadFilm } from '../../emulators/youtube/tests/reference-client.ts';
import { useYoutube } from './youtube-bench.ts';

const bench = useYoutube();
const { signal } = new AbortController();
const api = () => createYoutubeApi({ rootUrl: bench.youtube.url, tokens: bench.tokens, quota: bench.quota });
const read = async (): Promise<YoutubeVideo> => (await api().video(videoId, signal)) ?? expect.fail('no such video');

let videoId = '';
beforeEach(async () => {
  videoId = await uploadFilm(bench.youtube, filmOf(1000));
});

function picture(colour: string): Buffer {
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1280, 720);
  return canvas.toBuffer('image/jpeg', 95);
}

/** Size and colour of the middle. */
async function lookAt(bytes: Uint8Array) {
  const image = await loadImage(bytes);
  const context = createCanvas(1, 1).getContext('2d');
  context.drawImage(image, image.width / 2, image.height / 2, 1, 1, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return { width: image.width, height: image.height, isBlue: blue > red + 100 && blue > green + 100 };
}

it('the picture that viewers see is alike to the one that was set, and has other bytes', async () => {
  const bytes = picture('blue');
  await api().setThumbnail(videoId, { bytes, mediaType: 'image/jpeg' }, signal);
  const video = await read();
  expect(video).toMatchObject({
    channelId: bench.youtube.channel.id,
    thumbnailUrl: `${bench.youtube.url}/vi/${videoId}/medium.jpg`,
  });
  const shown = await api().shownThumbnail(video, signal);
  expect(createHash('sha256').update(shown).digest('hex')).not.toBe(bench.youtube.videos()[0]?.thumbnail?.sha256);
  expect(await lookAt(shown)).toEqual({ width: 320, height: 180, isBlue: true });
});

it('a video whose thumbnail nobody set has one of its own', async () => {
  const video = await read();
  expect(video.thumbnailUrl).toBe(`${bench.youtube.url}/vi/${videoId}/medium.jpg`);
  expect(await lookAt(await api().shownThumbnail(video, signal))).toMatchObject({ width: 320, height: 180 });
});

it('it is asked for without our token, past whatever keeps an older one, and takes no units', async () => {
  const video = await read();
  const { units } = bench.youtube.quotaUsed();
  await api().shownThumbnail(video, signal);
  await api().shownThumbnail(video, signal);
  const calls = bench.youtube.calls.filter(({ operation }) => operation === 'pictures.get');
  expect(new Set(calls.map(({ url }) => url.search)).size).toBe(2);
  expect(calls.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  expect(bench.youtube.quotaUsed().units).toBe(units);
});

it('an address that is neither encrypted nor the service’s own is not asked', async () => {
  const elsewhere = await startYoutubeEmulator();
  try {
    const thumbnailUrl = `${elsewhere.url}/vi/${videoId}/high.jpg`;
    for (const url of [thumbnailUrl, 'file:///etc/hostname', 'no address', undefined]) {
      const asked = api().shownThumbnail({ id: videoId, thumbnailUrl: url }, signal);
      await expect(asked, url).rejects.toMatchObject({ name: 'Failure', type: 'InvalidAnswer' });
    }
    expect(elsewhere.calls).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

it('one that is too long, broken off or gone is a failure', async () => {
  const video = await read();
  for (const [fault, type] of [
    [{ kind: 'huge' }, 'InvalidAnswer'],
    [{ kind: 'cut' }, 'ProviderUnavailable'],
    [{ kind: 'status', status: 503 }, 'ProviderUnavailable'],
    [{ kind: 'status', status: 404 }, 'InvalidAnswer'],
  ] as const) {
    bench.youtube.fail({ ...fault, on: 'pictures.get' });
    await expect(api().shownThumbnail(video, signal), fault.kind).rejects.toMatchObject({ name: 'Failure', type });
  }
});
