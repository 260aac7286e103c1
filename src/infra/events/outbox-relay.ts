import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { EventBus } from './event-bus.ts';
import { claimEvents, markPublished, type OutboxEntry, releaseEvents } from './outbox.ts';

const longestPauseMs = 30_000;

interface OutboxRelayOptions {
  database: Pick<Database, 'kysely'>;
  bus: EventBus;
  logger: Logger;
  /** How long to wait before looking again when there was nothing to publish. */
  pollMs: number;
}

export interface OutboxRelay {
  /** Looks at once: something was written. Doesn't shorten the pause after an error. */
  wake(): void;
  /** Publishes what is there, if the bus takes it, and ends. */
  stop(): Promise<void>;
}

/**
 * Takes events from the outbox to the bus, in order, each at least once: it is marked only after the bus has confirmed it.
 * Starts at once. Several may run, in any processes: one publishes at a time. While the bus or the database is out of
 * reach the pauses grow from `pollMs` to 30 s.
 */
export function createOutboxRelay({ database, bus, logger, pollMs }: OutboxRelayOptions): OutboxRelay {
  let stopping = false;
  let woken = false;
  let failures = 0;
  let endPause: (() => void) | undefined;

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      const published = await publishBatch();
      if (stopping || published > 0 || (woken && failures === 0)) continue;
      await pause(Math.min(pollMs * 2 ** failures, longestPauseMs));
    }
    while (failures === 0 && (await publishBatch()) > 0);
  }

  async function publishBatch(): Promise<number> {
    let waiting: OutboxEntry[] = [];
    try {
      waiting = await claimEvents(database);
      const { length } = waiting;
      while (waiting[0]) {
        await bus.publish(waiting[0].event);
        await markPublished(database, waiting[0].position);
        waiting.shift();
      }
      failures = 0;
      return length;
    } catch (error) {
      failures++;
      logger.warn({ err: error, failures, waiting: waiting.length }, 'events could not be published; they are kept');
      await giveBack(waiting);
      return 0;
    }
  }

  async function giveBack(entries: OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await releaseEvents(database, entries);
    } catch (error) {
      logger.warn({ err: error }, 'claimed events could not be given back; they are free when the claim ends');
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const ended = run();
  return {
    wake() {
      woken = true;
      if (failures === 0) endPause?.();
    },
    async stop() {
      stopping = true;
      endPause?.();
      await ended;
    },
  };
}
