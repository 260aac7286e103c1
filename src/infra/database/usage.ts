import { type RawBuilder, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { Usage, UsageGroup, UsageRow } from '../../contracts/usage.ts';
import type { Database } from './database.ts';
import { monthlyBudgetOf, spentInMonth } from './spendings.ts';

export interface UsageQuery {
  /** First and last day, `2026-11-01`, of UTC. */
  from: string;
  to: string;
  by: readonly UsageGroup[];
  /** Of everyone when left out. */
  owner?: string;
  /** Whose month is told. */
  monthOf: string;
  /** Of those who have no budget of their own. */
  monthlyBudgetUsd?: number;
}

// More than anyone reads; a year by day, owner and provider may be millions.
const mostRows = 5000;

const columns: Readonly<Record<UsageGroup, RawBuilder<string>>> = {
  day: sql<string>`to_char(at at time zone 'utc', 'YYYY-MM-DD')`,
  owner: sql<string>`owner`,
  provider: sql<string>`provider`,
  model: sql<string>`model`,
  step: sql<string>`step`,
  pipeline: sql<string>`pipeline_id`,
};

/**
 * What was spent from the first to the last day, told apart as asked, in the order of the groups.
 * @throws Failure `InvalidInput` when there are more than 5,000 groups
 */
export async function readUsage({ kysely }: Pick<Database, 'kysely'>, query: UsageQuery): Promise<Usage> {
  const { from, to, owner, monthOf } = query;
  const by = [...new Set(query.by)];
  const sums = {
    calls: sql<number>`count(*)::int`,
    costUsd: sql<number>`coalesce(sum(cost_usd), 0)::float8`,
    reservedUsd: sql<number>`coalesce(sum(estimate_usd) filter (where cost_usd is null), 0)::float8`,
  };
  let selected = kysely
    .selectFrom('spendings')
    .where(sql<boolean>`at >= ${from}::date::timestamp at time zone 'utc'`)
    .where(sql<boolean>`at < (${to}::date + 1)::timestamp at time zone 'utc'`)
    .$if(owner !== undefined, (builder) => builder.where('owner', '=', owner as string))
    .select(Object.entries(sums).map(([name, sum]) => sum.as(name)))
    .$castTo<UsageRow>();
  for (const group of by)
    selected = selected.select(columns[group].as(group)).groupBy(columns[group]).$castTo<UsageRow>();
  if (by.length > 0) selected = selected.orderBy(sql.join(by.map((group) => columns[group])));
  const rows = await selected.limit(mostRows + 1).execute();
  if (rows.length > mostRows) {
    throw new Failure('InvalidInput', `more than ${mostRows} rows: ask for fewer days, or tell less apart`);
  }
  const [spentUsd, budgetUsd = query.monthlyBudgetUsd] = await Promise.all([
    spentInMonth(kysely, monthOf),
    monthlyBudgetOf(kysely, monthOf),
  ]);
  const total = (name: keyof typeof sums) => rows.reduce((sum, row) => sum + row[name], 0);
  return {
    ...{ from, to, rows: rows.filter(({ calls }) => calls > 0) },
    ...{ calls: total('calls'), costUsd: total('costUsd'), reservedUsd: total('reservedUsd') },
    month: { owner: monthOf, spentUsd, ...(budgetUsd !== undefined && { budgetUsd }) },
  };
}
