import { sql } from 'kysely';
import type { DomainEvent } from '../../contracts/events.ts';
import type { Database } from '../database/database.ts';

export interface OutboxEntry {
  position: number;
  event: DomainEvent;
}

/** Any number, the same in every process: at most one relay claims at a time. */
const claimLock = 7_411_960_223;
const batchSize = 20;
/** Past this a relay that claimed events is taken for dead. Far above what publishing a batch takes. */
const claimSeconds = 60;

/**
 * Claims the oldest unpublished events for publishing; none while another relay has some claimed, so that the order
 * stays. They are published outside the transaction: PGlite's one connection is not kept waiting for a bus.
 */
export async function claimEvents({ kysely }: Pick<Database, 'kysely'>): Promise<OutboxEntry[]> {
  return kysely.transaction().execute(async (transaction) => {
    const { rows } = await sql<{
      locked: boolean;
    }>`select pg_try_advisory_xact_lock(${sql.lit(claimLock)}) as locked`.execute(transaction);
    if (!rows[0]?.locked) return [];
    // A statement of its own: its snapshot, taken under the lock, has all earlier claims.
    const claimed = await transaction
      .updateTable('outbox')
      .set({ claimed_until: sql<string>`now() + make_interval(secs => ${sql.lit(claimSeconds)})` })
      .where('position', 'in', (select) =>
        select
          .selectFrom('outbox')
          .select('position')
          .where('published_at', 'is', null)
          .orderBy('position')
          .limit(batchSize),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox as other')
              .select('other.position')
              .where('other.published_at', 'is', null)
              .where('other.claimed_until', '>', sql<string>`now()`),
          ),
        ),
      )
      .returning(['position', 'payload as event'])
      .execute();
    return claimed.sort((a, b) => a.position - b.position);
  });
}

export async function markPublished({ kysely }: Pick<Database, 'kysely'>, position: number): Promise<void> {
  await kysely
    .updateTable('outbox')
    .set({ published_at: sql<string>`now()`, claimed_until: null })
    .where('position', '=', position)
    .execute();
}

/** Gives claimed events back, for the next try of any relay. */
export async function releaseEvents({ kysely }: Pick<Database, 'kysely'>, entries: OutboxEntry[]): Promise<void> {
  const positions = entries.map(({ position }) => position);
  await kysely
    .updateTable('outbox')
    .set({ claimed_until: null })
    .where('position', 'in', positions)
    .where('published_at', 'is', null)
    .execute();
}
