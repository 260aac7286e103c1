import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase } from '../../../src/infra/database/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { spendingsConformance } from './spendings-conformance.ts';

spendingsConformance('PGlite', openTestDatabase);

const start = findPostgres();

describe.runIf(start || process.env.CI)('PostgreSQL (apt-get install postgresql, or set TEST_DATABASE_URL)', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    if (!start) throw new Error('no PostgreSQL server: apt-get install postgresql, or set TEST_DATABASE_URL');
    server = await start();
  });
  afterAll(() => server?.stop());

  spendingsConformance('PostgreSQL', async () => openDatabase({ url: await server.createDatabase() }));
});
