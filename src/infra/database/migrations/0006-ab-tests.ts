import { type Kysely, type Migration, sql } from 'kysely';

/** A/B tests with their plans and days, what platforms counted, and what the simulated channel shows. */
export const abTests: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('ab_tests')
      .addColumn('test_id', 'text', (column) => column.primaryKey())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('pipeline_id', 'text')
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('about', 'jsonb', (column) => column.notNull())
      .addColumn('days', 'jsonb', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('updated_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await sql`create index ab_tests_newest on ab_tests (created_at desc, test_id desc)`.execute(database);
    for (const filter of ['owner', 'state', 'pipeline_id', 'video_id', 'owner, state']) {
      const name = sql.ref(`ab_tests_newest_of_${filter.replace(', ', '_')}`);
      // In the order of the list, so that a page is read off the index.
      await sql`create index ${name} on ab_tests (${sql.raw(filter)}, created_at desc, test_id desc)`.execute(database);
    }
    await database.schema
      .createTable('ab_test_plans')
      .addColumn('test_id', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'jsonb', (column) => column.notNull())
      .addColumn('plan', 'jsonb', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('ab_test_days')
      .addColumn('test_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('slot', 'integer', (column) => column.notNull())
      .addColumn('variant', 'text', (column) => column.notNull())
      .addColumn('dropped', 'text')
      .addPrimaryKeyConstraint('ab_test_days_key', ['test_id', 'day'])
      .execute();

    // Read backwards, the key has the newest of a day and source first.
    const figuresKey = ['target', 'channel_id', 'video_id', 'day', 'source', 'learned_at', 'position'] as const;
    await database.schema
      .createTable('video_figures')
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('learned_at', 'timestamptz', (column) => column.notNull())
      .addColumn('position', 'bigserial', (column) => column.notNull())
      .addColumn('figures', 'jsonb', (column) => column.notNull())
      .addPrimaryKeyConstraint('video_figures_key', [...figuresKey])
      .execute();
    await database.schema
      .createTable('figure_cursors')
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('cursor', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('figure_cursors_key', ['target', 'channel_id', 'source'])
      .execute();
    await database.schema
      .createTable('simulated_shows')
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('position', 'bigserial', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('variant', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('simulated_shows_key', ['video_id', 'at', 'position'])
      .execute();
  },
};
