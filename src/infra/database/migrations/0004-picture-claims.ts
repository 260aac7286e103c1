import { type Kysely, type Migration, sql } from 'kysely';

/** Which shot of a film shows which picture, so that no other one does. */
export const pictureClaims: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('picture_claims')
      .addColumn('pipeline_id', 'text', (column) => column.notNull())
      .addColumn('picture', 'text', (column) => column.notNull())
      .addColumn('shot', 'text', (column) => column.notNull())
      .addColumn('claimed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('picture_claims_key', ['pipeline_id', 'picture'])
      .execute();
    await sql`create index picture_claims_oldest on picture_claims (claimed_at)`.execute(database);
  },
};
