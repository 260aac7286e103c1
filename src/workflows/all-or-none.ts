import { CancellationScope } from '@temporalio/workflow';

/**
 * Runs the branches side by side, as `Promise.all`. When one fails the others are cancelled, and the failure is thrown only
 * when all have ended: none goes on behind the caller's back.
 */
export async function allOrNone<T>(branches: readonly (() => Promise<T>)[]): Promise<T[]> {
  const scope = new CancellationScope();
  const running: Promise<T>[] = [];
  try {
    return await scope.run(() => {
      running.push(...branches.map((branch) => branch()));
      return Promise.all(running);
    });
  } catch (error) {
    scope.cancel();
    await Promise.allSettled(running);
    throw error;
  }
}
