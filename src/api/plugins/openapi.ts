import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { version } from '../../infra/config/version.ts';
import { problemMediaType, problemSchema } from '../problems.ts';
import type { Access } from './access.ts';
import { keyPattern } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Statuses of refusals that do not follow from the kind of route. */
    problems?: readonly number[];
  }
}

const { $schema: _, ...problem } = z.toJSONSchema(problemSchema, { target: 'draft-2020-12' });

const meanings: Readonly<Record<number, string>> = {
  200: 'Here it is',
  201: 'It is made',
  202: 'It is begun',
  204: 'It is done; there is nothing to say',
  206: 'Here is the range that was asked for',
  400: 'The request is not right; `errors` says where',
  401: 'Nobody is logged in',
  403: 'This takes another role',
  404: 'There is no such thing, or it is another’s',
  409: 'It is in a state that does not allow this, or the same request is being worked on',
  410: 'It was there, and its file is gone',
  413: 'The body is too large',
  415: 'The body is of another type than this address takes',
  416: 'There is no such range',
  422: 'The `Idempotency-Key` came with another request, or what is asked for is refused',
  429: 'More requests than allowed; wait as long as `Retry-After` says',
  500: 'Something went wrong here; the log has it under the request id',
  501: 'This is not there yet',
  502: 'Something this depends on gave no answer that can be used',
  503: 'Something this depends on is away; wait as long as `Retry-After` says',
  504: 'It took longer than it may',
  507: 'There is no space left here',
};

// Their answers say when to ask again.
const waits = new Set([429, 503]);

const idempotencyKey = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      pattern: keyPattern.source,
      description: 'The same key with the same body is given the same answer for a day, and starts nothing twice',
    },
  },
} as const;

/** The page's own scripts and styles, and requests to this address; styles also within the page, which it makes itself. */
const docsPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/**
 * OpenAPI 3.1 from the schemas of the routes that are added afterwards, at `/openapi.json`, and to be read at `/docs`.
 */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Faceless Pipeline',
        version,
        description: 'A topic goes in; a narrated, captioned, published film comes out.',
      },
      components: {
        schemas: { Problem: problem as never },
        securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given as never);
      return { url, schema: withRefusals((schema ?? {}) as Documented, given.route as RouteOptions) };
    },
    transformObject: (given) => {
      if ('openapiObject' in given) markOptionalBodies(given.openapiObject as Document);
      return 'openapiObject' in given ? given.openapiObject : given.swaggerObject;
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: docsPolicy, logLevel: 'warn' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

interface Document {
  paths?: Record<string, Record<string, { requestBody?: RequestBody }>>;
}

interface RequestBody {
  required?: boolean;
  content: Record<string, { schema?: { anyOf?: { type?: string }[] } }>;
}

/** The plugin takes every body for required; one that may be null may also be left out. */
function markOptionalBodies({ paths = {} }: Document): void {
  for (const { requestBody } of Object.values(paths).flatMap((path) => Object.values(path))) {
    const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
    const isOptional = schemas.some((schema) => schema?.anyOf?.some(({ type }) => type === 'null'));
    if (requestBody && isOptional) requestBody.required = false;
  }
}

interface Documented extends FastifySchema {
  /** Who may use it, for readers and programs. */
  'x-access'?: Access;
  hide?: boolean;
  response?: Record<string, { description?: string }>;
}

/** Adds what follows from what kind of route it is: its refusals, who may use it, its key. */
function withRefusals(schema: Documented, route: RouteOptions): Documented {
  if (schema.hide) return schema;
  const { access = 'public', idempotent } = route.config ?? {};
  const refusals = refusalsOf(schema, route).map((status) => [status, refusal(status)]);
  const answers = Object.entries(schema.response ?? {}).map(([status, answer]) => [
    status,
    { ...answer, description: answer.description ?? meanings[Number(status)] ?? 'Otherwise' },
  ]);
  return {
    ...schema,
    ...(idempotent && { headers: idempotencyKey }),
    ...(access !== 'public' && { security: [{ token: [] }] }),
    'x-access': access,
    response: Object.fromEntries([...refusals, ...answers]) as Documented['response'],
  };
}

function refusal(status: number): object {
  return {
    description: meanings[status] ?? 'Refused',
    ...(waits.has(status) && { headers: { 'retry-after': { type: 'integer', description: 'In seconds' } } }),
    content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function refusalsOf(schema: Documented, { method, url, config = {} }: RouteOptions): number[] {
  const { access = 'public', idempotent, rateLimit, problems = [] } = config;
  const takesBody = !['GET', 'HEAD'].includes(String(method));
  const takesInput = takesBody || Boolean(schema.params ?? schema.querystring ?? schema.headers);
  return [
    ...(takesInput ? [400] : []),
    ...(access === 'public' ? [] : [401]),
    ...(access === 'public' || access === 'viewer' ? [] : [403]),
    ...(url.includes(':') ? [404] : []),
    ...(takesBody ? [409, 413, 415] : []),
    ...(idempotent ? [422] : []),
    // What is asked for when there is trouble depends on nothing.
    ...(rateLimit === false ? [] : [429, 503]),
    ...[500, ...problems],
  ];
}
