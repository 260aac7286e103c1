import { randomUUID } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from '../infra/logging/logger.ts';
import { answerUnreadable } from './answer-unreadable.ts';
import { failureOf } from './failure-of.ts';
import { registerNotFound } from './not-found.ts';
import { toProblem } from './problems.ts';
import { trustedProxiesOf } from './trusted-proxies.ts';

export interface AppOptions {
  logger: Logger;
  /** Addresses and networks of proxies whose `X-Forwarded-*` are believed; none when left out. */
  trustedProxies?: string[];
  /** Most bytes of a JSON body; 1 MiB when left out. */
  bodyLimit?: number;
}

// Safe in logs, headers and histories.
const requestIdPattern = /^[\w.:/+=-]{1,120}$/;

/**
 * An HTTP application without routes, not yet listening: request ids, one form of error, a line of log for each request.
 * @throws Failure `InvalidInput` when a trusted proxy is no address and no network
 */
export function createBareApp({ logger, trustedProxies, bodyLimit }: AppOptions): FastifyInstance {
  const log: FastifyBaseLogger = logger.child({ component: 'http' });
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxiesOf(trustedProxies),
    bodyLimit: bodyLimit ?? 1 << 20,
    requestIdHeader: false,
    // Its answer would be of another form than all others: `registerClosing` gives one.
    return503OnClosing: false,
    genReqId: ({ headers: { 'x-request-id': given } }) =>
      typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID(),
    // The router's own refusals would pass by all hooks: let the schemas of the routes judge.
    routerOptions: { maxParamLength: 1 << 16 },
    rewriteUrl: ({ url = '/' }) => readableUrl(url),
    clientErrorHandler: answerUnreadable,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Text would be taken for a string of JSON.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request;
    const line = { method, route: routeOptions.url ?? 'none', status: reply.statusCode, owner: caller?.owner };
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, 'answered');
  });

  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error, request.routeOptions.bodyLimit);
    const { status, headers, body } = toProblem(failure, request.id);
    // What the answer does not say, the log has.
    if (failure.type === 'Internal') request.log.error({ err: error }, 'failed');
    else if (status >= 500) request.log.warn({ err: failure }, 'refused');
    // Past the route's own serializers, which know its answers only.
    return reply.code(status).headers(headers).serializer(JSON.stringify).send(body);
  });
  registerNotFound(app);
  return app;
}

/** A path with a percent sign that begins no character of UTF-8 stands for itself, and is then simply not found. */
function readableUrl(url: string): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  if (!path.includes('%')) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}
