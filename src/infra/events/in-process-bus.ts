import type { Logger } from 'pino';
import type { DomainEvent } from '../../contracts/events.ts';
import { Failure } from '../../contracts/failures.ts';
import type { EventBus } from './event-bus.ts';

/**
 * A bus within one process. Each listener gets the events one after the other, in order, and holds up nobody else;
 * what it throws is logged, not delivered again.
 */
export function createInProcessBus({ logger }: { logger: Logger }): EventBus {
  const queues = new Map<symbol, (event: DomainEvent) => void>();
  const delivering = new Set<Promise<void>>();
  let closed = false;

  return {
    async publish(event) {
      if (closed) throw new Failure('Cancelled', 'the event bus is closed');
      for (const enqueue of queues.values()) enqueue(event);
    },

    subscribe(listener) {
      const key = Symbol();
      let last: Promise<void> = Promise.resolve();
      queues.set(key, (event) => {
        const delivery = last.then(async () => {
          if (!queues.has(key)) return;
          try {
            await listener(event);
          } catch (error) {
            logger.error({ err: error, event: event.id, type: event.type }, 'a listener of events failed');
          }
        });
        last = delivery;
        delivering.add(delivery);
        void delivery.then(() => delivering.delete(delivery));
      });
      return () => {
        queues.delete(key);
      };
    },

    async close() {
      closed = true;
      await Promise.all(delivering);
    },
  };
}
