import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import {
  createIdempotentRequests,
  type IdempotentRequest,
  type IdempotentRequests,
} from '../../../src/infra/database/idempotent-requests.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';

const asked: IdempotentRequest = { owner: 'ada', route: 'POST /things', key: 'k1', fingerprint: 'f1' };
const answer = { status: 202, headers: { location: '/things/1' }, body: '{"id":1}' };

/** What the ledger is, in every database it may be kept in. */
function conformance(name: string, open: () => Promise<Database>): void {
  describe(`idempotent requests in ${name}`, () => {
    let database: Database;
    let requests: IdempotentRequests;
    beforeAll(async () => {
      database = await open();
      requests = createIdempotentRequests(database);
    });
    beforeEach(async () => {
      await sql`truncate idempotent_requests`.execute(database.kysely);
    });
    afterAll(() => database?.close());

    const age = (seconds: number) =>
      sql`update idempotent_requests set claimed_at = claimed_at - make_interval(secs => ${seconds})`.execute(
        database.kysely,
      );
    const busy = { type: 'Conflict', retryAfterMs: 1000 };
    const reused = { type: 'IdempotencyKeyReused' };

    it('are claimed once, and answered ever after', async () => {
      expect(await requests.claim(asked)).toBeUndefined();
      await expect(requests.claim(asked)).rejects.toMatchObject(busy);
      await requests.answer(asked, answer);
      expect(await requests.claim(asked)).toEqual(answer);
      expect(await requests.claim(asked)).toEqual(answer);
    });

    it('are claimed by exactly one of many at once', async () => {
      const claims = await Promise.allSettled(Array.from({ length: 20 }, () => requests.claim(asked)));
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const claim of claims) if (claim.status === 'rejected') expect(claim.reason).toMatchObject(busy);
    });

    it('are taken over by exactly one of many when nothing was heard of them for a minute', async () => {
      await requests.claim(asked);
      await age(61);
      const claims = await Promise.allSettled(Array.from({ length: 20 }, () => requests.claim(asked)));
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('are not taken over while they are renewed', async () => {
      await requests.claim(asked);
      await age(59);
      await requests.renew(asked);
      await age(59);
      await expect(requests.claim(asked)).rejects.toMatchObject(busy);
    });

    it('are not taken over once they are answered, however old, until their day is over', async () => {
      await requests.claim(asked);
      await requests.answer(asked, answer);
      await age(23 * 3600);
      await requests.renew(asked);
      expect(await requests.claim(asked)).toEqual(answer);
      await age(3601);
      expect(await requests.claim(asked)).toBeUndefined();
    });

    it('are refused to another request under the same key, answered or not, dead or not', async () => {
      const other = { ...asked, fingerprint: 'f2' };
      await requests.claim(asked);
      await expect(requests.claim(other)).rejects.toMatchObject(reused);
      await age(61);
      await expect(requests.claim(other)).rejects.toMatchObject(reused);
      await requests.answer(asked, answer);
      await expect(requests.claim(other)).rejects.toMatchObject(reused);
    });

    it('are told apart by owner, by address and by key', async () => {
      for (const change of [{}, { owner: 'bob' }, { route: 'POST /others' }, { key: 'k2' }])
        expect(await requests.claim({ ...asked, ...change })).toBeUndefined();
    });

    it('are free again when they are released, and only those that are not answered', async () => {
      await requests.claim(asked);
      await requests.release(asked);
      expect(await requests.claim(asked)).toBeUndefined();
      await requests.answer(asked, answer);
      await requests.release(asked);
      expect(await requests.claim(asked)).toEqual(answer);
    });

    it('keep an answer as it was sent, whatever is in it', async () => {
      const body = JSON.stringify({ text: 'NUL \0, half \ud83d, whole 🐙, "quotes" \\ and\n lines' });
      await requests.claim(asked);
      await requests.answer(asked, { status: 201, headers: {}, body });
      expect(await requests.claim(asked)).toEqual({ status: 201, headers: {}, body });
    });
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
