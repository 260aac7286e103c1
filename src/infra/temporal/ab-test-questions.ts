import {
  ActivityExecutionFailedError,
  ActivityIdConflictPolicy,
  ActivityIdReusePolicy,
  type Client,
  isGrpcServiceError,
  ServiceError,
} from '@temporalio/client';
import type { JudgeAbTestInput } from '../../contracts/ab-test-run.ts';
import type { Activities } from '../../contracts/activities.ts';
import { Failure } from '../../contracts/failures.ts';
import { stagePolicies } from '../../contracts/stage-policies.ts';
import { stageFailure, startFailure } from './stage-failures.ts';

type Question = 'judgeAbTest' | 'drawAbTest';
type Answer<Asked extends Question> = Awaited<ReturnType<Activities[Asked]>>;

export interface AbTestQuestions {
  /** A question that no worker takes up for so long has failed. */
  takenUpWithinMs?: number;
  /** Longest wait for an answer; at the 30 s after which many proxies give up. */
  endedWithinMs?: number;
}

// grpc-js: CANCELLED.
const cancelled = 1;

/**
 * Asks what the stored figures of a test show. Whoever has the database answers, and judges: a worker. The same asked while it is
 * being answered is one question.
 *
 * @throws Failure `Timeout` when no worker takes it up or answers in time; whatever the activity fails with
 */
export function createAbTestQuestions(
  { activity }: Pick<Client, 'activity'>,
  { takenUpWithinMs = 20_000, endedWithinMs = 28_000 }: AbTestQuestions,
) {
  return async function ask<Asked extends Question>(question: Asked, input: JudgeAbTestInput): Promise<Answer<Asked>> {
    const { testId, asOf = 'now' } = input;
    const id = `${question}-${testId}-${asOf}`;
    const policy = stagePolicies[question];
    try {
      const called = {
        ...policy,
        id,
        args: [input],
        scheduleToStartTimeout: takenUpWithinMs,
        idReusePolicy: ActivityIdReusePolicy.ALLOW_DUPLICATE,
        idConflictPolicy: ActivityIdConflictPolicy.USE_EXISTING,
      };
      const signal = AbortSignal.timeout(endedWithinMs);
      return await activity.withAbortSignal(signal, () => activity.execute<Answer<Asked>>(question, called));
    } catch (error) {
      if (error instanceof ActivityExecutionFailedError) throw stageFailure(error, { id, role: policy.taskQueue });
      if (!isAborted(error)) throw startFailure(error);
      throw new Failure('Timeout', `the role ${policy.taskQueue} did not answer in time: ask again`, { cause: error });
    }
  };
}

function isAborted(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === cancelled;
}
