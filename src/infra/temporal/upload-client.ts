import {
  type Client,
  defaultPayloadConverter,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowExecutionDescription,
  WorkflowFailedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { ActivityFailure } from '@temporalio/common';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import { Failure } from '../../contracts/failures.ts';
import { type UploadStatus, uploadStatusQuery, workflowNames } from '../../contracts/messages.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { PublishFilmInput } from '../../contracts/stages.ts';
import { isOpen, progressIn } from './runs-of.ts';
import { keywordKey } from './search-attributes.ts';
import type { StageClient, StageRun } from './stage-client.ts';
import { stageFailure } from './stage-failures.ts';

const orchestrator: Role = 'orchestrator';
const uploader: Role = 'uploader';

/**
 * The upload stage alone. It is a workflow and no activity, as it may wait for days: for the platform's quota, its processing,
 * or the time the film is to appear.
 */
export function createUploadClient(client: Client, { answerWithinMs = 5000 } = {}): StageClient {
  const { workflow } = client;
  const soon = <T>(ask: () => Promise<T>) => client.withDeadline(Date.now() + answerWithinMs, ask);
  const converter = client.options.loadedDataConverter;

  async function look(id: string): Promise<StageRun> {
    const run = await soon(() => workflow.getHandle(id).describe()).catch((error: unknown) => {
      throw error instanceof WorkflowNotFoundError ? unknownUpload(id) : error;
    });
    if (run.type !== workflowNames.upload) throw unknownUpload(id);
    return isOpen(run) ? lookAtOpen(run) : lookAtEnded(run);
  }

  async function lookAtOpen(run: WorkflowExecutionDescription): Promise<StageRun> {
    const { workflowId: id, startTime, raw } = run;
    const [activity] = raw.pendingActivities ?? [];
    const details = activity?.heartbeatDetails?.payloads?.[0];
    const failure = activity?.lastFailure
      ? await decodeOptionalFailureToOptionalError(converter, activity.lastFailure)
      : undefined;
    // Between its stages it waits: what for, it knows itself.
    const { doing, waitsUntil } = await statusOf(id);
    return {
      id,
      state: activity && !optionalTsToDate(activity.lastStartedTime) ? 'pending' : 'running',
      attempt: activity?.attempt ?? 1,
      startedAt: startTime.toISOString(),
      progress: details ? progressIn(defaultPayloadConverter.fromPayload(details)) : undefined,
      failure: failure && stageFailure(failure, { id, role: uploader }),
      doing,
      waitsUntil,
    };
  }

  /** Without a worker nobody answers: the rest is known all the same. */
  async function statusOf(id: string): Promise<UploadStatus> {
    try {
      return await soon(() => workflow.getHandle(id).query(uploadStatusQuery));
    } catch {
      return {};
    }
  }

  async function lookAtEnded({
    workflowId: id,
    runId,
    startTime,
    closeTime,
  }: WorkflowExecutionDescription): Promise<StageRun> {
    const facts = { id, attempt: 1, startedAt: startTime.toISOString(), finishedAt: closeTime?.toISOString() };
    try {
      return { ...facts, state: 'done', result: await soon(() => workflow.getHandle(id, runId).result()) };
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw error;
      const { cause } = error;
      const reason = cause instanceof ActivityFailure ? cause.cause : cause;
      return { ...facts, state: 'failed', failure: stageFailure(reason, { id, role: uploader }) };
    }
  }

  return {
    look,
    settled: look,

    async start({ id, owner, input }) {
      const { brief } = input as PublishFilmInput;
      try {
        await soon(() =>
          workflow.start(workflowNames.upload, {
            workflowId: id,
            taskQueue: orchestrator,
            args: [input],
            workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
            memo: { topic: brief.topic, owner, correlationId: brief.correlationId },
            typedSearchAttributes: [{ key: keywordKey(searchAttributeNames.owner), value: owner }],
            staticSummary: brief.topic.slice(0, 200),
            priority: { fairnessKey: owner.slice(0, 64) },
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}

function unknownUpload(id: string): Failure {
  return new Failure('NotFound', `there is no stage ${id}`);
}
