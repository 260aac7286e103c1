import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../../contracts/failures.ts';
import { canonicalJson } from '../../infra/artifacts/canonical-json.ts';
import type { IdempotentRequest, IdempotentRequests } from '../../infra/database/idempotent-requests.ts';
import type { StoredAnswer } from '../../infra/database/tables.ts';
import { callerOf } from './access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The route starts something: it honours the header `Idempotency-Key`. A function says whether an earlier answer still
     * stands: what it started may have failed since, and is then started anew under the same name.
     */
    idempotent?: boolean | ((answer: StoredAnswer) => Promise<boolean>);
  }
  interface FastifyRequest {
    claimed: IdempotentRequest | undefined;
  }
}

export const keyPattern = /^[\x21-\x7e]{1,255}$/;
const keptHeaders = ['content-type', 'location'];

// Well within the time after which a claim is taken for a dead process's.
const renewMs = 20_000;

/** The same key and body are given the same answer; the second is not worked on. */
export function registerIdempotency(app: FastifyInstance, requests: () => Promise<IdempotentRequests>): void {
  app.decorateRequest('claimed', undefined);
  const renewals = new WeakMap<IdempotentRequest, NodeJS.Timeout>();

  app.addHook('preHandler', async (request, reply) => {
    const { idempotent } = request.routeOptions.config;
    if (!idempotent) return;
    const key = request.headers['idempotency-key'];
    if (key === undefined) return;
    const wanted = namedRequest(request, key);
    const ledger = await requests();
    const answer = await ledger.claim(wanted);
    if (answer && (idempotent === true || (await idempotent(answer)))) return replay(reply, answer);
    request.claimed = wanted;
    // A renewal that fails is made up for by the next.
    renewals.set(wanted, setInterval(() => void ledger.renew(wanted).catch(() => undefined), renewMs).unref());
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { claimed } = request;
    if (!claimed) return;
    request.claimed = undefined;
    clearInterval(renewals.get(claimed));
    const answer = answerOf(reply, payload);
    try {
      const ledger = await requests();
      await (answer ? ledger.answer(claimed, answer) : ledger.release(claimed));
    } catch (error) {
      // The work is done: its answer goes out. A repetition finds what was started by its name.
      request.log.warn({ err: error }, 'the answer could not be kept for its Idempotency-Key');
    }
  });
}

/**
 * A name for what this request starts: the same for the same key of the same user, so that what a process started before
 * it died is found instead of started again. Undefined without a key.
 */
export function idempotentName({ claimed }: FastifyRequest): string | undefined {
  if (!claimed) return undefined;
  const { owner, route, key, fingerprint } = claimed;
  return sha256(JSON.stringify([owner, route, key, fingerprint]));
}

function namedRequest(request: FastifyRequest, key: string | string[]): IdempotentRequest {
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new Failure('InvalidInput', 'Idempotency-Key is 1 to 255 visible ASCII characters without spaces');
  }
  const { method, routeOptions } = request;
  const { owner } = callerOf(request);
  return { owner, route: `${method} ${routeOptions.url}`, key, fingerprint: fingerprintOf(request) };
}

/** A body that is streamed is known by what its header says of it, without the boundary, which is another each time. */
function fingerprintOf({ body, params, query, headers }: FastifyRequest): string {
  const [type] = headers['content-type']?.split(';') ?? [];
  const told = body === undefined ? { length: headers['content-length'], type } : { body };
  // Routers give these prototypes of their own.
  return sha256(canonicalJson({ ...told, params: { ...(params as object) }, query: { ...(query as object) } }));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function replay(reply: FastifyReply, { status, headers, body }: StoredAnswer): FastifyReply {
  reply.code(status).headers({ ...headers, 'idempotent-replayed': 'true' });
  return reply.serializer((text: string) => text).send(body);
}

/** What is kept: undefined when the request came to nothing, so that it may be tried again. */
function answerOf(reply: FastifyReply, payload: unknown): StoredAnswer | undefined {
  const { statusCode: status } = reply;
  const body = payload ?? '';
  if (status < 200 || status > 299 || typeof body !== 'string') return undefined;
  const headers = keptHeaders.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return { status, headers: Object.fromEntries(headers) as Record<string, string>, body };
}
