import type { WorkflowClient } from '@temporalio/client';
import { type PipelineState, workflowNames } from '../../contracts/messages.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import { keywordOf } from './search-attributes.ts';

export interface PipelineSummary {
  pipelineId: string;
  topic: string;
  state: PipelineState | 'terminated';
  step: string;
  owner: string;
  startedAt: string;
  closedAt?: string;
}

/** The newest pipelines Temporal still knows of. */
export async function listPipelines(workflow: WorkflowClient, limit: number): Promise<PipelineSummary[]> {
  const found: PipelineSummary[] = [];
  for await (const run of workflow.list({
    query: `WorkflowType = '${workflowNames.pipeline}'`,
    pageSize: Math.min(limit, 100),
  })) {
    // Earlier runs of an id that was retried are not pipelines of their own.
    if (found.some((summary) => summary.pipelineId === run.workflowId)) continue;
    const { typedSearchAttributes: attributes, status: closed } = run;
    const state = (keywordOf(attributes, searchAttributeNames.state) || 'running') as PipelineState;
    found.push({
      pipelineId: run.workflowId,
      topic: String(run.memo?.topic ?? ''),
      state: closed.name === 'TERMINATED' ? 'terminated' : state,
      step: keywordOf(attributes, searchAttributeNames.step),
      owner: keywordOf(attributes, searchAttributeNames.owner),
      startedAt: run.startTime.toISOString(),
      closedAt: run.closeTime?.toISOString(),
    });
    if (found.length >= limit) break;
  }
  return found;
}
