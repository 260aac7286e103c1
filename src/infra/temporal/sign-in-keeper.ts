import { randomUUID } from 'node:crypto';
import { ActivityExecutionFailedError, type Client } from '@temporalio/client';
import { stagePolicies } from '../../contracts/stage-policies.ts';
import { stageFailure, startFailure } from './stage-failures.ts';

/**
 * Has a sign-in kept by the worker that has the database: the embedded one is a single process's. It goes there sealed, so that
 * Temporal's history has nothing to read.
 *
 * @param sealed JSON of what `Channels.signIn` takes, sealed for `signInPlace`
 * @throws Failure as `Channels.signIn`; `Timeout` when no worker took it up
 */
export async function handSignInOver({ activity }: Pick<Client, 'activity'>, sealed: string): Promise<void> {
  const id = `sign-in-${randomUUID()}`;
  const policy = stagePolicies.keepSignIn;
  try {
    const called = {
      id,
      ...policy,
      args: [{ sealed }],
      scheduleToStartTimeout: '30s',
      summary: 'keep a sign-in',
    } as const;
    await activity.execute<void>('keepSignIn', called);
  } catch (error) {
    if (!(error instanceof ActivityExecutionFailedError)) throw startFailure(error);
    throw stageFailure(error, { id, role: policy.taskQueue });
  }
}
