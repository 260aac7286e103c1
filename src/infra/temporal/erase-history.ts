import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { workflowNames } from '../../contracts/messages.ts';
import { isOpen } from './runs-of.ts';

/**
 * Has Temporal delete all runs of a pipeline or a publication; nothing is changed when it has none. Rejects with `Conflict`
 * when one is open. Temporal deletes by itself from then on, a run that has just closed after half a minute or so.
 */
export type EraseHistory = (id: string) => Promise<void>;

// What has the id and is something else is let be.
const types: readonly string[] = Object.values(workflowNames);

/** @param answerWithinMs after which Temporal is taken for away; left out, as patient as its client */
export function createHistoryEraser(
  client: Client,
  { answerWithinMs }: { answerWithinMs?: number } = {},
): EraseHistory {
  const { workflow, workflowService, options } = client;

  async function newestRun(id: string): Promise<WorkflowExecutionDescription | undefined> {
    try {
      const run = await workflow.getHandle(id).describe();
      return types.includes(run.type) ? run : undefined;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  /** Each by its own id: without one the newest would be meant, which may just have been started. */
  async function closedRuns(id: string): Promise<Set<string>> {
    const runs = new Set<string>();
    const query = `WorkflowType IN (${types.map((type) => `'${type}'`).join(', ')}) AND WorkflowId = '${id}'`;
    for await (const run of workflow.list({ query })) if (!isOpen(run)) runs.add(run.runId);
    const newest = await newestRun(id);
    if (newest && isOpen(newest)) throw stillOpen(id);
    // It may have closed before the list knew.
    if (newest) runs.add(newest.runId);
    return runs;
  }

  async function deleteRun(workflowId: string, runId: string): Promise<void> {
    const { namespace } = options;
    try {
      await workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  async function erase(id: string): Promise<void> {
    if (!pipelineIdPattern.test(id)) return;
    for (const runId of await closedRuns(id)) await deleteRun(id, runId);
    // A retry may have come between.
    const newest = await newestRun(id);
    if (newest && isOpen(newest)) throw stillOpen(id);
  }

  if (answerWithinMs === undefined) return erase;
  return (id) => client.withDeadline(Date.now() + answerWithinMs, () => erase(id));
}

// grpc-js: NOT_FOUND.
const isNotFound = (error: unknown) => error instanceof Error && 'code' in error && error.code === 5;

function stillOpen(id: string): Failure {
  return new Failure('Conflict', `${id} is running: cancel it first, then delete it`);
}
