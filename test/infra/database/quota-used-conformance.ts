import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createQuotaUsed, type QuotaUsed } from '../../../src/infra/database/quota-used.ts';

const today = { project: '407408718192', day: '2026-11-23', bucket: 'units' };

/** What is kept of a quota in any database. */
export function quotaUsedConformance(name: string, open: () => Promise<Database>): void {
  describe(`the used quota in ${name}`, () => {
    let database: Database;
    let used: QuotaUsed;

    beforeAll(async () => {
      database = await open();
      used = createQuotaUsed(database);
    });
    afterAll(() => database.close());
    beforeEach(() => sql`truncate quota_used`.execute(database.kysely));

    it('is nothing before the first call of a day', async () => {
      expect(await used.read(today)).toBe(0);
    });

    it('adds up to the limit and never above it', async () => {
      expect(await used.take(today, 60, 100)).toBe(true);
      expect(await used.take(today, 41, 100)).toBe(false);
      expect(await used.read(today)).toBe(60);
      expect(await used.take(today, 40, 100)).toBe(true);
      expect(await used.take(today, 1, 100)).toBe(false);
      expect(await used.read(today)).toBe(100);
    });

    it('refuses what is more than the whole limit, and writes nothing of it', async () => {
      expect(await used.take(today, 101, 100)).toBe(false);
      expect(await used.read(today)).toBe(0);
    });

    it('never gives the last of it to two that ask at once', async () => {
      const asked = await Promise.all(Array.from({ length: 40 }, () => used.take(today, 3, 50)));
      expect(asked.filter(Boolean)).toHaveLength(16);
      expect(await used.read(today)).toBe(48);
    });

    it('counts days, buckets and projects apart', async () => {
      const others = [
        { ...today, day: '2026-11-24' },
        { ...today, bucket: 'uploads' },
        { ...today, project: '1' },
      ];
      await used.exhaust(today, 100);
      for (const other of others) expect(await used.take(other, 100, 100)).toBe(true);
    });

    it('has nothing left when it is exhausted, and never less used than there was', async () => {
      await used.take(today, 10, 100);
      await used.exhaust(today, 100);
      expect(await used.read(today)).toBe(100);
      expect(await used.take(today, 1, 100)).toBe(false);
      await used.exhaust(today, 50);
      expect(await used.read(today)).toBe(100);
      expect(await used.take(today, 1, 200)).toBe(true);
    });

    it('takes back what was not used, of that day alone', async () => {
      const tomorrow = { ...today, day: '2026-11-24' };
      await used.take(today, 90, 100);
      await used.take(tomorrow, 90, 100);
      await used.giveBack(today, 50);
      expect(await used.read(today)).toBe(40);
      expect(await used.read(tomorrow)).toBe(90);
      await used.giveBack(today, 50);
      expect(await used.read(today)).toBe(0);
    });
  });
}
