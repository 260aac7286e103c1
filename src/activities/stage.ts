import { Context } from '@temporalio/activity';
import { type ArtifactRef, artifactRefSchema } from '../contracts/artifact.ts';
import { briefSchema } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import type { ActivityProgress, StageInput, StageOutcome } from '../contracts/stages.ts';
import type { Step } from '../contracts/steps.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { inputKey } from '../infra/artifacts/input-key.ts';
import { usedBy } from '../infra/artifacts/marking-store.ts';
import type { Logger } from '../infra/logging/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { toApplicationFailure } from './application-failure.ts';
import { describeProblems } from './check-shape.ts';

export interface StageContext {
  artifacts: ArtifactStore;
  logger: Logger;
  metrics: Metrics;
}

/** What a stage's own code gets while it runs. */
export interface StageCall {
  /** Aborted when the run is cancelled or the worker shuts down. */
  signal: AbortSignal;
  logger: Logger;
  /**
   * A part of the stage that is kept by itself as soon as it is made, a picture that was paid for: found when the stage is
   * tried again, or when another stage wants the same.
   */
  part<Part>(name: string, inputs: unknown, make: () => Promise<Part>): Promise<{ value: Part; found: boolean }>;
  /** Becomes the activity's heartbeat details: the only place where progress is kept. */
  report(unit: string, done: number, total: number): void;
}

export interface StageDefinition<Input extends StageInput, Prepared, Result extends StageOutcome> {
  /** The activity's wire name. */
  name: string;
  step: Step;
  /** Raised when the same inputs give another result than before: what earlier versions made is then not taken. */
  version: number;
  /** Reads and checks what the stage works on. */
  prepare(input: Input): Promise<Prepared> | Prepared;
  /** Everything the result depends on, and nothing else. Plain JSON. */
  key(prepared: Prepared, input: Input): unknown;
  provider(prepared: Prepared): string;
  /** Whether an earlier result still holds, for what lies outside the store. Left out, its files being there is enough. */
  stands?(earlier: Result, prepared: Prepared, input: Input): Promise<boolean>;
  make(prepared: Prepared, call: StageCall, input: Input): Promise<Omit<Result, 'found' | 'provider'>>;
}

const heartbeatIntervalMs = 3000;

/**
 * An activity from its definition: validate, look for the finished artefact, make it, keep it, report its cost.
 *
 * Run twice, on another host, or again after a crash behind the side effect, it finds what the first run finished. Killed
 * before that, nothing of it is visible, and the next try begins anew.
 */
export function defineStage<Input extends StageInput, Prepared, Result extends StageOutcome>(
  context: StageContext,
  definition: StageDefinition<Input, Prepared, Result>,
): (input: Input) => Promise<Result> {
  const { artifacts, metrics } = context;

  async function run(input: Input, call: StageCall): Promise<Result> {
    const brief = briefSchema.safeParse(input.brief);
    if (!brief.success) {
      throw new Failure('InvalidInput', describeProblems(brief.error));
    }
    const checked = { ...input, brief: brief.data };
    const prepared = await definition.prepare(checked);
    const provider = definition.provider(prepared);
    const { version, step, name } = definition;
    const key = inputKey(name, { version, take: input.take, provider, inputs: definition.key(prepared, checked) });

    const earlier = (await artifacts.getResult(key)) as Result | undefined;
    if (
      earlier &&
      (await allThere(artifacts, earlier)) &&
      ((await definition.stands?.(earlier, prepared, checked)) ?? true)
    ) {
      call.logger.info({ key, provider }, 'stage found');
      metrics.stageEnded(name, provider, 'found', 0);
      return { ...earlier, costUsd: 0, found: true };
    }
    call.logger.info({ key, provider, step }, 'stage begins');
    const started = performance.now();
    try {
      const made = await definition.make(prepared, call, checked);
      const result = { ...made, provider, found: false } as unknown as Result;
      await artifacts.putResult(key, result);
      const seconds = (performance.now() - started) / 1000;
      metrics.stageEnded(name, provider, 'made', seconds);
      metrics.spent(name, provider, result.costUsd);
      call.logger.info({ key, provider, seconds, costUsd: result.costUsd }, 'stage made');
      return result;
    } catch (error) {
      metrics.stageEnded(name, provider, 'failed', (performance.now() - started) / 1000);
      throw error;
    }
  }

  return async (input) => {
    const activity = Context.current();
    const { workflowExecution, attempt } = activity.info;
    const pipelineId = workflowExecution?.workflowId ?? input.pipelineId;
    const logger = context.logger.child({ activity: definition.name, pipelineId, attempt });
    let progress: ActivityProgress | undefined;
    const heartbeat = setInterval(() => activity.heartbeat(progress), heartbeatIntervalMs);
    const call: StageCall = {
      signal: activity.cancellationSignal,
      logger,
      async part<Part>(name: string, inputs: unknown, make: () => Promise<Part>) {
        const key = inputKey(name, { take: input.take, inputs });
        const earlier = await context.artifacts.getResult(key);
        if (earlier && (await allThere(context.artifacts, earlier))) return { value: earlier as Part, found: true };
        const value = await make();
        await context.artifacts.putResult(key, value);
        logger.info({ key }, 'part made');
        return { value, found: false };
      },
      report(unit, done, total) {
        progress = { step: definition.step, unit, done, total };
      },
    };
    try {
      return await usedBy(pipelineId, () => run(input, call));
    } catch (error) {
      // A cancelled call throws in whatever way its innards do; Temporal wants its own.
      if (activity.cancellationSignal.aborted) await activity.cancelled;
      logger.warn({ err: error }, 'stage failed');
      throw toApplicationFailure(error);
    } finally {
      clearInterval(heartbeat);
    }
  };
}

/** Whether every file a result names is still stored. */
export async function allThere(artifacts: ArtifactStore, result: unknown): Promise<boolean> {
  const found = await Promise.all(artifactsIn(result).map((ref) => artifacts.has(ref)));
  return found.every(Boolean);
}

function artifactsIn(value: unknown): ArtifactRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const ref = artifactRefSchema.safeParse(value);
  return ref.success ? [ref.data] : Object.values(value).flatMap(artifactsIn);
}
