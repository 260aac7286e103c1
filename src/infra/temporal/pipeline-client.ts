import { randomInt } from 'node:crypto';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { pipelineId } from '../../contracts/ids.ts';
import {
  approveSignal,
  cancelPipelineSignal,
  type EditScriptInput,
  editScriptUpdate,
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
import { providers } from '../../contracts/providers.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { listPipelines, type PipelineSummary } from './list-pipelines.ts';
import { endedPipeline, unknownPipeline, updateFailure } from './pipeline-failures.ts';
import { resumeFrom } from './resume-from.ts';
import { createRunsOf, isOpen, progressOf } from './runs-of.ts';
import { keywordOf } from './search-attributes.ts';
import { startRun } from './start-run.ts';

/** What Temporal's server knows of a run without asking the run. */
interface PipelineFacts {
  owner: string;
  /** Temporal still runs it. */
  open: boolean;
  /** As it was told last; empty in the first moments. */
  state: PipelineState | '';
}

/** Of the request that starts a run. */
interface StartOptions {
  /** The same name starts the same run: where it is there already nothing is started. */
  name?: string;
  /** Done under the id before the run is started; once more under another one when that is taken. */
  before?(id: string): Promise<void>;
}

interface RetryOptions extends Pick<StartOptions, 'name'> {
  /** Of the request, for the new run of a closed pipeline. */
  correlationId?: string;
}

/**
 * What can be asked of pipelines, in Temporal's terms. Ids that don't exist reject with `NotFound`, what a pipeline can't do
 * in the state it is in with `Conflict`.
 */
export interface PipelineClient {
  start(brief: Brief, options?: StartOptions): Promise<string>;
  status(id: string): Promise<PipelineStatus>;
  /** Undefined for an id that doesn't exist, or whose history is no longer kept. */
  find(id: string): Promise<PipelineFacts | undefined>;
  /** Whether Temporal still runs it. */
  isOpen(id: string): Promise<boolean>;
  /** Heartbeats of what runs now. */
  progress(id: string): Promise<ActivityProgress[]>;
  list(limit: number): Promise<PipelineSummary[]>;
  approve(id: string, gate?: ReviewGate): Promise<void>;
  reject(id: string, reason?: string): Promise<void>;
  /** Changes scenes while the script waits for its review; resolves when the new script is stored. */
  editScript(id: string, edit: EditScriptInput): Promise<{ script: ArtifactRef; scenes: number }>;
  /** A failed step of an open run goes on; a closed run is run again from the step, under the same id. */
  retry(id: string, input: RetryStepInput, options?: RetryOptions): Promise<'signalled' | 'started'>;
  skip(id: string, input: SkipStepInput): Promise<void>;
  cancel(id: string, reason?: string): Promise<void>;
}

interface PipelineClientOptions {
  /** Milliseconds after which Temporal is taken for away. Left out, as patient as its client: half a minute and more. */
  answerWithinMs?: number;
}

export function createPipelineClient(client: Client, { answerWithinMs }: PipelineClientOptions = {}): PipelineClient {
  const pipelines = createPatientClient(client);
  if (answerWithinMs === undefined) return pipelines;
  // The deadline also ends the client's own retries, so that nothing is started after it was given up.
  const within =
    (ask: (...input: unknown[]) => Promise<unknown>) =>
    (...input: unknown[]) =>
      client.withDeadline(Date.now() + answerWithinMs, () => ask(...input));
  const methods = Object.entries(pipelines).map(([name, ask]) => [name, within(ask as Parameters<typeof within>[0])]);
  return Object.fromEntries(methods) as PipelineClient;
}

function createPatientClient({ workflow }: Client): PipelineClient {
  const runs = createRunsOf(workflowNames.pipeline, workflow, { unknown: unknownPipeline, ended: endedPipeline });
  const status = (id: string) => runs.of(id, (handle) => handle.query(statusQuery));

  async function retryOpen(id: string, input: RetryStepInput): Promise<'signalled'> {
    const { state } = (await status(id)).steps[input.step];
    if (state !== 'failed') throw new Failure('Conflict', `${input.step} has not failed: it is ${state}`);
    await runs.ofOpen(id, (handle) => handle.signal(retryStepSignal, input));
    return 'signalled';
  }

  /** Sends what only a run that waits for a review can use. */
  async function toReviewed<T>(id: string, what: string, send: (handle: WorkflowHandle) => Promise<T>): Promise<T> {
    return runs.ofOpen(id, (handle, run) => {
      if (stateOf(run) !== 'review') throw new Failure('Conflict', `${id} does not wait for ${what} now`);
      return send(handle);
    });
  }

  return {
    async start(brief, { name, before } = {}) {
      for (;;) {
        const id = pipelineId(brief.topic, name?.slice(0, 16) ?? randomLetters(6));
        await before?.(id);
        try {
          await startRun(workflow, { id, input: { brief }, name, once: true });
          return id;
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
          if (name !== undefined) return id;
        }
      }
    },

    status,
    async find(id) {
      try {
        const run = await runs.describe(id);
        return { owner: String(run.memo?.owner ?? ''), open: isOpen(run), state: stateOf(run) };
      } catch (error) {
        if (error instanceof Failure && error.type === 'NotFound') return undefined;
        throw error;
      }
    },
    isOpen: async (id) => isOpen(await runs.describe(id)),
    progress: async (id) => progressOf(await runs.describe(id)),

    list: (limit) => listPipelines(workflow, limit),
    async approve(id, gate) {
      // A gate that is named may be approved before the run is there.
      if (gate) await runs.ofOpen(id, (handle) => handle.signal(approveSignal, { gate }));
      else await toReviewed(id, 'a review', (handle) => handle.signal(approveSignal));
    },
    reject: (id, reason) => toReviewed(id, 'a review', (handle) => handle.signal(rejectSignal, { reason })),
    skip: (id, input) => runs.ofOpen(id, (handle) => handle.signal(skipStepSignal, input)),

    editScript: (id, edit) =>
      toReviewed(id, 'the review of its script', (handle) =>
        handle.executeUpdate(editScriptUpdate, { args: [edit] }).catch((error: unknown) => {
          throw updateFailure(error);
        }),
      ),

    async retry(id, wanted, options = {}) {
      const { step, provider } = wanted;
      if (provider !== undefined && !providers[step].includes(provider)) {
        const known = providers[step].join(', ') || 'none yet';
        throw new Failure('UnknownProvider', `${step} has no provider '${provider}'; it can use: ${known}`);
      }
      const run = await runs.describe(id);
      // The same request came before, to a process that did not live to answer it.
      const isStarted = options.name !== undefined && options.name === run.memo?.name;
      if (isOpen(run)) return isStarted ? 'started' : retryOpen(id, wanted);
      const again = resumeFrom(await status(id), wanted);
      const { correlationId = again.brief.correlationId } = options;
      try {
        const input = { ...again, brief: { ...again.brief, correlationId } };
        await startRun(workflow, { id, input, name: options.name, once: false });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        throw new Failure('Conflict', `${id} runs again already`, { cause: error });
      }
      return 'started';
    },

    async cancel(id, reason) {
      await runs.ofOpen(id, async (handle) => {
        await handle.signal(cancelPipelineSignal, { reason });
        // The signal carries the reason and already ends it; this makes Temporal's own status say `Canceled`.
        await handle.cancel().catch(() => {});
      });
    },
  };
}

function stateOf({ typedSearchAttributes }: WorkflowExecutionDescription): PipelineFacts['state'] {
  return keywordOf(typedSearchAttributes, searchAttributeNames.state) as PipelineFacts['state'];
}

function randomLetters(length: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
