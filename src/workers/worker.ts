import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Role } from '../contracts/roles.ts';
import type { RoleActivities } from './role-activities.ts';

export interface RoleWorkerOptions extends RoleActivities {
  role: Role;
  connection: NativeConnection;
  namespace: string;
  /** Only the orchestrator runs workflows. */
  workflows?: WorkflowBundleOption | { workflowsPath: string };
}

/** One shape for every role: its task queue, its activities, a graceful end. */
export function createRoleWorker({
  role,
  connection,
  namespace,
  activities,
  parallel,
  workflows,
}: RoleWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: role,
    activities,
    ...(workflows && 'workflowsPath' in workflows ? workflows : workflows && { workflowBundle: workflows }),
    maxConcurrentActivityTaskExecutions: parallel,
    maxConcurrentActivityTaskPolls: Math.min(parallel, 4),
    // Progress is read from heartbeats: the default would hold them back for 16 s.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    // Short calls end by themselves; then the rest is cancelled, and is tried again when a worker is back.
    shutdownGraceTime: '2s',
    shutdownForceTime: '30s',
  });
}
