import { type Kysely, type Migration, sql } from 'kysely';

/** Channels that are signed in, uploads on their way, what of a day's quota is used up, and what was published. */
export const publishing: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('channels')
      .addColumn('channel_id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('handle', 'text', (column) => column.notNull())
      .addColumn('refresh_token', 'text', (column) => column.notNull())
      .addColumn('signed_in_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('revoked_at', 'timestamptz')
      .execute();
    await sql`create index channels_of_owner on channels (owner)`.execute(database);
    await database.schema
      .createTable('uploads')
      .addColumn('upload_key', 'text', (column) => column.primaryKey())
      .addColumn('pipeline_id', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('session', 'text')
      .addColumn('confirmed', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('video_id', 'text')
      .addColumn('retracted_at', 'timestamptz')
      .addColumn('begun_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await sql`create index uploads_of_pipeline on uploads (pipeline_id)`.execute(database);
    await database.schema
      .createTable('quota_used')
      .addColumn('project', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('units', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('quota_used_key', ['project', 'day', 'bucket'])
      .execute();
    await database.schema
      .createTable('published_films')
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('film_id', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('pipeline_id', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('script_sketch', 'jsonb', (column) => column.notNull())
      .addColumn('published_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('published_films_key', ['target', 'film_id'])
      .execute();
    await sql`create index published_films_newest on published_films (target, channel_id, published_at desc)`.execute(
      database,
    );
  },
};
