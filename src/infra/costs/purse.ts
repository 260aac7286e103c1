import { randomUUID } from 'node:crypto';
import type { Pay, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Step } from '../../contracts/steps.ts';
import type { Budgets, Spendings } from '../database/spendings.ts';
import type { Logger } from '../logging/logger.ts';
import { unanswered } from '../vendors/vendor-fetch.ts';
import type { Prices } from './prices.ts';

/** For whom and for what money is spent. */
export interface Purpose {
  pipelineId: string;
  owner: string;
  step: Step;
  budgets: Budgets;
}

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
    const paid = await call().catch(async (error: unknown) => {
      if (wasRefused(error)) await settle(id, {}, 0);
      throw error;
    });
    const costUsd = costOr(estimateUsd, () => prices.costOf(provider, model, paid.units));
    await settle(id, paid.units, costUsd);
    if ('failure' in paid) throw paid.failure;
    return { value: paid.value, costUsd };
  };
}

/**
 * Whether it surely cost nothing: the service answered that it would not. One that broke off, was given up or could not be read
 * may have been charged: its reservation stands.
 */
function wasRefused(error: unknown): boolean {
  if (!(error instanceof Failure) || error.type === 'InvalidAnswer') return false;
  return error.details?.[unanswered] !== true;
}

/** A unit nobody estimated may have no price. */
function costOr(estimateUsd: number, cost: () => number): number {
  try {
    return cost();
  } catch {
    return estimateUsd;
  }
}
