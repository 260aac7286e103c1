import { type Kysely, type Migration, sql } from 'kysely';

export const pipelinesAndOutbox: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('pipelines')
      .addColumn('pipeline_id', 'text', (column) => column.primaryKey())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('steps', 'jsonb', (column) => column.notNull())
      .addColumn('cost_usd', 'double precision', (column) => column.notNull())
      .addColumn('duration_seconds', 'double precision')
      .addColumn('publication_url', 'text')
      .addColumn('failure', 'text')
      .addColumn('search_text', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('updated_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await sql`create index pipelines_newest on pipelines (created_at desc, pipeline_id desc)`.execute(database);
    await sql`create index pipelines_newest_of_owner on pipelines (owner, created_at desc, pipeline_id desc)`.execute(
      database,
    );

    await database.schema
      .createTable('outbox')
      .addColumn('position', 'bigserial', (column) => column.primaryKey())
      .addColumn('event_id', 'text', (column) => column.notNull().unique())
      .addColumn('payload', 'jsonb', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('claimed_until', 'timestamptz')
      .addColumn('published_at', 'timestamptz')
      .execute();
    await sql`create index outbox_unpublished on outbox (position) where published_at is null`.execute(database);
  },
};
