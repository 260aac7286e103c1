import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../contracts/failures.ts';

/** Answers where nothing is: 405 with the methods there are when only the method is wrong, else 404. */
export function registerNotFound(app: FastifyInstance): void {
  const known: { methods: string[]; pattern: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    // Preflights go everywhere; that makes no address.
    if (url === '*') return;
    known.push({ methods: [method].flat(), pattern: patternOf(url) });
  });
  const refuse = (request: FastifyRequest, reply: FastifyReply): never => {
    const [path = '/'] = request.url.split('?');
    const shown = JSON.stringify((request.originalUrl.split('?')[0] ?? '/').slice(0, 200));
    const allowed = new Set(known.flatMap(({ methods, pattern }) => (pattern.test(path) ? methods : [])));
    // A route that answers 'not found' for something it does not have, such as a file.
    if (allowed.size === 0 || allowed.has(request.method))
      throw new Failure('NotFound', `there is nothing at ${shown}`);
    const methods = [...allowed].toSorted().join(', ');
    reply.header('allow', methods);
    throw new Failure('NotSupported', `${shown} knows ${methods}, not ${request.method}`, { details: { status: 405 } });
  };
  app.setNotFoundHandler(refuse);
  // Before a body that nobody takes is judged: the wrong method is what the client has to know of.
  app.addHook('preParsing', async (request, reply) => {
    if (request.is404) refuse(request, reply);
  });
}

/** Which paths a route's URL stands for. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
