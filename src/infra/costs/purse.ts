import { randomUUID } from 'node:crypto';
import type { Units } from '../../contracts/costs.ts';
import type { Step } from '../../contracts/steps.ts';
import type { Budgets, Spendings } from '../database/spendings.ts';
import type { Logger } from '../logging/logger.ts';
import type { Prices } from './prices.ts';

/** For whom and for what money is spent. */
export interface Purpose {
  pipelineId: string;
  owner: string;
  step: Step;
  budgets: Budgets;
}

/** One call of a paid service. */
export interface Charge {
  provider: string;
  model: string;
  /** What it will use at most, as well as that is known before. */
  estimate: Units;
}

/** What a paid call answers: its value, and what it used. */
export interface Paid<Value> {
  value: Value;
  units: Units;
}

/** Makes a paid call: its estimate is reserved before, what it used is settled after. One that fails costs nothing. */
export type Pay = <Value>(
  charge: Charge,
  call: () => Promise<Paid<Value>>,
) => Promise<{ value: Value; costUsd: number }>;

interface PurseOptions {
  prices: Prices;
  spendings: Spendings;
  logger: Logger;
}

/** @throws Failure of the returned `Pay`: `BudgetExceeded` before the call is made */
export function openPurse({ prices, spendings, logger }: PurseOptions, { budgets, ...whom }: Purpose): Pay {
  /** What was paid for is not given up because the books can't be reached: the reservation then stands for it. */
  async function settle(id: string, units: Units, costUsd: number): Promise<void> {
    await spendings.settle(id, units, costUsd).catch((error: unknown) => {
      logger.error({ err: error, spending: id, costUsd }, 'a call could not be settled: it counts with its estimate');
    });
  }

  return async ({ provider, model, estimate }, call) => {
    const id = randomUUID();
    const estimateUsd = prices.costOf(provider, model, estimate);
    await spendings.reserve({ id, ...whom, provider, model, units: estimate, estimateUsd }, budgets);
    const { value, units } = await call().catch(async (error: unknown) => {
      await settle(id, {}, 0);
      throw error;
    });
    const costUsd = costOr(estimateUsd, () => prices.costOf(provider, model, units));
    await settle(id, units, costUsd);
    return { value, costUsd };
  };
}

/** A unit nobody estimated may have no price. */
function costOr(estimateUsd: number, cost: () => number): number {
  try {
    return cost();
  } catch {
    return estimateUsd;
  }
}
