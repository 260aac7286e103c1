import { type Insertable, sql } from 'kysely';
import type { AbTestPlan } from '../../contracts/ab-test.ts';
import type { AbTestRecord, AbTestSubject, RecordAbTestInput } from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import type { AbTestsTable } from './ab-test-tables.ts';
import type { Database } from './database.ts';
import { type AbTestList, type ListAbTestsQuery, listAbTests, listedColumns, toListing } from './list-ab-tests.ts';
import { storableJson, storableText } from './storable.ts';

export interface AbTestRecords {
  /**
   * Keeps the record as it is now, unless a later one is kept already, and its event, once: both in one transaction.
   * Writing again, or out of order, changes nothing.
   */
  write(input: RecordAbTestInput): Promise<void>;
  get(testId: string): Promise<AbTestRecord | undefined>;
  /** Newest first. Rejects with `InvalidInput` for a limit or a cursor that can't be. */
  list(query: ListAbTestsQuery): Promise<AbTestList>;
  /**
   * Keeps what a test is of and how it is done, before its first day; again with the same nothing happens.
   * @throws Failure `InvalidInput` when another plan, or another subject, is kept for the test: what was registered before a
   * test can't be changed after it has begun
   */
  register(subject: AbTestSubject, plan: AbTestPlan): Promise<void>;
  /** What was registered. */
  plan(testId: string): Promise<{ subject: AbTestSubject; plan: AbTestPlan } | undefined>;
}

export function createAbTestRecords({ kysely }: Pick<Database, 'kysely'>): AbTestRecords {
  return {
    async write({ record, sequence, event }) {
      const row = toRow(record, sequence);
      const { test_id: _id, ...values } = row;
      await kysely.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('ab_tests')
          .values(row)
          .onConflict((conflict) =>
            conflict.column('test_id').doUpdateSet(values).where(sql<boolean>`ab_tests.sequence < excluded.sequence`),
          )
          .execute();
        if (!event) return;
        // Events of a pipeline are read in the order of their positions, so its own writes and those of its tests wait for each
        // other. Where there is none, the row above is locked even when it stays.
        await transaction
          .selectFrom('pipelines')
          .select('pipeline_id')
          .where('pipeline_id', '=', storableText(event.subject))
          .forUpdate()
          .execute();
        await transaction
          .insertInto('outbox')
          .values({ event_id: event.id, payload: storableJson(event) })
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .execute();
      });
    },

    async get(testId) {
      const row = await kysely
        .selectFrom('ab_tests')
        .select([...listedColumns, 'days'])
        .where('test_id', '=', storableText(testId))
        .executeTakeFirst();
      return row && { ...toListing(row), days: row.days };
    },

    list: (query) => listAbTests(kysely, query),

    async register(subject, plan) {
      const { testId, owner, topic, correlationId, pipelineId, video, variants, design } = subject;
      // What else the caller's object has is not part of it.
      const registered = { testId, owner, topic, correlationId, pipelineId, video, variants, design };
      const test_id = storableText(testId);
      const same = await kysely
        .insertInto('ab_test_plans')
        .values({ test_id, subject: storableJson(registered), plan: storableJson(plan) })
        .onConflict((conflict) =>
          conflict
            .column('test_id')
            .doUpdateSet({ test_id })
            .where(sql<boolean>`ab_test_plans.subject = excluded.subject and ab_test_plans.plan = excluded.plan`),
        )
        .returning('test_id')
        .executeTakeFirst();
      if (same) return;
      throw new Failure(
        'InvalidInput',
        `the A/B test ${testId} is registered with another plan, and no plan is changed afterwards: start another test`,
      );
    },

    async plan(testId) {
      return kysely
        .selectFrom('ab_test_plans')
        .select(['subject', 'plan'])
        .where('test_id', '=', storableText(testId))
        .executeTakeFirst();
    },
  };
}

function toRow(record: AbTestRecord, sequence: number): Insertable<AbTestsTable> {
  const { testId, owner, topic, state, pipelineId, days, createdAt, updatedAt, ...about } = record;
  return {
    test_id: storableText(testId),
    sequence,
    owner: storableText(owner),
    topic: storableText(topic),
    state,
    pipeline_id: pipelineId === undefined ? null : storableText(pipelineId),
    video_id: storableText(about.video.id),
    about: storableJson(about),
    days: storableJson(days),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
