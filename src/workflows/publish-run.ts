import {
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ArtifactRef } from '../contracts/artifact.ts';
import type { FileFacts } from '../contracts/assets.ts';
import { type FailureReport, failureTypes } from '../contracts/failures.ts';
import { cancelPipelineSignal, publishStatusQuery, retryStepSignal } from '../contracts/messages.ts';
import type { Publication } from '../contracts/publication.ts';
import type { PublishInput, PublishStatus, PublishStep } from '../contracts/publish.ts';
import type { StageInput, StageOutcome, Translation } from '../contracts/stages.ts';
import type { ThumbnailVariant } from '../contracts/thumbnail.ts';
import { reportFailure } from './failure-report.ts';
import type { Onlooker } from './publishing.ts';
import { blockedTimeoutMs } from './stages.ts';
import { createStepBoard } from './step-board.ts';

interface Known {
  facts?: FileFacts;
  artifacts: Record<string, ArtifactRef>;
  thumbnails?: ThumbnailVariant[];
  translations?: Translation[];
  publication?: Publication;
}

/** A publication on its way: the means by which `PublishWorkflow` reads as the list of its stages. */
export interface PublishRun {
  readonly id: string;
  /** What is known so far. */
  readonly known: Known;
  /** Of the stages, which a pipeline's run has in common. */
  readonly input: StageInput;
  /** Failing, it blocks the run until a person retries it; a file that is no good ends the run. */
  step<R extends StageOutcome>(step: PublishStep, call: () => Promise<R>): Promise<R>;
  /** A step a video can be published without: failing, it is skipped, and the status says why. */
  optionalStep<R extends StageOutcome>(step: PublishStep, call: () => Promise<R>): Promise<R | undefined>;
  /** Runs the stages; a person's cancel comes out of it as a cancellation. */
  guard<R>(stages: () => Promise<R>): Promise<R>;
  /** Whom the publication tells how it goes. */
  onlooker: Onlooker;
  complete(): void;
  /** Says how the run ended; answers the reason, and whether an upload was begun and not finished. */
  abandon(error: unknown): { reason: string; isUploading: boolean };
}

export function openPublishRun({ brief: given, words: { title } }: PublishInput): PublishRun {
  const { workflowId: id } = workflowInfo();
  const now = () => new Date(Date.now()).toISOString();
  const createdAt = now();
  const board = createStepBoard(now);
  const scope = new CancellationScope();
  const known: Known = { artifacts: {} };
  const retries = new Map<string, number>();
  let waitsUntil: string | undefined;
  let cancelReason: string | undefined;
  let ended: { state: 'completed' | 'failed' | 'cancelled'; failure?: FailureReport } | undefined;

  setHandler(publishStatusQuery, (): PublishStatus => {
    const [failed] = board.failed();
    const state = ended?.state ?? (failed ? 'blocked' : 'running');
    const { video, thumbnail, metadata, upload } = board.steps;
    return {
      id,
      state,
      title,
      steps: { video, thumbnail, metadata, upload },
      waitsUntil: state === 'blocked' ? waitsUntil : undefined,
      facts: known.facts,
      artifacts: known.artifacts,
      publication: known.publication,
      failure: ended?.failure ?? (failed && board.steps[failed].failure),
      createdAt,
      updatedAt: now(),
    };
  });
  setHandler(retryStepSignal, (input) => {
    const step = board.failed().find((failed) => failed === input?.step);
    if (step) retries.set(step, (retries.get(step) ?? 0) + 1);
  });
  setHandler(cancelPipelineSignal, (input) => {
    cancelReason = input?.reason ?? 'cancelled by a person';
    scope.cancel();
  });

  async function waitForRetry(step: PublishStep, failure: FailureReport): Promise<void> {
    const { type, message } = failure;
    board.fail(step, failure);
    if (step === 'video' && type === 'InvalidInput') throw ApplicationFailure.nonRetryable(message, type);
    const retry = retries.get(step) ?? 0;
    waitsUntil = new Date(Date.now() + blockedTimeoutMs).toISOString();
    const retried = await condition(() => (retries.get(step) ?? 0) > retry, blockedTimeoutMs);
    if (!retried) throw ApplicationFailure.nonRetryable(`nobody retried the step ${step} in time: ${message}`, type);
    board.begin(step);
  }

  async function finishing<R extends StageOutcome>(step: PublishStep, call: () => Promise<R>): Promise<R> {
    const outcome = await call();
    board.credit(step, outcome);
    board.finish(step);
    return outcome;
  }

  const run: PublishRun = {
    id,
    known,
    input: { pipelineId: id, brief: { ...given }, take: 0 },

    async step(step, call) {
      board.begin(step);
      for (;;) {
        try {
          return await finishing(step, call);
        } catch (error) {
          if (isCancellation(error)) throw error;
          await waitForRetry(step, reportFailure(error));
        }
      }
    },

    async optionalStep(step, call) {
      board.begin(step);
      try {
        return await finishing(step, call);
      } catch (error) {
        if (isCancellation(error)) throw error;
        board.skip(step, reportFailure(error).message);
        return undefined;
      }
    },

    guard: (stages) => scope.run(stages),

    onlooker: {
      say: (doing, waitsUntil) => board.say('upload', doing, waitsUntil),
      show(publication) {
        known.publication = publication;
      },
    },

    complete() {
      ended = { state: 'completed' };
    },

    abandon(error) {
      const isCancelled = isCancellation(error);
      const report = reportFailure(error);
      const reason = isCancelled ? (cancelReason ?? report.message) : report.message;
      const { advice } = failureTypes.Cancelled;
      ended = isCancelled
        ? { state: 'cancelled', failure: { type: 'Cancelled', message: reason, advice } }
        : { state: 'failed', failure: report };
      // Before it is stopped: one that is through stays.
      const isUploading = !['pending', 'done'].includes(board.steps.upload.state);
      board.stop();
      return { reason, isUploading };
    },
  };
  return run;
}
