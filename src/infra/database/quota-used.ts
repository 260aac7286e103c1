import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A bucket of a project's quota on one day. */
export interface QuotaDay {
  project: string;
  /** `2026-11-23`. */
  day: string;
  bucket: string;
}

/** What of quotas is used up, by all processes together. */
export interface QuotaUsed {
  /** Whether there was room for it: never more than the limit is taken, however many ask at once. */
  take(of: QuotaDay, units: number, limit: number): Promise<boolean>;
  /** Was taken and not used. */
  giveBack(of: QuotaDay, units: number): Promise<void>;
  /** Nothing is left that day. */
  exhaust(of: QuotaDay, limit: number): Promise<void>;
  read(of: QuotaDay): Promise<number>;
}

export function createQuotaUsed({ kysely }: Pick<Database, 'kysely'>): QuotaUsed {
  return {
    async take(of, units, limit) {
      if (units > limit) return false;
      // One statement: who comes second waits for the row, and finds it as the first has left it.
      const taken = await kysely
        .insertInto('quota_used')
        .values({ ...of, units })
        .onConflict((conflict) =>
          conflict
            .columns(['project', 'day', 'bucket'])
            .doUpdateSet({ units: sql<number>`quota_used.units + excluded.units` })
            .where(sql<boolean>`quota_used.units + excluded.units <= ${limit}`),
        )
        .returning('units')
        .executeTakeFirst();
      return taken !== undefined;
    },

    async giveBack({ project, day, bucket }, units) {
      await kysely
        .updateTable('quota_used')
        .set({ units: sql<number>`greatest(0, units - ${units}::integer)` })
        .where('project', '=', project)
        .where('day', '=', day)
        .where('bucket', '=', bucket)
        .execute();
    },

    async exhaust(of, limit) {
      await kysely
        .insertInto('quota_used')
        .values({ ...of, units: limit })
        .onConflict((conflict) =>
          conflict
            .columns(['project', 'day', 'bucket'])
            .doUpdateSet({ units: sql<number>`greatest(quota_used.units, excluded.units)` }),
        )
        .execute();
    },

    async read({ project, day, bucket }) {
      const row = await kysely
        .selectFrom('quota_used')
        .select('units')
        .where('project', '=', project)
        .where('day', '=', day)
        .where('bucket', '=', bucket)
        .executeTakeFirst();
      return row?.units ?? 0;
    },
  };
}
