import { type Kysely, sql } from 'kysely';
import type { Spending, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** What may be spent, in US dollars. */
export interface Budgets {
  /** By the pipeline; `budgetUsd` of its brief. */
  pipelineUsd?: number;
  /** By its owner in a calendar month of UTC, where they have no budget of their own. */
  monthUsd?: number;
}

/** Money that was spent or is being spent. A call nobody lived to settle counts with its estimate: it may have been paid. */
export interface Spendings {
  /**
   * Written before the call; the same id again is the same reservation.
   * @throws Failure `BudgetExceeded` when the estimate does not fit into what is left; nothing is written then
   */
  reserve(spending: Omit<Spending, 'at' | 'costUsd'>, budgets: Budgets): Promise<void>;
  /** Written after it, with 0 for one that failed. */
  settle(id: string, units: Units, costUsd: number): Promise<void>;
  /** The owner's own, in place of the configured one; undefined takes it away. */
  setMonthlyBudget(owner: string, usd: number | undefined): Promise<void>;
}

export function createSpendings({ kysely }: Pick<Database, 'kysely'>): Spendings {
  return {
    reserve: (spending, budgets) =>
      kysely.transaction().execute(async (transaction) => {
        // Two scenes that ask at once must not both find the last dollar.
        await sql`select pg_advisory_xact_lock(hashtext(${`spendings:${spending.owner}`}))`.execute(transaction);
        await assertAffordable(transaction, spending, budgets);
        const { id, pipelineId, owner, step, provider, model, units, estimateUsd } = spending;
        await transaction
          .insertInto('spendings')
          .values({
            ...{ id, pipeline_id: pipelineId, owner, step, provider, model },
            ...{ units: JSON.stringify(units), estimate_usd: estimateUsd },
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }),

    async settle(id, units, costUsd) {
      await kysely
        .updateTable('spendings')
        .set({ units: JSON.stringify(units), cost_usd: costUsd })
        .where('id', '=', id)
        .execute();
    },

    async setMonthlyBudget(owner, usd) {
      if (usd === undefined) {
        await kysely.deleteFrom('monthly_budgets').where('owner', '=', owner).execute();
        return;
      }
      await kysely
        .insertInto('monthly_budgets')
        .values({ owner, usd })
        .onConflict((conflict) => conflict.column('owner').doUpdateSet({ usd }))
        .execute();
    },
  };
}

async function assertAffordable(
  database: Kysely<Tables>,
  { pipelineId, owner, estimateUsd, id }: Omit<Spending, 'at' | 'costUsd'>,
  { pipelineUsd, monthUsd }: Budgets,
): Promise<void> {
  const ofMonth = (await monthlyBudgetOf(database, owner)) ?? monthUsd;
  if (pipelineUsd !== undefined) {
    const { usd } = await database
      .selectFrom('spendings')
      .select(spent.as('usd'))
      .where('pipeline_id', '=', pipelineId)
      .where('id', '<>', id)
      .executeTakeFirstOrThrow();
    refuseOver('this run', pipelineUsd, usd, estimateUsd);
  }
  if (ofMonth !== undefined) {
    refuseOver(`${owner}'s month`, ofMonth, await spentInMonth(database, owner, id), estimateUsd);
  }
}

// What nobody settled counts with its estimate: it may have been paid.
const spent = sql<number>`coalesce(sum(coalesce(cost_usd, estimate_usd)), 0)::float8`;

/** US dollars an owner has spent, or is spending, since the first of this month, UTC. */
export async function spentInMonth(database: Kysely<Tables>, owner: string, butId = ''): Promise<number> {
  const { usd } = await database
    .selectFrom('spendings')
    .select(spent.as('usd'))
    .where('owner', '=', owner)
    .where('id', '<>', butId)
    .where(sql<boolean>`at >= date_trunc('month', now() at time zone 'utc') at time zone 'utc'`)
    .executeTakeFirstOrThrow();
  return usd;
}

/** US dollars an owner may spend in a month; undefined when none is set for them. */
export async function monthlyBudgetOf(database: Kysely<Tables>, owner: string): Promise<number | undefined> {
  const own = await database.selectFrom('monthly_budgets').select('usd').where('owner', '=', owner).executeTakeFirst();
  return own?.usd;
}

function refuseOver(whose: string, budgetUsd: number | undefined, spentUsd: number, estimateUsd: number): void {
  // A budget of exactly the estimate is enough, whatever the sums of fractions come to.
  if (budgetUsd === undefined || spentUsd + estimateUsd <= budgetUsd + 1e-9) return;
  throw new Failure(
    'BudgetExceeded',
    `the budget of ${whose} is ${usd(budgetUsd)}; ${usd(spentUsd)} is spent, and the next call may cost ${usd(estimateUsd)}`,
    { details: { budgetUsd, spentUsd, estimateUsd } },
  );
}

function usd(amount: number): string {
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}
