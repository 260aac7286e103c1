import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, put, startUpload, videoBody } from './reference-client.ts';

const block = 262_144;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let time = Date.parse('2026-11-23T12:00:00Z');
let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => time });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const film = filmOf(3 * block + 1000);
const part = (from: number, to: number) => film.subarray(from, to);
const all = film.length;
const sessionFor = async () => (await startUpload(emulator, all)).headers.get('location') ?? '';
const statusOf = (session: string) => put(emulator, session, Buffer.alloc(0), `bytes */${all}`);

describe('an upload to the emulator of YouTube', () => {
  it('begins with an empty answer that says where to send the bytes', async () => {
    const response = await startUpload(emulator, all);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(response.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/upload\/youtube\/v3\/videos\?.*upload_id=/,
    );
    expect(emulator.videos()).toEqual([]);
  });

  it('keeps whole chunks, says how far it is, and gives the video for the last byte', async () => {
    const session = await sessionFor();
    const none = await statusOf(session);
    expect([none.status, none.headers.get('range')]).toEqual([308, null]);
    const first = await put(emulator, session, part(0, 2 * block), `bytes 0-${2 * block - 1}/${all}`);
    expect([first.status, first.headers.get('range')]).toEqual([308, `bytes=0-${2 * block - 1}`]);
    const last = await put(emulator, session, part(2 * block, all), `bytes ${2 * block}-${all - 1}/${all}`);
    expect(last.status).toBe(201);
    const video = (await last.json()) as { id: string };
    expect(video).toMatchObject({
      kind: 'youtube#video',
      snippet: { title: 'Octopus hearts' },
      status: { uploadStatus: 'uploaded' },
    });
    expect(emulator.videos()).toMatchObject([
      {
        id: video.id,
        content: { sha256: sha256(film), bytes: all, mediaType: 'video/mp4' },
        omitted: [],
        privacies: ['private'],
      },
    ]);
    expect(emulator.violations).toEqual([]);
    expect(emulator.bytesReceived()).toBe(all);
  });

  it('repeats its last answer when it is asked again', async () => {
    const session = await sessionFor();
    const last = await (await put(emulator, session, film, `bytes 0-${all - 1}/${all}`)).json();
    const again = await statusOf(session);
    expect([again.status, await again.json()]).toEqual([201, last]);
    expect(emulator.videos()).toHaveLength(1);
  });

  it('takes a film at once without Content-Range, as curl sends it', async () => {
    expect((await put(emulator, await sessionFor(), film)).status).toBe(201);
    expect(emulator.videos()[0]?.content.sha256).toBe(sha256(film));
  });

  const kept = `bytes ${block}-${2 * block - 1}/${all}`;
  for (const { title, bytes, range } of [
    { title: 'an overlap', bytes: part(0, block), range: `bytes 0-${block - 1}/${all}` },
    { title: 'a gap', bytes: part(2 * block, 3 * block), range: `bytes ${2 * block}-${3 * block - 1}/${all}` },
    {
      title: 'a chunk that is no multiple',
      bytes: part(block, block + 1000),
      range: `bytes ${block}-${block + 999}/${all}`,
    },
    {
      title: 'another size in all',
      bytes: part(block, 2 * block),
      range: `bytes ${block}-${2 * block - 1}/${all + 1}`,
    },
    { title: 'bytes after the end', bytes: filmOf(all), range: `bytes ${block}-${block + all - 1}/${all}` },
    { title: 'a length that is not the range’s', bytes: part(block, 2 * block - 1), range: kept },
    { title: 'a range without sense', bytes: part(block, 2 * block), range: 'bytes 7/3' },
    { title: 'a question that brings bytes', bytes: part(block, 2 * block), range: `bytes */${all}` },
  ]) {
    it(`refuses ${title}, counts it as a violation and keeps what it has`, async () => {
      const session = await sessionFor();
      await put(emulator, session, part(0, block), `bytes 0-${block - 1}/${all}`);
      expect(await outcomeOf(put(emulator, session, bytes, range))).toBe('400 badRequest');
      expect(emulator.violations).toHaveLength(1);
      expect(emulator.openSessions()).toMatchObject([{ kept: block }]);
    });
  }

  it('refuses what is no upload of a film', async () => {
    const start = (headers: Record<string, string>, path = '?uploadType=resumable&part=snippet,status') =>
      outcomeOf(ask(emulator, `/upload/youtube/v3/videos${path}`, { json: videoBody(), headers }));
    const right = { 'x-upload-content-length': '1000', 'x-upload-content-type': 'video/mp4' };
    expect(await start({ ...right, 'x-upload-content-length': '' })).toBe('400 badRequest');
    expect(await start({ ...right, 'x-upload-content-length': '0' })).toBe('400 mediaBodyRequired');
    expect(await start({ ...right, 'x-upload-content-type': 'text/html' })).toBe('400 badContent');
    expect(await start(right, '?uploadType=multipart&part=snippet,status')).toBe('400 badRequest');
    expect(await start(right, '?uploadType=resumable')).toBe('400 missingRequiredParameter');
    expect(await start(right, '?uploadType=resumable&part=snippet')).toBe('400 unexpectedPart');
    expect(await start(right, '?uploadType=resumable&part=snippet,status,colour')).toBe('400 unknownPart');
    expect(await start(right, '?uploadType=resumable&part=snippet,status&colour=red')).toBe('400 unexpectedParameter');
    expect(emulator.openSessions()).toEqual([]);
  });

  it('takes bytes with a good token of the same channel only', async () => {
    const session = await sessionFor();
    await put(emulator, session, part(0, block), `bytes 0-${block - 1}/${all}`);
    const rest = {
      method: 'PUT',
      bytes: part(block, all),
      headers: { 'content-range': `bytes ${block}-${all - 1}/${all}` },
    };
    const token = emulator.oauth.issue(emulator.channel.id).accessToken;
    emulator.oauth.refuseAccessTokens();
    expect(await outcomeOf(ask(emulator, session, { ...rest, token }))).toBe('401 authError');
    expect(emulator.violations).toEqual([]);
    const other = emulator.oauth.issue(emulator.addChannel('Someone else').id).accessToken;
    expect(await outcomeOf(ask(emulator, session, { ...rest, token: other }))).toBe('403 forbidden');
    expect(emulator.openSessions()).toMatchObject([{ kept: block }]);
    expect(await outcomeOf(ask(emulator, session, rest))).toBe('201');
  });

  it('forgets sessions after their time, and when it is told to', async () => {
    const session = await sessionFor();
    time += 7 * 86_400_000;
    expect(await outcomeOf(statusOf(session))).toBe('404 notFound');
    const other = await sessionFor();
    emulator.expireSessions();
    expect(await outcomeOf(put(emulator, other, film))).toBe('404 notFound');
    expect(emulator.violations).toEqual([]);
  });

  it('keeps the whole blocks of a chunk whose client dies, and ends that request when another one comes', async () => {
    const session = await sessionFor();
    emulator.settings.bytesPerSecond = 4_000_000;
    try {
      const dying = new AbortController();
      const sent = fetch(session, {
        ...{ method: 'PUT', body: new Uint8Array(film), signal: dying.signal },
        headers: { authorization: `Bearer ${emulator.oauth.issue(emulator.channel.id).accessToken}` },
      }).catch(() => 'dead');
      await expect.poll(() => emulator.openSessions()[0]?.kept, { interval: 5 }).toBeGreaterThan(0);
      const asked = await statusOf(session);
      expect(asked.headers.get('range')).toBe(`bytes=0-${(emulator.openSessions()[0]?.kept ?? 0) - 1}`);
      expect(await sent).toBe('dead');
      dying.abort();
    } finally {
      emulator.settings.bytesPerSecond = undefined;
    }
    const { kept = 0 } = emulator.openSessions()[0] ?? {};
    expect((await put(emulator, session, part(kept, all), `bytes ${kept}-${all - 1}/${all}`)).status).toBe(201);
    expect(emulator.videos()[0]?.content.sha256).toBe(sha256(film));
  });
});
