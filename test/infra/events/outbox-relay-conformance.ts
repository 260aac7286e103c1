import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DomainEvent } from '../../../src/contracts/events.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import type { EventBus } from '../../../src/infra/events/event-bus.ts';
import { createOutboxRelay, type OutboxRelay } from '../../../src/infra/events/outbox-relay.ts';
import { sampleEvent, sampleRecord } from '../database/samples.ts';

const logger = pino({ level: 'silent' });

/** What the relay does with the outbox of every database. */
export function outboxRelayConformance(name: string, open: () => Promise<Database>): void {
  describe(`outbox relay on ${name}`, () => {
    let database: Database;
    let published: string[];
    let relays: OutboxRelay[];

    beforeAll(async () => {
      database = await open();
    });
    beforeEach(async () => {
      await sql`truncate pipelines, outbox`.execute(database.kysely);
      published = [];
      relays = [];
    });
    afterEach(() => Promise.all(relays.map((relay) => relay.stop())));
    afterAll(() => database.close());

    const busThat = (publish: (event: DomainEvent) => void | Promise<void>): EventBus => ({
      publish: async (event) => publish(event),
      subscribe: () => () => undefined,
      close: () => Promise.resolve(),
    });
    const recording = busThat((event) => void published.push(event.id));

    function start(bus: EventBus, pollMs = 20): OutboxRelay {
      const relay = createOutboxRelay({ database, bus, logger, pollMs });
      relays.push(relay);
      return relay;
    }
    async function write(...ids: string[]): Promise<void> {
      const records = createPipelineRecords(database);
      for (const id of ids) await records.write({ record: sampleRecord(), sequence: 1, event: sampleEvent(id) });
    }
    const unpublished = async (): Promise<string[]> => {
      const rows = await database.kysely
        .selectFrom('outbox')
        .select('event_id')
        .where('published_at', 'is', null)
        .orderBy('position')
        .execute();
      return rows.map((row) => row.event_id);
    };
    const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `e${index}`);
    const until = (check: () => void | Promise<void>): Promise<void> =>
      vi.waitFor(check, { timeout: 10_000, interval: 5 });

    it('publishes what was written, in order, once, and marks it', async () => {
      const ids = numbered(45);
      await write(...ids);
      start(recording);
      await until(async () => expect(await unpublished()).toEqual([]));
      expect(published).toEqual(ids);
    });

    it('gives the bus the event as it was written', async () => {
      const event = sampleEvent('e1', { type: 'pipeline.completed', data: { files: ['video.mp4'], costUsd: 0 } });
      const received: DomainEvent[] = [];
      await createPipelineRecords(database).write({ record: sampleRecord(), sequence: 1, event });
      start(busThat((given) => void received.push(given)));
      await until(() => expect(received).toEqual([event]));
    });

    it('looks at once when it is woken', async () => {
      await write('e1');
      const relay = start(recording, 600_000);
      await until(async () => expect(await unpublished()).toEqual([]));
      await write('e2');
      relay.wake();
      await until(() => expect(published).toEqual(['e1', 'e2']));
    });

    it('keeps the order and loses nothing when the bus fails, and goes on by itself', async () => {
      const ids = numbered(6);
      await write(...ids);
      let failures = 0;
      const flaky = busThat((event) => {
        if (event.id === 'e3' && failures++ < 2) throw new Error('the broker is away');
        published.push(event.id);
      });
      start(flaky, 5);
      await until(async () => expect(await unpublished()).toEqual([]));
      expect(published).toEqual(ids);
      expect(failures).toBe(3);
    });

    it('marks nothing the bus has not confirmed', async () => {
      await write('e1', 'e2');
      let attempts = 0;
      const relay = start(
        busThat(() => {
          attempts++;
          throw new Error('the broker is away');
        }),
        5,
      );
      await until(() => expect(attempts).toBeGreaterThan(2));
      await relay.stop();
      expect(await unpublished()).toEqual(['e1', 'e2']);
    });

    it('publishes again what a relay had claimed when it died', async () => {
      await write('e1', 'e2');
      await sql`update outbox set claimed_until = now() - interval '1 second'`.execute(database.kysely);
      start(recording);
      await until(() => expect(published).toEqual(['e1', 'e2']));
    });

    it('leaves alone what another relay is publishing, and all that comes after it', async () => {
      await write('e1', 'e2');
      await sql`update outbox set claimed_until = now() + interval '1 minute' where event_id = 'e1'`.execute(
        database.kysely,
      );
      await start(recording).stop();
      expect(published).toEqual([]);
    });

    it('publishes each event once, in order, when several relays run', async () => {
      const ids = numbered(90);
      await write(...ids.slice(0, 50));
      for (let relay = 0; relay < 4; relay++) start(recording, 2);
      await write(...ids.slice(50));
      await until(async () => expect(await unpublished()).toEqual([]));
      expect(published).toEqual(ids);
    });

    it("doesn't keep the database waiting for the bus", async () => {
      await write('e1');
      let confirm: (() => void) | undefined;
      start(busThat(() => new Promise((resolve) => (confirm = resolve))));
      await until(() => expect(confirm).toBeDefined());
      await write('e2');
      expect(await unpublished()).toEqual(['e1', 'e2']);
      await until(async () => {
        confirm?.();
        expect(await unpublished()).toEqual([]);
      });
    });

    it('publishes what is there before it stops', async () => {
      const relay = start(recording, 600_000);
      const ids = numbered(25);
      await write(...ids);
      await relay.stop();
      expect(published).toEqual(ids);
      expect(await unpublished()).toEqual([]);
    });
  });
}
