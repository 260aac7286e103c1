import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerAbTestRoutes } from '../../../src/api/routes/ab-tests.ts';
import { createAbTestRecords } from '../../../src/infra/database/ab-tests.ts';
import { sampleAbTest, samplePlan } from '../../infra/database/ab-test-samples.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';
import { createFakeAbTests, type FakeAbTests } from './fake-ab-tests.ts';

let api: TestApi;
let fake: FakeAbTests;
const ada = as('ada', 'operator');

const record = (testId: string, day: number, changes: Parameters<typeof sampleAbTest>[0] = {}) =>
  sampleAbTest({ testId, owner: 'ada', createdAt: `2026-11-0${day}T12:00:00.000Z`, ...changes });

beforeAll(async () => {
  fake = createFakeAbTests();
  api = await openTestApi({ context: { abTests: fake.client }, addRoutes: registerAbTestRoutes });
  const records = createAbTestRecords(await api.context.database());
  const days = [{ day: '2026-12-01', slot: 0, variant: 'a' as const, dropped: 'the swap came too late' }];
  for (const kept of [
    record('abtest-one', 1, { state: 'completed', plan: samplePlan, days }),
    record('abtest-two', 2, { state: 'running', pipelineId: 'a-film-abc234' }),
    record('abtest-three', 3, { state: 'running', video: { target: 'youtube', id: 'another' } }),
    record('abtest-bobs', 4, { owner: 'bob' }),
  ]) {
    await records.write({ record: kept, sequence: 1 });
  }
});
afterAll(() => api.close());
beforeEach(() => fake.reset());

const get = (url: string, headers = ada) => api.app.inject({ url, headers });
const post = (url: string, payload?: object, headers = ada) =>
  api.app.inject({ method: 'POST', url, payload, headers });

describe('GET /api/abtests', () => {
  const idsOf = async (query: string, headers = ada) => {
    const { items } = (await get(`/api/abtests${query}`, headers)).json<{ items: { testId: string }[] }>();
    return items.map(({ testId }) => testId);
  };

  it('lists one’s own, newest first, and an administrator’s everybody’s', async () => {
    expect(await idsOf('')).toEqual(['abtest-three', 'abtest-two', 'abtest-one']);
    expect(await idsOf('', as('root', 'admin'))).toContain('abtest-bobs');
  });

  it.each([
    ['?state=running', ['abtest-three', 'abtest-two']],
    ['?pipeline=a-film-abc234', ['abtest-two']],
    ['?video=another', ['abtest-three']],
  ])('lists with %s those it is true of', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected);
  });

  it('is read a page at a time', async () => {
    const first = (await get('/api/abtests?limit=2')).json<{ items: object[]; nextCursor: string }>();
    expect(first.items).toHaveLength(2);
    const last = (await get(`/api/abtests?limit=2&cursor=${first.nextCursor}`)).json<object>();
    expect(last).toEqual({ items: [expect.objectContaining({ testId: 'abtest-one' }) as object] });
  });

  it('refuses a state there is none of', async () => {
    expect((await get('/api/abtests?state=lost')).statusCode).toBe(400);
  });
});

describe('GET /api/abtests/:id', () => {
  it('answers a test that has ended as it is recorded, with plan and days', async () => {
    const answer = await get('/api/abtests/abtest-one');
    expect(answer.json()).toEqual(
      record('abtest-one', 1, {
        ...{ state: 'completed', plan: samplePlan },
        days: [{ day: '2026-12-01', slot: 0, variant: 'a', dropped: 'the swap came too late' }],
      }),
    );
  });

  it('answers one that goes on as it is to the moment, and as recorded when it does not answer', async () => {
    const state = async () => (await get('/api/abtests/abtest-two')).json<{ state: string }>().state;
    fake.open.set('abtest-two', record('abtest-two', 2, { state: 'waiting', reason: 'sign in' }));
    expect(await state()).toBe('waiting');
    fake.open.clear();
    expect(await state()).toBe('running');
    expect(api.logs.some(({ msg }) => msg === 'the A/B test does not answer: its record does')).toBe(true);
  });

  it('answers one that is only just started, and has no record', async () => {
    fake.open.set('abtest-new', record('abtest-new', 5));
    expect((await get('/api/abtests/abtest-new')).statusCode).toBe(200);
  });

  it('answers another’s as one that does not exist', async () => {
    const [others, nothing] = [await get('/api/abtests/abtest-bobs'), await get('/api/abtests/abtest-nobody')];
    expect([others.statusCode, nothing.statusCode]).toEqual([404, 404]);
    const detail = (answer: typeof others) => answer.json<{ detail: string }>().detail;
    expect(detail(others).replace('bobs', 'nobody')).toBe(detail(nothing));
  });
});

describe('what a person decides of a test', () => {
  beforeEach(() => void fake.open.set('abtest-two', record('abtest-two', 2, { state: 'running' })));

  it.each([
    ['pause', { reason: 'lunch' }, ['pause', 'abtest-two', 'lunch']],
    ['pause', undefined, ['pause', 'abtest-two', undefined]],
    ['resume', undefined, ['resume', 'abtest-two']],
    ['stop', { reason: 'enough', show: 'b' }, ['stop', 'abtest-two', { reason: 'enough', show: 'b' }]],
    ['stop', undefined, ['stop', 'abtest-two', {}]],
    ['choose', { variant: 'b' }, ['choose', 'abtest-two', 'b']],
  ])('%s %o is told to it', async (what, body, told) => {
    const answer = await post(`/api/abtests/abtest-two/${what}`, body);
    expect([answer.statusCode, answer.json()]).toEqual([202, { id: 'abtest-two' }]);
    expect(fake.told).toEqual([told]);
  });

  it.each([
    ['choose', {}],
    ['choose', { variant: 'e' }],
    ['stop', { show: 'x' }],
    ['pause', { because: 'lunch' }],
  ])('%s refuses %o, and tells nothing', async (what, body) => {
    expect((await post(`/api/abtests/abtest-two/${what}`, body)).statusCode).toBe(400);
    expect(fake.told).toEqual([]);
  });

  it('is for its owner, and for a test that Temporal still has', async () => {
    fake.open.set('abtest-bobs', record('abtest-bobs', 4, { owner: 'bob' }));
    const status = async (id: string) => (await post(`/api/abtests/${id}/stop`)).statusCode;
    expect([await status('abtest-bobs'), await status('abtest-nobody'), await status('abtest-one')]).toEqual([
      404, 404, 409,
    ]);
    expect(fake.told).toEqual([]);
  });
});
