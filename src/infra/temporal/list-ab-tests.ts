import type { WorkflowClient } from '@temporalio/client';
import { workflowNames } from '../../contracts/messages.ts';
import { isOpen } from './runs-of.ts';

export interface AbTestSummary {
  testId: string;
  topic: string;
  owner: string;
  isOpen: boolean;
}

/** The newest A/B tests Temporal still knows of. What a test has become of later, it knows itself. */
export async function listAbTests(workflow: WorkflowClient, limit: number): Promise<AbTestSummary[]> {
  const found: AbTestSummary[] = [];
  // A test that goes on in a new run has ended none: only its last run speaks for it.
  const query = `WorkflowType = '${workflowNames.abTest}' AND ExecutionStatus != 'ContinuedAsNew'`;
  for await (const run of workflow.list({ query, pageSize: Math.min(limit, 100) })) {
    if (found.some(({ testId }) => testId === run.workflowId)) continue;
    const { topic = '', owner = '' } = run.memo ?? {};
    found.push({ testId: run.workflowId, topic: String(topic), owner: String(owner), isOpen: isOpen(run) });
    if (found.length >= limit) break;
  }
  return found;
}
