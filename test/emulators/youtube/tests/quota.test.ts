import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, startUpload, uploadFilm } from './reference-client.ts';

let time = 0;
let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => time });
});
afterAll(() => emulator.close());
beforeEach(() => {
  time = Date.parse('2026-11-24T07:59:00Z');
  emulator.reset();
});

const categories = () => outcomeOf(ask(emulator, '/youtube/v3/videoCategories?part=id&regionCode=US'));

it('counts units by the call, and inserts apart, in the day of the Pacific coast', async () => {
  const id = await uploadFilm(emulator, filmOf(100));
  await categories();
  await ask(emulator, `/youtube/v3/captions?part=id&videoId=${id}`);
  await ask(emulator, `/youtube/v3/videos?id=${id}`, { method: 'DELETE' });
  expect(emulator.quotaUsed('2026-11-23')).toEqual({ units: 1 + 50 + 50, inserts: 1 });
  time += 60_000;
  expect(emulator.quotaUsed()).toEqual({ units: 0, inserts: 0 });
  await categories();
  expect(emulator.quotaUsed('2026-11-24')).toEqual({ units: 1, inserts: 0 });
});

it('takes a unit for a call that is refused', async () => {
  expect(await outcomeOf(ask(emulator, '/youtube/v3/videos?id=none', { method: 'DELETE' }))).toBe('404 videoNotFound');
  expect(emulator.quotaUsed()).toEqual({ units: 1, inserts: 0 });
});

it('refuses what does not fit until midnight, and goes on with uploads that were begun', async () => {
  const session = (await startUpload(emulator, 1000)).headers.get('location') ?? '';
  emulator.exhaustQuota();
  expect(await categories()).toBe('403 quotaExceeded');
  expect(await outcomeOf(startUpload(emulator, 1000))).toBe('403 quotaExceeded');
  expect(await outcomeOf(ask(emulator, session, { method: 'PUT', bytes: filmOf(1000) }))).toBe('201');
  time += 60_000;
  expect(await categories()).toBe('200');
  expect(emulator.violations).toEqual([]);
});

it('has a hundred inserts a day, while other calls go on', async () => {
  for (let count = 0; count < 100; count += 1) expect((await startUpload(emulator, 1000)).status).toBe(200);
  expect(await outcomeOf(startUpload(emulator, 1000))).toBe('403 quotaExceeded');
  expect(await categories()).toBe('200');
});

it('limits the uploads of a channel apart from the quota', async () => {
  emulator.channel.uploadsLeft = 1;
  try {
    expect(await outcomeOf(startUpload(emulator, 1000))).toBe('200');
    expect(await outcomeOf(startUpload(emulator, 1000))).toBe('400 uploadLimitExceeded');
  } finally {
    emulator.channel.uploadsLeft = undefined;
  }
});

it('spoils the calls it is told to, in the vendor’s form', async () => {
  emulator.fail(
    { kind: 'status', status: 403, code: 'quotaExceeded', on: 'videos.insert' },
    { kind: 'status', status: 503, retryAfter: '7' },
  );
  const busy = await ask(emulator, '/youtube/v3/videoCategories?part=id&regionCode=US');
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7']);
  expect(await categories()).toBe('200');
  const refused = await startUpload(emulator, 1000);
  expect(await refused.json()).toEqual({
    error: {
      code: 403,
      message: expect.any(String),
      errors: [{ domain: 'youtube.quota', reason: 'quotaExceeded', message: expect.any(String) }],
    },
  });
  expect(emulator.calls.map(({ operation, outcome }) => [operation, outcome])).toEqual([
    ['videoCategories.list', 'fault'],
    ['videoCategories.list', 'answered'],
    ['videos.insert', 'fault'],
  ]);
});

it('takes faults from outside', async () => {
  const faults = [{ kind: 'status', status: 500 }];
  await fetch(new URL('/__faults', emulator.url), { method: 'POST', body: JSON.stringify(faults) });
  expect(await categories()).toBe('500 backendError');
});
