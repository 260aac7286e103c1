import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { abTestDaysConformance } from './ab-test-days-conformance.ts';
import { abTestIndexesConformance } from './ab-test-indexes-conformance.ts';
import { abTestsConformance } from './ab-tests-conformance.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { simulatedShowsConformance } from './simulated-shows-conformance.ts';
import { videoFiguresConformance } from './video-figures-conformance.ts';

/** One database for all: making one takes longer than all that is asked of it. */
function conformance(name: string, openAnew: () => Promise<Database>): void {
  describe(`in ${name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await openAnew();
    });
    afterAll(() => database?.close());

    abTestsConformance(() => database);
    abTestDaysConformance(() => database);
    videoFiguresConformance(() => database);
    simulatedShowsConformance(() => database);
    abTestIndexesConformance(() => database);
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
