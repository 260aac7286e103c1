import { beforeEach, describe, expect, it } from 'vitest';
import { compareTimes, createYoutubeReporting } from '../../../src/infra/youtube/youtube-reporting.ts';
import { testVendor } from '../../emulators/vendor-conformance.ts';
import { startYoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { ask } from '../../emulators/youtube/tests/reference-client.ts';
import { useYoutube } from './youtube-bench.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-02T18:00:00Z');
let now = start;
const bench = useYoutube({ now: () => now });
const { signal } = new AbortController();
beforeEach(() => {
  now = start;
  bench.youtube.settings.pageSize = 50;
});

const asked = (operation: string) => bench.youtube.calls.filter((call) => call.operation === operation);
/** As a process asks that begins now. */
const reports = () =>
  createYoutubeReporting({ rootUrl: bench.youtube.url, tokens: bench.tokens, now: () => now }).reachReports(
    undefined,
    signal,
  );

describe('the job that makes reports', () => {
  const create = (name: string) =>
    ask(bench.youtube, '/v1/jobs', { json: { reportTypeId: 'channel_reach_basic_a1', name } });

  it('is one, though two processes order it at the same time', async () => {
    // Both have looked before the first of them is made.
    const slow = { kind: 'slow', ms: 1000, on: 'jobs.create' } as const;
    bench.youtube.fail(slow, slow);
    await Promise.all([reports(), reports()]);
    // Of which the second is answered with a conflict.
    expect(asked('jobs.create')).toHaveLength(2);
    const paths = asked('jobs.reports.list').map(({ url }) => url.pathname);
    expect(new Set(paths).size).toBe(1);
    expect(paths).toHaveLength(2);
  });

  it('is the oldest where there are several, on whatever page', async () => {
    bench.youtube.settings.pageSize = 1;
    const other = { reportTypeId: 'channel_basic_a3', name: 'A/B tests' };
    await ask(bench.youtube, '/v1/jobs', { json: other });
    const { id } = (await (await create('somebody’s own')).json()) as { id: string };
    now += hour;
    await create('A/B tests');
    await reports();
    expect(asked('jobs.reports.list')[0]?.url.pathname).toBe(`/v1/jobs/${id}/reports`);
    expect(asked('jobs.create')).toHaveLength(3);
  });
});

it('times are compared to the last digit, however many there are', () => {
  const inOrder = [
    ...['2026-11-02T17:59:59.999999999Z', '2026-11-02T18:00:00Z', '2026-11-02T18:00:00.000001Z'],
    ...['2026-11-02T18:00:00.0001Z', '2026-11-02T18:00:00.5Z', '2026-11-02T18:00:01Z'],
  ];
  expect([...inOrder].reverse().sort(compareTimes)).toEqual(inOrder);
  expect(compareTimes('2026-11-02T18:00:00Z', '2026-11-02T18:00:00.000Z')).toBe(0);
});

describe('YouTube’s Reporting API as a vendor', () => {
  const key = 'ya29.an-access-token-that-nobody-may-see';
  const tokens = { get: () => Promise.resolve(key), forget: () => undefined };
  testVendor({
    async start() {
      const emulator = await startYoutubeEmulator();
      emulator.oauth.issue(emulator.channel.id, { accessToken: key });
      return emulator;
    },
    call: ({ url }, stop) => createYoutubeReporting({ rootUrl: url, tokens }).reachReports(undefined, stop),
    ...{ key, keyIn: { header: 'authorization' } },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 403, code: 'insufficientPermissions', type: 'SignInNeeded' },
      { status: 403, code: 'quotaExceeded', type: 'QuotaExceeded' },
      { status: 403, code: 'rateLimitExceeded', type: 'RateLimited' },
      { status: 404, code: 'notFound', type: 'ProviderUnavailable' },
      { status: 429, code: 'RESOURCE_EXHAUSTED', type: 'RateLimited' },
      { status: 503, code: 'backendError', type: 'ProviderUnavailable' },
    ],
  });
});
