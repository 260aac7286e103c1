import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createSpendings, type Spendings } from '../../../src/infra/database/spendings.ts';
import { readUsage, type UsageQuery } from '../../../src/infra/database/usage.ts';

type Reservation = Parameters<Spendings['reserve']>[0];

/** What the books are in any database. */
export function spendingsConformance(name: string, open: () => Promise<Database>): void {
  describe(`the books in ${name}`, () => {
    let database: Database;
    let spendings: Spendings;
    let count = 0;

    beforeAll(async () => {
      database = await open();
      spendings = createSpendings(database);
    });
    afterAll(() => database.close());
    beforeEach(() => sql`truncate spendings, monthly_budgets`.execute(database.kysely));

    function reserve(estimateUsd: number, changes: Partial<Reservation> = {}, budgets = {}) {
      count += 1;
      const about = { pipelineId: 'octopus-abc234', owner: 'ada', step: 'audio', provider: 'elevenlabs' } as const;
      const reservation = {
        id: `call-${count}`,
        ...about,
        model: 'v2',
        units: { characters: 10 },
        estimateUsd,
        ...changes,
      };
      return spendings.reserve(reservation, budgets).then(() => reservation.id);
    }
    async function spend(costUsd: number, changes: Partial<Reservation> = {}) {
      await spendings.settle(await reserve(costUsd, changes), { characters: 10 }, costUsd);
    }
    const usage = (changes: Partial<UsageQuery> = {}) =>
      readUsage(database, { from: '2000-01-01', to: '2099-12-31', by: [], monthOf: 'ada', ...changes });
    const moveTo = (id: string, at: string) =>
      sql`update spendings set at = ${at}::timestamptz where id = ${id}`.execute(database.kysely);

    it('refuse a call that does not fit into what is left of its run’s budget, and write nothing of it', async () => {
      await spend(0.6);
      await expect(reserve(0.5, {}, { pipelineUsd: 1 })).rejects.toMatchObject({
        type: 'BudgetExceeded',
        message: 'the budget of this run is $1.00; $0.6000 is spent, and the next call may cost $0.5000',
      });
      expect(await usage()).toMatchObject({ calls: 1, costUsd: 0.6, reservedUsd: 0 });
    });

    it('let a call take the last cent of a budget', async () => {
      await spend(0.1);
      await spend(0.2);
      await reserve(0.7, {}, { pipelineUsd: 1 });
      await expect(reserve(0.01, {}, { pipelineUsd: 1 })).rejects.toMatchObject({ type: 'BudgetExceeded' });
    });

    it('count what is reserved until it is settled, and then what it cost', async () => {
      const id = await reserve(0.9);
      await expect(reserve(0.5, {}, { pipelineUsd: 1 })).rejects.toMatchObject({ type: 'BudgetExceeded' });
      await spendings.settle(id, { characters: 1 }, 0.1);
      await reserve(0.5, {}, { pipelineUsd: 1 });
    });

    it('never let two calls that ask at once both have the last dollar', async () => {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => reserve(0.4, {}, { monthUsd: 1 })));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    });

    it('write the same reservation once', async () => {
      await reserve(0.4, { id: 'same' }, { pipelineUsd: 0.5 });
      await reserve(0.4, { id: 'same' }, { pipelineUsd: 0.5 });
      expect(await usage()).toMatchObject({ calls: 1, reservedUsd: 0.4 });
    });

    it('hold an owner to the month over all runs, from its first day on', async () => {
      const old = await reserve(5);
      await moveTo(old, '2020-02-29T12:00:00Z');
      await spend(0.8, { pipelineId: 'honey-abc234' });
      await expect(reserve(0.3, {}, { monthUsd: 1 })).rejects.toMatchObject({
        type: 'BudgetExceeded',
        message: "the budget of ada's month is $1.00; $0.8000 is spent, and the next call may cost $0.3000",
      });
      await reserve(0.3, { owner: 'grace' }, { monthUsd: 1 });
    });

    it('take an owner’s own budget before the one of all', async () => {
      await spendings.setMonthlyBudget('ada', 5);
      await spendings.setMonthlyBudget('ada', 0.2);
      await expect(reserve(0.3, {}, { monthUsd: 100 })).rejects.toMatchObject({ type: 'BudgetExceeded' });
      expect((await usage({ monthlyBudgetUsd: 100 })).month).toEqual({ owner: 'ada', spentUsd: 0, budgetUsd: 0.2 });
      await spendings.setMonthlyBudget('ada', undefined);
      await reserve(0.3, {}, { monthUsd: 100 });
    });

    it('tell what was spent by day, owner, provider and step', async () => {
      const first = await reserve(0.1);
      await spendings.settle(first, {}, 0.25);
      await moveTo(first, '2026-03-01T23:59:59Z');
      const second = await reserve(0.5, { owner: 'grace', step: 'script', provider: 'claude' });
      await moveTo(second, '2026-03-02T00:00:00Z');
      const whole = await usage({ by: ['day', 'owner', 'provider', 'step'] });
      expect(whole.rows).toEqual([
        {
          ...{ day: '2026-03-01', owner: 'ada', provider: 'elevenlabs', step: 'audio' },
          ...{ calls: 1, costUsd: 0.25, reservedUsd: 0 },
        },
        {
          ...{ day: '2026-03-02', owner: 'grace', provider: 'claude', step: 'script' },
          ...{ calls: 1, costUsd: 0, reservedUsd: 0.5 },
        },
      ]);
      expect(whole).toMatchObject({ calls: 2, costUsd: 0.25, reservedUsd: 0.5 });
      expect(await usage({ from: '2026-03-02', to: '2026-03-02' })).toMatchObject({ calls: 1, reservedUsd: 0.5 });
      expect(await usage({ owner: 'ada' })).toMatchObject({ calls: 1, costUsd: 0.25 });
    });

    it('have no rows where nothing was spent', async () => {
      expect(await usage()).toMatchObject({ rows: [], calls: 0, costUsd: 0, reservedUsd: 0 });
    });
  });
}
