import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { idempotentName } from '../../../src/api/plugins/idempotency.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Run {
  name: string | undefined;
  finish: (answer?: Failure) => void;
}

let api: TestApi;
let url: string;
/** What the handler was run for, in order. */
const runs: Run[] = [];
/** A handler waits to be told its end. */
let held = false;
let isAway = false;

beforeAll(async () => {
  const opened: TestApi = await openTestApi({
    addRoutes(app, context) {
      const { database } = context;
      context.database = () =>
        isAway ? Promise.reject(new Failure('ProviderUnavailable', 'the database is away')) : database();
      const config = { access: 'operator', idempotent: true } as const;
      const body = z.object({ topic: z.string() }).loose();
      for (const path of ['/things', '/others']) {
        app.post(
          path,
          { config, schema: { body, response: { 202: z.object({ run: z.int() }) } } },
          async (request, reply) => {
            const run = runs.length + 1;
            const ended = await new Promise<Failure | undefined>((finish) => {
              runs.push({ name: idempotentName(request), finish });
              if (!held) finish(undefined);
            });
            if (ended) throw ended;
            reply.header('location', `/things/${run}`).header('x-other', 'not kept');
            return reply.code(202).send({ run });
          },
        );
      }
      app.post('/things/:id/approve', { config }, (request, reply) => {
        runs.push({ name: idempotentName(request), finish: () => {} });
        return reply.code(204).send();
      });
      app.post('/uploads', { config }, (request) => {
        runs.push({ name: idempotentName(request), finish: () => {} });
        return { run: runs.length };
      });
      app.addContentTypeParser('multipart/form-data', (_, payload, done) => {
        payload.resume().on('end', () => done(null, undefined));
      });
      app.post('/plain', { config: { access: 'operator' } }, () => ({
        run: runs.push({ name: undefined, finish: () => {} }),
      }));
    },
  });
  api = opened;
  url = await api.listen();
});
beforeEach(async () => {
  runs.length = 0;
  held = false;
  isAway = false;
  await sql`truncate idempotent_requests`.execute((await api.context.database()).kysely);
});
afterEach(() => void vi.useRealTimers());
afterAll(() => api.close());

/** Until the handler has begun. */
const running = () =>
  waitFor(
    () => runs.length,
    (count) => count === 1,
  );

const post = (key: string | undefined, body: unknown = { topic: 'tea' }, path = '/things', owner = 'ada') =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      ...as(owner, 'operator'),
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const told = async (answer: Response) => ({
  status: answer.status,
  location: answer.headers.get('location'),
  type: answer.headers.get('content-type'),
  body: await answer.text(),
});

const forget = async (seconds: number) =>
  sql`update idempotent_requests set claimed_at = claimed_at - make_interval(secs => ${seconds})`.execute(
    (await api.context.database()).kysely,
  );

describe('the same key with the same request', () => {
  it('is given the same answer, and worked on once', async () => {
    const first = await post('k1');
    const second = await post('k1');
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(second.headers.get('x-other')).toBeNull();
    const answer = await told(first);
    expect(answer).toMatchObject({ status: 202, location: '/things/1', body: '{"run":1}' });
    expect(await told(second)).toEqual(answer);
    expect(runs).toHaveLength(1);
  });

  it('is the same however its JSON is written', async () => {
    await post('k1', '{"topic":"tea","a":{"x":1,"y":2}}');
    const again = await post('k1', '{ "a": {"y": 2, "x": 1}, "topic": "tea" }');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is given an answer without a body again', async () => {
    const first = await post('k1', {}, '/things/a/approve');
    const second = await post('k1', {}, '/things/a/approve');
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([204, 204, 'true']);
    expect(runs).toHaveLength(1);
  });

  it('is worked on once when many come at the same time: the others are told when to ask again', async () => {
    held = true;
    const refused: Response[] = [];
    const asked = Array.from({ length: 10 }, async () => {
      const answer = await post('k1');
      if (answer.status === 409) refused.push(answer);
      return answer;
    });
    await waitFor(
      () => refused.length,
      (count) => count === 9,
    );
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(await answer.json()).toMatchObject({ type: 'urn:faceless:problem:Conflict' });
    }
    runs[0]?.finish();
    const first = (await Promise.all(asked)).find(({ status }) => status === 202);
    expect(await first?.json()).toEqual({ run: 1 });
    expect(await (await post('k1')).json()).toEqual({ run: 1 });
    expect(runs).toHaveLength(1);
  });

  it('with characters that a database cannot keep is replayed as it was', async () => {
    const body = { topic: 'tea \u0000 \ud800', note: '\u{1F419}' };
    const first = await post('k1', body);
    expect(first.status).toBe(202);
    expect((await post('k1', body)).headers.get('idempotent-replayed')).toBe('true');
  });
});

describe('the same key', () => {
  it('with another body is refused, and the first answer stays', async () => {
    await post('k1');
    const other = await post('k1', { topic: 'coffee' });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({
      type: 'urn:faceless:problem:IdempotencyKeyReused',
      detail: 'the Idempotency-Key "k1" came with another request within 24 hours',
    });
    expect((await post('k1')).headers.get('idempotent-replayed')).toBe('true');
    expect(runs).toHaveLength(1);
  });

  it('with another body is refused while the first is worked on', async () => {
    held = true;
    const first = post('k1');
    await running();
    expect((await post('k1', { topic: 'coffee' })).status).toBe(422);
    runs[0]?.finish();
    expect((await first).status).toBe(202);
  });

  it('of another user is another key', async () => {
    expect(await (await post('k1')).json()).toEqual({ run: 1 });
    expect(await (await post('k1', { topic: 'tea' }, '/things', 'bob')).json()).toEqual({ run: 2 });
    expect((await post('k1', { topic: 'coffee' }, '/things', 'eve')).status).toBe(202);
    expect(new Set(runs.map(({ name }) => name)).size).toBe(3);
  });

  it('at another address is another key, and of another thing at the same address another request', async () => {
    await post('k1');
    expect(await (await post('k1', { topic: 'tea' }, '/others')).json()).toEqual({ run: 2 });
    expect((await post('k1', {}, '/things/a/approve')).status).toBe(204);
    expect((await post('k1', {}, '/things/b/approve')).status).toBe(422);
  });

  it('may be used again after a day', async () => {
    await post('k1');
    await forget(24 * 3600 + 1);
    expect(await (await post('k1', { topic: 'coffee' })).json()).toEqual({ run: 2 });
  });
});

describe('a request that came to nothing', () => {
  it.each(['Conflict', 'Unavailable', 'InvalidInput', 'Internal'] as const)(
    'with %s leaves its key free',
    async (type) => {
      held = true;
      const failing = post('k1');
      await running();
      runs[0]?.finish(new Failure(type, 'no'));
      expect((await failing).status).toBeGreaterThanOrEqual(400);
      held = false;
      const answer = await post('k1');
      expect([answer.headers.get('idempotent-replayed'), await answer.json()]).toEqual([null, { run: 2 }]);
    },
  );

  it('because its body is not right takes no key', async () => {
    expect((await post('k1', { topic: 7 })).status).toBe(400);
    expect((await post('k1', '{')).status).toBe(400);
    expect((await post('k1')).status).toBe(202);
  });

  it('because its process died is taken over after a minute, under the same name', async () => {
    held = true;
    const dead = post('k1');
    await running();
    await forget(59);
    expect((await post('k1')).status).toBe(409);
    await forget(2);
    expect((await post('k1', { topic: 'coffee' })).status, 'not by another request').toBe(422);
    held = false;
    expect(await (await post('k1')).json()).toEqual({ run: 2 });
    expect(runs[1]?.name).toBe(runs[0]?.name);
    expect(runs[0]?.name).toMatch(/^[0-9a-f]{64}$/);
    runs[0]?.finish();
    await dead;
  });
});

describe('a request that takes long', () => {
  it('is not taken over as long as its process works on it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    held = true;
    const first = post('k1');
    await running();
    const { kysely } = await api.context.database();
    const claimedAt = async () =>
      (await kysely.selectFrom('idempotent_requests').select('claimed_at').executeTakeFirstOrThrow()).claimed_at;
    for (let minute = 0; minute < 2; minute++) {
      await forget(59);
      const before = await claimedAt();
      vi.advanceTimersByTime(20_000);
      await waitFor(claimedAt, (now) => now !== before);
    }
    expect((await post('k1')).status).toBe(409);
    runs[0]?.finish();
    expect((await first).status).toBe(202);
    expect(vi.getTimerCount(), 'and nothing goes on after it').toBe(0);
  });
});

describe('a key', () => {
  it.each(['two words', 'x'.repeat(256), '', 'é'])('of %j is refused', async (key) => {
    expect((await post(key)).status).toBe(400);
    expect(runs).toHaveLength(0);
  });

  it('is not needed', async () => {
    expect(await (await post(undefined)).json()).toEqual({ run: 1 });
    expect(await (await post(undefined)).json()).toEqual({ run: 2 });
    expect(runs.map(({ name }) => name)).toEqual([undefined, undefined]);
  });

  it('means nothing to a route that starts nothing', async () => {
    expect(await (await post('k1', {}, '/plain')).json()).toEqual({ run: 1 });
    expect(await (await post('k1', {}, '/plain')).json()).toEqual({ run: 2 });
  });

  it('of an upload holds for the same file sent again, whose parts are divided by another line', async () => {
    const upload = (boundary: string, text: string) =>
      fetch(`${url}/uploads`, {
        method: 'POST',
        headers: {
          ...as('ada', 'operator'),
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'idempotency-key': 'k1',
        },
        body: `--${boundary}\r\n\r\n${text}\r\n--${boundary}--\r\n`,
      });
    expect((await upload('aaa', 'film')).status).toBe(200);
    expect((await upload('bbb', 'film')).headers.get('idempotent-replayed')).toBe('true');
    expect((await upload('bbb', 'longer film')).status).toBe(422);
  });
});

describe('while the database is away', () => {
  it('a request with a key is refused with when to ask again, and one without is worked on', async () => {
    isAway = true;
    const answer = await post('k1');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await post(undefined)).status).toBe(202);
    expect(runs).toHaveLength(1);
  });

  it('the answer to what is done goes out all the same, and the log says that it is not kept', async () => {
    held = true;
    const first = post('k1');
    await running();
    isAway = true;
    runs[0]?.finish();
    expect((await first).status).toBe(202);
    expect(api.logs.map(({ msg }) => msg)).toContain('the answer could not be kept for its Idempotency-Key');
    isAway = false;
    expect((await post('k1')).status, 'until its claim is too old').toBe(409);
  });
});
