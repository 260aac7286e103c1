import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerAbTestRoutes } from '../../../../src/api/routes/ab-tests.ts';
import { registerAbtestsRoutes } from '../../../../src/api/routes/stages/abtests.ts';
import type { AbTestRequest } from '../../../../src/contracts/ab-test-requests.ts';
import type { AbTestResults } from '../../../../src/contracts/ab-test-results.ts';
import type { ArtifactRef } from '../../../../src/contracts/artifact.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import { createAbTestRecords } from '../../../../src/infra/database/ab-tests.ts';
import { createAssets } from '../../../../src/infra/database/assets.ts';
import { sampleAbTest, samplePlan } from '../../../infra/database/ab-test-samples.ts';
import { as, openTestApi, type TestApi } from '../../../support/api.ts';
import { createFakeAbTests, type FakeAbTests } from '../fake-ab-tests.ts';

let api: TestApi;
let fake: FakeAbTests;
let red: ArtifactRef;
let blue: ArtifactRef;
const asset = 'asset-0123456789abcdef01234567';

beforeAll(async () => {
  fake = createFakeAbTests();
  api = await openTestApi({
    caller: { owner: 'ada', role: 'operator' },
    context: { abTests: fake.client },
    addRoutes(app, context) {
      registerAbtestsRoutes(app, { ...context, testsOn: 'simulated' });
      registerAbTestRoutes(app, context);
    },
  });
  red = await api.context.artifacts.putBytes(Buffer.from('red'), 'image/jpeg');
  blue = await api.context.artifacts.putBytes(Buffer.from('blue'), 'image/png');
  const assets = createAssets(await api.context.database());
  await assets.add({ assetId: asset, owner: 'ada', kind: 'picture', name: 'blue.png', file: blue, facts: {} });
});
afterAll(() => api.close());
beforeEach(() => fake.reset());

const video = { id: 'dQw4w9WgXcQ' };
const create = (payload: object, headers: Record<string, string> = {}) =>
  api.app.inject({ method: 'POST', url: '/abtests/create', payload, headers });

interface Refusal {
  type: string;
  detail: string;
  errors: { path: string; message: string }[];
}

describe('POST /abtests/create', () => {
  it('starts a test of stored files and assets, and says where its results are', async () => {
    const variants = [{ name: 'Red', thumbnail: red }, { thumbnail: asset }];
    const answer = await create({ video, variants, days: 14, topic: 'Three hearts' });
    expect(answer.statusCode).toBe(202);
    const { id, links } = answer.json<{ id: string; links: object }>();
    expect(id).toMatch(/^abtest-[0-9a-f]{24}$/);
    expect(answer.headers.location).toBe(`/abtests/${id}/results`);
    expect(links).toEqual({
      ...{ self: `/api/abtests/${id}`, results: `/abtests/${id}/results`, report: `/abtests/${id}/report` },
    });
    expect(fake.started).toMatchObject([
      {
        ...{ testId: id, owner: 'ada', topic: 'Three hearts', video: { ...video, target: 'simulated' } },
        variants: [
          { id: 'a', name: 'Red', thumbnail: red },
          { id: 'b', thumbnail: blue },
        ],
        design: { metric: 'ctr', days: 14, alpha: 0.05, atEnd: 'apply' },
      },
    ]);
    expect(fake.started[0]?.correlationId).toBe(answer.headers['x-request-id']);
    const later = await api.context.artifacts.usersUnchangedSince(new Date(Date.now() + 60_000));
    expect(later.filter((user) => user.includes(id))).toEqual([id]);
  });

  it('tests titles alone, on the platform that is named, under the id of the video', async () => {
    const answer = await create({ target: 'youtube', video, variants: [{ title: 'One' }, { title: 'Two' }] });
    expect(answer.statusCode).toBe(202);
    expect(fake.started[0]).toMatchObject({ topic: video.id, video: { target: 'youtube' } });
  });

  it('starts one test for one Idempotency-Key of one owner', async () => {
    const body = { video, variants: [{ title: 'One' }, { title: 'Two' }] };
    const key = { 'idempotency-key': 'once' };
    const ids = [];
    for (const who of ['ada', 'ada', 'bob']) {
      ids.push((await create(body, { ...key, ...as(who, 'operator') })).json<{ id: string }>().id);
    }
    expect([ids[0] === ids[1], ids[0] === ids[2], fake.started.length]).toEqual([true, false, 2]);
  });

  it('names each mistake of the variants, and starts nothing', async () => {
    const nowhere = { ...red, sha256: 'f'.repeat(64) };
    const variants: AbTestRequest['variants'] = [
      { title: 'One', thumbnail: red },
      { title: 'One', thumbnail: red },
      { thumbnail: nowhere },
    ] as AbTestRequest['variants'];
    const answer = await create({ video, variants });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Refusal>().errors).toEqual([
      { path: 'body.variants.2.title', message: 'give every variant a title, or none of them' },
      { path: 'body.variants.1', message: 'this variant is the same as another: a test of it could find nothing' },
      {
        path: 'body.variants.2.thumbnail',
        message: 'no such file is stored: give the reference as the answer had it, or send the file in again',
      },
    ]);
    expect(fake.started).toEqual([]);
  });

  it.each([
    ['one variant', { variants: [{ title: 'One' }] }, 'body.variants'],
    ['five', { variants: ['1', '2', '3', '4', '5'].map((title) => ({ title })) }, 'body.variants'],
    ['variants that say nothing', { variants: [{}, {}] }, 'body.variants'],
    ['too few days', { days: 13 }, 'body.days'],
    ['another metric', { metric: 'likes' }, 'body.metric'],
    ['another target', { target: 'folder' }, 'body.target'],
    ['what is no id of a video', { video: { id: 'https://youtu.be/x' } }, 'body.video.id'],
    ['a title with a tag', { variants: [{ title: '<b>' }, { title: 'Two' }] }, 'body.variants.0.title'],
    ['half a letter', { topic: '\ud800' }, 'body.topic'],
    [
      'an asset that is not there',
      { variants: [{ thumbnail: asset }, { thumbnail: 'asset-000000000000' }] },
      'body.variants.1.thumbnail',
    ],
  ])('refuses %s with its place', async (_, changes, path) => {
    const answer = await create({ video, variants: [{ title: 'One' }, { title: 'Two' }], ...changes });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Refusal>().errors[0]?.path).toBe(path);
    expect(fake.started).toEqual([]);
  });

  it('refuses a thumbnail that is no JPEG or PNG, or has more than two megabytes, wherever it comes from', async () => {
    const { artifacts, database } = api.context;
    const file = await artifacts.putBytes(Buffer.from('moving'), 'image/gif');
    const large = await artifacts.putBytes(Buffer.alloc(2_000_001), 'image/png');
    const assets = createAssets(await database());
    const kept = (assetId: string, ref: ArtifactRef) =>
      assets.add({ assetId, owner: 'ada', kind: 'picture', name: 'a', file: ref, facts: {} });
    await kept('asset-aaaaaaaaaaaa', file);
    await kept('asset-bbbbbbbbbbbb', large);
    const answer = await create({
      video,
      variants: [{ thumbnail: 'asset-aaaaaaaaaaaa' }, { thumbnail: 'asset-bbbbbbbbbbbb' }],
    });
    expect(answer.json<Refusal>().errors).toEqual([
      { path: 'body.variants.0.thumbnail.mediaType', message: 'a thumbnail is a JPEG or a PNG' },
      { path: 'body.variants.1.thumbnail', message: 'a thumbnail has 2000000 bytes at most, this one 2000001' },
    ]);
    expect((await create({ video, variants: [{ thumbnail: red }, { thumbnail: large }] })).statusCode).toBe(400);
  });
});

const results: AbTestResults = {
  ...{
    testId: 'abtest-running',
    asOf: '2026-12-05T00:00:00.000Z',
    metric: 'ctr',
    alpha: 0.05,
    lookAlpha: 0.025,
    verdict: 'open',
  },
  ...{ sentence: 'Nothing is decided yet', countedDays: 3, plannedDays: 28, precision: null },
  ...{ variants: [], comparisons: [], points: [], awaitedDays: 1 },
  droppedDays: [{ day: '2026-12-02', variant: 'b', reason: 'the swap came too late' }],
};

describe('what a test has shown', () => {
  const id = 'abtest-running';
  const get = (path: string, headers: Record<string, string> = {}) =>
    api.app.inject({ url: `/abtests/${id}${path}`, headers });

  beforeEach(() => {
    const notices = ['2026-12-02T08:00:00.000Z paused'];
    fake.open.set(
      id,
      sampleAbTest({ testId: id, owner: 'ada', plan: samplePlan, state: 'paused', reason: 'lunch', notices }),
    );
    fake.answers.results = results;
  });

  it('is its results, with where it stands now', async () => {
    const answer = await get('/results');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      ...results,
      ...{ state: 'paused', reason: 'lunch', notices: ['2026-12-02T08:00:00.000Z paused'] },
    });
    expect(fake.asked).toEqual([[id, undefined]]);
  });

  it('may be asked for as of any moment', async () => {
    await get('/results?asOf=2026-12-05T01:00:00%2B01:00');
    expect(fake.asked).toEqual([[id, '2026-12-05T00:00:00.000Z']]);
    expect((await get('/results?asOf=yesterday')).statusCode).toBe(400);
  });

  it('is a picture that is sent once, as long as it is the same', async () => {
    fake.answers.report = await api.context.artifacts.putBytes(Buffer.from('a picture'), 'image/png');
    const first = await get('/report');
    expect([first.statusCode, first.headers['content-type'], first.body]).toEqual([200, 'image/png', 'a picture']);
    const again = await get('/report', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const saved = await get('/report?download');
    expect(saved.headers['content-disposition']).toBe(`attachment; filename="${id}-report.png"`);
  });

  it('is not there before it is planned: that is said, and why', async () => {
    fake.open.set(id, sampleAbTest({ testId: id, owner: 'ada', reason: 'sign in first' }));
    for (const path of ['/results', '/report']) {
      const answer = await get(path);
      expect([answer.statusCode, answer.json<Refusal>().detail]).toEqual([
        409,
        `the A/B test ${id} has no results: it is planning, and nothing was shown: sign in first`,
      ]);
    }
  });

  it('is nobody’s but its owner’s and an administrator’s', async () => {
    const status = async (who: [string, 'viewer' | 'operator' | 'admin']) =>
      (await get('/results', as(...who))).statusCode;
    expect(await status(['bob', 'operator'])).toBe(404);
    expect(await status(['ada', 'viewer'])).toBe(200);
    expect(await status(['root', 'admin'])).toBe(200);
  });

  it('of a test whose run is no longer kept is told by its record', async () => {
    fake.open.clear();
    const record = sampleAbTest({ testId: id, owner: 'ada', plan: samplePlan, state: 'completed' });
    await createAbTestRecords(await api.context.database()).write({ record, sequence: 1 });
    expect((await get('/results')).json<{ state: string }>().state).toBe('completed');
  });

  it('is a clear refusal where no worker answers', async () => {
    fake.answers.results = new Failure('Timeout', 'no worker of the role ab-tester took it up in time');
    const answer = await get('/results');
    expect([answer.statusCode, answer.json<Refusal>().type]).toEqual([504, 'urn:faceless:problem:Timeout']);
  });
});
