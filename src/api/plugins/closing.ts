import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../contracts/failures.ts';

// Another process, or the next one on this port, takes it up.
const retryAfterMs = 1000;
const clearUpMs = 1000;

/**
 * Once it closes, a process takes up nothing more: what still comes on open connections is refused as all else is. It is not
 * closed before the routes that are added afterwards have cleared up after requests that were cut off.
 */
export function registerClosing(app: FastifyInstance): void {
  let closing = false;
  const working = new Set<Promise<unknown>>();
  app.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function work(request, reply) {
      const answer: unknown = handler.call(this, request, reply);
      if (answer instanceof Promise) {
        const done = () => void working.delete(answer);
        working.add(answer);
        answer.then(done, done);
      }
      return answer;
    };
  });
  app.addHook('onRequest', async () => {
    if (closing) throw new Failure('Unavailable', 'this process is being stopped: send it again', { retryAfterMs });
  });
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onClose', async () => {
    if (working.size > 0) await Promise.race([Promise.allSettled(working), sleep(clearUpMs)]);
  });
}
