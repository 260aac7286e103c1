import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Role } from '../contracts/roles.ts';
import { connectWorkers, type TemporalTarget } from '../infra/temporal/connection.ts';
import type { Resources } from './resources.ts';
import { activitiesOfRole, type RoleActivities } from './role-activities.ts';
import { installRuntime } from './runtime.ts';
import { createRoleWorker, type RoleWorkerOptions } from './worker.ts';

export interface RunWorkersOptions {
  roles: readonly Role[];
  target: TemporalTarget;
  resources: Resources;
  /** The prebuilt bundle, or the sources to bundle at start. */
  workflows: RoleWorkerOptions['workflows'];
}

export interface RunningWorkers {
  /** The state of each role's worker, as Temporal's SDK names it. */
  states(): Record<string, string>;
  /** Rejects when a worker ends by itself. */
  ended: Promise<void>;
  /** Graceful: what runs is cancelled after a short while and is taken up again by the next worker. */
  stop(): Promise<void>;
}

/** Runs any set of roles in this process. */
export async function runWorkers({ roles, target, resources, workflows }: RunWorkersOptions): Promise<RunningWorkers> {
  installRuntime(resources.logger);
  const connection = await connectWorkers(target);
  try {
    const offered = await Promise.all(
      roles.map(async (role) => ({ role, ...(await activitiesOfRole[role](resources)) })),
    );
    const workers = await Promise.all(offered.map((offer) => createWorker(offer, connection)));
    return supervise(workers, connection);
  } catch (error) {
    // Workers that were made but never ran keep the connection for themselves: the process is about to end.
    await connection.close().catch(() => {});
    throw error;
  }

  function createWorker(offer: RoleActivities & { role: Role }, shared: NativeConnection): Promise<Worker> {
    const options = { ...offer, connection: shared, namespace: target.namespace };
    return createRoleWorker(offer.role === 'orchestrator' ? { ...options, workflows } : options);
  }
}

function supervise(workers: Worker[], connection: NativeConnection): RunningWorkers {
  const runs = workers.map((worker) => worker.run());
  const ended = Promise.all(runs).then(() => {});
  ended.catch(() => {});
  return {
    states: () => Object.fromEntries(workers.map((worker) => [worker.options.taskQueue, worker.getState()])),
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(runs);
      await connection.close();
    },
  };
}
