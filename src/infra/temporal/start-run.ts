import { type WorkflowClient, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { type PipelineInput, workflowNames } from '../../contracts/messages.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import { keywordKey } from './search-attributes.ts';

const taskQueue: Role = 'orchestrator';

interface RunToStart {
  id: string;
  input: PipelineInput;
  /** Of the request that asks for it, by which it is known again. */
  name: string | undefined;
  /** Refused where a run of this id has ever been; else only where one is open. */
  once: boolean;
}

/** @throws WorkflowExecutionAlreadyStartedError when it is refused */
export async function startRun(workflow: WorkflowClient, { id, input, name, once }: RunToStart): Promise<void> {
  const { topic, owner, correlationId } = input.brief;
  await workflow.start(workflowNames.pipeline, {
    workflowId: id,
    taskQueue,
    args: [input],
    workflowIdReusePolicy: once ? WorkflowIdReusePolicy.REJECT_DUPLICATE : WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
    memo: { topic, owner, correlationId, name },
    typedSearchAttributes: [{ key: keywordKey(searchAttributeNames.owner), value: owner }],
    staticSummary: topic.slice(0, 200),
    // One owner's batch of a thousand doesn't starve another's single run.
    priority: { fairnessKey: owner.slice(0, 64) },
  });
}
