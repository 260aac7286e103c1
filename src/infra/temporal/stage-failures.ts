import { ActivityExecutionFailedError, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { Failure, isFailureType } from '../../contracts/failures.ts';
import type { Role } from '../../contracts/roles.ts';

export interface FailedStage {
  id: string;
  role: Role;
}

/** Why a standalone activity failed, in the project's vocabulary. What no sentence was written for stays in the log. */
export function stageFailure(error: unknown, { id, role }: FailedStage): Failure {
  const cause = error instanceof ActivityExecutionFailedError ? error.cause : error;
  const options = { cause: error };
  if (cause instanceof ApplicationFailure && isFailureType(cause.type) && cause.type !== 'Internal') {
    return new Failure(cause.type, cause.message, options);
  }
  if (cause instanceof TimeoutFailure) {
    return new Failure(
      'Timeout',
      cause.timeoutType === 'SCHEDULE_TO_START'
        ? `no worker of the role ${role} took up ${id} in time: none runs, or all are busy`
        : `the role ${role} did not finish ${id} in time`,
      options,
    );
  }
  if (cause instanceof CancelledFailure || cause instanceof TerminatedFailure) {
    return new Failure('Cancelled', `${id} was ended from outside, in Temporal`, options);
  }
  return new Failure('Internal', `something went wrong in the stage: the worker's log has it under ${id}`, options);
}

/** A start that the server refused; errors that say something else stay as they are. */
export function startFailure(error: unknown): unknown {
  const unimplemented = 12;
  if (!(error instanceof ServiceError && isGrpcServiceError(error.cause) && error.cause.code === unimplemented)) {
    return error;
  }
  return new Failure(
    'Unavailable',
    'this Temporal server runs no standalone activities: it has to be 1.32 or later, or 1.31 with activity.enableStandalone',
    { cause: error },
  );
}
