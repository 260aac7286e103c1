import type { FastifyInstance, RouteOptions } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '../../../src/contracts/failures.ts';
import { version } from '../../../src/infra/config/version.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';

type Json = Record<string, unknown>;

interface Operation {
  summary?: string;
  parameters?: { in: string; name: string; required: boolean; schema: Json }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  security?: Json[];
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }>; headers?: Json }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  components: { schemas: Record<string, Json> };
  paths: Record<string, Record<string, Operation>>;
}

const thing = z.object({ id: z.string(), size: z.int().optional() }).describe('A thing');

function addRoutes(instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/things',
    {
      config: { access: 'operator', idempotent: true, problems: [504] },
      schema: {
        summary: 'Makes a thing',
        body: z.object({ name: z.string().max(80), how: z.enum(['fast', 'well', 'not']).default('well') }),
        response: { 201: thing },
      },
    },
    ({ body }, reply) => {
      if (body.how === 'not') throw new Failure('Timeout', 'it took too long');
      reply.code(201);
      return { id: body.name };
    },
  );
  app.get(
    '/things/:id',
    {
      config: { access: 'viewer' },
      schema: {
        params: z.object({ id: z.string().regex(/^[a-z]+$/) }),
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
        response: { 200: thing },
      },
    },
    ({ params: { id } }) => {
      if (id === 'missing') throw new Failure('NotFound', 'there is no such thing');
      return { id };
    },
  );
  app.delete('/things/:id', { config: { access: 'admin' }, schema: { response: { 204: z.undefined() } } }, (_, reply) =>
    reply.code(204).send(),
  );
  app.post(
    '/things/:id/stop',
    { config: { access: 'operator' }, schema: { body: z.object({ reason: z.string() }).nullish() } },
    () => ({}),
  );
  app.get('/plain', { config: { access: 'public' } }, () => ({}));
  app.get('/hidden', { config: { access: 'public' }, schema: { hide: true } }, () => ({}));
}

let api: TestApi;
let described: Document;
const routes: RouteOptions[] = [];
beforeAll(async () => {
  api = await openTestApi({ addRoutes, caller: null });
  described = (await api.app.inject('/openapi.json')).json();
});
afterAll(() => api.close());

const operations = () =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Everything under a name, wherever it stands. */
function found(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === name ? [member] : found(member, name)));
}

describe('the description', () => {
  it('is OpenAPI 3.1 of this version', () => {
    expect(described).toMatchObject({ openapi: '3.1.0', info: { title: 'Faceless Pipeline', version } });
  });

  it('is for everyone, and does not describe itself', async () => {
    expect((await api.app.inject('/openapi.json')).headers['content-type']).toMatch(/^application\/json/);
    const paths = Object.keys(described.paths);
    expect(paths).toEqual(
      expect.arrayContaining(['/health', '/ready', '/metrics', '/things', '/things/{id}', '/plain']),
    );
    expect(paths.filter((path) => /docs|openapi|hidden|\*|:/.test(path))).toEqual([]);
    expect(operations().map(({ method }) => method)).not.toContain('head');
  });

  it('refers to nothing that is not there', () => {
    const references = found(described, '$ref');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of new Set(references)) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(String(reference))?.[1] ?? '';
      expect(described.components.schemas).toHaveProperty([name]);
    }
  });

  it('has schemas of JSON Schema 2020-12 that can be read', () => {
    const schemas = [...found(described, 'schema'), ...Object.values(described.components.schemas)];
    for (const schema of schemas) {
      const { $ref, $schema, ...rest } = schema as Json;
      expect($schema).toBeUndefined();
      if ($ref === undefined) expect(() => z.fromJSONSchema(rest as never), JSON.stringify(rest)).not.toThrow();
    }
  });

  it('describes every answer, and every parameter that stands in the path', () => {
    for (const { path, operation } of operations()) {
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(description, `${path} ${status}`).toMatch(/^(?!Default Response)\S/);
      }
      const inPath = [...path.matchAll(/{([^}]+)}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter(
        (parameter) => parameter.in === 'path' && parameter.required,
      );
      expect(declared.map(({ name }) => name)).toEqual(inPath);
    }
  });

  it('says which bodies may be left out', () => {
    expect(described.paths['/things']?.post?.requestBody?.required).toBe(true);
    expect(described.paths['/things/{id}/stop']?.post?.requestBody?.required).toBe(false);
  });

  it('has problem details for every refusal, and JSON or what the route says for every answer', () => {
    for (const { path, operation } of operations()) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        if (Number(status) < 400 || (path === '/ready' && status === '503'))
          expect(Object.keys(content)).not.toContain('application/problem+json');
        else
          expect(content).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } });
      }
    }
  });
});

describe('the refusals of a route', () => {
  const statusesOf = (path: string, method: string) =>
    Object.keys(described.paths[path]?.[method]?.responses ?? {}).map(Number);

  it.each([
    ['/things', 'post', [201, 400, 401, 403, 409, 413, 415, 422, 429, 500, 503, 504]],
    ['/things/{id}', 'get', [200, 400, 401, 404, 429, 500, 503]],
    ['/things/{id}', 'delete', [204, 400, 401, 403, 404, 409, 413, 415, 429, 500, 503]],
    ['/plain', 'get', [429, 500, 503]],
    ['/health', 'get', [200, 500]],
    ['/ready', 'get', [200, 500, 503]],
  ])('%s, %s, follow from what kind of route it is', (path, method, statuses) => {
    expect(statusesOf(path, method)).toEqual(statuses);
  });

  it('say that a token is needed, and that a key may be sent', () => {
    expect(described.paths['/things']?.post?.security).toEqual([{ token: [] }]);
    expect(described.paths['/plain']?.get?.security).toBeUndefined();
    const [key] = described.paths['/things']?.post?.parameters ?? [];
    expect(key).toMatchObject({ in: 'header', name: 'idempotency-key', required: false });
    expect(key?.schema.pattern).toBe('^[\\x21-\\x7e]{1,255}$');
    expect(described.paths['/things/{id}']?.get?.parameters?.map(({ name }) => name).toSorted()).toEqual([
      'id',
      'limit',
    ]);
  });

  const post = (body: unknown, headers: object) => ({
    method: 'POST' as const,
    url: '/things',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const operator = as('ada', 'operator');

  it.each([
    ['/things', 'post', 201, post({ name: 'a' }, operator)],
    ['/things', 'post', 400, post({ name: 7 }, operator)],
    ['/things', 'post', 400, post('{', operator)],
    ['/things', 'post', 400, post({ name: 'a' }, { ...operator, 'idempotency-key': 'two words' })],
    ['/things', 'post', 401, post({ name: 'a' }, {})],
    ['/things', 'post', 403, post({ name: 'a' }, as('ada', 'viewer'))],
    ['/things', 'post', 413, post('x'.repeat(1_100_000), operator)],
    ['/things', 'post', 415, post('x', { ...operator, 'content-type': 'text/plain' })],
    ['/things', 'post', 504, post({ name: 'a', how: 'not' }, operator)],
    ['/things/{id}', 'get', 200, { url: '/things/abc?limit=3', headers: as('ada', 'viewer') }],
    ['/things/{id}', 'get', 400, { url: '/things/abc?limit=300', headers: as('ada', 'viewer') }],
    ['/things/{id}', 'get', 400, { url: '/things/A%00', headers: as('ada', 'viewer') }],
    ['/things/{id}', 'get', 401, { url: '/things/abc', headers: { authorization: 'Bearer nonsense' } }],
    ['/things/{id}', 'get', 404, { url: '/things/missing', headers: as('ada', 'viewer') }],
    ['/health', 'get', 200, { url: '/health' }],
    ['/ready', 'get', 200, { url: '/ready' }],
  ])('%s, %s: the answer %i is one of those described, in the form described', async (path, method, status, asked) => {
    const answer = await api.app.inject(asked);
    expect(answer.statusCode).toBe(status);
    const { content = {} } = described.paths[path]?.[method]?.responses[String(status)] ?? {};
    const [type = ''] = String(answer.headers['content-type']).split(';');
    expect(Object.keys(content)).toEqual([type]);
    const schema = content[type]?.schema.$ref ? described.components.schemas.Problem : content[type]?.schema;
    z.fromJSONSchema(schema as never).parse(answer.json());
  });
});

it('every route of the application is described', async () => {
  const app = await openTestApi({
    addRoutes: (instance) => {
      instance.addHook('onRoute', (route) => void routes.push(route));
      addRoutes(instance);
    },
  });
  const shown = (await app.app.inject('/openapi.json')).json<Document>();
  for (const { method, url, schema } of routes) {
    if (schema?.hide || method === 'HEAD') continue;
    expect(shown.paths[url.replace(/:(\w+)/g, '{$1}')]).toHaveProperty([String(method).toLowerCase()]);
  }
  expect(routes.length).toBeGreaterThan(4);
  await app.close();
});
