import { Context } from '@temporalio/activity';
import { toApplicationFailure } from './application-failure.ts';

const heartbeatIntervalMs = 3000;

interface Alive {
  /** Goes with the heartbeats. */
  progress?(): unknown;
  /** Told what went wrong, unless it was cancelled; answers the error to throw. */
  failed?(error: unknown): unknown;
}

/** The work of an activity: it says that it lives every few seconds, and whatever it throws leaves it in Temporal's form. */
export async function whileAlive<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  { progress, failed = (error) => error }: Alive = {},
): Promise<Result> {
  const activity = Context.current();
  const heartbeat = setInterval(() => activity.heartbeat(progress?.()), heartbeatIntervalMs);
  try {
    return await work(activity.cancellationSignal);
  } catch (error) {
    // A cancelled call throws in whatever way its innards do; Temporal wants its own.
    if (activity.cancellationSignal.aborted) await activity.cancelled;
    throw toApplicationFailure(failed(error));
  } finally {
    clearInterval(heartbeat);
  }
}
