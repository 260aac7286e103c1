import { Failure } from '../contracts/failures.ts';
import type { Config } from '../infra/config/config.ts';
import { type Database, openDatabase } from '../infra/database/database.ts';

/** Works with the database for as long as that takes. @throws Failure `InvalidInput` when the local stack has it open */
export async function withDatabase<T>(
  { databaseUrl, databaseFolder }: Config,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: databaseUrl, folder: databaseFolder }).catch(explainLock);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The embedded database is one process's alone. */
function explainLock(error: unknown): Database {
  if (!(error instanceof Failure) || typeof error.details?.pid !== 'number') throw error;
  throw new Failure(
    'InvalidInput',
    `the local stack, process ${error.details.pid}, has the database open: stop it (Ctrl-C), run this again, then ` +
      'start it; a PostgreSQL server of DATABASE_URL can be used by both',
    { cause: error },
  );
}
