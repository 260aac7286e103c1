import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import type { YoutubeFault } from '../youtube-faults.ts';
import { filmOf, put, startUpload, uploadFilm } from './reference-client.ts';

const block = 262_144;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const film = filmOf(3 * block + 1000);
const part = (from: number, to: number) => film.subarray(from, to);
const all = film.length;
const sessionFor = async () => (await startUpload(emulator, all)).headers.get('location') ?? '';
const statusOf = (session: string) => put(emulator, session, Buffer.alloc(0), `bytes */${all}`);

describe('a spoilt upload', () => {
  const first = async (fault: YoutubeFault) => {
    const session = await sessionFor();
    emulator.fail(fault);
    const answer = await put(emulator, session, part(0, 3 * block), `bytes 0-${3 * block - 1}/${all}`).catch(
      () => undefined,
    );
    const range = (await statusOf(session)).headers.get('range');
    return [answer?.status, range === null ? 0 : Number(range.slice('bytes=0-'.length)) + 1];
  };

  it('keeps whole blocks of a chunk that is cut, or fewer', async () => {
    expect(await first({ kind: 'cut-upload', at: 0.9 })).toEqual([undefined, 2 * block]);
    expect(await first({ kind: 'cut-upload', at: 0.9, lose: 1 })).toEqual([undefined, block]);
    expect(await first({ kind: 'cut-upload', at: 0.1 })).toEqual([undefined, 0]);
  });

  it('says a lower range than was sent', async () => {
    expect(await first({ kind: 'lower-range' })).toEqual([308, 2 * block]);
    expect(await first({ kind: 'lower-range', lose: 9 })).toEqual([308, 0]);
  });

  it('keeps a part of a chunk that meets a server error, and nothing of one that is refused', async () => {
    const [status, kept = -1] = await first({ kind: 'status', status: 503 });
    expect(status).toBe(503);
    expect(kept % block).toBe(0);
    expect(await first({ kind: 'status', status: 429, code: 'rateLimitExceeded' })).toEqual([429, 0]);
  });

  it('finds its session gone', async () => {
    expect(await first({ kind: 'expired-session' })).toEqual([404, 0]);
    expect(emulator.openSessions()).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });

  it('has the video although the answer to the last byte was lost', async () => {
    const session = await sessionFor();
    emulator.fail({ kind: 'lost-answer', on: 'upload.put' });
    await expect(put(emulator, session, film)).rejects.toThrow();
    expect(emulator.videos()).toHaveLength(1);
    expect((await statusOf(session)).status).toBe(201);
    expect(emulator.inserts('marker-Octopus hearts')).toEqual({ begun: 1, finished: 1 });
  });

  it('answers late, elsewhere or not at all when told so', async () => {
    const session = await sessionFor();
    emulator.fail({ kind: 'redirect', location: 'http://127.0.0.1:9/' }, { kind: 'slow', ms: 30 }, { kind: 'stall' });
    expect((await statusOf(session)).status).toBe(302);
    const before = performance.now();
    expect((await statusOf(session)).status).toBe(308);
    expect(performance.now() - before).toBeGreaterThan(25);
    const waiting = fetch(session, { method: 'PUT', body: new Uint8Array(film), signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toThrow();
    expect(emulator.openSessions()).toMatchObject([{ kept: 0 }]);
  });

  const faults: YoutubeFault[] = [
    { kind: 'cut-upload' },
    { kind: 'cut-upload', lose: 1 },
    { kind: 'lower-range' },
    { kind: 'lost-answer' },
    { kind: 'expired-session' },
    { kind: 'cut' },
    ...[500, 502, 503, 504].map((status) => ({ kind: 'status' as const, status })),
  ];

  it('comes to one film, byte for byte, under any sequence of faults', async () => {
    const sequences = fc.array(fc.constantFrom(...faults), { maxLength: 8 });
    const sizes = fc.integer({ min: 1, max: 5 * block });
    await fc.assert(
      fc.asyncProperty(sequences, sizes, fc.integer({ min: 1, max: 3 }), async (sequence, size, blocks) => {
        emulator.reset();
        emulator.fail(...sequence);
        const bytes = filmOf(size, size);
        await uploadFilm(emulator, bytes, { chunk: blocks * block });
        expect(emulator.violations).toEqual([]);
        expect(emulator.videos().map(({ content }) => content.sha256)).toEqual([sha256(bytes)]);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('is spoilt by chance in the same places for the same seed, and 5 MB come through', async () => {
    const large = filmOf(5_000_000, 3);
    const outcomes = [];
    for (let run = 0; run < 2; run += 1) {
      emulator.reset();
      emulator.failAtRandom({ seed: 11, share: 0.5, faults, most: 3 });
      await uploadFilm(emulator, large);
      expect(emulator.violations).toEqual([]);
      expect(emulator.videos().map(({ content }) => content.sha256)).toEqual([sha256(large)]);
      outcomes.push(emulator.calls.map(({ operation, spoiltBy, bytes }) => [operation, spoiltBy, bytes > 0]));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]?.filter(([, spoiltBy]) => spoiltBy).length).toBeGreaterThan(2);
  });
});
