import { type Kysely, type Migration, sql } from 'kysely';

/** What calls of paid services cost, and what an owner may spend. */
export const spendings: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('spendings')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('pipeline_id', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('provider', 'text', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('units', 'jsonb', (column) => column.notNull())
      .addColumn('estimate_usd', 'double precision', (column) => column.notNull())
      .addColumn('cost_usd', 'double precision')
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await sql`create index spendings_of_owner on spendings (owner, at)`.execute(database);
    await sql`create index spendings_of_pipeline on spendings (pipeline_id)`.execute(database);
    await database.schema
      .createTable('monthly_budgets')
      .addColumn('owner', 'text', (column) => column.primaryKey())
      .addColumn('usd', 'double precision', (column) => column.notNull())
      .execute();
  },
};
