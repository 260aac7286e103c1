import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerUsageRoutes } from '../../../src/api/routes/usage.ts';
import type { Usage } from '../../../src/contracts/usage.ts';
import { createSpendings } from '../../../src/infra/database/spendings.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({
    addRoutes: (app, context) => registerUsageRoutes(app, { ...context, monthlyBudgetUsd: 20 }),
  });
  const spendings = createSpendings(await api.context.database());
  for (const [owner, costUsd] of [
    ['ada', 0.5],
    ['ada', 0.25],
    ['grace', 2],
  ] as const) {
    const about = { id: `${owner} ${costUsd}`, pipelineId: `film-of-${owner}`, owner, step: 'script' } as const;
    await spendings.reserve({ ...about, provider: 'claude', model: 'sonnet', units: {}, estimateUsd: 1 }, {});
    await spendings.settle(about.id, { outputTokens: 10 }, costUsd);
  }
});
afterAll(() => api.close());

const ask = async (search: string, who: Record<string, string>) => {
  const { statusCode, body } = await api.app.inject({ url: `/api/usage${search}`, headers: who });
  return { statusCode, body: JSON.parse(body) as Usage & { detail: string } };
};

describe('GET /api/usage', () => {
  it('shows a viewer their own, by day and provider, with the budget of their month', async () => {
    const { body } = await ask('', as('ada', 'viewer'));
    const day = new Date().toISOString().slice(0, 10);
    expect(body).toEqual({
      from: `${day.slice(0, 8)}01`,
      to: day,
      rows: [{ day, provider: 'claude', calls: 2, costUsd: 0.75, reservedUsd: 0 }],
      ...{ calls: 2, costUsd: 0.75, reservedUsd: 0 },
      month: { owner: 'ada', spentUsd: 0.75, budgetUsd: 20 },
    });
  });

  it('shows nobody else’s to who is no administrator, asked for or not', async () => {
    expect((await ask('?owner=grace&by=owner', as('ada', 'operator'))).body).toMatchObject({
      rows: [{ owner: 'ada', costUsd: 0.75 }],
      month: { owner: 'ada' },
    });
  });

  it('shows an administrator everyone’s, or one’s', async () => {
    const root = as('root', 'admin');
    expect((await ask('?by=owner,pipeline', root)).body.rows).toEqual([
      { owner: 'ada', pipeline: 'film-of-ada', calls: 2, costUsd: 0.75, reservedUsd: 0 },
      { owner: 'grace', pipeline: 'film-of-grace', calls: 1, costUsd: 2, reservedUsd: 0 },
    ]);
    expect((await ask('?owner=grace', root)).body).toMatchObject({
      costUsd: 2,
      month: { owner: 'grace', spentUsd: 2 },
    });
  });

  it.each([
    ['a group there is not', '?by=weekday', /querystring\.by/],
    ['a day there is not', '?from=2026-02-30', /querystring\.from/],
    ['a first day after the last', '?from=2026-03-02&to=2026-03-01', /2026-03-02 is after 2026-03-01/],
    ['more than a year', '?from=2024-01-01&to=2026-03-01', /these are 791 days: ask for 366 at most/],
  ])('refuses %s', async (_, search, said) => {
    const { statusCode, body } = await ask(search, as('ada', 'viewer'));
    expect(statusCode).toBe(400);
    expect(JSON.stringify(body)).toMatch(said);
  });
});

describe('PUT /api/usage/budgets/:owner', () => {
  const put = (payload: Record<string, unknown>, who = as('root', 'admin')) =>
    api.app.inject({ method: 'PUT', url: '/api/usage/budgets/ada', payload, headers: who });

  it('gives an owner a budget of their own, and takes it away', async () => {
    expect((await put({ monthlyUsd: 3 })).json()).toEqual({ owner: 'ada', monthlyUsd: 3 });
    expect((await ask('', as('ada', 'viewer'))).body.month.budgetUsd).toBe(3);
    await put({ monthlyUsd: null });
    expect((await ask('', as('ada', 'viewer'))).body.month.budgetUsd).toBe(20);
  });

  it('is for administrators, and for amounts', async () => {
    expect((await put({ monthlyUsd: 1e6 }, as('ada', 'operator'))).statusCode).toBe(403);
    expect((await put({ monthlyUsd: -1 })).statusCode).toBe(400);
    expect((await put({})).statusCode).toBe(400);
  });
});
