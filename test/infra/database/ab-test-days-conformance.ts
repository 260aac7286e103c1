import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AbTestDays, createAbTestDays } from '../../../src/infra/database/ab-test-days.ts';
import type { Database } from '../../../src/infra/database/database.ts';

const testId = 'abtest-octopus-k3f9x2';
const first = { day: '2026-12-01', slot: 0, variant: 'a' } as const;

/** What is kept of the days of A/B tests, in any database. */
export function abTestDaysConformance(open: () => Database): void {
  describe('the days of an A/B test', () => {
    let days: AbTestDays;
    beforeEach(async () => {
      days = createAbTestDays(open());
      await sql`truncate ab_test_days`.execute(open().kysely);
    });

    it('are told by day, whatever place of the schedule they took and when they were settled', async () => {
      const last = { day: '2027-01-01', slot: 1, variant: 'b', dropped: 'the video was private' } as const;
      const between = { day: '2026-12-10', slot: 9, variant: 'b' } as const;
      for (const day of [last, first, between]) expect(await days.settle(testId, day)).toEqual(day);
      expect(await days.daysOf(testId)).toEqual([first, between, last]);
    });

    it('keep the first verdict, and answer it to whoever comes with another', async () => {
      const lost = { ...first, dropped: 'somebody changed the thumbnail' };
      expect(await days.settle(testId, first)).toEqual(first);
      expect(await days.settle(testId, lost)).toEqual(first);
      const second = { ...lost, day: '2026-12-02' };
      expect(await days.settle(testId, second)).toEqual(second);
      expect(await days.settle(testId, { day: '2026-12-02', slot: 4, variant: 'b' })).toEqual(second);
      expect(await days.daysOf(testId)).toEqual([first, second]);
    });

    it('have one verdict when several processes give different ones at once', async () => {
      const given = Array.from({ length: 8 }, (_, index) => ({ ...first, dropped: `reason ${index}` }));
      const answered = await Promise.all(given.map((day) => days.settle(testId, day)));
      expect(new Set(answered.map(({ dropped }) => dropped)).size).toBe(1);
      expect(await days.daysOf(testId)).toEqual([answered[0]]);
    });

    it('are each test’s own', async () => {
      await days.settle(testId, first);
      const other = { ...first, variant: 'b' } as const;
      expect(await days.settle('another', other)).toEqual(other);
      expect(await days.daysOf('another')).toEqual([other]);
      expect(await days.daysOf('a third')).toEqual([]);
    });

    it('may be lost for reasons with characters that a database cannot keep', async () => {
      const kept = await days.settle(testId, { ...first, dropped: 'a\0b \ud83d' });
      expect(kept).toEqual({ ...first, dropped: 'ab \ufffd' });
    });
  });
}
