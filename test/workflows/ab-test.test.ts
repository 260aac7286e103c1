import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type AbTestDesign, abTestDesignSchema } from '../../src/contracts/ab-test.ts';
import type {
  AbTestEvidence,
  AbTestInput,
  AbTestResult,
  AbTestStatus,
  RecordAbTestInput,
  TurnAbTestInput,
} from '../../src/contracts/ab-test-run.ts';
import type { Activities } from '../../src/contracts/activities.ts';
import {
  abTestStatusQuery,
  chooseVariantSignal,
  pauseAbTestSignal,
  resumeAbTestSignal,
  stopAbTestSignal,
  workflowNames,
} from '../../src/contracts/messages.ts';
import { type VariantId, variantIds } from '../../src/contracts/variant-ids.ts';
import { badKey, createFakeStages, type FakeStages } from '../support/fake-stages.ts';
import { type RoleWorkers, runRoleWorkers } from '../support/role-workers.ts';
import { startTimeSkippingServer } from '../support/time-skipping-server.ts';

let server: TestWorkflowEnvironment;
let workers: RoleWorkers;
let stages: FakeStages;
/** What a test has said that activities do. */
let instead: Partial<Activities>;
beforeAll(async () => {
  server = await startTimeSkippingServer();
});
afterAll(() => server.teardown());
beforeEach(async () => {
  stages = createFakeStages();
  instead = {};
  const { nativeConnection: connection } = server;
  const asSaid = (name: keyof Activities) => (input: never) =>
    ((instead[name] ?? stages.activities[name]) as (given: never) => Promise<unknown>)(input);
  const names = Object.keys(stages.activities) as (keyof Activities)[];
  const activities = Object.fromEntries(names.map((name) => [name, asSaid(name)])) as unknown as Activities;
  workers = await runRoleWorkers(activities, inject('workflowBundle'), { connection, namespace: 'default' });
});
afterEach(() => workers.stop());

type Handle = WorkflowHandle<(input: AbTestInput) => Promise<AbTestResult>>;
let started = 0;

function start({ design, variants = 2 }: { design?: Partial<AbTestDesign>; variants?: number } = {}): Promise<Handle> {
  started += 1;
  const input: AbTestInput = {
    ...{
      testId: `abtest-${started}`,
      owner: 'local',
      topic: 'Octopuses',
      video: { target: 'simulated', id: 'sim-20' },
    },
    variants: variantIds.slice(0, variants).map((id) => ({ id, title: `Title ${id}` })),
    design: abTestDesignSchema.parse({ days: 14, ...design }),
  };
  return server.client.workflow.start(workflowNames.abTest, {
    ...{ workflowId: input.testId, taskQueue: 'orchestrator', args: [input] },
  });
}

const statusOf = (handle: Handle): Promise<AbTestStatus> => handle.query(abTestStatusQuery);
const inputsOf = <Input>(name: string) =>
  stages.calls.flatMap((call) => (call.name === name ? [call.input as Input] : []));
const shownAtEnd = () => inputsOf<{ variant: VariantId }>('showVariant').at(-1)?.variant;

/** How many events each run of a test has, from the first on. */
async function runsOf({
  workflowId,
  firstExecutionRunId,
}: Handle & { firstExecutionRunId?: string }): Promise<number[]> {
  const runs: number[] = [];
  for (let runId: string | null | undefined = firstExecutionRunId; runId; ) {
    const { events } = await server.client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push(events?.length ?? 0);
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** The figures, as they would be judged. */
function evidence(found: Partial<AbTestEvidence>, hasEnded = false): void {
  instead.readAbTest = async ({ stage }) => ({
    ...{ awaitedDays: 0, hasEnded },
    evidence: { verdict: stage === 'open' ? 'open' : 'none', sentence: 'as said', countedDays: 3, ...found },
  });
}

describe('a test with four variants over ninety days', () => {
  it('stays under two thousand events of history, all its runs together', async () => {
    const handle = await start({ design: { days: 90 }, variants: 4 });
    const { state } = await handle.result();
    expect(state).toBe('completed');
    expect(stages.count('turnAbTest')).toBe(91);
    const runs = await runsOf(handle);
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.reduce((sum, events) => sum + events, 0)).toBeLessThan(2000);
  });
});

describe('who looks after a test', () => {
  it('pauses it from the next day on, and what was begun counts', async () => {
    const handle = await start();
    await server.sleep('60h');
    await handle.signal(pauseAbTestSignal, { reason: 'a holiday' });
    await server.sleep('72h');
    const paused = await statusOf(handle);
    expect(paused).toMatchObject({ state: 'paused', reason: 'a holiday' });
    const counted = paused.days.filter(({ dropped }) => dropped === undefined);
    expect(counted.length).toBeGreaterThanOrEqual(2);
    const turns = stages.count('turnAbTest');
    await server.sleep('240h');
    expect(stages.count('turnAbTest')).toBe(turns);
    await handle.signal(resumeAbTestSignal);
    const { state } = await handle.result();
    expect(state).toBe('completed');
    const { days } = await statusOf(handle);
    expect(new Set(days.map(({ slot }) => slot)).size).toBe(14);
    expect(days.filter(({ dropped }) => dropped !== undefined)).toEqual([]);
  });

  it('stops it at once: the day under way does not count, and the first variant is shown unless another is named', async () => {
    const handle = await start();
    await server.sleep('100h');
    await handle.signal(stopAbTestSignal, { reason: 'enough', show: 'b' });
    const result = await handle.result();
    expect(result).toMatchObject({ state: 'stopped', shown: 'b' });
    expect(inputsOf<{ stage: string }>('readAbTest').at(-1)?.stage).toBe('stopped');
    const { days, reason } = await statusOf(handle);
    expect(reason).toBe('enough');
    expect(days.length).toBeLessThan(stages.count('turnAbTest'));
  });

  it('is asked which variant stays where the design says so, and the first one stays where nobody answers', async () => {
    evidence({ verdict: 'winner', winner: 'b' });
    const asked = await start({ design: { atEnd: 'ask' } });
    await server.sleep('504h');
    expect((await statusOf(asked)).state).toBe('asking');
    await asked.signal(chooseVariantSignal, { variant: 'b' });
    expect(await asked.result()).toMatchObject({ state: 'completed', shown: 'b' });
    const silent = await start({ design: { atEnd: 'ask' } });
    expect(await silent.result()).toMatchObject({ state: 'completed', shown: 'a' });
  });

  it('finds the first variant again after a cancel', async () => {
    const handle = await start();
    await server.sleep('100h');
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(shownAtEnd()).toBe('a');
    expect((inputsOf<RecordAbTestInput>('recordAbTest').at(-1) as RecordAbTestInput).record.state).toBe('cancelled');
  });
});

describe('the end of a test', () => {
  it('shows the winner, or the first variant where none has won, or where nothing is to be applied', async () => {
    evidence({ verdict: 'winner', winner: 'b' });
    expect(await (await start()).result()).toMatchObject({ shown: 'b' });
    expect(await (await start({ design: { atEnd: 'nothing' } })).result()).toMatchObject({ shown: 'a' });
    evidence({});
    expect(await (await start()).result()).toMatchObject({ shown: 'a' });
  });

  it('comes early where the evidence is enough, once the figures have settled', async () => {
    instead.readAbTest = async ({ stage }) => ({
      ...{ awaitedDays: 0, hasEnded: stage === 'open' && stages.count('turnAbTest') >= 6 },
      evidence: { verdict: 'winner', winner: 'b', sentence: 'B is better', countedDays: 5 },
    });
    const handle = await start({ design: { days: 28 } });
    expect(await handle.result()).toMatchObject({ shown: 'b' });
    expect(stages.count('turnAbTest')).toBe(6);
    // The day that had just begun was not to its end what it was.
    expect((await statusOf(handle)).days).toHaveLength(5);
  });

  it('comes when the video is gone, and nothing more is changed', async () => {
    const { turnAbTest } = stages.activities;
    instead.turnAbTest = async (input) => {
      const turned = await turnAbTest(input);
      return stages.count('turnAbTest') < 4
        ? turned
        : { ...turned, isShown: false, isGone: true, problem: 'it is gone' };
    };
    const handle = await start();
    expect(await handle.result()).toMatchObject({ state: 'stopped' });
    expect((await statusOf(handle)).reason).toBe('it is gone');
    expect(stages.count('showVariant')).toBe(0);
  });

  it('is said to the world once, as its start was, with what was found', async () => {
    evidence({ verdict: 'winner', winner: 'b', p: 0.01 });
    const handle = await start();
    await handle.result();
    const events = inputsOf<RecordAbTestInput>('recordAbTest').flatMap(({ event }) => event ?? []);
    expect(events.map(({ type }) => type)).toEqual(['pipeline.abtest.started', 'pipeline.abtest.completed']);
    expect(events[0]?.data).toMatchObject({ schedule: expect.stringMatching(/^[ab]{14}$/) });
    expect(events[1]?.data).toMatchObject({ winner: 'b', p: 0.01, shown: 'b', state: 'completed' });
  });
});

describe('a day that is lost', () => {
  it('is made up for by the next of its weekday, with the same variant', async () => {
    stages.before('turnAbTest', (({ begins }: TurnAbTestInput, call: number) => {
      if (call === 3 && begins) throw badKey('the sign-in was revoked');
    }) as never);
    const handle = await start();
    await handle.result();
    const { days, plan, notices } = await statusOf(handle);
    const [lost] = days.filter(({ dropped }) => dropped !== undefined && !dropped.includes('ended'));
    expect(lost?.dropped).toContain('the sign-in was revoked');
    const made = days.find(({ slot, dropped }) => slot === lost?.slot && dropped === undefined);
    expect(made?.variant).toBe(plan?.schedule[lost?.slot ?? 0]);
    expect(new Date(made?.day ?? 0).getUTCDay()).toBe(new Date(lost?.day ?? 0).getUTCDay());
    expect(days.filter(({ dropped }) => dropped === undefined)).toHaveLength(14);
    expect(notices.join('\n')).toContain('the sign-in was revoked');
  });

  it('does not keep the test for ever: it ends with what it has', async () => {
    stages.before('turnAbTest', (({ gives }: TurnAbTestInput) => {
      if (gives) throw badKey('no');
    }) as never);
    const handle = await start();
    const { state } = await handle.result();
    expect(state).toBe('completed');
    const { days } = await statusOf(handle);
    expect(days.every(({ dropped }) => dropped !== undefined)).toBe(true);
    expect(days.length).toBeLessThan(60);
  });
});
