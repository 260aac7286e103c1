import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { Failure } from '../../contracts/failures.ts';

// grpc-js: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. The first is a server's that saw the deadline pass
// before this side did, or that is being stopped.
const away = new Set([1, 4, 8, 14]);

/** An error of the Temporal client that only says the server is not to be had becomes `Unavailable`; any other stays. */
export function temporalFailure(error: unknown): unknown {
  if (!isAway(error)) return error;
  return new Failure(
    'Unavailable',
    'Temporal does not answer: send the request again, with the same Idempotency-Key if it starts something',
    { cause: error },
  );
}

function isAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return away.has(error.code);
  return error instanceof ServiceError && isAway(error.cause);
}
