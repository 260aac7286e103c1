import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { usageGroups, usageSchema } from '../../contracts/usage.ts';
import type { Database } from '../../infra/database/database.ts';
import { createSpendings } from '../../infra/database/spendings.ts';
import { readUsage } from '../../infra/database/usage.ts';
import { badPlaces } from '../bad-places.ts';
import { callerOf } from '../plugins/access.ts';

const tags = ['usage'];
const ownerSchema = z.string().regex(/^[\x21-\x7e]{1,80}$/);
const groupList = new RegExp(`^(?:${usageGroups.join('|')})(?:,(?:${usageGroups.join('|')}))*$`);
const mostDays = 366;

const usageQuery = z.object({
  from: z.iso.date().optional().describe('First day, UTC; the first of this month when left out'),
  to: z.iso.date().optional().describe('Last day, UTC; today when left out'),
  by: z
    .string()
    .max(200)
    .regex(groupList)
    .default('day,provider')
    .describe(`What is told apart, joined by commas: ${usageGroups.join(', ')}`),
  owner: ownerSchema.optional().describe('For administrators: others are shown their own in any case'),
});

export interface UsageContext {
  database(): Promise<Database>;
  /** What an owner may spend in a month where they have no budget of their own, in US dollars. */
  monthlyBudgetUsd?: number;
}

/** `/api/usage`: what calls of paid services cost, and what may be spent. */
export function registerUsageRoutes(app: FastifyInstance, { database, monthlyBudgetUsd }: UsageContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/usage',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What was spent, by day, owner, provider, step',
        description:
          'Administrators see everyone’s, others their own. What was found instead of made costs nothing and is not here.',
        querystring: usageQuery,
        response: { 200: usageSchema },
      },
    },
    async (request) => {
      const { owner: own, role } = callerOf(request);
      const { by, owner: asked } = request.query;
      const owner = role === 'admin' ? asked : own;
      const days = readDays(request.query);
      const groups = usageGroups.filter((group) => by.split(',').includes(group));
      return readUsage(await database(), { ...days, by: groups, owner, monthOf: owner ?? own, monthlyBudgetUsd });
    },
  );

  routes.put(
    '/api/usage/budgets/:owner',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Set what an owner may spend in a calendar month, UTC',
        params: z.object({ owner: ownerSchema }),
        body: z.strictObject({
          monthlyUsd: z
            .number()
            .nonnegative()
            .max(1e9)
            .nullable()
            .describe('US dollars; null for the one of everybody'),
        }),
        response: { 200: z.object({ owner: z.string(), monthlyUsd: z.number().nullable() }) },
      },
    },
    async ({ params: { owner }, body: { monthlyUsd } }) => {
      await createSpendings(await database()).setMonthlyBudget(owner, monthlyUsd ?? undefined);
      return { owner, monthlyUsd };
    },
  );
}

function readDays({ from, to }: { from?: string; to?: string }): { from: string; to: string } {
  const today = new Date().toISOString().slice(0, 10);
  const last = to ?? today;
  const days = { from: from ?? `${last.slice(0, 8)}01`, to: last };
  const count = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000 + 1;
  if (count < 1) throw badPlaces([{ path: 'querystring.from', message: `${days.from} is after ${days.to}` }]);
  if (count > mostDays)
    throw badPlaces([{ path: 'querystring.from', message: `these are ${count} days: ask for ${mostDays} at most` }]);
  return days;
}
