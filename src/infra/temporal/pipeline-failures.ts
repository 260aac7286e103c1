import { ServiceError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { Failure, isFailureType } from '../../contracts/failures.ts';

// grpc-js: FAILED_PRECONDITION.
const unmetCondition = 9;

export function unknownPipeline(id: string): Failure {
  return new Failure('NotFound', `there is no pipeline '${id}': \`./faceless list\` shows those there are`);
}

export function endedPipeline(id: string): Failure {
  return new Failure('Conflict', `the pipeline ${id} has ended: look at it with \`./faceless status ${id}\``);
}

/** A query is answered by a worker: without one the server says so, or nothing at all. */
export function queryFailure(error: unknown): unknown {
  const { code } = (error instanceof ServiceError ? error.cause : {}) as { code?: unknown };
  if (code !== unmetCondition) return error;
  return new Failure('Unavailable', 'no worker of the role orchestrator answers: start one, or wait for it', {
    cause: error,
  });
}

/** An update that its validator refused is in conflict with where the run is; one whose activity failed has its reason. */
export function updateFailure(error: unknown): unknown {
  const options = { cause: error };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new Failure('Unavailable', 'the pipeline did not answer in time: look at it before asking again', options);
  }
  if (!(error instanceof WorkflowUpdateFailedError)) return error;
  const { cause } = error;
  const reason = cause instanceof ActivityFailure ? cause.cause : cause;
  const type = reason instanceof ApplicationFailure && isFailureType(reason.type) ? reason.type : 'Conflict';
  return new Failure(type, reason?.message ?? error.message, options);
}
