import {
  type Client,
  defaultPayloadConverter,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { cancelPipelineSignal, publishStatusQuery, retryStepSignal, workflowNames } from '../../contracts/messages.ts';
import type { PublishInput, PublishStatus, PublishStep } from '../../contracts/publish.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { queryFailure } from './pipeline-failures.ts';
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
  /** Turns Temporal's 'not found' into a sentence, for whatever is asked of one publication. */
  async function of<T>(id: string, ask: () => Promise<T>): Promise<T> {
    const unknown = () => new Failure('NotFound', `there is no upload '${id}'`);
    if (!pipelineIdPattern.test(id)) throw unknown();
    try {
      return await ask();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw unknown();
      throw queryFailure(error);
    }
  }

  const look = (id: string) =>
    of(id, async () => {
      const { type, status: state, memo, raw } = await workflow.getHandle(id).describe();
      if (type !== workflowNames.publish) throw new Failure('NotFound', `there is no upload '${id}'`);
      const progress = (raw.pendingActivities ?? []).flatMap(({ heartbeatDetails }) => {
        const payload = heartbeatDetails?.payloads?.[0];
        // One that only says it lives has no progress yet.
        return (payload && defaultPayloadConverter.fromPayload<ActivityProgress | null | undefined>(payload)) ?? [];
      });
      return { owner: String(memo?.owner ?? ''), isOpen: state.name === 'RUNNING', progress };
    });

  const status = (id: string) => of(id, () => workflow.getHandle(id).query(publishStatusQuery));

  async function needOpen(id: string): Promise<void> {
    if (!(await look(id)).isOpen) throw new Failure('Conflict', `the upload ${id} has ended`);
  }

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

    look,
    status,

    async retry(id, step) {
      await needOpen(id);
      const { steps } = await status(id);
      if (steps[step].state !== 'failed') {
        throw new Failure('Conflict', `${step} has not failed: it is ${steps[step].state}`);
      }
      await of(id, () => workflow.getHandle(id).signal(retryStepSignal, { step }));
    },

    async cancel(id, reason) {
      await needOpen(id);
      const handle = workflow.getHandle(id);
      await of(id, () => handle.signal(cancelPipelineSignal, { reason }));
      // The signal carries the reason and already ends it; this makes Temporal's own status say `Canceled`.
      await handle.cancel().catch(() => {});
    },
  };
}
