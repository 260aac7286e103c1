import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBareApp } from '../../src/api/bare-app.ts';
import { problemSchema } from '../../src/api/problems.ts';
import { Failure } from '../../src/contracts/failures.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { openTestApi, type TestApi } from '../support/api.ts';

function addRoutes(instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'public' } as const;
  app.post(
    '/things',
    {
      config,
      bodyLimit: 1000,
      schema: {
        body: z.object({ name: z.string().max(2000), parts: z.array(z.object({ size: z.int() })).default([]) }),
        response: { 200: z.object({ name: z.string() }) },
      },
    },
    ({ body: { name } }) => ({ name }),
  );
  app.get(
    '/things/:id',
    {
      config,
      schema: { params: z.object({ id: z.string().max(500) }), response: { 200: z.object({ id: z.string() }) } },
    },
    ({ params: { id } }) => ({ id }),
  );
  app.delete('/things/:id', { config }, (_, reply) => reply.code(204).send());
  app.get('/broken', { config }, () => {
    throw new Error('the password is hunter2');
  });
  app.get('/wrong', { config, schema: { response: { 200: z.object({ id: z.string() }) } } }, () => ({
    id: 7 as never,
  }));
  app.get(
    '/refused',
    {
      config,
      schema: { response: { 200: z.object({ id: z.string() }), 404: z.object({ other: z.literal('form') }) } },
    },
    () => {
      throw new Failure('NotFound', 'there is no such thing');
    },
  );
  app.get('/away', { config }, () => {
    throw new Failure('Unavailable', 'it is away', { cause: new Error('at 10.0.0.7') });
  });
}

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await openTestApi({ addRoutes });
  url = await api.listen();
});
afterAll(() => api.close());

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function problemOf(answer: Response, status: number) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.strict().parse(await answer.json());
  expect(problem.status).toBe(status);
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  return problem;
}

/** What comes back for bytes that no HTTP client would send. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}

describe('a request id', () => {
  it('is taken from the request, and is in the answer and the log', async () => {
    const answer = await fetch(`${url}/things/a`, { headers: { 'x-request-id': 'mine/7:a' } });
    expect(answer.headers.get('x-request-id')).toBe('mine/7:a');
    await answer.text();
    await expect
      .poll(() => api.logs.find(({ requestId }) => requestId === 'mine/7:a'), { timeout: 15_000 })
      .toMatchObject({ msg: 'answered', component: 'http', method: 'GET', route: '/things/:id', status: 200 });
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(121), '{"a":1}', '"quoted"'])(
    'is made when the given one is %j',
    async (id) => {
      const { headers } = await api.app.inject({ url: '/things/a', headers: { 'x-request-id': id } });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is another for each request', async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await fetch(`${url}/nothing`)).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(5);
  });
});

describe('a body', () => {
  it('is taken as JSON', async () => {
    const answer = await fetch(`${url}/things`, json({ name: 'a' }));
    expect([answer.status, await answer.json()]).toEqual([200, { name: 'a' }]);
  });

  it('that does not fit is refused with each place and what is wrong there', async () => {
    const problem = await problemOf(await fetch(`${url}/things`, json({ name: 1, parts: [{ size: 'x' }] })), 400);
    expect(problem.type).toBe('urn:faceless:problem:InvalidInput');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['body.name', 'body.parts.0.size']);
    expect(problem.detail).toBe(problem.errors?.map(({ path, message }) => `${path}: ${message}`).join('; '));
  });

  it.each(['{', '', 'null', '[]', '"text"', '{"__proto__":{"admin":true}}', '\0'])('of %j is refused', async (body) => {
    await problemOf(await fetch(`${url}/things`, { ...json({}), body }), 400);
  });

  it('that is too large is refused with the limit, whether it says its length or not', async () => {
    const large = json({ name: 'x'.repeat(1200) });
    const problem = await problemOf(await fetch(`${url}/things`, large), 413);
    expect(problem.detail).toBe('the body is larger than the 1000 bytes this address takes');
    const streamed = await fetch(`${url}/things`, {
      ...large,
      body: new Blob([large.body]).stream(),
      duplex: 'half',
    } as RequestInit);
    await problemOf(streamed, 413);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense', 'application/jsonx'])(
    'of type %s is refused',
    async (type) => {
      const problem = await problemOf(
        await fetch(`${url}/things`, { ...json({ name: 'a' }), headers: { 'content-type': type } }),
        415,
      );
      expect(problem.type).toBe('urn:faceless:problem:NotSupported');
    },
  );

  it('that is missing is refused', async () => {
    const problem = await problemOf(await fetch(`${url}/things`, { method: 'POST' }), 400);
    expect(problem.errors?.map(({ path }) => path)).toEqual(['body']);
  });
});

describe('an address', () => {
  it('where nothing is answers 404', async () => {
    const problem = await problemOf(await fetch(`${url}/nothing/here?a=b`), 404);
    expect(problem.detail).toBe('there is nothing at "/nothing/here"');
  });

  it.each(['PUT', 'PATCH', 'POST', 'OPTIONS', 'PROPFIND', 'LOCK'])(
    'asked by %s answers 405 with what it knows',
    async (method) => {
      const answer = await fetch(`${url}/things/a`, { method });
      await problemOf(answer, 405);
      expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD');
    },
  );

  it('answers 404, not 405, to OPTIONS where nothing is', async () => {
    await problemOf(await fetch(`${url}/nothing`, { method: 'OPTIONS' }), 404);
  });

  it('answers HEAD as GET, without the body', async () => {
    const [head, get] = await Promise.all(['HEAD', 'GET'].map((method) => fetch(`${url}/things/a`, { method })));
    expect([head?.status, await head?.text()]).toEqual([200, '']);
    expect(head?.headers.get('content-length')).toBe(get?.headers.get('content-length'));
    const answer = await fetch(`${url}/nothing`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  it.each(['/%', '/%ff', '/things/%ff', '/things/%c3%28', '/%zz?a=%ff'])(
    'of %s, which cannot be read, is not found',
    async (path) => {
      const answer = await exchange(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 (404|200) /);
      expect(answer.toLowerCase()).toContain("\r\ncontent-security-policy: default-src 'none'");
    },
  );

  it('with a very long part is judged by its schema', async () => {
    await problemOf(await fetch(`${url}/things/${'x'.repeat(3000)}`), 400);
    const answer = await fetch(`${url}/things/${'x'.repeat(400)}`);
    expect(answer.status).toBe(200);
    await answer.text();
  });

  it('of %00 reaches no further than its schema lets it', async () => {
    expect(await (await fetch(`${url}/things/a%00b`)).json()).toEqual({ id: 'a\0b' });
  });
});

describe('a failure', () => {
  it('that nobody foresaw answers 500 and says nothing of it; the log has it under the request id', async () => {
    const answer = await fetch(`${url}/broken`, { headers: { 'x-request-id': 'broken-1' } });
    const problem = await problemOf(answer, 500);
    expect(problem.detail).toBe('something went wrong here: the log has it under the request id');
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|\.ts|at /);
    const line = api.logs.find(({ requestId, msg }) => requestId === 'broken-1' && msg === 'failed');
    expect(line).toMatchObject({
      level: 50,
      err: { message: 'the password is hunter2', stack: expect.stringContaining('app.test.ts') as string },
    });
  });

  it('is what an answer becomes that is not as its schema says', async () => {
    await problemOf(await fetch(`${url}/wrong`), 500);
  });

  it('is not held to the form of the answers of its route', async () => {
    const problem = await problemOf(await fetch(`${url}/refused`), 404);
    expect(problem.detail).toBe('there is no such thing');
  });

  it('of something that is away answers 503 with when to ask again; its cause is in the log alone', async () => {
    const answer = await fetch(`${url}/away`, { headers: { 'x-request-id': 'away-1' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(await problemOf(answer, 503))).not.toContain('10.0.0.7');
    expect(JSON.stringify(api.logs.find(({ requestId, level }) => requestId === 'away-1' && level === 40))).toContain(
      '10.0.0.7',
    );
  });
});

describe('what is no HTTP', () => {
  it.each([
    [400, 'nonsense\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n'],
    [400, 'POST /things HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    [431, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`],
  ])('is answered with %i in the same form, and the connection ends', async (status, bytes) => {
    const answer = await exchange(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    const problem = problemSchema.strict().parse(JSON.parse(body));
    expect(problem.status).toBe(status);
    expect(head).toContain(`x-request-id: ${problem.requestId}`);
  });
});

describe('an application', () => {
  it('logs who asked, and no header and no query', async () => {
    const line = () => api.logs.find(({ requestId }) => requestId === 'secret-1');
    await fetch(`${url}/things/a?token=sk-1`, {
      headers: { 'x-request-id': 'secret-1', authorization: 'Bearer sk-2' },
    });
    await expect.poll(line, { timeout: 15_000 }).toBeDefined();
    expect(JSON.stringify(line())).not.toContain('sk-');
  });

  it.each(['my-proxy', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '1.2.3'])(
    'refuses %s as the address or network of a proxy',
    (proxy) => {
      const logger = createLogger({ level: 'silent' });
      const refused = `FACELESS_TRUSTED_PROXIES has "${proxy}"`;
      expect(() => createBareApp({ logger, trustedProxies: ['10.0.0.1', proxy] })).toThrow(refused);
    },
  );

  it('takes addresses, networks and names of networks of proxies', () => {
    const logger = createLogger({ level: 'silent' });
    createBareApp({ logger, trustedProxies: ['10.0.0.1', '10.0.0.0/8', 'fd00::/8', '::1', 'loopback'] });
  });
});
