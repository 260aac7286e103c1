import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../contracts/failures.ts';

/**
 * Headers that keep a browser from doing more with an answer than showing it; other sites only where they are listed.
 * @throws Failure `InvalidInput` naming what is listed and could not be the origin of any page
 */
export async function registerSecurity(
  app: FastifyInstance,
  { allowedOrigins }: { allowedOrigins: readonly string[] },
): Promise<void> {
  const wrong = allowedOrigins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new Failure(
      'InvalidInput',
      `FACELESS_ALLOWED_ORIGINS has ${JSON.stringify(wrong)}: give origins as browsers send them, such as https://studio.example.org`,
    );
  }
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: allowedOrigins.length > 0 ? 'cross-origin' : 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    // Most answers are one user's and of this moment; a route whose answers are not says so itself.
    reply.header('cache-control', 'no-store');
  });
  if (allowedOrigins.length === 0) return;
  const options = {
    origin: [...allowedOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'range', 'x-request-id'],
    exposedHeaders: [
      'accept-ranges',
      'content-range',
      'idempotent-replayed',
      'location',
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'x-request-id',
    ],
    maxAge: 600,
  };
  await app.register(cors, {
    delegator: (request, decided) => decided(null, { ...options, preflight: isPreflight(request) }),
  });
}

/** Scheme, host and port, without anything after them. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

/** Any other OPTIONS is a method the address doesn't know. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined && headers.origin !== undefined;
}
