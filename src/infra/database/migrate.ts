import { type Kysely, type Migration, Migrator } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import { pipelinesAndOutbox } from './migrations/0001-pipelines-and-outbox.ts';
import { httpService } from './migrations/0002-http-service.ts';
import { spendings } from './migrations/0003-spendings.ts';
import { pictureClaims } from './migrations/0004-picture-claims.ts';
import { publishing } from './migrations/0005-publishing.ts';
import { abTests } from './migrations/0006-ab-tests.ts';
import type { Tables } from './tables.ts';

/** In the order of their names. One that was released is never changed: add another. */
const migrations: Record<string, Migration> = {
  '0001-pipelines-and-outbox': pipelinesAndOutbox,
  '0002-http-service': httpService,
  '0003-spendings': spendings,
  '0004-picture-claims': pictureClaims,
  '0005-publishing': publishing,
  '0006-ab-tests': abTests,
};

/** Brings the tables up to date, in one transaction and under a lock of the database, so that many may start at once. */
export async function migrateToLatest(kysely: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Failure) throw error;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  const reason = error instanceof Error ? error.message : String(error);
  if (reason.includes('previously executed migration')) {
    throw new Failure(
      'InvalidInput',
      `the database was made by a newer version of this program (${reason}): use that version, or another database`,
      { cause: error },
    );
  }
  throw new Failure('Internal', `the database migration ${failed ?? ''} failed: ${reason}`, { cause: error });
}
