import { beforeEach, describe, expect, it } from 'vitest';
import { createVideoFigures, type SourcedFigures } from '../../../src/infra/youtube/video-figures.ts';
import type { AudienceOf } from '../../emulators/youtube/audience.ts';
import { startYoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { filmOf, uploadFilm } from '../../emulators/youtube/tests/reference-client.ts';
import { useYoutube } from './youtube-bench.ts';

const hour = 3_600_000;
const at = (time: string) => Date.parse(time);
// A Monday, ten in the morning on the Pacific coast, the day after clocks were changed.
const start = at('2026-11-02T18:00:00Z');
let now = start;
const bench = useYoutube({ now: () => now });
const { signal } = new AbortController();

let videoId = '';
beforeEach(async () => {
  now = start;
  const { settings } = bench.youtube;
  Object.assign(settings, { pageSize: 50, dashedDates: false, oddColumns: false, mediaRootUrl: undefined });
  videoId = await uploadFilm(bench.youtube, filmOf(1000));
  bench.youtube.audience(watched);
});

/** Days differ, so that none is taken for another. */
const watched: AudienceOf = ({ day }) => {
  const date = Number(day.slice(8));
  return {
    ...{ impressions: 1000 + date, clickRate: date / 1000, engagedViews: 10 * date, views: 11 * date },
    ...{ watchedMinutes: 50 * date, averageViewedPercent: date + 0.5 },
  };
};
const reach = (date: number) => ({
  ...{ day: `2026-11-${`${date}`.padStart(2, '0')}`, source: 'reach' },
  ...{ impressions: 1000 + date, clickRate: date / 1000 },
});
const watch = (date: number) => ({
  ...{ day: `2026-11-${`${date}`.padStart(2, '0')}`, source: 'watch', engagedViews: 10 * date, views: 11 * date },
  ...{ watchedMinutes: 50 * date, averageViewedPercent: date + 0.5 },
});

const figures = (tokens = bench.tokens) => {
  const { url } = bench.youtube;
  return createVideoFigures({ analyticsRootUrl: url, reportingRootUrl: url, tokens, now: () => now });
};
const november = { from: '2026-11-02', to: '2026-11-30' };
const since = (period: { from: string; to: string; learnedAfter?: string } = november) =>
  figures().since(videoId, period, signal);
const failureOf = (outcome: Promise<unknown>) =>
  outcome.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error as Error,
  );
const asked = (operation: string) => bench.youtube.calls.filter((call) => call.operation === operation);
const of = (days: SourcedFigures[], source: 'reach' | 'watch') => days.filter((day) => day.source === source);
const datesOf = (days: SourcedFigures[]) => days.map(({ day }) => Number(day.slice(8)));
/** The job is there, and some days are over. */
async function beginAndWait(until: string): Promise<void> {
  await since();
  now = at(until);
  bench.youtube.calls.length = 0;
}

describe('the figures of a video', () => {
  it('are none at first, when the reports are ordered, which is done once', async () => {
    expect(await since()).toEqual({ days: [] });
    expect(await since()).toEqual({ days: [] });
    expect(asked('jobs.create').map(({ body }) => body)).toEqual([
      { reportTypeId: 'channel_reach_basic_a1', name: 'A/B tests' },
    ]);
  });

  it('come for each day and source when YouTube has them, and no day is made up', async () => {
    // Two days after the end of the 7th, and not yet sixty hours.
    await beginAndWait('2026-11-10T12:00:00Z');
    const { days } = await since();
    expect(of(days, 'reach')).toEqual([2, 3, 4, 5, 6, 7].map(reach));
    expect(of(days, 'watch')).toEqual([2, 3, 4, 5, 6].map(watch));
    expect(datesOf(days)).toEqual([2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7]);
  });

  it('are of the days that are asked for', async () => {
    await beginAndWait('2026-11-20T12:00:00Z');
    const { days } = await since({ from: '2026-11-05', to: '2026-11-06' });
    expect(days).toEqual([reach(5), watch(5), reach(6), watch(6)]);
    // A day to spare on either side.
    expect(asked('media.download').length).toBe(4);
    expect(await since({ from: '2026-12-05', to: '2026-12-06' })).toMatchObject({ days: [] });
  });

  it('of the weeks before are there too, with no impressions on days that reports leave the video out of', async () => {
    await beginAndWait('2026-11-05T00:00:00Z');
    const { days } = await since({ from: '2026-10-30', to: '2026-11-30' });
    expect(days.map(({ day, impressions }) => [day, impressions])).toEqual([
      ['2026-10-30', 0],
      ['2026-10-31', 0],
      ['2026-11-01', 0],
    ]);
    expect(days[0]).toEqual({ day: '2026-10-30', source: 'reach', impressions: 0 });
  });

  it.each([
    ['columns in another order', { oddColumns: true }],
    ['days in dashes', { dashedDates: true }],
    ['pages of two', { pageSize: 2 }],
  ])('are the same with %s', async (_, settings) => {
    await beginAndWait('2026-11-20T12:00:00Z');
    const before = await since();
    Object.assign(bench.youtube.settings, settings);
    expect(await since()).toEqual(before);
    expect(before.days.length).toBeGreaterThan(25);
  });

  it('come anew only from reports that were made since', async () => {
    await beginAndWait('2026-11-10T12:00:00Z');
    const { reportedUntil } = await since();
    expect(reportedUntil).toMatch(/^2026-11-10T08:00:00\.\d{6}Z$/);
    bench.youtube.calls.length = 0;
    expect(of((await since({ ...november, learnedAfter: reportedUntil })).days, 'reach')).toEqual([]);
    expect(await since({ ...november, learnedAfter: reportedUntil })).toMatchObject({ reportedUntil });
    expect(asked('media.download')).toEqual([]);
    now += 24 * hour;
    const next = await since({ ...november, learnedAfter: reportedUntil });
    expect(of(next.days, 'reach')).toEqual([reach(8)]);
    expect(asked('media.download')).toHaveLength(1);
    expect(next.reportedUntil).toMatch(/^2026-11-11T08:00:00\.\d{6}Z$/);
  });

  it('that YouTube corrects take the place of those from before, of a whole day', async () => {
    await beginAndWait('2026-11-10T12:00:00Z');
    const { reportedUntil } = await since();
    bench.youtube.correct(videoId, '2026-11-04', { impressions: 2000, clickRate: 0.5, engagedViews: 7 });
    now += hour;
    bench.youtube.correct(videoId, '2026-11-03', { impressions: 0 });
    const corrected = { ...reach(4), impressions: 2000, clickRate: 0.5 };
    const gone = { day: '2026-11-03', source: 'reach', impressions: 0 };
    // The last report of the 3rd has no line of it.
    const later = await since({ ...november, learnedAfter: reportedUntil });
    expect(of(later.days, 'reach')).toEqual([gone, corrected]);
    bench.youtube.calls.length = 0;
    const all = await since();
    expect(of(all.days, 'reach')).toEqual([reach(2), gone, corrected, ...[5, 6, 7].map(reach)]);
    expect(of(all.days, 'watch')[2]).toEqual({ ...watch(4), engagedViews: 7 });
    // Those of the 1st to the 7th: what a later one replaces is not read.
    expect(asked('media.download')).toHaveLength(7);
  });

  it('of which the later correction counts, where there are two', async () => {
    await beginAndWait('2026-11-10T12:00:00Z');
    bench.youtube.correct(videoId, '2026-11-04', { impressions: 1 });
    now += 1;
    bench.youtube.correct(videoId, '2026-11-04', { impressions: 2 });
    expect(of((await since()).days, 'reach')[2]).toMatchObject({ impressions: 2 });
  });
});

describe('figures that are not to be had', () => {
  const needed = { name: 'Failure', type: 'SignInNeeded' };

  it('without a scope for them need a new sign-in, which says so', async () => {
    const scopes = ['https://www.googleapis.com/auth/youtube.force-ssl'];
    const { accessToken } = bench.youtube.oauth.issue(bench.youtube.channel.id, { scopes });
    const tokens = { get: () => Promise.resolve(accessToken), forget: () => expect.fail('forgotten') };
    expect(await failureOf(figures(tokens).since(videoId, november, signal))).toMatchObject({
      ...needed,
      message:
        'the sign-in does not allow to read YouTube’s figures: sign in again with `./faceless youtube login`, and allow it all that is asked for',
    });
  });

  it('with an access token that is refused before its time are asked for again', async () => {
    await since();
    bench.youtube.oauth.refuseAccessTokens();
    expect(await since()).toEqual({ days: [] });
  });

  it('with an access that was taken away need a sign-in', async () => {
    const refused = { kind: 'status', status: 401, code: 'authError', on: 'jobs.list' } as const;
    bench.youtube.fail(refused, refused);
    expect(await failureOf(since())).toMatchObject({
      ...needed,
      message: expect.stringContaining('`./faceless youtube login`') as string,
    });
  });

  it('because the quota of the day is used up say when it starts anew', async () => {
    bench.youtube.fail({ kind: 'status', status: 403, code: 'quotaExceeded', on: 'reports.query' });
    expect(await failureOf(since())).toMatchObject({
      type: 'QuotaExceeded',
      details: { until: '2026-11-03T08:01:00.000Z' },
    });
    // The Data API's is another.
    expect((await bench.quota.left()).units).toBe(10_000);
  });

  it.each([
    [{ kind: 'status', status: 429, on: 'media.download' }, 'RateLimited'],
    [{ kind: 'cut', on: 'media.download' }, 'ProviderUnavailable'],
    [{ kind: 'malformed', on: 'media.download' }, 'InvalidAnswer'],
    // Removed between the list and the question for it.
    [{ kind: 'status', status: 404, on: 'media.download' }, 'ProviderUnavailable'],
    [{ kind: 'malformed', on: 'reports.query' }, 'InvalidAnswer'],
    [{ kind: 'status', status: 503, on: 'reports.query' }, 'ProviderUnavailable'],
  ] as const)('at %j fail as %s', async (fault, type) => {
    await beginAndWait('2026-11-10T12:00:00Z');
    bench.youtube.fail(fault);
    expect(await failureOf(since())).toMatchObject({ name: 'Failure', type });
    expect((await since()).days).toHaveLength(11);
  });

  it('at an address that is not the service’s own are not asked for: our token would go there', async () => {
    await beginAndWait('2026-11-10T12:00:00Z');
    const elsewhere = await startYoutubeEmulator();
    try {
      bench.youtube.settings.mediaRootUrl = elsewhere.url;
      expect(await failureOf(since())).toMatchObject({
        type: 'InvalidAnswer',
        message: `YouTube Reporting names a report at ${elsewhere.url}, where our access token does not go`,
      });
      expect(elsewhere.calls).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });

  it('of a video of somebody else are not ours to read', async () => {
    const { accessToken } = bench.youtube.oauth.issue(bench.youtube.addChannel('Someone else').id);
    const tokens = { get: () => Promise.resolve(accessToken), forget: () => undefined };
    expect(await failureOf(figures(tokens).since(videoId, november, signal))).toMatchObject({ type: 'NotAllowed' });
  });
});
