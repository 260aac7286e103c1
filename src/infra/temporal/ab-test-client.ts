import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import type { AbTestResults } from '../../contracts/ab-test-results.ts';
import type { AbTestInput, AbTestStatus } from '../../contracts/ab-test-run.ts';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';
import {
  abTestStatusQuery,
  chooseVariantSignal,
  pauseAbTestSignal,
  resumeAbTestSignal,
  type StopAbTestInput,
  stopAbTestSignal,
  workflowNames,
} from '../../contracts/messages.ts';
import type { Role } from '../../contracts/roles.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import type { VariantId } from '../../contracts/variant-ids.ts';
import { type AbTestQuestions, createAbTestQuestions } from './ab-test-questions.ts';
import { type AbTestSummary, listAbTests } from './list-ab-tests.ts';
import { createRunsOf, isOpen } from './runs-of.ts';
import { keywordKey } from './search-attributes.ts';

/** What can be asked of A/B tests. Ids of nothing reject with `NotFound`, what a test can't do any more with `Conflict`. */
export interface AbTestClient {
  /** Started again under the same id, it is the first one that goes on, or has ended. */
  start(subject: AbTestInput): Promise<void>;
  /** What Temporal knows without asking the test; undefined for an id that doesn't exist, or whose history is no longer kept. */
  find(testId: string): Promise<{ owner: string; isOpen: boolean } | undefined>;
  status(testId: string): Promise<AbTestStatus>;
  /** The newest that Temporal still knows of. */
  list(limit: number): Promise<AbTestSummary[]>;
  /** From the next day on nothing is changed. Rejects with `Conflict` when no day of it is to come. */
  pause(testId: string, reason?: string): Promise<void>;
  resume(testId: string): Promise<void>;
  stop(testId: string, how?: StopAbTestInput): Promise<void>;
  /** Answers a test that asks which variant is to stay. Rejects with `Conflict` when it doesn't. */
  choose(testId: string, variant: VariantId): Promise<void>;
  /** What the figures show, as they were known then: ISO 8601, now when left out. */
  results(testId: string, asOf?: string): Promise<AbTestResults>;
  /** The same as a picture: PNG, 1600×1000. */
  report(testId: string, asOf?: string): Promise<ArtifactRef>;
}

interface AbTestClientOptions extends AbTestQuestions {
  /** Temporal is taken for away when it says nothing for so long. */
  answerWithinMs?: number;
}

const orchestrator: Role = 'orchestrator';

export function createAbTestClient(
  client: Client,
  { answerWithinMs = 5000, ...questions }: AbTestClientOptions = {},
): AbTestClient {
  const { workflow } = client;
  const unknown = (id: string) => new Failure('NotFound', `there is no A/B test '${id}'`);
  const runs = createRunsOf(workflowNames.abTest, workflow, {
    unknown,
    ended: (id) => new Failure('Conflict', `the A/B test ${id} has ended: nothing can be changed about it any more`),
  });
  const ask = createAbTestQuestions(client, questions);
  // The deadline also ends the client's own retries, so that nothing is started after it was given up.
  const soon = <T>(work: () => Promise<T>) => client.withDeadline(Date.now() + answerWithinMs, work);

  const status = (id: string): Promise<AbTestStatus> =>
    soon(() => runs.of(id, (handle) => handle.query(abTestStatusQuery)));

  function checkVariant({ testId, variants }: AbTestStatus, variant: VariantId): void {
    if (variants.some(({ id }) => id === variant)) return;
    const known = variants.map(({ id }) => id).join(', ');
    throw new Failure('InvalidInput', `${testId} has no variant ${variant}; it has: ${known}`);
  }

  return {
    status,
    list: (limit) => soon(() => listAbTests(workflow, limit)),

    async start(subject) {
      const { testId, owner, topic, correlationId, pipelineId } = subject;
      try {
        await soon(() =>
          workflow.start(workflowNames.abTest, {
            workflowId: testId,
            taskQueue: orchestrator,
            args: [subject],
            workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
            workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
            memo: { topic, owner, correlationId, pipelineId },
            typedSearchAttributes: [{ key: keywordKey(searchAttributeNames.owner), value: owner }],
            staticSummary: topic.slice(0, 200),
            priority: { fairnessKey: owner.slice(0, 64) },
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    async find(id) {
      try {
        const run = await soon(() => runs.describe(id));
        return { owner: String(run.memo?.owner ?? ''), isOpen: isOpen(run) };
      } catch (error) {
        if (error instanceof Failure && error.type === 'NotFound') return undefined;
        throw error;
      }
    },

    pause: (id, reason) =>
      soon(() =>
        runs.ofOpen(id, async (handle) => {
          const { state } = await handle.query(abTestStatusQuery);
          if (state !== 'planning' && state !== 'running') {
            throw new Failure('Conflict', `${id} can't be paused: it is ${state}`);
          }
          await handle.signal(pauseAbTestSignal, { reason });
        }),
      ),
    resume: (id) => soon(() => runs.ofOpen(id, (handle) => handle.signal(resumeAbTestSignal))),

    stop: (id, how = {}) =>
      soon(() =>
        runs.ofOpen(id, async (handle) => {
          if (how.show) checkVariant(await handle.query(abTestStatusQuery), how.show);
          await handle.signal(stopAbTestSignal, how);
        }),
      ),

    choose: (id, variant) =>
      soon(() =>
        runs.ofOpen(id, async (handle) => {
          const asked = await handle.query(abTestStatusQuery);
          if (asked.state !== 'asking') {
            throw new Failure('Conflict', `${id} doesn't ask which variant is to stay: it is ${asked.state}`);
          }
          checkVariant(asked, variant);
          await handle.signal(chooseVariantSignal, { variant });
        }),
      ),

    results: (testId, asOf) => ask('judgeAbTest', { testId, asOf }),
    report: async (testId, asOf) => (await ask('drawAbTest', { testId, asOf })).report,
  };
}
