import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { PublishCall } from '../../../../../src/activities/upload/providers/provider.ts';
import type { PublishFilmInput } from '../../../../../src/contracts/stages.ts';
import type { YoutubeFault } from '../../../../emulators/youtube/youtube-faults.ts';
import { publishCall, usePublishBench } from './publish-bench.ts';

const bench = usePublishBench();
const mebibyte = 1024 * 1024;
const big = 20 * mebibyte;

const publish = (film: PublishFilmInput, changes?: Partial<PublishCall>) =>
  bench.target().publish(film, publishCall(changes));

/** The film is there once, byte for byte, and the vendor was asked for nothing it would refuse. */
function expectOnce({ video: { sha256, bytes } }: PublishFilmInput): string {
  const { youtube } = bench;
  expect(youtube.violations).toEqual([]);
  const [video, ...others] = youtube.videos();
  expect(others).toEqual([]);
  expect(video?.content).toMatchObject({ sha256, bytes });
  return video?.id ?? '';
}

describe('an upload to YouTube', () => {
  it('is private, with everything said, and a marker in its description', async () => {
    const film = await bench.film({ privacy: 'public', license: 'creativeCommon', madeForKids: true });
    const reported: unknown[] = [];
    const publication = await publish(film, { report: (...said) => void reported.push(said) });
    const id = expectOnce(film);
    const { id: channel, title } = bench.youtube.channel;
    expect(publication).toEqual({
      ...{ target: 'youtube', id, url: `https://youtu.be/${id}`, privacy: 'private' },
      channel: { id: channel, title },
    });
    const [{ snippet, status }] = bench.youtube.videos() as [ReturnType<typeof bench.youtube.videos>[0]];
    expect(snippet).toMatchObject({
      title: 'Why octopuses have three hearts',
      categoryId: '27',
      defaultLanguage: 'en',
    });
    expect(snippet.description).toMatch(/^Two for the gills.*\n\n\[upload [0-9a-f]{24}\]$/s);
    expect(status).toMatchObject({
      privacyStatus: 'private',
      license: 'creativeCommon',
      selfDeclaredMadeForKids: true,
    });
    expect(status.containsSyntheticMedia).toBe(false);
    expect(reported.at(-1)).toEqual(['bytes', film.video.bytes, film.video.bytes]);
  });

  it('asked for again, on another host too, is the same one, and not a byte is sent', async () => {
    const film = await bench.film();
    const first = await publish(film);
    const sent = bench.youtube.bytesReceived();
    expect(await publish(film)).toEqual(first);
    expect(await publish(film, { attempt: 2 })).toEqual(first);
    expect(bench.youtube.bytesReceived()).toBe(sent);
    expectOnce(film);
  });

  it('is one for each run, and one for each film of a run', async () => {
    await publish(await bench.film());
    await publish(await bench.film(undefined, { pipelineId: 'other-abc234' }));
    await publish(await bench.film(undefined, { bytes: 2_000_000 }));
    expect(bench.youtube.videos()).toHaveLength(3);
  });

  it('goes on from the last confirmed byte when its process dies', async () => {
    const film = await bench.film(undefined, { bytes: big });
    const died = new AbortController();
    const report = (_: string, done: number) => {
      if (done >= 8 * mebibyte) died.abort(new Error('killed'));
    };
    await expect(publish(film, { signal: died.signal, report })).rejects.toThrow('killed');
    await publish(film, { attempt: 2 });
    expectOnce(film);
    // What was on its way when it died may come again.
    expect(bench.youtube.bytesReceived()).toBeLessThanOrEqual(big + 8 * mebibyte);
  });

  it('goes on by its heartbeats where the records are lost', async () => {
    const film = await bench.film(undefined, { bytes: big });
    const died = new AbortController();
    let kept: unknown;
    const report = (_: string, done: number) => {
      if (done >= 8 * mebibyte) died.abort(new Error('killed'));
    };
    const keep = (value: unknown) => void (kept = value);
    await expect(publish(film, { signal: died.signal, report, keep })).rejects.toThrow('killed');
    await bench.database.kysely.deleteFrom('uploads').execute();
    await publish(film, { attempt: 2, kept: JSON.parse(JSON.stringify(kept)) as unknown });
    expectOnce(film);
    expect(bench.youtube.calls.filter(({ operation }) => operation === 'videos.insert')).toHaveLength(1);
  });

  it.each<[string, YoutubeFault[]]>([
    ['a connection that breaks', [{ kind: 'cut-upload', at: 0.5 }]],
    ['a server error', [{ kind: 'status', status: 503, on: 'upload.put' }]],
    ['a range lower than was sent', [{ kind: 'lower-range', lose: 3 }]],
    ['a lost answer to the last byte', [{ kind: 'lost-answer', on: 'upload.put' }]],
    ['a session that expires half way', [{ kind: 'expired-session', on: 'upload.put' }]],
    ['a question that breaks off too', [{ kind: 'cut-upload' }, { kind: 'cut', on: 'upload.status' }]],
  ])('survives %s', async (_, faults) => {
    const film = await bench.film();
    bench.youtube.fail(...faults);
    await publish(film);
    expectOnce(film);
  });

  it('that came whole before its session was gone is found by its marker', async () => {
    const film = await bench.film();
    bench.youtube.fail({ kind: 'lost-answer', on: 'upload.put' }, { kind: 'expired-session', on: 'upload.status' });
    const publication = await publish(film);
    expect(publication.id).toBe(expectOnce(film));
    expect(bench.youtube.calls.filter(({ operation }) => operation === 'videos.insert')).toHaveLength(1);
  });

  it('that lost its session waits for what may yet be listed once, however often its process dies meanwhile', async () => {
    const film = await bench.film();
    const anHour = 3_600_000;
    const died = new AbortController();
    let kept: { session?: string; goneAt?: number } = {};
    const keep = (value: unknown) => {
      kept = value as typeof kept;
      if (kept.goneAt !== undefined) died.abort(new Error('killed'));
    };
    bench.youtube.fail({ kind: 'expired-session', on: 'upload.put' });
    const waiting = bench.target(undefined, anHour).publish(film, publishCall({ signal: died.signal, keep }));
    await expect(waiting).rejects.toThrow('killed');
    const lost = { ...kept, goneAt: Date.now() - anHour };
    const goesOn = publishCall({ attempt: 2, kept: lost, keep: (value) => void (kept = value as typeof kept) });
    await bench.target(undefined, anHour).publish(film, goesOn);
    expectOnce(film);
    // The new session is not gone.
    expect(kept.session).not.toBe(lost.session);
    expect(kept.goneAt).toBeUndefined();
  });

  it('is sent once by two workers that do the same work unawares', async () => {
    const film = await bench.film(undefined, { bytes: big });
    const [first, second] = await Promise.all([publish(film), wait(5).then(() => publish(film, { attempt: 2 }))]);
    expect(first.id).toBe(second.id);
    // Each finds that the other was faster: that is the only thing YouTube has to refuse.
    const { violations } = bench.youtube;
    expect(violations.filter((violation) => !/overlap|gap/i.test(violation))).toEqual([]);
    violations.length = 0;
    expectOnce(film);
  });

  it('that somebody removed is made anew when a person asks for it, and not by a try that goes on', async () => {
    const film = await bench.film();
    const first = await publish(film);
    const { access, url } = {
      access: bench.youtube.oauth.issue(bench.youtube.channel.id).accessToken,
      url: bench.youtube.url,
    };
    await fetch(`${url}/youtube/v3/videos?id=${first.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${access}` },
    });
    expect((await publish(film, { attempt: 2 })).id).toBe(first.id);
    expect(bench.youtube.videos()).toEqual([]);
    const again = await publish(film);
    expect(again.id).not.toBe(first.id);
    expectOnce(film);
  });
});

describe('an upload that may not begin', () => {
  it('waits for the day’s uploads, and takes nothing', async () => {
    const film = await bench.film();
    bench.youtube.exhaustQuota();
    const failure = await publish(film).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      type: 'QuotaExceeded',
      details: { until: expect.stringMatching(/^\d{4}-/) as string },
    });
    expect(bench.youtube.openSessions()).toEqual([]);
  });

  it('waits where the rest of its publication would not fit into the day', async () => {
    const environment = { ...bench.youtube.environment, YOUTUBE_DAILY_UNITS: '600' };
    const film = await bench.film();
    const spend = await bench
      .target(environment)
      .publish(await bench.film(undefined, { pipelineId: 'one-abc234' }), publishCall());
    expect(spend.id).toBeTruthy();
    await bench.database.kysely.updateTable('quota_used').where('bucket', '=', 'units').set({ units: 100 }).execute();
    await expect(bench.target(environment).publish(film, publishCall())).rejects.toMatchObject({
      type: 'QuotaExceeded',
    });
    expect(bench.youtube.inserts('octopus').begun).toBe(1);
  });

  it('tells the channel’s own limit apart', async () => {
    bench.youtube.channel.uploadsLeft = 0;
    const failure = await publish(await bench.film()).catch((error: unknown) => error);
    bench.youtube.channel.uploadsLeft = undefined;
    expect(failure).toMatchObject({ type: 'UploadLimitExceeded' });
  });

  it('says with which command a revoked sign-in is mended, and goes on after it', async () => {
    const film = await bench.film();
    const { youtube, channels } = bench;
    const target = bench.target();
    youtube.oauth.revokeAll(youtube.channel.id);
    const refused = expect.stringContaining('./faceless youtube login') as string;
    await expect(target.publish(film, publishCall())).rejects.toMatchObject({ type: 'SignInNeeded', message: refused });
    const { id, title, handle } = youtube.channel;
    const { refreshToken } = youtube.oauth.issue(id);
    await channels.signIn({ channelId: id, title, handle, owner: 'local', refreshToken });
    await target.publish(film, publishCall());
    expectOnce(film);
  });

  it('says which channels there are when several are signed in', async () => {
    const other = bench.youtube.addChannel('Second Channel');
    const { refreshToken } = bench.youtube.oauth.issue(other.id);
    await bench.channels.signIn({
      channelId: other.id,
      title: other.title,
      handle: other.handle,
      owner: 'local',
      refreshToken,
    });
    await expect(publish(await bench.film())).rejects.toMatchObject({ type: 'InvalidInput' });
    await publish(await bench.film({ channel: '@secondchannel' }));
    expect(bench.youtube.videos(other.id)).toHaveLength(1);
  });
});
