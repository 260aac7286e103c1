import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/infra/database/database.ts';
import { outboxRelayConformance } from '../events/outbox-relay-conformance.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { recordsConformance } from './records-conformance.ts';

const start = findPostgres();

describe.runIf(start || process.env.CI)('PostgreSQL (apt-get install postgresql, or set TEST_DATABASE_URL)', () => {
  let server: PostgresServer;
  const open = async () => openDatabase({ url: await server.createDatabase() });

  beforeAll(async () => {
    if (!start) throw new Error('no PostgreSQL server: apt-get install postgresql, or set TEST_DATABASE_URL');
    server = await start();
  });
  afterAll(() => server?.stop());

  recordsConformance('PostgreSQL', open);
  outboxRelayConformance('PostgreSQL', open);

  it('is brought up to date once by several that start at the same time', async () => {
    const url = await server.createDatabase();
    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url })));
    await Promise.all(databases.map((database) => database.check()));
    await Promise.all(databases.map((database) => database.close()));
  });

  it('says that the database is not there, and which', async () => {
    const url = new URL(await server.createDatabase());
    url.pathname = '/no_such_database';
    await expect(openDatabase({ url: url.href })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining('no_such_database') as string,
    });
  });

  it('says that the user is not taken, and whom it refused to the log alone', async () => {
    const url = new URL(await server.createDatabase());
    url.username = 'no_such_user';
    const error: unknown = await openDatabase({ url: url.href }).catch((e) => e);
    expect(error).toMatchObject({
      type: 'BadCredentials',
      message:
        'the database of DATABASE_URL: it does not take this user and password: correct user and password in DATABASE_URL',
    });
    expect(loggedAs(error)).toContain('no_such_user');
  });
});

/** A line of the log, as the API writes it for what it refuses. */
function loggedAs(error: unknown): string {
  let line = '';
  pino({}, { write: (text: string) => void (line += text) }).warn({ err: error }, 'refused');
  return line;
}

describe('DATABASE_URL', () => {
  it('that leads nowhere is a service out of reach; where, without the password, is for the log alone', async () => {
    const error: unknown = await openDatabase({ url: 'postgresql://ada:hunter2@127.0.0.1:9/films' }).catch((e) => e);
    expect(error).toMatchObject({
      type: 'ProviderUnavailable',
      retry: true,
      message: 'the database of DATABASE_URL: it does not answer (ECONNREFUSED): start it or wait for it, then retry',
    });
    const logged = loggedAs(error);
    expect(logged).toContain('127.0.0.1:9/films');
    expect(logged).not.toContain('hunter2');
  });

  it('with a name that leads nowhere tells the name to the log alone', async () => {
    const error: unknown = await openDatabase({ url: 'postgresql://ada@db.invalid/films' }).catch((e) => e);
    expect((error as Error).message).not.toContain('db.invalid');
    expect(loggedAs(error)).toContain('db.invalid');
  });

  it.each(['mysql://localhost/films', 'postgres://ada:hunter2@[::/films'])('%s is refused', async (url) => {
    const error: unknown = await openDatabase({ url }).catch((e) => e);
    expect(error).toMatchObject({ type: 'InvalidInput' });
    expect((error as Error).message).not.toContain('hunter2');
  });
});
