import { Context } from '@temporalio/activity';
import type { Pay } from '../contracts/costs.ts';
import type { ProviderCall } from '../contracts/provider-call.ts';
import type { Heartbeat, StageInput } from '../contracts/stages.ts';
import type { Step } from '../contracts/steps.ts';
import { allThere } from '../infra/artifacts/all-there.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { inputKey } from '../infra/artifacts/input-key.ts';
import { usedBy } from '../infra/artifacts/marking-store.ts';
import type { Purpose } from '../infra/costs/purse.ts';
import type { Logger } from '../infra/logging/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { whileAlive } from './while-alive.ts';

export interface StageContext {
  artifacts: ArtifactStore;
  logger: Logger;
  metrics: Metrics;
  /** Who keeps the books of what is spent for a purpose. */
  payFor(purpose: Purpose): Pay;
}

/** What a stage's own code gets while it runs. */
export interface StageCall extends ProviderCall {
  /** Which try of the activity this is, from 1. */
  attempt: number;
  logger: Logger;
  /** Becomes the activity's heartbeat details: the only place where progress is kept. */
  report(unit: string, done: number, total: number): void;
  /** Goes with the heartbeats, for the next try should this one die. Plain JSON. */
  keep(value: unknown): void;
  /** What the try before kept. */
  kept: unknown;
}

/**
 * An activity as Temporal calls it: it says that it lives, and how far it is, every few seconds; files it touches are marked as
 * used; whatever it throws leaves it in Temporal's form.
 */
export function defineActivity<Input extends StageInput, Result>(
  context: StageContext,
  { name, step }: { name: string; step: Step },
  run: (input: Input, call: StageCall) => Promise<Result>,
): (input: Input) => Promise<Result> {
  return async (input) => {
    const activity = Context.current();
    const { workflowExecution, attempt, heartbeatDetails } = activity.info;
    const pipelineId = workflowExecution?.workflowId ?? input.pipelineId;
    const logger = context.logger.child({ activity: name, pipelineId, attempt });
    const kept = (heartbeatDetails as Heartbeat | null | undefined)?.kept;
    // What the try before kept stays kept if this one dies before it says anything.
    let progress = kept === undefined ? undefined : (heartbeatDetails as Heartbeat);
    const call: StageCall = {
      signal: activity.cancellationSignal,
      attempt,
      logger,
      kept,
      pay: context.payFor({
        ...{ pipelineId, step, owner: input.brief.owner },
        budgets: { pipelineUsd: input.brief.budgetUsd },
      }),
      async part<Part>(part: string, inputs: unknown, make: () => Promise<Part>) {
        const key = inputKey(part, { take: input.take, inputs });
        const earlier = await context.artifacts.getResult(key);
        if (earlier && (await allThere(context.artifacts, earlier))) return { value: earlier as Part, found: true };
        const value = await make();
        await context.artifacts.putResult(key, value);
        logger.info({ key }, 'part made');
        return { value, found: false };
      },
      report(unit, done, total) {
        progress = { ...progress, step, unit, done, total };
      },
      keep(value) {
        progress = { step, unit: '', done: 0, total: 0, ...progress, kept: value };
      },
    };
    return whileAlive(() => usedBy(pipelineId, () => run(input, call)), {
      progress: () => progress,
      failed(error) {
        logger.warn({ err: error }, 'stage failed');
        return error;
      },
    });
  };
}
