import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { publishedFilmsConformance } from './published-films-conformance.ts';
import { uploadsConformance } from './uploads-conformance.ts';

/** One database for both: making one takes longer than all that is asked of it. */
function conformance(name: string, openAnew: () => Promise<Database>): void {
  describe(`in ${name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await openAnew();
    });
    afterAll(() => database?.close());

    uploadsConformance(() => database);
    publishedFilmsConformance(() => database);
  });
}

conformance('PGlite', openTestDatabase);

const start = findPostgres();

describe.runIf(start || process.env.CI)('PostgreSQL (apt-get install postgresql, or set TEST_DATABASE_URL)', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    if (!start) throw new Error('no PostgreSQL server: apt-get install postgresql, or set TEST_DATABASE_URL');
    server = await start();
  });
  afterAll(() => server?.stop());

  conformance('PostgreSQL', async () => openDatabase({ url: await server.createDatabase() }));
});
