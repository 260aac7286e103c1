import { Kysely, PostgresDialect, sql } from 'kysely';
import { migrateToLatest } from './migrate.ts';
import type { Tables } from './tables.ts';

export interface Database {
  kysely: Kysely<Tables>;
  /** Resolves when a query is answered. */
  check(): Promise<void>;
  /** Waits for what is running. */
  close(): Promise<void>;
}

/**
 * Opens the database with its tables up to date: the PostgreSQL server of `url`, else PGlite in `folder`, else PGlite in
 * memory, which is gone when closed. Rejects with a `Failure` when it can't be reached, or the folder is in use.
 */
export async function openDatabase({ url, folder }: { url?: string; folder?: string }): Promise<Database> {
  // Either driver takes a while to load: only the one in use is.
  const pool = url
    ? (await import('./server-pool.ts')).openServerPool(url)
    : await (await import('./embedded-pool.ts')).openEmbeddedPool(folder);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrateToLatest(kysely);
    // A server does so by itself. Who is not told takes every owner and every state for rare, and sorts all that is there.
    if (!url) await sql`analyze pipelines, pipeline_pieces`.execute(kysely);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return {
    kysely,
    async check() {
      await sql`select 1`.execute(kysely);
    },
    close: () => kysely.destroy(),
  };
}
