import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type {
  AbTestInput,
  AbTestResult,
  AbTestStatus,
  PacificDay,
  RecordAbTestInput,
} from '../../src/contracts/ab-test-run.ts';
import type { Activities } from '../../src/contracts/activities.ts';
import { abTestStatusQuery, resumeAbTestSignal, workflowNames } from '../../src/contracts/messages.ts';
import { simulateDay, usualVideo } from '../../src/engines/simulation/simulated-video.ts';
import { createAbTestRecords } from '../../src/infra/database/ab-tests.ts';
import { createRoleWorker } from '../../src/workers/worker.ts';
import { useAbTestBench } from '../activities/abtest/ab-test-bench.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { startTimeSkippingServer } from '../support/time-skipping-server.ts';

// What the server's clock says to the activity that runs: YouTube and our days go by it.
let clock = Date.now();
// Alone it takes three seconds, and five are what it may; here other files run beside it.
const allowedMs = 15_000;
const bench = useAbTestBench({ now: () => clock });
let server: TestWorkflowEnvironment;
let workers: { made: Worker[]; runs: Promise<void>[] } | undefined;
beforeAll(async () => {
  server = await startTimeSkippingServer();
});
afterAll(() => server.teardown());
beforeEach(async () => {
  clock = await server.currentTimeMs();
  turns = [];
});
afterEach(stopWorkers);

/** The days that were begun, by the input of their activity's first try. */
let turns: Parameters<Activities['turnAbTest']>[0][];
/** What happens before and after the first try of the n-th turn of a day, from 1. */
type AtTurn = Partial<Record<number, { before?(): void; after?(): void }>>;

function activities(atTurn: AtTurn): Activities {
  const timed = Object.entries(bench.activities).map(([name, activity]) => [
    name,
    async (input: never) => {
      const { info } = Context.current();
      clock = info.currentAttemptScheduledTimestampMs;
      const { begins } = input as { begins?: PacificDay };
      const isFirst = name === 'turnAbTest' && info.attempt === 1 && turns.at(-1)?.begins.day !== begins?.day;
      if (isFirst) turns.push(input);
      const around = isFirst ? atTurn[turns.length] : undefined;
      around?.before?.();
      const result = await (activity as (given: never) => Promise<unknown>)(input);
      around?.after?.();
      return result;
    },
  ]);
  const records = createAbTestRecords(bench.database);
  const recordAbTest = (input: RecordAbTestInput) => records.write(input);
  return { ...createFakeStages().activities, ...(Object.fromEntries(timed) as Partial<Activities>), recordAbTest };
}

type Handle = WorkflowHandle<(input: AbTestInput) => Promise<AbTestResult>>;

async function stopWorkers(): Promise<void> {
  for (const worker of workers?.made ?? []) worker.shutdown();
  await Promise.all(workers?.runs ?? []);
  workers = undefined;
}

async function startWorkers(atTurn: AtTurn): Promise<void> {
  const { nativeConnection: connection } = server;
  const place = { connection, namespace: 'default', activities: activities(atTurn), parallel: 4 };
  const workflows = { codePath: inject('workflowBundle') };
  const made = [
    await createRoleWorker({ ...place, role: 'orchestrator', workflows }),
    await createRoleWorker({ ...place, role: 'ab-tester' }),
  ];
  workers = { made, runs: made.map((worker) => worker.run()) };
}

async function start(input: AbTestInput, atTurn: AtTurn = {}): Promise<Handle> {
  await startWorkers(atTurn);
  return server.client.workflow.start(workflowNames.abTest, {
    ...{ workflowId: input.testId, taskQueue: 'orchestrator', args: [input] },
  });
}

/** Whoever has only the history comes to the same: a worker that is killed loses nothing. */
async function expectReplay(handle: Handle): Promise<void> {
  const history = await handle.fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, history, handle.workflowId);
}

const statusOf = (handle: Handle): Promise<AbTestStatus> => handle.query(abTestStatusQuery);

/** What days are like, but for the variant: those of a test follow from its start alone, whatever day that is. */
const timeOf = (day: string) => {
  const age = Math.round((Date.parse(day) - Date.parse(turns[0]?.begins.day ?? day)) / 86_400_000);
  return { age: age + 30, weekDay: (age + 70) % 7 };
};

/** What a day will have brought, when viewers like what they saw by so much more. */
const figuresOf = (day: string, effect: number) =>
  simulateDay({ ...usualVideo, seed: 11, spread: 0.08 }, timeOf(day), effect);

/** Viewers who like the variants as said, by what the video showed them for most of the day. */
function viewersLike({ variants }: AbTestInput, effects: readonly number[]): void {
  bench.youtube.audience(({ day, looks }) => {
    const longest = [...looks].sort((one, other) => other.hours - one.hours)[0];
    const index = variants.findIndex(({ thumbnail }) => thumbnail?.sha256 === longest?.thumbnail);
    return figuresOf(day, effects[index] ?? 0);
  });
}

describe('a test of four weeks', () => {
  it('gives each variant its days, and ends with the better one shown', async () => {
    const subject = await bench.subject();
    viewersLike(subject, [0, 0.17]);
    const handle = await start(subject);
    const result = await handle.result();
    const { schedule = '' } = (await statusOf(handle)).plan ?? {};
    expect(result).toMatchObject({ state: 'completed', shown: 'b', evidence: { verdict: 'winner', winner: 'b' } });
    expect(turns.slice(0, 28).map(({ gives }) => gives?.variant)).toEqual([...schedule]);
    expect(bench.youtube.looksOf(subject.video.id).at(-1)?.thumbnail).toBe(subject.variants[1]?.thumbnail?.sha256);
  });

  it('comes to the truth through late figures, a correction, a swap that fails, a strike, people and dead workers', async () => {
    const subject = await bench.subject();
    const { youtube } = bench;
    const { id } = subject.video;
    // Of the first three weeks, YouTube first says of one variant what it can't keep.
    const wrongly: string[] = [];
    youtube.audience(({ day, looks }) => {
      const isB =
        [...looks].sort((one, other) => other.hours - one.hours)[0]?.thumbnail ===
        subject.variants[1]?.thumbnail?.sha256;
      if (isB && turns.length < 21) wrongly.push(day);
      return figuresOf(day, isB ? (wrongly.includes(day) ? -0.1 : 0.17) : 0);
    });
    const atTurn: AtTurn = {
      // Said to be done, and nothing happened: the next try sees it.
      3: { before: () => youtube.fail({ kind: 'no-effect', on: 'thumbnails.set' }) },
      // Dead after the swap, before it could say so.
      6: {
        after() {
          throw new Error('the worker was killed');
        },
      },
      // Of a day, no swap is allowed.
      9: { before: () => youtube.strike(true) },
      10: { before: () => youtube.strike(false) },
      11: { after: () => youtube.byHand.setTitle(id, 'A title of my own') },
      13: { after: () => youtube.byHand.setThumbnail(id, bench.picture('#777')) },
      24: {
        before() {
          for (const day of wrongly) youtube.correct(id, day, figuresOf(day, 0.17));
        },
      },
    };
    const begun = performance.now();
    const handle = await start(subject, atTurn);
    await server.sleep('340h');
    const held = await statusOf(handle);
    expect(held).toMatchObject({ state: 'waiting', reason: expect.stringContaining('somebody has changed it') });
    await handle.signal(resumeAbTestSignal);
    await server.sleep('192h');
    const misled = await statusOf(handle);
    expect(misled.evidence?.sentence).toMatch(/A is ahead/);
    const result = await handle.result();
    const tookMs = performance.now() - begun;
    const { days, plan, notices } = await statusOf(handle);
    await expectReplay(handle);

    expect(result).toMatchObject({ state: 'completed', shown: 'b', evidence: { verdict: 'winner', winner: 'b' } });
    const counted = days.filter(({ dropped }) => dropped === undefined);
    expect(counted).toHaveLength(28);
    for (const { slot, variant } of counted) expect(variant).toBe(plan?.schedule[slot]);
    const dropped = days.flatMap(({ dropped: reason }) => reason ?? []);
    for (const reason of [
      /lets this channel set no thumbnails/,
      /changed the title/,
      /somebody has changed what is shown/,
    ]) {
      expect(dropped.join('\n')).toMatch(reason);
      expect(notices.join('\n')).toMatch(reason);
    }
    // The dead worker's swap counted: it was there.
    expect(days.find(({ day }) => day === turns[5]?.begins.day)?.dropped).toBeUndefined();
    expect(tookMs).toBeLessThan(allowedMs);
  });
});
