import { Failure } from '../../contracts/failures.ts';
import { type Usage, type UsageGroup, usageGroups, usageSchema } from '../../contracts/usage.ts';
import type { Config } from '../../infra/config/config.ts';
import { createSpendings } from '../../infra/database/spendings.ts';
import { readUsage, type UsageQuery } from '../../infra/database/usage.ts';
import type { CommandContext } from '../context.ts';
import { formatTable, formatUsd } from '../display/text.ts';
import { withDatabase } from '../open-database.ts';
import { parseUsd } from '../parse-usd.ts';
import { findRunningStack } from '../stack-file.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);

interface UsageOptions {
  from?: string;
  to?: string;
  by: string;
  owner?: string;
  json?: boolean;
}

/** `usage`: what calls of paid services cost. */
export async function showUsage({ config }: CommandContext, options: UsageOptions): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const to = checkDay('--to', options.to ?? today);
  const usage = await ask(config, {
    from: checkDay('--from', options.from ?? `${to.slice(0, 8)}01`),
    to,
    by: options.by.split(',').map(checkGroup),
    owner: options.owner,
    monthOf: options.owner ?? 'local',
    monthlyBudgetUsd: config.monthlyBudgetUsd,
  });
  print(options.json ? JSON.stringify(usage) : describeUsage(usage));
  return 0;
}

/** `budget`: what an owner may spend in a calendar month. */
export async function setBudget({ config }: CommandContext, owner: string, given: string): Promise<number> {
  const usd = given === 'none' ? undefined : parseUsd(given);
  const stack = await runningApi(config);
  if (stack) await put(`${stack}/api/usage/budgets/${encodeURIComponent(owner)}`, { monthlyUsd: usd ?? null });
  else await withDatabase(config, (database) => createSpendings(database).setMonthlyBudget(owner, usd));
  const everyone =
    config.monthlyBudgetUsd === undefined ? 'none is set for all' : `all have ${formatUsd(config.monthlyBudgetUsd)}`;
  print(
    usd === undefined
      ? `${owner} has no budget of their own any more (${everyone}).`
      : `${owner} may spend ${usd === 0 ? 'nothing' : formatUsd(usd)} in a calendar month.`,
  );
  return 0;
}

/** The local stack has its embedded database for itself, and is asked; a server's is read directly. */
async function ask(config: Config, query: UsageQuery): Promise<Usage> {
  const stack = await runningApi(config);
  if (!stack) return withDatabase(config, (database) => readUsage(database, query));
  const { from, to, by, owner } = query;
  const search = new URLSearchParams({ from, to, by: by.join(','), ...(owner && { owner }) });
  return usageSchema.parse(await answerOf(await fetch(`${stack}/api/usage?${search.toString()}`)));
}

async function put(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await answerOf(await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) }));
}

async function answerOf(response: Response): Promise<unknown> {
  const answer = (await response.json()) as { detail?: string };
  if (response.ok) return answer;
  throw new Failure(
    'InvalidInput',
    `the local stack answers ${response.status}: ${answer.detail ?? 'no more than that'}`,
  );
}

/** Where the local stack serves this machine's own user, if it runs and has the database for itself. */
async function runningApi({ databaseUrl, auth, home }: Config): Promise<string | undefined> {
  if (databaseUrl || auth.secret || auth.issuer) return undefined;
  return (await findRunningStack(home))?.apiUrl;
}

function describeUsage({ from, to, rows, calls, costUsd, reservedUsd, month }: Usage): string {
  const budget = month.budgetUsd === undefined ? 'no budget is set' : `of a budget of ${formatUsd(month.budgetUsd)}`;
  const ofMonth = `${month.owner} has spent ${formatUsd(month.spentUsd)} this month; ${budget}.`;
  if (calls === 0) return `Nothing was spent from ${from} to ${to}. ${ofMonth}`;
  const groups = usageGroups.filter((group) => rows.some((row) => row[group] !== undefined));
  const table = formatTable([
    [...groups.map((group) => group.charAt(0).toUpperCase() + group.slice(1)), 'Calls', 'Cost', 'Not settled'],
    ...rows.map((row) => [
      ...groups.map((group) => row[group] ?? ''),
      String(row.calls),
      formatUsd(row.costUsd),
      row.reservedUsd === 0 ? '' : formatUsd(row.reservedUsd),
    ]),
  ]);
  const open = reservedUsd === 0 ? '' : `, and ${formatUsd(reservedUsd)} of calls that run or broke off`;
  return `${table}\n\n${formatUsd(costUsd)} from ${from} to ${to}${open}. ${ofMonth}`;
}

function checkDay(option: string, given: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
  throw new Failure('InvalidInput', `${option} ${given}: give a day as 2026-11-01`);
}

function checkGroup(given: string): UsageGroup {
  const group = usageGroups.find((known) => known === given);
  if (group) return group;
  throw new Failure('InvalidInput', `--by ${given}: give some of ${usageGroups.join(', ')}, joined by commas`);
}
