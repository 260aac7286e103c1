import {
  defaultPayloadConverter,
  type WorkflowClient,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import type { ActivityProgress, Heartbeat } from '../../contracts/stages.ts';
import { queryFailure } from './pipeline-failures.ts';

/** What is said of a run that there is none of, or that has ended. */
interface RunFailures {
  unknown(id: string): Failure;
  ended(id: string): Failure;
}

/** The runs of one workflow type. An id of another type is as unknown as one of nothing. */
export interface Runs {
  /** Asks one run, whether it is open or not. */
  of<T>(id: string, ask: (handle: WorkflowHandle) => Promise<T>): Promise<T>;
  /** What the server knows of it without asking it. */
  describe(id: string): Promise<WorkflowExecutionDescription>;
  /** Signals and updates are for open runs; Temporal answers 'not found' for a closed one too. */
  ofOpen<T>(id: string, send: (handle: WorkflowHandle, run: WorkflowExecutionDescription) => Promise<T>): Promise<T>;
}

export function createRunsOf(type: string, workflow: WorkflowClient, { unknown, ended }: RunFailures): Runs {
  async function refuseLost<T>(refusal: Failure, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw error instanceof WorkflowNotFoundError ? refusal : queryFailure(error);
    }
  }

  async function describe(id: string): Promise<WorkflowExecutionDescription> {
    if (!pipelineIdPattern.test(id)) throw unknown(id);
    const run = await refuseLost(unknown(id), () => workflow.getHandle(id).describe());
    if (run.type !== type) throw unknown(id);
    return run;
  }

  return {
    describe,
    async of(id, ask) {
      await describe(id);
      return refuseLost(unknown(id), () => ask(workflow.getHandle(id)));
    },
    async ofOpen(id, send) {
      const run = await describe(id);
      if (!isOpen(run)) throw ended(id);
      return refuseLost(ended(id), () => send(workflow.getHandle(id), run));
    },
  };
}

/** Whether Temporal still runs it: a paused one goes on when it is told to. */
export function isOpen({ status }: Pick<WorkflowExecutionDescription, 'status'>): boolean {
  return status.name === 'RUNNING' || status.name === 'PAUSED';
}

/** How far what runs now is. One that only says it lives has no progress yet. */
export function progressOf({ raw }: WorkflowExecutionDescription): ActivityProgress[] {
  return (raw.pendingActivities ?? []).flatMap(({ heartbeatDetails }) => {
    const payload = heartbeatDetails?.payloads?.[0];
    return (payload && progressIn(defaultPayloadConverter.fromPayload(payload))) ?? [];
  });
}

/** What of heartbeat details is for others than the activity's own next try. */
export function progressIn(details: unknown): ActivityProgress | undefined {
  const { step, unit, done, total } = (details ?? {}) as Partial<Heartbeat>;
  return step && unit && total !== undefined && done !== undefined ? { step, unit, done, total } : undefined;
}
