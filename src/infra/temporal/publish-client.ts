import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import { Failure } from '../../contracts/failures.ts';
import { cancelPipelineSignal, publishStatusQuery, retryStepSignal, workflowNames } from '../../contracts/messages.ts';
import type { PublishInput, PublishStatus, PublishStep } from '../../contracts/publish.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { createRunsOf, isOpen, progressOf } from './runs-of.ts';
import { keywordKey } from './search-attributes.ts';

/** What can be asked of publications of people's own videos. Ids of nothing reject with `NotFound`. */
export interface PublishClient {
  /** Started again under the same id, it is the first one that goes on, or has ended. */
  start(id: string, input: PublishInput): Promise<void>;
  /** Whom it belongs to, and the heartbeats of what runs now. */
  look(id: string): Promise<{ owner: string; isOpen: boolean; progress: ActivityProgress[] }>;
  status(id: string): Promise<PublishStatus>;
  /** A step that failed goes on. Rejects with `Conflict` when it has not. */
  retry(id: string, step: PublishStep): Promise<void>;
  /** Rejects with `Conflict` when it has ended. */
  cancel(id: string, reason?: string): Promise<void>;
}

const orchestrator: Role = 'orchestrator';

export function createPublishClient({ workflow }: Pick<Client, 'workflow'>): PublishClient {
  const runs = createRunsOf(workflowNames.publish, workflow, {
    unknown: (id) => new Failure('NotFound', `there is no upload '${id}'`),
    ended: (id) => new Failure('Conflict', `the upload ${id} has ended`),
  });

  return {
    async start(id, input) {
      const { owner, correlationId } = input.brief;
      const { title } = input.words;
      try {
        await workflow.start(workflowNames.publish, {
          workflowId: id,
          taskQueue: orchestrator,
          args: [input],
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          memo: { title, owner, correlationId },
          typedSearchAttributes: [{ key: keywordKey(searchAttributeNames.owner), value: owner }],
          staticSummary: title.slice(0, 200),
          priority: { fairnessKey: owner.slice(0, 64) },
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    async look(id) {
      const run = await runs.describe(id);
      return { owner: String(run.memo?.owner ?? ''), isOpen: isOpen(run), progress: progressOf(run) };
    },
    status: (id) => runs.of(id, (handle) => handle.query(publishStatusQuery)),

    retry: (id, step) =>
      runs.ofOpen(id, async (handle) => {
        const { state } = (await handle.query(publishStatusQuery)).steps[step];
        if (state !== 'failed') throw new Failure('Conflict', `${step} has not failed: it is ${state}`);
        await handle.signal(retryStepSignal, { step });
      }),

    cancel: (id, reason) =>
      runs.ofOpen(id, async (handle) => {
        await handle.signal(cancelPipelineSignal, { reason });
        // The signal carries the reason and already ends it; this makes Temporal's own status say `Canceled`.
        await handle.cancel().catch(() => {});
      }),
  };
}
