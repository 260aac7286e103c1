import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { Failure } from '../../contracts/failures.ts';
import { columnParsers } from './column-parsers.ts';
import { databaseFailure } from './database-failures.ts';

/** A pool of connections to a PostgreSQL server, 15 or newer. Connects when first asked. */
export function openServerPool(url: string): PostgresPool {
  // pg would put the whole of a URL it can't read, password included, into its error.
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url, 'postgres://base')) {
    throw new Failure(
      'InvalidInput',
      'DATABASE_URL is not a PostgreSQL URL: write postgresql://user:password@host:5432/name, special characters percent-encoded',
    );
  }
  const { host, pathname } = new URL(url, 'postgres://base');
  const explain = (error: unknown) => databaseFailure(error, 'the database of DATABASE_URL', `${host}${pathname}`);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'faceless',
    types: { getTypeParser: (oid, format) => columnParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text') },
  });
  // A connection lost while idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);

  return {
    async connect() {
      try {
        return reportFailures(await pool.connect(), explain);
      } catch (error) {
        throw explain(error);
      }
    },
    end: () => pool.end(),
  };
}

function reportFailures(client: pg.PoolClient, explain: (error: unknown) => unknown): PostgresPoolClient {
  async function query(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      throw explain(error);
    }
  }
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}
