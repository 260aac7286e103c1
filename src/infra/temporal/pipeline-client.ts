import { randomInt } from 'node:crypto';
import {
  type Client,
  defaultPayloadConverter,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { pipelineId, pipelineIdPattern } from '../../contracts/ids.ts';
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
} from '../../contracts/messages.ts';
import { providers } from '../../contracts/providers.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { listPipelines, type PipelineSummary } from './list-pipelines.ts';
import { endedPipeline, queryFailure, unknownPipeline, updateFailure } from './pipeline-failures.ts';
import { resumeFrom } from './resume-from.ts';
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
}

interface RetryOptions extends StartOptions {
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

interface Described extends PipelineFacts {
  /** The name it was started under. */
  name: unknown;
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

  const describe = (id: string) =>
    of(id, async (): Promise<Described> => {
      const { status, memo, typedSearchAttributes } = await workflow.getHandle(id).describe();
      const state = keywordOf(typedSearchAttributes, searchAttributeNames.state) as PipelineFacts['state'];
      return { owner: String(memo?.owner ?? ''), open: status.name === 'RUNNING', state, name: memo?.name };
    });

  /** Signals and updates are for open runs; Temporal answers 'not found' for a closed one too. */
  async function ofOpen<T>(id: string, send: (run: Described) => Promise<T>): Promise<T> {
    const run = await describe(id);
    if (!run.open) throw endedPipeline(id);
    try {
      return await send(run);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw endedPipeline(id);
      throw error;
    }
  }

  const status = (id: string) =>
    of(id, () => workflow.getHandle(id).query(statusQuery)).catch((error: unknown) => {
      throw queryFailure(error);
    });

  async function retryOpen(
    id: string,
    { name }: Described,
    input: RetryStepInput,
    options: RetryOptions,
  ): Promise<'signalled' | 'started'> {
    // The same request came before, to a process that did not live to answer it.
    if (options.name !== undefined && options.name === name) return 'started';
    const { state } = (await status(id)).steps[input.step];
    if (state !== 'failed') throw new Failure('Conflict', `${input.step} has not failed: it is ${state}`);
    await ofOpen(id, () => workflow.getHandle(id).signal(retryStepSignal, input));
    return 'signalled';
  }

  return {
    async start(brief, { name } = {}) {
      for (;;) {
        const id = pipelineId(brief.topic, name?.slice(0, 16) ?? randomLetters(6));
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
        const { owner, open, state } = await describe(id);
        return { owner, open, state };
      } catch (error) {
        if (error instanceof Failure && error.type === 'NotFound') return undefined;
        throw error;
      }
    },
    isOpen: async (id) => (await describe(id)).open,

    progress: (id) =>
      of(id, async () => {
        const { raw } = await workflow.getHandle(id).describe();
        return (raw.pendingActivities ?? []).flatMap(({ heartbeatDetails }) => {
          const payload = heartbeatDetails?.payloads?.[0];
          return payload ? [defaultPayloadConverter.fromPayload<ActivityProgress>(payload)] : [];
        });
      }),

    list: (limit) => listPipelines(workflow, limit),
    approve: (id, gate) =>
      ofOpen(id, async ({ state }) => {
        // A gate that is named may be approved before the run is there.
        if (!gate && state !== 'review') throw new Failure('Conflict', `${id} does not wait for a review now`);
        await workflow.getHandle(id).signal(approveSignal, gate && { gate });
      }),
    reject: (id, reason) =>
      ofOpen(id, async ({ state }) => {
        if (state !== 'review') throw new Failure('Conflict', `${id} does not wait for a review now`);
        await workflow.getHandle(id).signal(rejectSignal, { reason });
      }),
    skip: (id, input) => ofOpen(id, () => workflow.getHandle(id).signal(skipStepSignal, input)),

    editScript: (id, edit) =>
      ofOpen(id, async ({ state }) => {
        if (state !== 'review') throw new Failure('Conflict', `${id} does not wait for the review of its script now`);
        return workflow
          .getHandle(id)
          .executeUpdate(editScriptUpdate, { args: [edit] })
          .catch((error: unknown) => {
            throw updateFailure(error);
          });
      }),

    async retry(id, wanted, options = {}) {
      const { step, provider } = wanted;
      if (provider !== undefined && !providers[step].includes(provider)) {
        const known = providers[step].join(', ') || 'none yet';
        throw new Failure('UnknownProvider', `${step} has no provider '${provider}'; it can use: ${known}`);
      }
      const run = await describe(id);
      if (run.open) return retryOpen(id, run, wanted, options);
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
      const handle = workflow.getHandle(id);
      await ofOpen(id, () => handle.signal(cancelPipelineSignal, { reason }));
      // The signal carries the reason and already ends it; this makes Temporal's own status say `Canceled`.
      await handle.cancel().catch(() => {});
    },
  };
}

function randomLetters(length: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
