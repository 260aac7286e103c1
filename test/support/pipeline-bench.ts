import { Client } from '@temporalio/client';
import type { Activities } from '../../src/contracts/activities.ts';
import { type Brief, type BriefInput, briefSchema } from '../../src/contracts/brief.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { connectClient, connectWorkers } from '../../src/infra/temporal/connection.ts';
import { createPipelineClient, type PipelineClient } from '../../src/infra/temporal/pipeline-client.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import { runRoleWorkers } from './role-workers.ts';

export interface PipelineBench {
  client: Client;
  namespace: string;
  address: string;
  pipelines: PipelineClient;
  close(): Promise<void>;
}

/** A running server, a namespace of it, and the built workflows. */
export interface BenchPlace {
  address: string;
  namespace: string;
  workflowBundle: string;
}

/** Every role's worker with the activities given. */
export async function openPipelineBench(
  activities: Activities,
  { address, namespace, workflowBundle }: BenchPlace,
): Promise<PipelineBench> {
  installRuntime(createLogger({ level: 'silent' }));
  const target = { address, namespace, tls: false };
  const [connection, native] = await Promise.all([connectClient(target), connectWorkers(target)]);
  const client = new Client({ connection, namespace });
  await endLeftRuns(client);
  const workers = await runRoleWorkers(activities, workflowBundle, { connection: native, namespace });
  return {
    client,
    namespace,
    address,
    pipelines: createPipelineClient(client),
    async close() {
      await workers.stop();
      await native.close();
      await connection.close();
    },
  };
}

/** Files follow each other in a namespace: a run that one left open would go on with the stages of the next. */
async function endLeftRuns({ workflow }: Client): Promise<void> {
  for await (const { workflowId, runId } of workflow.list({ query: "ExecutionStatus = 'Running'" })) {
    await workflow.getHandle(workflowId, runId).terminate('left by an earlier test file');
  }
}

export function briefOf(input: Partial<BriefInput> = {}): Brief {
  return briefSchema.parse({ topic: 'Why do octopuses have three hearts?', ...input });
}
