import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LookStretch } from '../looks.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, startUpload, uploadFilm, videoBody } from './reference-client.ts';

const hour = 3_600_000;
// Midnight on the Pacific coast.
const midnight = Date.parse('2026-11-03T08:00:00Z');
let now = midnight;
let emulator: YoutubeEmulator;
let videoId = '';
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => now });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  now = midnight;
  emulator.reset();
  videoId = await uploadFilm(emulator, filmOf(1000));
});

function picture(colour: string): Buffer {
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1280, 720);
  return canvas.toBuffer('image/png');
}
const [red, blue] = [picture('red'), picture('blue')];
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const set = (bytes: Buffer) =>
  ask(emulator, `/upload/youtube/v3/thumbnails/set?videoId=${videoId}&uploadType=media`, {
    ...{ bytes, headers: { 'content-type': 'image/png' } },
  });
const retitle = (title: string) => {
  const { snippet } = videoBody(title);
  return ask(emulator, '/youtube/v3/videos?part=snippet', { method: 'PUT', json: { id: videoId, snippet } });
};
const looks = () => emulator.looksOf(videoId).map(({ at, ...look }) => ({ ...look, hour: (at - midnight) / hour }));
const first = { title: 'Octopus hearts', privacy: 'private' };

describe('what viewers saw', () => {
  it('is each change of title, thumbnail and privacy, with its time', async () => {
    now += hour;
    await set(red);
    await set(red);
    now += hour;
    await retitle('Three hearts');
    await ask(emulator, `/youtube/v3/videos?part=snippet&id=${videoId}`);
    now += hour;
    emulator.byHand.setThumbnail(videoId, blue);
    emulator.byHand.setPrivacy(videoId, 'public');
    now += hour;
    emulator.byHand.setTitle(videoId, 'Mine');
    emulator.byHand.remove(videoId);
    expect(looks()).toEqual([
      { ...first, hour: 0 },
      { ...first, thumbnail: sha256(red), hour: 1 },
      { ...first, title: 'Three hearts', thumbnail: sha256(red), hour: 2 },
      { ...first, title: 'Three hearts', thumbnail: sha256(blue), hour: 3 },
      { title: 'Three hearts', thumbnail: sha256(blue), privacy: 'public', hour: 3 },
      { title: 'Mine', thumbnail: sha256(blue), privacy: 'public', hour: 4 },
    ]);
    expect(emulator.videos()).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });

  it('by hand is no call of ours', () => {
    const before = [emulator.calls.length, emulator.quotaUsed()];
    emulator.byHand.setThumbnail(videoId, red);
    emulator.byHand.setPrivacy(videoId, 'unlisted');
    expect([emulator.calls.length, emulator.quotaUsed()]).toEqual(before);
    expect(emulator.videos()).toMatchObject([
      { status: { privacyStatus: 'unlisted' }, thumbnail: { sha256: sha256(red) } },
    ]);
  });

  it('is divided into the hours of a Pacific day for who watches, asked once a day', async () => {
    const asked: [string, LookStretch[]][] = [];
    emulator.audience(({ day, looks: stretches }) => void asked.push([day, stretches]));
    now += 6 * hour;
    await set(red);
    now += 36 * hour;
    emulator.byHand.remove(videoId);
    now += 30 * 24 * hour;
    const query = `ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-09&metrics=views&dimensions=day&filters=video==${videoId}`;
    for (const _ of [1, 2]) expect(await outcomeOf(ask(emulator, `/v2/reports?${query}`))).toBe('200');
    expect(asked).toEqual([
      [
        '2026-11-03',
        [
          { ...first, hours: 6 },
          { ...first, thumbnail: sha256(red), hours: 18 },
        ],
      ],
      ['2026-11-04', [{ ...first, thumbnail: sha256(red), hours: 18 }]],
    ]);
  });

  it('stays when a change has no effect, though it is answered', async () => {
    await set(red);
    emulator.fail({ kind: 'no-effect' }, { kind: 'no-effect' });
    expect((await set(blue)).status).toBe(200);
    expect((await retitle('Three hearts')).status).toBe(200);
    expect(looks().at(-1)).toEqual({ ...first, thumbnail: sha256(red), hour: 0 });
    expect(emulator.videos()).toMatchObject([
      { snippet: { title: 'Octopus hearts' }, thumbnail: { sha256: sha256(red) } },
    ]);
  });
});

describe('the picture of a video', () => {
  const show = (name: string, id = videoId) => fetch(`${emulator.url}/vi/${id}/${name}.jpg?any=thing`);

  it('is the one that was set, in all sizes, encoded anew', async () => {
    await set(red);
    for (const [name, width, height] of [
      ['maxres', 1280, 720],
      ['default', 120, 90],
    ] as const) {
      const answer = await show(name);
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(sha256(bytes)).not.toBe(sha256(red));
      expect(await loadImage(bytes)).toMatchObject({ width, height });
    }
  });

  it('is one of its own before, without the large sizes, and gone with the video', async () => {
    expect([(await show('high')).status, (await show('maxres')).status, (await show('high', 'none')).status]).toEqual([
      ...[200, 404, 404],
    ]);
    emulator.byHand.remove(videoId);
    expect((await show('high')).status).toBe(404);
  });

  it('is for everybody: who sends a token there breaks the protocol', async () => {
    await ask(emulator, `/vi/${videoId}/high.jpg`);
    expect(emulator.violations).toHaveLength(1);
  });
});

it('a channel under a strike may neither upload nor set thumbnails, until it is over', async () => {
  emulator.strike(true);
  expect(await outcomeOf(set(red))).toBe('403 forbidden');
  expect(await outcomeOf(startUpload(emulator, 1000))).toBe('403 forbidden');
  expect(await outcomeOf(retitle('Three hearts'))).toBe('200');
  emulator.strike(false);
  expect(await outcomeOf(set(red))).toBe('200');
  emulator.strike(true);
  emulator.reset();
  expect(await outcomeOf(startUpload(emulator, 1000))).toBe('200');
  expect(emulator.violations).toEqual([]);
});
