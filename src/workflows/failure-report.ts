import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { type FailureReport, type FailureType, failureTypes, isFailureType } from '../contracts/failures.ts';

/** What went wrong, for the status and the record. An activity's own failure is the cause of what the workflow catches. */
export function reportFailure(error: unknown): FailureReport {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure)
    return report(isFailureType(cause.type) ? cause.type : 'Internal', cause.message);
  if (cause instanceof TimeoutFailure)
    return report('Timeout', `no answer in time (${cause.timeoutType?.toLowerCase() ?? 'timed out'})`);
  return report('Internal', cause instanceof Error ? cause.message : String(cause));
}

function report(type: FailureType, message: string): FailureReport {
  return { type, message, advice: failureTypes[type].advice };
}
