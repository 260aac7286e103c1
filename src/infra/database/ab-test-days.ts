import type { Selectable } from 'kysely';
import type { AbTestDay } from '../../contracts/ab-test-run.ts';
import type { AbTestDaysTable } from './ab-test-tables.ts';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';

/** What became of the days of A/B tests. */
export interface AbTestDays {
  /**
   * Keeps the verdict on a day, and answers the one that stands: the first, however often and by whomever another is given.
   * Who looks at a day a second time may find the next variant shown already.
   */
  settle(testId: string, day: AbTestDay): Promise<AbTestDay>;
  /** By day. */
  daysOf(testId: string): Promise<AbTestDay[]>;
}

export function createAbTestDays({ kysely }: Pick<Database, 'kysely'>): AbTestDays {
  return {
    async settle(testId, { day, slot, variant, dropped }) {
      const row = await kysely
        .insertInto('ab_test_days')
        .values({
          ...{ test_id: storableText(testId), day, slot, variant },
          dropped: dropped === undefined ? null : storableText(dropped),
        })
        // Changes nothing, but the row is answered.
        .onConflict((conflict) => conflict.columns(['test_id', 'day']).doUpdateSet({ day }))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toDay(row);
    },

    async daysOf(testId) {
      const rows = await kysely
        .selectFrom('ab_test_days')
        .selectAll()
        .where('test_id', '=', storableText(testId))
        .orderBy('day')
        .execute();
      return rows.map(toDay);
    },
  };
}

function toDay({ day, slot, variant, dropped }: Selectable<AbTestDaysTable>): AbTestDay {
  return { day, slot, variant, ...(dropped !== null && { dropped }) };
}
