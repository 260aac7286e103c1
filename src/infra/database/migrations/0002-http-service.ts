import { type Kysely, type Migration, sql } from 'kysely';
import { piecesOf } from '../search-text.ts';

/** What the HTTP service keeps: users, answers to requests that came with an idempotency key, people's own files. */
export const httpService: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('users')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('password', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('disabled', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();

    await database.schema
      .createTable('idempotent_requests')
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('route', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('answer', 'jsonb')
      .addColumn('claimed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('idempotent_requests_key', ['owner', 'route', 'key'])
      .execute();
    await sql`create index idempotent_requests_oldest on idempotent_requests (claimed_at)`.execute(database);

    await database.schema
      .createTable('assets')
      .addColumn('asset_id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('file', 'jsonb', (column) => column.notNull())
      .addColumn('facts', 'jsonb', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await sql`create index assets_newest_of_owner on assets (owner, created_at desc, asset_id desc)`.execute(database);
    await sql`create index assets_of_file on assets ((file->>'sha256'))`.execute(database);

    await database.schema
      .alterTable('pipelines')
      // The step it is at: what lists filter by.
      .addColumn('step', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('artifacts', 'jsonb', (column) => column.notNull().defaultTo(sql`'{}'::jsonb`))
      .execute();
    for (const filter of ['state', 'step', 'owner, state', 'owner, step']) {
      const name = sql.ref(`pipelines_newest_of_${filter.replace(', ', '_')}`);
      // In the order of the list, so that a page is read off the index.
      const columns = sql.raw(`${filter}, created_at desc, pipeline_id desc`);
      await sql`create index ${name} on pipelines (${columns})`.execute(database);
    }
    await database.schema
      .createTable('pipeline_pieces')
      .addColumn('pipeline_id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('pieces', sql`text[]`, (column) => column.notNull())
      .execute();
    // Without a list of what is still to be put in, which every search would have to go through. A run comes in once.
    await sql`create index pipeline_pieces_by_piece on pipeline_pieces using gin (pieces) with (fastupdate = off)`.execute(
      database,
    );
    const { rows } = await sql<{ pipeline_id: string; created_at: string; owner: string; search_text: string }>`
      select pipeline_id, created_at, owner, search_text from pipelines`.execute(database);
    for (const run of rows) {
      await sql`insert into pipeline_pieces values (${run.pipeline_id}, ${run.created_at}, ${piecesOf(run)})`.execute(
        database,
      );
    }
    await sql`create index outbox_of_pipeline on outbox ((payload->>'subject'), position)`.execute(database);
  },
};
