import { beforeEach, describe, expect, it } from 'vitest';
import { createKeywordActivities } from '../../../../src/activities/keywords/fetch-keywords.ts';
import type { KeywordProvider } from '../../../../src/activities/keywords/providers/provider.ts';
import type { Pay } from '../../../../src/contracts/costs.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import type { Purpose } from '../../../../src/infra/costs/purse.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { noCharge } from '../../../activities/stage-bench.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { useStagesBench } from './stages-bench.ts';

type Find = KeywordProvider['findIdeas'];

const found: Find = async ({ topic }) => ({
  value: { ideas: [{ text: topic, volume: 900 }] },
  costUsd: 0.02,
  model: 'm1',
});
let findIdeas = found;
/** Who pays, for the tests in which somebody does. */
let payAs: (purpose: Purpose) => Pay = () => noCharge;
const calls: string[] = [];
beforeEach(() => {
  findIdeas = found;
  payAs = () => noCharge;
  calls.length = 0;
});

const provider: KeywordProvider = {
  name: 'serpapi',
  findIdeas: (request, call) => {
    calls.push(request.topic);
    return findIdeas(request, call);
  },
};

// Nobody works for the other roles.
const bench = useStagesBench(
  ({ artifacts, metrics }) => ({
    'keyword-fetcher': createKeywordActivities(
      { artifacts, metrics, logger: createLogger({ level: 'silent' }), payFor: (purpose) => payAs(purpose) },
      [provider],
    ),
  }),
  { endedWithinMs: 2500, takenUpWithinMs: 1000, ledger: true },
);

/** A provider that answers when it is told to. */
function slowly() {
  let begin = () => {};
  let go = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const told = new Promise<void>((resolve) => (go = resolve));
  findIdeas = async (request, call) => {
    begin();
    await told;
    return found(request, call);
  };
  return { begun, go };
}

const looked = async (path: string, as?: string) => (await bench.get(path, as)).body;
const fetched = (topic: string, options = {}) => bench.post('/keywords/fetch', { topic }, options);

describe('a quick stage', () => {
  it('is answered with what it made, the file of it, who made it and what it cost', async () => {
    const { status, body, headers } = await fetched('Octopus hearts');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'done',
      attempt: 1,
      result: {
        primary: 'octopus hearts',
        provider: 'serpapi',
        model: 'm1',
        costUsd: 0.02,
        found: false,
        content: { measured: true, keywords: [{ text: 'octopus hearts' }] },
        keywords: { mediaType: 'application/json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      },
    });
    expect(headers.get('location')).toBe(`/keywords/fetch/${body.id}`);
    expect(await looked(`/keywords/fetch/${body.id}`)).toEqual(body);
  });

  it('is found when the same was asked before, at no cost, and made anew with another take', async () => {
    await fetched('Bees');
    const again = await fetched('Bees');
    expect(again.body.result).toMatchObject({ found: true, costUsd: 0 });
    const anew = await bench.post('/keywords/fetch', { topic: 'Bees', take: 1 });
    expect(anew.body.result).toMatchObject({ found: false, costUsd: 0.02 });
    expect(calls).toEqual(['Bees', 'Bees']);
  });

  it('that lasts is answered with where to ask, and goes on', async () => {
    const { go } = slowly();
    const { status, body, headers } = await fetched('Slow snails');
    expect([status, body.state, body.result]).toEqual([202, 'running', undefined]);
    go();
    const done = await waitFor(
      () => looked(headers.get('location') ?? ''),
      ({ state }) => state === 'done',
    );
    expect(done.result).toMatchObject({ primary: 'slow snails' });
  });

  it('goes on when the client hangs up', async () => {
    const { begun, go } = slowly();
    const hangUp = new AbortController();
    const asked = fetched('Left alone', { signal: hangUp.signal });
    await begun;
    hangUp.abort();
    await expect(asked).rejects.toThrow();
    go();
    const again = await waitFor(
      () => fetched('Left alone'),
      ({ body }) => body.state === 'done',
    );
    expect(again.body.result).toMatchObject({ primary: 'left alone' });
  });

  it.each([
    ['ContentRefused', 422],
    ['BadCredentials', 502],
    ['QuotaExceeded', 503],
    ['UnsupportedLanguage', 400],
  ] as const)('that fails with %s is answered %i, and says the same when it is looked at', async (type, status) => {
    findIdeas = () => Promise.reject(new Failure(type, `no keywords: ${type}`, { details: { status: 418 } }));
    const { headers, ...answer } = await fetched(`Failing with ${type}`);
    expect(answer).toMatchObject({
      status,
      body: { type: `urn:faceless:problem:${type}`, detail: `no keywords: ${type}` },
    });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await looked(headers.get('location') ?? '')).toMatchObject({
      state: 'failed',
      failure: { type, message: `no keywords: ${type}` },
    });
  });

  it('that is tried again says why the try before failed, but nothing of what only the log may know', async () => {
    findIdeas = async () => {
      throw calls.length > 1
        ? new Error('password hunter2')
        : new Failure('RateLimited', 'too many', { retryAfterMs: 1 });
    };
    const { status, body } = await fetched('Tried again');
    expect([status, body.state]).toEqual([202, 'running']);
    expect(body.failure).toMatchObject({ type: 'Internal', message: expect.stringContaining(body.id) as string });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it('that no worker takes up fails soon, naming the role', async () => {
    const { status, body } = await bench.post('/thumbnails/generate', { title: 'Bees' });
    expect(status).toBe(504);
    expect(body).toMatchObject({
      type: 'urn:faceless:problem:Timeout',
      detail: expect.stringContaining('no worker of the role thumbnail-maker') as string,
    });
  });
});

describe('the budget of a stage', () => {
  it('is its own: what would go over it is not asked for, and 402 says so', async () => {
    const purposes: Purpose[] = [];
    payAs = (purpose) => {
      purposes.push(purpose);
      return () => Promise.reject(new Failure('BudgetExceeded', 'the budget of this run is $0.01'));
    };
    findIdeas = async (request, call) => {
      const charge = { provider: 'serpapi', model: 'search', estimate: { requests: 1 } };
      await call.pay(charge, () => Promise.reject(new Error('it was asked for')));
      return found(request, call);
    };
    const { status, body } = await bench.post(
      '/keywords/fetch',
      { topic: 'Salt', budgetUsd: 0.01 },
      { as: 'ada:operator' },
    );
    expect(status).toBe(402);
    expect(body).toMatchObject({ detail: 'the budget of this run is $0.01' });
    expect(purposes).toEqual([
      expect.objectContaining({ owner: 'ada', step: 'keywords', budgets: { pipelineUsd: 0.01 } }),
    ]);
  });
});

describe('an Idempotency-Key', () => {
  it('gives one stage, however often it is asked for', async () => {
    const first = await fetched('Once', { key: 'k1' });
    const second = await fetched('Once', { key: 'k1' });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await fetched('Twice', { key: 'k1' })).status).toBe(422);
    expect((await fetched('Once', { key: 'k1', as: 'bob:operator' })).body.id).not.toBe(first.body.id);
  });

  it('may be used again for what failed', async () => {
    findIdeas = () => Promise.reject(new Failure('ContentRefused', 'not today'));
    expect((await fetched('Second try', { key: 'k2' })).status).toBe(422);
    findIdeas = found;
    expect((await fetched('Second try', { key: 'k2' })).body).toMatchObject({ state: 'done' });
  });
});

describe('who may', () => {
  it('start a stage: an operator', async () => {
    expect((await fetched('Bees', { as: 'ada:viewer' })).status).toBe(403);
    expect((await fetched('Bees', { as: 'nobody' })).status).toBe(401);
  });

  it('look at one: its owner and an administrator; for others it is not there', async () => {
    const { id } = (await fetched('Mine')).body;
    const path = `/keywords/fetch/${id}`;
    for (const as of ['ada:viewer', 'eve:admin']) expect((await bench.get(path, as)).status, as).toBe(200);
    const unknown = path.replace(/.{32}$/, '0'.repeat(32));
    const strip = ({ body }: { body: object }, is: string) =>
      JSON.stringify({ ...body, requestId: '' }).replaceAll(is, '');
    const [others, nobodys] = [await bench.get(path, 'bob:operator'), await bench.get(unknown)];
    expect([others.status, nobodys.status]).toEqual([404, 404]);
    expect(strip(others, id)).toBe(strip(nobodys, unknown.slice('/keywords/fetch/'.length)));
  });

  it('is not decided by the address: an id of one stage is none of another', async () => {
    const { id } = (await fetched('Mine')).body;
    expect((await bench.get(`/scripts/generate/${id}`)).status).toBe(400);
  });
});

describe('a request that is not right', () => {
  it.each([
    ['an empty topic', { topic: ' \u200b ' }, 'body.topic'],
    ['a name it does not know', { topic: 'Bees', langauge: 'fr' }, 'body'],
    ['a NUL', { topic: 'Bees\0' }, 'body.topic'],
    ['half a pair', { topic: 'Bees \ud83d' }, 'body.topic'],
    ['a provider that is not there', { topic: 'Bees', provider: 'oracle' }, 'body.provider'],
  ])('is refused with its place: %s', async (_, body, path) => {
    const answer = await bench.post('/keywords/fetch', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect(calls).toEqual([]);
  });
});

it('every address is in the OpenAPI document, with the answers it can give', async () => {
  const { paths } = (await looked('/docs/json')) as unknown as { paths: Record<string, Record<string, object>> };
  const documented = Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods).join(' ')]);
  expect(Object.fromEntries(documented)).toEqual({
    '/keywords/fetch': 'post',
    '/keywords/fetch/{id}': 'get',
    '/keywords/fetch/{id}/files/{name}': 'get',
    '/scripts/generate': 'post',
    '/scripts/generate/{id}': 'get',
    '/scripts/generate/{id}/files/{name}': 'get',
    '/tts/voices': 'get',
    '/tts/render': 'post',
    '/tts/render/{id}': 'get',
    '/tts/render/{id}/files/{name}': 'get',
    '/videos/assemble': 'post',
    '/videos/progress/{id}': 'get',
    '/videos/progress/{id}/files/{name}': 'get',
    '/thumbnails/generate': 'post',
    '/thumbnails/generate/{id}': 'get',
    '/thumbnails/generate/{id}/files/{name}': 'get',
    '/metadata/generate': 'post',
    '/metadata/generate/{id}': 'get',
    '/metadata/generate/{id}/files/{name}': 'get',
    '/upload/youtube': 'post',
    '/upload/status/{id}': 'get',
  });
  expect(Object.keys((paths['/keywords/fetch']?.post as { responses: object }).responses)).toEqual(
    expect.arrayContaining(['200', '202', '400', '401', '403', '422', '502', '503', '504']),
  );
});
