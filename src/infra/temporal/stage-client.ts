import { createHash, randomBytes } from 'node:crypto';
import {
  ActivityExecutionAlreadyStartedError,
  ActivityExecutionFailedError,
  ActivityIdConflictPolicy,
  ActivityIdReusePolicy,
  type Client,
  isGrpcServiceError,
  ServiceError,
} from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import {
  decodeFromPayloadsAtIndex,
  decodeOptionalFailureToOptionalError,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import type { Activities } from '../../contracts/activities.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import { type StageActivity, stagePolicies } from '../../contracts/stage-policies.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import type { Step } from '../../contracts/steps.ts';
import { progressIn } from './runs-of.ts';
import { keywordKey } from './search-attributes.ts';
import { stageFailure, startFailure } from './stage-failures.ts';

export interface StageCall<Name extends StageActivity> {
  /** Of `stageId`. */
  id: string;
  owner: string;
  activity: Name;
  input: Parameters<Activities[Name]>[0];
  /** Somebody waits for the answer: a worker has to take it up at once. */
  quick: boolean;
}

export interface StageRun {
  id: string;
  /** `pending`: no worker has taken it up yet. */
  state: 'pending' | 'running' | 'done' | 'failed';
  /** Counted from 1. */
  attempt: number;
  startedAt: string;
  finishedAt?: string;
  /** Of the running try, from its heartbeat. */
  progress?: ActivityProgress;
  /** What the activity answered. */
  result?: unknown;
  /** Why it failed; while it runs, why the try before failed. */
  failure?: Failure;
  /** What one that runs is at, where there is more to say, and until when it waits for that. */
  doing?: string;
  waitsUntil?: string;
}

/** A stage alone, as a standalone activity: the same code, queue, retries and timeouts as inside a pipeline. */
export interface StageClient {
  /** Starts it once: an id that runs or is done is left as it is, one that failed is tried anew. */
  start<Name extends StageActivity>(call: StageCall<Name>): Promise<void>;
  /** Where it stands. Rejects with `NotFound` for an id there is no stage of, or no longer. */
  look(id: string): Promise<StageRun>;
  /** As `look`, after waiting for its end, but not longer than a client should be kept waiting. */
  settled(id: string): Promise<StageRun>;
}

export interface StageClientOptions {
  /** Longest wait for a stage's end; below the 30 s after which many proxies give up. */
  endedWithinMs?: number;
  /** A quick stage that no worker takes up for so long has failed. */
  takenUpWithinMs?: number;
  /** Temporal is taken for away when it says nothing for so long. */
  answerWithinMs?: number;
}

// A render may rightly wait for the films before it.
const slowTakenUpWithin = '6h';
// grpc-js: CANCELLED, NOT_FOUND.
const cancelled = 1;
const notFound = 5;

type Described = Awaited<ReturnType<Client['workflowService']['describeActivityExecution']>>;
type Info = NonNullable<Described['info']>;
type Outcome = NonNullable<Described['outcome']>;

export function createStageClient(
  client: Client,
  { endedWithinMs = 25_000, takenUpWithinMs = 20_000, answerWithinMs = 5000 }: StageClientOptions = {},
): StageClient {
  const { activity: activities, workflowService, options } = client;
  const converter = options.loadedDataConverter;

  // The deadline also ends the client's own retries, so that nothing is started after it was given up.
  const soon = <T>(ask: () => Promise<T>) => client.withDeadline(Date.now() + answerWithinMs, ask);

  // The client's own `describe` asks for neither heartbeat nor failure, which the server then leaves out.
  async function look(id: string): Promise<StageRun> {
    try {
      const { info, outcome } = await soon(() =>
        workflowService.describeActivityExecution({
          namespace: options.namespace,
          activityId: id,
          includeOutcome: true,
          includeHeartbeatDetails: true,
          includeLastFailure: true,
        }),
      );
      return await runOf(info ?? {}, outcome ?? {});
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === notFound) throw unknownStage(id);
      throw error;
    }
  }

  async function runOf(info: Info, { result, failure }: Outcome): Promise<StageRun> {
    const id = info.activityId ?? '';
    const read = ({ payloads }: { payloads?: Payload[] | null }) => decodeFromPayloadsAtIndex(converter, 0, payloads);
    const reason = async (given: NonNullable<Outcome['failure']>) =>
      stageFailure(await decodeOptionalFailureToOptionalError(converter, given), {
        id,
        role: info.taskQueue as Role,
      });
    const facts = {
      id,
      attempt: info.attempt ?? 1,
      startedAt: optionalTsToDate(info.scheduleTime)?.toISOString() ?? '',
      finishedAt: optionalTsToDate(info.closeTime)?.toISOString(),
    };
    if (result) return { ...facts, state: 'done', result: await read(result) };
    if (failure) return { ...facts, state: 'failed', failure: await reason(failure) };
    return {
      ...facts,
      state: info.lastStartedTime ? 'running' : 'pending',
      progress: info.heartbeatDetails ? progressIn(await read(info.heartbeatDetails)) : undefined,
      failure: info.lastFailure ? await reason(info.lastFailure) : undefined,
    };
  }

  return {
    look,

    async start({ id, owner, activity, input, quick }) {
      try {
        const started = {
          ...stagePolicies[activity],
          id,
          args: [input],
          scheduleToStartTimeout: quick ? takenUpWithinMs : slowTakenUpWithin,
          idReusePolicy: ActivityIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
          idConflictPolicy: ActivityIdConflictPolicy.USE_EXISTING,
          typedSearchAttributes: [{ key: keywordKey(searchAttributeNames.owner), value: owner }],
          // As for pipelines: one owner's thousand calls don't starve another's.
          priority: { fairnessKey: owner.slice(0, 64) },
        };
        await soon(() => activities.start(activity, started));
      } catch (error) {
        if (!(error instanceof ActivityExecutionAlreadyStartedError)) throw startFailure(error);
      }
    },

    async settled(id) {
      try {
        await activities.withAbortSignal(AbortSignal.timeout(endedWithinMs), () => activities.getHandle(id).result());
      } catch (error) {
        // How it ended is looked at below; what went wrong on the way there is the caller's to know.
        if (!(error instanceof ActivityExecutionFailedError) && !isAborted(error)) throw error;
      }
      return look(id);
    },
  };
}

function isAborted(error: unknown): boolean {
  return error instanceof ServiceError && isGrpcServiceError(error.cause) && error.cause.code === cancelled;
}

function unknownStage(id: string): Failure {
  return new Failure('NotFound', `there is no stage ${id}`);
}

/**
 * The id of a stage called alone. It carries a hash of its owner, so that whose it is is known without asking anybody, and
 * a name: the same for the same request, or a random one.
 *
 * @param name hexadecimal, 32 characters or more
 */
export function stageId(step: Step, owner: string, name = randomBytes(16).toString('hex')): string {
  return `stage-${step}-${ownerHash(owner)}-${name.slice(0, 32)}`;
}

export const stageIdPattern = (step: Step): RegExp => new RegExp(`^stage-${step}-[0-9a-f]{20}-[0-9a-f]{32}$`);

/** Whether the stage of this id is the owner's. */
export function isStageOf(id: string, owner: string): boolean {
  return id.split('-')[2] === ownerHash(owner);
}

// 80 bits: nobody finds a second name with the same.
function ownerHash(owner: string): string {
  return createHash('sha256').update(owner).digest('hex').slice(0, 20);
}
