import { randomInt } from 'node:crypto';
import {
  type Client,
  defaultPayloadConverter,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { pipelineId, pipelineIdPattern } from '../../contracts/ids.ts';
import {
  approveSignal,
  cancelPipelineSignal,
  type PipelineInput,
  type PipelineState,
  type PipelineStatus,
  type RetryStepInput,
  type ReviewGate,
  rejectSignal,
  retryStepSignal,
  type SkipStepInput,
  skipStepSignal,
  statusQuery,
  workflowNames,
} from '../../contracts/messages.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { type Step, stepNeeds, stepsFrom } from '../../contracts/steps.ts';

export interface PipelineSummary {
  pipelineId: string;
  topic: string;
  state: PipelineState | 'terminated';
  step: string;
  owner: string;
  startedAt: string;
  closedAt?: string;
}

/** What can be asked of pipelines, in Temporal's terms. Ids that don't exist reject with `InvalidInput`. */
export interface PipelineClient {
  start(brief: Brief): Promise<string>;
  status(id: string): Promise<PipelineStatus>;
  /** Whether Temporal still runs it. */
  isOpen(id: string): Promise<boolean>;
  /** Heartbeats of what runs now. */
  progress(id: string): Promise<ActivityProgress[]>;
  list(limit: number): Promise<PipelineSummary[]>;
  approve(id: string, gate?: ReviewGate): Promise<void>;
  reject(id: string, reason?: string): Promise<void>;
  /** A failed step of an open run goes on; a closed run is run again from the step, under the same id. */
  retry(id: string, input: RetryStepInput): Promise<'signalled' | 'started'>;
  skip(id: string, input: SkipStepInput): Promise<void>;
  cancel(id: string, reason?: string): Promise<void>;
}

const orchestrator: Role = 'orchestrator';
const ownerKey = defineSearchAttributeKey(searchAttributeNames.owner, SearchAttributeType.KEYWORD);

export function createPipelineClient(client: Client): PipelineClient {
  const { workflow } = client;

  async function startRun(id: string, input: PipelineInput): Promise<void> {
    const { topic, owner, correlationId } = input.brief;
    await workflow.start(workflowNames.pipeline, {
      workflowId: id,
      taskQueue: orchestrator,
      args: [input],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      memo: { topic, owner, correlationId },
      typedSearchAttributes: [{ key: ownerKey, value: owner }],
      staticSummary: topic.slice(0, 200),
      // One owner's batch of a thousand doesn't starve another's single run.
      priority: { fairnessKey: owner.slice(0, 64) },
    });
  }

  /** Turns Temporal's 'not found' into a sentence, for whatever is asked of one pipeline. */
  async function of<T>(id: string, ask: () => Promise<T>): Promise<T> {
    if (!pipelineIdPattern.test(id)) throw unknownPipeline(id);
    try {
      return await ask();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw unknownPipeline(id);
      throw error;
    }
  }

  const isOpen = (id: string) =>
    of(id, async () => (await workflow.getHandle(id).describe()).status.name === 'RUNNING');

  /** Signals are for open runs; Temporal answers 'not found' for a closed one too. */
  async function signal(id: string, send: () => Promise<void>): Promise<void> {
    if (!(await isOpen(id)))
      throw new Failure('InvalidInput', `the pipeline ${id} has ended: look at it with \`./faceless status ${id}\``);
    await of(id, send);
  }

  const status = (id: string) => of(id, () => workflow.getHandle(id).query(statusQuery));

  return {
    async start(brief) {
      for (;;) {
        const id = pipelineId(brief.topic, randomLetters(6));
        try {
          await startRun(id, { brief });
          return id;
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        }
      }
    },

    status,
    isOpen,

    progress: (id) =>
      of(id, async () => {
        const { raw } = await workflow.getHandle(id).describe();
        return (raw.pendingActivities ?? []).flatMap(({ heartbeatDetails }) => {
          const payload = heartbeatDetails?.payloads?.[0];
          return payload ? [defaultPayloadConverter.fromPayload<ActivityProgress>(payload)] : [];
        });
      }),

    async list(limit) {
      const found: PipelineSummary[] = [];
      for await (const run of workflow.list({
        query: `WorkflowType = '${workflowNames.pipeline}'`,
        pageSize: Math.min(limit, 100),
      })) {
        // Earlier runs of an id that was retried are not pipelines of their own.
        if (found.some((summary) => summary.pipelineId === run.workflowId)) continue;
        const { typedSearchAttributes: attributes, status: closed } = run;
        const text = (name: string) => attributes.get(defineSearchAttributeKey(name, SearchAttributeType.KEYWORD));
        found.push({
          pipelineId: run.workflowId,
          topic: String(run.memo?.topic ?? ''),
          state:
            closed.name === 'TERMINATED'
              ? 'terminated'
              : ((text(searchAttributeNames.state) ?? 'running') as PipelineState),
          step: text(searchAttributeNames.step) ?? '',
          owner: text(searchAttributeNames.owner) ?? '',
          startedAt: run.startTime.toISOString(),
          closedAt: run.closeTime?.toISOString(),
        });
        if (found.length >= limit) break;
      }
      return found;
    },

    approve: (id, gate) => signal(id, () => workflow.getHandle(id).signal(approveSignal, gate && { gate })),
    reject: (id, reason) => signal(id, () => workflow.getHandle(id).signal(rejectSignal, { reason })),
    skip: (id, input) => signal(id, () => workflow.getHandle(id).signal(skipStepSignal, input)),

    async retry(id, input) {
      if (await isOpen(id)) {
        await of(id, () => workflow.getHandle(id).signal(retryStepSignal, input));
        return 'signalled';
      }
      const earlier = await status(id);
      await startRun(id, resumeFrom(earlier, input));
      return 'started';
    },

    async cancel(id, reason) {
      const handle = workflow.getHandle(id);
      await signal(id, () => handle.signal(cancelPipelineSignal, { reason }));
      // The signal carries the reason and already ends it; this makes Temporal's own status say `Canceled`.
      await handle.cancel().catch(() => {});
    },
  };
}

/** The input of a new run that keeps what the closed one finished before the step. */
function resumeFrom(earlier: PipelineStatus, { step, provider, changes }: RetryStepInput): PipelineInput {
  const again = stepsFrom(step);
  const missing = stepNeeds[step].find(
    (need) => earlier.steps[need].state !== 'done' && earlier.steps[need].state !== 'skipped',
  );
  if (missing) throw new Failure('InvalidInput', `${step} can't be retried: ${missing} is not done; retry ${missing}`);
  const takeOver = Object.fromEntries(
    Object.entries(earlier.results).filter(([name]) => !again.includes(name as Step)),
  );
  const takes = { ...earlier.takes };
  // A step that failed goes on where it was; one that was done is made anew because a person wants another. Where something
  // was changed, that alone makes it another: what does not depend on it is found.
  if (earlier.steps[step].state === 'done' && !changes && !provider) takes[step] = (takes[step] ?? 0) + 1;
  const brief: Brief = { ...earlier.brief, ...changes };
  if (provider) brief.providers = { ...brief.providers, [step]: [provider] };
  return { brief, takeOver, takes };
}

function unknownPipeline(id: string): Failure {
  return new Failure('InvalidInput', `there is no pipeline '${id}': \`./faceless list\` shows those there are`);
}

function randomLetters(length: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
