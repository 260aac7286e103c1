import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, uploadFilm } from './reference-client.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-02T18:00:00Z');
let now = start;
let emulator: YoutubeEmulator;
let videoId = '';
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => now });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  now = start;
  emulator.reset();
  videoId = await uploadFilm(emulator, filmOf(1000));
  emulator.audience(() => ({
    ...{ impressions: 1000, clickRate: 0.0512, engagedViews: 50, views: 60 },
    ...{ watchedMinutes: 100.4, averageViewedPercent: 41.5 },
  }));
});

interface Report {
  id: string;
  startTime: string;
  endTime: string;
  createTime: string;
  downloadUrl: string;
}
interface Page {
  reports?: Report[];
  nextPageToken?: string;
}
const reachJob = { reportTypeId: 'channel_reach_basic_a1', name: 'reach' };
const makeJob = async (): Promise<string> => {
  const answer = await ask(emulator, '/v1/jobs', { json: reachJob });
  return ((await answer.json()) as { id: string }).id;
};
const list = async (job: string, query = ''): Promise<Page> =>
  (await ask(emulator, `/v1/jobs/${job}/reports?${query}`)).json() as Promise<Page>;
const sorted = ({ reports = [] }: Page) => reports.sort((a, b) => (a.createTime < b.createTime ? -1 : 1));
const csv = async ({ downloadUrl }: Report) => (await ask(emulator, downloadUrl)).text();
const header = 'date,channel_id,video_id,video_thumbnail_impressions,video_thumbnail_impressions_ctr\n';

describe('reports', () => {
  it('are there two days after the job was made, with those of thirty days before', async () => {
    const job = await makeJob();
    now = start + 48 * hour - 1;
    expect(await list(job)).toEqual({});
    now = start + 48 * hour + 60_000;
    const reports = sorted(await list(job));
    expect(reports).toHaveLength(30);
    expect(reports[0]).toEqual({
      ...{ id: expect.stringMatching(/^\d+$/) as string, jobId: job },
      ...{ startTime: '2026-10-03T07:00:00Z', endTime: '2026-10-04T07:00:00Z' },
      createTime: expect.stringMatching(/^2026-11-04T18:00:00\.\d{6}Z$/) as string,
      downloadUrl: `${emulator.url}/v1/media/CHANNEL_REPORT/${job}/${reports[0]?.id}?alt=media`,
    });
    // Twenty-five hours: clocks were changed.
    expect(reports[29]).toMatchObject({ startTime: '2026-11-01T07:00:00Z', endTime: '2026-11-02T08:00:00Z' });
    expect(await csv(reports[0] as Report)).toBe(header);
  });

  it('come for each day two days after its end, as CSV, and go after sixty days, those of before after thirty', async () => {
    const job = await makeJob();
    now = Date.parse('2026-11-05T08:00:00Z') - 1;
    expect((await list(job)).reports).toHaveLength(30);
    now += 1;
    const [first] = sorted(await list(job)).slice(-1) as [Report];
    expect(first.startTime).toBe('2026-11-02T08:00:00Z');
    expect(await csv(first)).toBe(`${header}20261102,${emulator.channel.id},${videoId},1000,0.0512\n`);
    now = start + 48 * hour + 31 * day;
    const after = sorted(await list(job, 'pageSize=500'));
    expect(after[0]).toMatchObject({ id: first.id });
    now = Date.parse(first.createTime) + 60 * day + 1;
    expect(sorted(await list(job)).some(({ id }) => id === first.id)).toBe(false);
    expect(await outcomeOf(ask(emulator, first.downloadUrl))).toBe('404 notFound');
  });

  it('are made anew when a day is corrected', async () => {
    const job = await makeJob();
    now = start + 10 * day;
    const before = sorted(await list(job));
    emulator.correct(videoId, '2026-11-03', { impressions: 900 });
    const after = sorted(await list(job, `createdAfter=${before.at(-1)?.createTime}`));
    expect(after).toMatchObject([{ startTime: '2026-11-03T08:00:00Z', endTime: '2026-11-04T08:00:00Z' }]);
    expect(await csv(after[0] as Report)).toContain(`${videoId},900,0.0512`);
    const old = before.find(({ startTime }) => startTime === '2026-11-03T08:00:00Z') as Report;
    expect(await csv(old)).toContain(`${videoId},1000,0.0512`);
  });

  it('are listed in pages, and by when they were made and what they are of', async () => {
    const job = await makeJob();
    now = start + 10 * day;
    const all = (await list(job)).reports ?? [];
    const found: Report[] = [];
    for (let token: string | undefined = ''; token !== undefined; ) {
      const page: Page = await list(job, `pageSize=7${token && `&pageToken=${token}`}`);
      found.push(...(page.reports ?? []));
      token = page.nextPageToken;
    }
    expect(found).toEqual(all);
    const of = await list(job, 'startTimeAtOrAfter=2026-11-03T08:00:00Z&startTimeBefore=2026-11-05T08:00:00Z');
    expect(sorted(of).map(({ startTime }) => startTime.slice(0, 10))).toEqual(['2026-11-03', '2026-11-04']);
    expect(emulator.violations).toEqual([]);
  });

  it('are of the job’s own channel', async () => {
    const job = await makeJob();
    const token = emulator.oauth.issue(emulator.addChannel('Someone else').id).accessToken;
    expect(await outcomeOf(ask(emulator, `/v1/jobs/${job}/reports`, { token }))).toBe('404 notFound');
    expect(await (await ask(emulator, '/v1/jobs', { token })).json()).toEqual({});
    expect(await (await ask(emulator, '/v1/jobs')).json()).toEqual({
      jobs: [{ id: job, ...reachJob, createTime: '2026-11-02T18:00:00Z' }],
    });
  });

  it('are ordered once', async () => {
    await makeJob();
    expect(await outcomeOf(ask(emulator, '/v1/jobs', { json: reachJob }))).toBe('409 alreadyExists');
    expect(emulator.violations).toEqual([]);
  });
});

const query = (changes: Record<string, string | undefined> = {}) => {
  const asked = {
    ...{ ids: 'channel==MINE', startDate: '2026-11-01', endDate: '2026-11-30', metrics: 'views,averageViewPercentage' },
    ...{ dimensions: 'day', filters: `video==${videoId}`, ...changes },
  };
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return ask(emulator, `/v2/reports?${new URLSearchParams(given)}`);
};

describe('analytics', () => {
  const columnHeaders = [
    { name: 'day', columnType: 'DIMENSION', dataType: 'STRING' },
    { name: 'views', columnType: 'METRIC', dataType: 'INTEGER' },
    { name: 'averageViewPercentage', columnType: 'METRIC', dataType: 'FLOAT' },
  ];

  it('have no rows before sixty hours after a day, and what was corrected at once', async () => {
    now = Date.parse('2026-11-05T20:00:00Z') - 1;
    expect(await (await query()).json()).toEqual({ kind: 'youtubeAnalytics#resultTable', columnHeaders });
    now += 1;
    expect(await (await query()).json()).toMatchObject({ rows: [['2026-11-02', 60, 41.5]] });
    emulator.correct(videoId, '2026-11-02', { views: 61 });
    expect(await (await query()).json()).toMatchObject({ rows: [['2026-11-02', 61, 41.5]] });
    expect(emulator.quotaUsed().units).toBe(0);
  });

  it.each([
    [{ ids: undefined }, '400 required'],
    [{ ids: 'MINE' }, '400 badRequest'],
    [{ startDate: undefined }, '400 required'],
    [{ startDate: '2026-11-31' }, '400 badRequest'],
    [{ endDate: '20261130' }, '400 badRequest'],
    [{ startDate: '2026-12-01' }, '400 badRequest'],
    [{ metrics: undefined }, '400 required'],
    [{ metrics: 'views,clicks' }, '400 badRequest'],
    [{ metrics: 'views,views' }, '400 badRequest'],
    [{ metrics: 'videoThumbnailImpressions' }, '400 badRequest'],
    [{ dimensions: 'week' }, '400 badRequest'],
    [{ filters: undefined }, '400 required'],
    [{ filters: 'film==x' }, '400 badRequest'],
    [{ alt: 'xml' }, '400 badRequest'],
    [{ 'max-results': '5' }, '400 badRequest'],
  ])('refuse %j, which counts', async (changes, outcome) => {
    expect(await outcomeOf(query(changes))).toBe(outcome);
    expect(emulator.violations).toHaveLength(1);
  });

  it('of what is not the asker’s are forbidden', async () => {
    expect(await outcomeOf(query({ filters: 'video==none' }))).toBe('403 forbidden');
    expect(await outcomeOf(query({ ids: 'channel==UCsomebodyElse' }))).toBe('403 forbidden');
  });
});

describe('the reporting service refuses, and counts,', () => {
  it.each([
    ['a report type it has not', '/v1/jobs', { reportTypeId: 'channel_reach', name: 'reach' }],
    ['a job without a name', '/v1/jobs', { reportTypeId: 'channel_reach_basic_a1' }],
    ['a job with more than it may say', '/v1/jobs', { ...reachJob, daily: true }],
    ['a parameter it has not', '/v1/jobs?maxResults=5', undefined],
    ['a page of nothing', '/v1/jobs?pageSize=0', undefined],
    ['a page token of nobody', '/v1/jobs?pageToken=abc', undefined],
  ])('%s', async (_, path, json) => {
    expect(await outcomeOf(ask(emulator, path, { json }))).toBe('400 badRequest');
    expect(emulator.violations).toHaveLength(1);
  });

  it('times in another form, and downloads without alt=media', async () => {
    const job = await makeJob();
    now = start + 10 * day;
    const reports = `/v1/jobs/${job}/reports`;
    const [report] = sorted(await list(job)) as [Report];
    for (const path of [
      `${reports}?createdAfter=2026-11-03`,
      `${reports}?createdAfter=2026-11-03T08:00:00%2B00:00`,
      report.downloadUrl.replace('?alt=media', ''),
    ]) {
      expect(await outcomeOf(ask(emulator, path)), path).toBe('400 badRequest');
    }
    expect(emulator.violations).toHaveLength(3);
  });
});

it('who may not read figures is told so in the newer form of Google’s errors', async () => {
  const scopes = ['https://www.googleapis.com/auth/youtube.force-ssl'];
  const { accessToken: token } = emulator.oauth.issue(emulator.channel.id, { scopes });
  const job = await makeJob();
  for (const path of ['/v1/jobs', `/v1/jobs/${job}/reports`, '/v2/reports?ids=channel==MINE']) {
    const answer = await ask(emulator, path, { token });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: { status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] },
    });
  }
  expect(await outcomeOf(ask(emulator, '/v1/jobs', { token: 'nobodys' }))).toBe('401 authError');
});
