// @ts-check
// What starts are held against: Temporal's own client, which starts the same workflow again and again, and no more.
import { randomUUID } from 'node:crypto';
import {
  Client,
  Connection,
  defaultPayloadConverter,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import { answerAsks, job } from '../measures/answer-asks.mjs';

const { workflow } = new Client({ connection: await Connection.connect({ address: job.temporal }) });

/** @type {{ type: string, options: Omit<import('@temporalio/client').WorkflowStartOptions, 'workflowId'> }} */
let sample;

/** Takes over all that a run was started with. @param {string} id */
async function copy(id) {
  const handle = workflow.getHandle(id);
  const { events } = await handle.fetchHistory();
  const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const { type, taskQueue, memo, typedSearchAttributes, staticSummary, priority } = {
    ...(await handle.describe()),
    staticSummary: await (await handle.describe()).staticSummary(),
  };
  sample = {
    type,
    options: {
      ...{ taskQueue, memo, typedSearchAttributes, staticSummary, priority },
      args: input.map((payload) => defaultPayloadConverter.fromPayload(payload)),
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
    },
  };
  return JSON.stringify(sample);
}

/** Starts so many at once for so long. @param {{ connections: number, seconds: number }} turn */
async function start({ connections, seconds }) {
  /** @type {number[]} */
  const times = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const one = async () => {
    for (let now = begun; now < until; ) {
      await workflow.start(sample.type, { ...sample.options, workflowId: `bare-${randomUUID()}` });
      const ended = performance.now();
      times.push(ended - now);
      now = ended;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return { times, seconds: (performance.now() - begun) / 1000 };
}

answerAsks({ copy, start });
