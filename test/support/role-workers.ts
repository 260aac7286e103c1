import type { Activities } from '../../src/contracts/activities.ts';
import { roles } from '../../src/contracts/roles.ts';
import { createRoleWorker, type RoleWorkerOptions } from '../../src/workers/worker.ts';

export interface RoleWorkers {
  stop(): Promise<void>;
}

/** A worker for each role on one connection, running until stopped. */
export async function runRoleWorkers(
  activities: Activities,
  workflowBundle: string,
  place: Pick<RoleWorkerOptions, 'connection' | 'namespace'>,
): Promise<RoleWorkers> {
  const workflows = { codePath: workflowBundle };
  const workers = await Promise.all(
    roles.map((role) =>
      createRoleWorker({
        ...place,
        role,
        activities,
        parallel: 8,
        workflows: role === 'orchestrator' ? workflows : undefined,
      }),
    ),
  );
  const runs = workers.map((worker) => worker.run());
  return {
    async stop() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(runs);
    },
  };
}
