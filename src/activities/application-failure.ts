import { ApplicationFailure } from '@temporalio/activity';
import { Failure } from '../contracts/failures.ts';

/** A failure in Temporal's form: its type decides about retries, and `Retry-After` becomes the next delay. */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const failure = toFailure(error);
  return ApplicationFailure.create({
    type: failure.type,
    message: failure.message,
    nonRetryable: !failure.retry,
    nextRetryDelay: failure.retryAfterMs,
    details: failure.details ? [failure.details] : undefined,
    cause: failure.cause instanceof Error ? failure.cause : undefined,
  });
}

function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isSystemError(error) && error.code === 'ENOSPC') {
    return new Failure('DiskFull', `the disk is full (writing ${error.path ?? 'a file'}): free some space`, {
      cause: error,
    });
  }
  return new Failure('Internal', error instanceof Error ? error.message : String(error), { cause: error });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
