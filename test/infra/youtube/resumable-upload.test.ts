import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import type { AccessTokens } from '../../../src/infra/google/access-tokens.ts';
import {
  createResumableUpload,
  SessionExpired,
  type UploadSource,
} from '../../../src/infra/youtube/resumable-upload.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { filmOf, videoBody } from '../../emulators/youtube/tests/reference-client.ts';
import type { YoutubeFault } from '../../emulators/youtube/youtube-faults.ts';
import { useYoutube } from './youtube-bench.ts';

const chunkBytes = 1_048_576;
const film = filmOf(5 * 1_048_576 + 1234);
const source: UploadSource = {
  bytes: film.length,
  mediaType: 'video/mp4',
  open: (from, end) => chunksOf(film.subarray(from, end)),
};
const signal = new AbortController().signal;

const bench = useYoutube();
let youtube: YoutubeEmulator;
let tokens: AccessTokens & { renewed: number };
beforeEach(() => {
  youtube = bench.youtube;
  let current: string | undefined;
  tokens = {
    renewed: 0,
    async get() {
      tokens.renewed += current === undefined ? 1 : 0;
      current ??= youtube.oauth.issue(youtube.channel.id).accessToken;
      return current;
    },
    forget: () => (current = undefined),
  };
});

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const open = (changes = {}) =>
  createResumableUpload({ rootUrl: youtube.url, tokens, quota: bench.quota, chunkBytes, pauseMs: 1, ...changes });
const begin = (title = 'Hearts') => open().begin(videoBody(title), source, signal);

async function upload(session: string, from = 0) {
  const confirmed: number[] = [];
  const id = await open().send(session, source, from, { signal, onConfirmed: (offset) => void confirmed.push(offset) });
  return { id, confirmed };
}

function expectOnce(): void {
  expect(youtube.violations).toEqual([]);
  expect(youtube.videos()).toHaveLength(1);
  const [video] = youtube.videos();
  expect(video).toMatchObject({
    content: { bytes: film.length, sha256: createHash('sha256').update(film).digest('hex') },
  });
}

describe('an upload', () => {
  it('goes chunk by chunk, each confirmed, and sends every byte once', async () => {
    const { id, confirmed } = await upload(await begin());
    expectOnce();
    expect(youtube.videos()[0]?.id).toBe(id);
    expect(confirmed).toEqual([1, 2, 3, 4, 5].map((count) => count * chunkBytes));
    expect(youtube.bytesReceived()).toBe(film.length);
  });

  it('goes on from what the vendor has after its process died, wherever that was', async () => {
    const session = await begin();
    const died = new AbortController();
    const sending = open().send(session, source, 0, {
      signal: died.signal,
      onConfirmed: (offset) => {
        if (offset === 2 * chunkBytes) died.abort(new Error('killed'));
      },
    });
    await expect(sending).rejects.toThrow('killed');
    expect(await open().ask(session, source, signal)).toEqual({ offset: 2 * chunkBytes });
    await upload(session, 2 * chunkBytes);
    expectOnce();
    expect(youtube.bytesReceived()).toBe(film.length);
  });

  it('finds the video that is there already', async () => {
    const session = await begin();
    const { id } = await upload(session);
    expect(await open().ask(session, source, signal)).toEqual({ videoId: id });
    expectOnce();
  });

  it.each<[string, YoutubeFault]>([
    ['a cut within a chunk', { kind: 'cut-upload', at: 0.5 }],
    ['a cut that loses what came', { kind: 'cut-upload', at: 0.9, lose: 2 }],
    ['a range lower than what was sent', { kind: 'lower-range', lose: 2 }],
    ['a server error', { kind: 'status', status: 503, on: 'upload.put' }],
    ['an answer that is lost', { kind: 'lost-answer', on: 'upload.put' }],
  ])('goes on after %s, from the last confirmed byte', async (_, fault) => {
    const session = await begin();
    youtube.fail(fault);
    await upload(session);
    expectOnce();
    expect(youtube.bytesReceived()).toBeLessThanOrEqual(film.length + chunkBytes);
  });

  it('waits as long as it is told to', async () => {
    const session = await begin();
    youtube.fail({ kind: 'status', status: 503, retryAfter: '1', on: 'upload.put' });
    const began = performance.now();
    await upload(session);
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('gets another access token when one is refused before its time', async () => {
    const session = await begin();
    youtube.oauth.refuseAccessTokens();
    await upload(session);
    expectOnce();
    expect(tokens.renewed).toBe(2);
  });

  it('says that its session is gone', async () => {
    const session = await begin();
    youtube.fail({ kind: 'expired-session' });
    await expect(upload(session)).rejects.toBeInstanceOf(SessionExpired);
  });

  it('gives up after eight tries in vain, and says where it stood', async () => {
    const session = await begin();
    youtube.failAtRandom({ seed: 1, share: 1, faults: [{ kind: 'status', status: 500 }] });
    await expect(upload(session)).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message: expect.stringMatching(/; 8 tries in vain at byte \d+$/) as string,
    });
  });

  it('sends more at a time where the connection is fast, as long as nothing breaks', async () => {
    const long = filmOf(60 * 1_048_576);
    const longSource = {
      ...source,
      bytes: long.length,
      open: (from: number, end: number) => chunksOf(long.subarray(from, end)),
    };
    const growing = open({ chunkBytes: undefined });
    const session = await growing.begin(videoBody('Long'), longSource, signal);
    const confirmed: number[] = [];
    const onConfirmed = (offset: number) => {
      confirmed.push(offset / 1_048_576);
      if (confirmed.length === 2) youtube.fail({ kind: 'status', status: 503, on: 'upload.put' });
    };
    youtube.fail();
    await growing.send(session, longSource, 0, { signal, onConfirmed });
    expect(confirmed.slice(0, 2)).toEqual([8, 24]);
    // After the fault it begins with small ones again.
    const [asked = 0, next = 0] = confirmed.slice(2);
    expect(next - asked).toBe(8);
  });

  it('ends at once when the film can not be read', async () => {
    const failure = new Failure('ArtifactCorrupt', 'it ends too early');
    async function* broken(): AsyncGenerator<Buffer, void> {
      yield film.subarray(0, 65_536);
      throw failure;
    }
    const sending = open().send(await begin(), { ...source, open: broken }, 0, { signal, onConfirmed: () => {} });
    await expect(sending).rejects.toBe(failure);
  });

  it('stops with the reason it is stopped for', async () => {
    const session = await begin();
    const stopped = new AbortController();
    const reason = new Error('cancelled');
    const onConfirmed = () => stopped.abort(reason);
    await expect(open().send(session, source, 0, { signal: stopped.signal, onConfirmed })).rejects.toBe(reason);
  });

  it('goes to no session of somebody else', async () => {
    const elsewhere = await startYoutubeEmulator();
    youtube.fail({ kind: 'redirect', location: elsewhere.url });
    await expect(begin()).rejects.toMatchObject({ name: 'Failure' });
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
  });

  it('ends with the film there once, byte for byte, whatever goes wrong on the way', async () => {
    const faults: YoutubeFault[] = [
      { kind: 'cut-upload' },
      { kind: 'cut-upload', lose: 1 },
      { kind: 'lower-range', lose: 1 },
      { kind: 'lost-answer', on: 'upload.put' },
      { kind: 'status', status: 502 },
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        youtube.reset();
        const session = await begin();
        youtube.failAtRandom({ seed, share: 0.3, most: 2, faults });
        await upload(session);
        expectOnce();
        const spoilt = youtube.calls.filter(({ spoiltBy }) => spoiltBy).length;
        expect(youtube.bytesReceived()).toBeLessThanOrEqual(film.length * 1.1 + spoilt * chunkBytes);
      }),
      { numRuns: 12 },
    );
  });
});

describe('the beginning of an upload', () => {
  const exhausted = {
    name: 'Failure',
    type: 'QuotaExceeded',
    details: { until: expect.stringMatching(/T0[78]:01:00\.000Z$/) as string },
  };
  const left = async () => (await bench.quota.left()).uploads;

  it('takes one of the day’s uploads, and its bytes take none', async () => {
    await upload(await begin());
    expect(await left()).toBe(99);
    expect(youtube.quotaUsed()).toEqual({ units: 0, inserts: 1 });
  });

  it('is not asked for when there is none left', async () => {
    const quota = bench.ledger({ dailyUploads: 1 });
    await open({ quota }).begin(videoBody(), source, signal);
    await expect(open({ quota }).begin(videoBody(), source, signal)).rejects.toMatchObject(exhausted);
    expect(youtube.calls).toHaveLength(1);
  });

  it('waits for the next day when YouTube says that none is left', async () => {
    youtube.exhaustQuota();
    await expect(begin()).rejects.toMatchObject(exhausted);
    expect(await bench.quota.left()).toEqual({ uploads: 0, units: 10_000 });
    await expect(begin()).rejects.toMatchObject(exhausted);
    expect(youtube.calls).toHaveLength(1);
  });

  it('gives its upload back when it is refused, or never came there', async () => {
    youtube.fail({ kind: 'status', status: 400, code: 'uploadLimitExceeded', on: 'videos.insert' });
    await expect(begin()).rejects.toMatchObject({ type: 'UploadLimitExceeded' });
    const gone = await startYoutubeEmulator();
    await gone.close();
    const nowhere = open({ rootUrl: gone.url }).begin(videoBody(), source, signal);
    await expect(nowhere).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(await left()).toBe(100);
  });

  it('keeps its upload when nobody knows whether it came there', async () => {
    youtube.fail({ kind: 'lost-answer', on: 'videos.insert' });
    await expect(begin()).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(await left()).toBe(99);
  });

  it('gets another access token when one is refused before its time', async () => {
    await begin();
    youtube.oauth.refuseAccessTokens();
    await begin();
    expect(tokens.renewed).toBe(2);
  });
});

describe('an account that YouTube refuses', () => {
  const refusal = {
    type: 'SignInNeeded',
    message: expect.stringContaining('; sign in to the channel with `./faceless youtube login`') as string,
  };

  it.each(['begin', 'ask', 'send'] as const)('is for a person to sign in to: %s', async (what) => {
    const session = await begin();
    youtube.failAtRandom({ seed: 1, share: 1, faults: [{ kind: 'status', status: 401 }] });
    const calls = {
      begin: () => begin(),
      ask: () => open().ask(session, source, signal),
      send: () => upload(session),
    };
    await expect(calls[what]()).rejects.toMatchObject(refusal);
  });

  it('has the day’s uploads used up where YouTube says so of its bytes', async () => {
    const session = await begin();
    youtube.fail({ kind: 'status', status: 403, code: 'quotaExceeded', on: 'upload.status' });
    await expect(open().ask(session, source, signal)).rejects.toMatchObject({ type: 'QuotaExceeded' });
    expect(await bench.quota.left()).toMatchObject({ uploads: 0 });
  });
});
