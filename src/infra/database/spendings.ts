import { type Kysely, sql } from 'kysely';
import type { Spending, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** What may be spent, in US dollars. */
export interface Budgets {
  /** By the pipeline; `budgetUsd` of its brief. */
  pipelineUsd?: number;
  /** By its owner in a calendar month of UTC, where the user has no budget of their own. */
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
  };
}

async function assertAffordable(
  database: Kysely<Tables>,
  { pipelineId, owner, estimateUsd, id }: Omit<Spending, 'at' | 'costUsd'>,
  { pipelineUsd, monthUsd }: Budgets,
): Promise<void> {
  const own = await database
    .selectFrom('users')
    .select('monthly_budget_usd')
    .where('name', '=', owner)
    .executeTakeFirst();
  const ofMonth = own?.monthly_budget_usd ?? monthUsd;
  if (pipelineUsd === undefined && ofMonth === undefined) return;
  const spent = sql<number>`coalesce(sum(coalesce(cost_usd, estimate_usd)), 0)::float8`;
  const others = database.selectFrom('spendings').select(spent.as('usd')).where('id', '<>', id);
  const month = sql<boolean>`at >= date_trunc('month', now() at time zone 'utc') at time zone 'utc'`;
  const [byPipeline, byOwner] = await Promise.all([
    others.where('pipeline_id', '=', pipelineId).executeTakeFirstOrThrow(),
    others.where('owner', '=', owner).where(month).executeTakeFirstOrThrow(),
  ]);
  refuseOver('this run', pipelineUsd, byPipeline.usd, estimateUsd);
  refuseOver(`${owner}'s month`, ofMonth, byOwner.usd, estimateUsd);
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
