import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../src/contracts/activities.ts';
import type { BriefInput } from '../../src/contracts/brief.ts';
import type { PipelineStatus } from '../../src/contracts/messages.ts';
import type { StageInput } from '../../src/contracts/stages.ts';
import { benchPlace } from '../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';

let stages: FakeStages;
let bench: PipelineBench;

// The workers live for the whole file; each test has stages of its own behind them.
const delegating = new Proxy({} as Activities, {
  ownKeys: () => Object.keys(createFakeStages().activities),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name: keyof Activities) => (input: never) => (stages.activities[name] as (given: never) => unknown)(input),
});

beforeAll(async () => {
  bench = await openPipelineBench(delegating, benchPlace());
});
afterAll(() => bench.close());
beforeEach(() => {
  stages = createFakeStages();
});

const start = (input: Partial<BriefInput> = {}) => bench.pipelines.start(briefOf(input));
const until = (id: string, holds: (status: PipelineStatus) => boolean) =>
  waitFor(() => bench.pipelines.status(id), holds);
const finished = (id: string) => bench.client.workflow.getHandle(id).result();
const names = () => stages.calls.map(({ name }) => name).filter((name) => name !== 'recordPipeline');
const events = () => stages.records.flatMap(({ event }) => event?.type ?? []);

describe('a pipeline', () => {
  it('runs every stage from the topic to the upload and names the files it made', async () => {
    const id = await start();
    await finished(id);
    const status = await bench.pipelines.status(id);

    expect(status.state).toBe('completed');
    expect(Object.keys(status.artifacts).sort()).toEqual(
      [
        'captions.srt',
        'captions.vtt',
        'keywords.json',
        'metadata.json',
        'script.json',
        'thumbnail-a.jpg',
        'video.mp4',
      ].sort(),
    );
    expect(names().slice(0, 2)).toEqual(['fetchKeywords', 'writeScript']);
    expect(names().at(-1)).toBe('publishFilm');
    expect([stages.count('narrateScene'), stages.count('renderScene')]).toEqual([3, 3]);
    expect(status.costUsd).toBeCloseTo(0.01 * names().length, 6);
  });

  it('runs each activity on the task queue of its role', async () => {
    const id = await start();
    await finished(id);
    const history = await bench.client.workflow.getHandle(id).fetchHistory();
    const queues = new Map(
      (history.events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled ? [[scheduled.activityType?.name, scheduled.taskQueue?.name] as const] : [],
      ),
    );
    expect(Object.fromEntries(queues)).toEqual({
      fetchKeywords: 'keyword-fetcher',
      writeScript: 'script-generator',
      narrateScene: 'tts-renderer',
      renderScene: 'video-assembler',
      assembleFilm: 'video-assembler',
      makeThumbnails: 'thumbnail-maker',
      buildMetadata: 'metadata-builder',
      publishFilm: 'uploader',
      recordPipeline: 'orchestrator',
    });
  });

  it('announces what happened once each, in order, and records where it stands', async () => {
    const id = await start();
    await finished(id);
    expect(events()[0]).toBe('pipeline.started');
    expect(events().at(-1)).toBe('pipeline.completed');
    expect([...events()].sort()).toEqual(
      [
        'pipeline.started',
        'pipeline.keywords.fetched',
        'pipeline.script.generated',
        'pipeline.audio.rendered',
        'pipeline.video.assembled',
        'pipeline.thumbnail.created',
        'pipeline.metadata.built',
        'pipeline.video.uploaded',
        'pipeline.completed',
      ].sort(),
    );
    const sequences = stages.records.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(stages.records.flatMap(({ event }) => event?.id ?? [])).size).toBe(events().length);
    expect(stages.records.at(-1)?.record).toMatchObject({ pipelineId: id, state: 'completed', durationSeconds: 9 });
  });

  it('takes the script of the brief as given and fetches no keywords', async () => {
    const script = { sha256: 'a'.repeat(64), bytes: 3, mediaType: 'application/json' };
    const id = await start({ script });
    await finished(id);
    expect(stages.count('fetchKeywords')).toBe(0);
    expect((await bench.pipelines.status(id)).steps.keywords.state).toBe('skipped');
  });

  it('is found by its owner, state and step', async () => {
    const id = await start({ owner: 'ada' });
    await finished(id);
    const found = await waitFor(
      () =>
        bench.client.workflow.count(`PipelineOwner = 'ada' AND PipelineState = 'completed' AND WorkflowId = '${id}'`),
      ({ count }) => count === 1,
    );
    expect(found.count).toBe(1);
    expect((await bench.pipelines.list(50)).find(({ pipelineId }) => pipelineId === id)).toMatchObject({
      state: 'completed',
      owner: 'ada',
    });
  });
});

describe('a stage that fails', () => {
  it('blocks the run until the temporal command line sends retryStep, and only what failed is done again', async () => {
    stages.before('narrateScene', ({ sceneIndex }: { sceneIndex: number }, call) => {
      if (sceneIndex === 1 && call <= 3) throw badKey();
    });
    const id = await start();
    const blocked = await until(id, ({ state }) => state === 'blocked');
    expect(blocked.steps.audio.failure).toMatchObject({ type: 'BadCredentials', message: 'the key is not valid' });
    expect(blocked.failure?.advice).toMatch(/key/);
    await waitFor(events, (types) => types.includes('pipeline.blocked'));

    const args = ['workflow', 'signal', '--workflow-id', id, '--name', 'retryStep', '--input', '{"step":"audio"}'];
    await promisify(execFile)(testTools().temporal, [
      ...args,
      '--address',
      bench.address,
      '--namespace',
      bench.namespace,
    ]);
    await finished(id);

    expect((await bench.pipelines.status(id)).state).toBe('completed');
    expect(stages.count('narrateScene')).toBe(4);
    expect(events().filter((type) => type === 'pipeline.blocked')).toHaveLength(1);
  });

  it('is tried again by itself when the failure may pass', async () => {
    stages.before('fetchKeywords', (_, call) => {
      if (call === 1) throw new Error('a hiccup');
    });
    await finished(await start());
    expect(stages.count('fetchKeywords')).toBe(2);
    expect(events()).not.toContain('pipeline.blocked');
  });

  it('can be retried with another voice: then every scene is narrated with it', async () => {
    stages.before('narrateScene', ({ sceneIndex, brief }: { sceneIndex: number; brief: { voice?: string } }) => {
      if (sceneIndex === 2 && !brief.voice) throw badKey('no such voice');
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await bench.pipelines.retry(id, { step: 'audio', changes: { voice: 'am_michael' } });
    await finished(id);
    const { results } = await bench.pipelines.status(id);
    expect(results.audio).toEqual({ sceneFrames: [90, 90, 90], voice: 'am_michael', provider: 'fake' });
  });

  it('can be skipped where a film can do without it', async () => {
    stages.before('makeThumbnails', () => {
      throw badKey('no brush');
    });
    const id = await start();
    await until(id, ({ steps }) => steps.thumbnail.state === 'failed');
    await bench.pipelines.skip(id, { step: 'thumbnail' });
    await finished(id);
    const status = await bench.pipelines.status(id);
    expect(status.steps.thumbnail.state).toBe('skipped');
    expect(status.artifacts['video.mp4']).toMatchObject({ mediaType: 'video/mp4' });
  });

  it('can not be skipped where the film needs it, and a notice says so', async () => {
    stages.before('writeScript', (_, call) => {
      if (call === 1) throw badKey();
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await bench.pipelines.skip(id, { step: 'script' });
    const { notices } = await until(id, (status) => status.notices.length > 0);
    expect(notices).toEqual(["skipStep: a film can't do without script"]);
    await bench.pipelines.retry(id, { step: 'script' });
    await finished(id);
  });

  it('goes on with a higher budget, and finds what it has, when money was what it lacked', async () => {
    const budgets: unknown[] = [];
    stages.before('renderScene', ({ brief }: StageInput, call) => {
      budgets.push(brief.budgetUsd);
      if (call === 1) throw ApplicationFailure.nonRetryable('$1.00 is spent', 'BudgetExceeded');
    });
    const id = await start({ budgetUsd: 1 });
    await until(id, ({ state }) => state === 'blocked');
    const handle = bench.client.workflow.getHandle(id);
    await handle.signal('retryStep', { step: 'video', changes: { budgetUsd: -1 } });
    await until(id, (status) => status.notices.length === 1);
    await bench.pipelines.retry(id, { step: 'video', changes: { budgetUsd: 5 } });
    await finished(id);
    expect((await bench.pipelines.status(id)).notices).toEqual([
      'retryStep: budgetUsd is an amount of US dollars, not -1',
    ]);
    expect(budgets.at(-1)).toBe(5);
    // The scenes that were done are not even asked for again.
    expect(stages.count('narrateScene')).toBe(3);
  });

  it('leaves a notice, and the run as it is, when a signal makes no sense', async () => {
    stages.before('writeScript', (_, call) => {
      if (call === 1) throw badKey();
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    const handle = bench.client.workflow.getHandle(id);
    await handle.signal('retryStep', { step: 'nonsense' });
    await handle.signal('retryStep', { step: 'audio' });
    await handle.signal('retryStep', { step: 'script', provider: 'nobody' });
    await handle.signal('approve');
    const { notices, state } = await until(id, (status) => status.notices.length === 4);
    expect(state).toBe('blocked');
    expect(notices).toEqual([
      'retryStep: name a step, as in {"step":"audio"}',
      'retryStep: audio has not failed: it is pending',
      "retryStep: script has no provider 'nobody'; it can use: openai, claude, gemini, compatible, offline",
      'approve: nothing waits for a review now',
    ]);
    await bench.pipelines.retry(id, { step: 'script' });
    await finished(id);
  });
});

describe('a review', () => {
  it('waits after the script and before the upload for an approval each', async () => {
    const id = await start({ review: true });
    await until(id, ({ review }) => review === 'script');
    expect(stages.count('narrateScene')).toBe(0);
    await bench.pipelines.approve(id);
    await until(id, ({ review }) => review === 'film');
    expect(stages.count('publishFilm')).toBe(0);
    await bench.pipelines.approve(id, 'film');
    await finished(id);
  });

  it('takes edits of the script by an update that answers, and narrates the edited one', async () => {
    const id = await start({ review: true });
    await until(id, ({ review }) => review === 'script');
    const handle = bench.client.workflow.getHandle(id);
    await expect(
      handle.executeUpdate('editScript', { args: [{ scenes: [{ id: 's009', narration: 'x' }] }] }),
    ).rejects.toMatchObject({
      cause: { message: "there is no scene 's009'" },
    });
    const edited = await handle.executeUpdate<{ script: { sha256: string } }, [unknown]>('editScript', {
      args: [{ scenes: [{ id: 's002', narration: 'A better line.' }] }],
    });
    // Whoever downloads the script before approving it gets the one they would approve.
    await waitFor(
      () => Promise.resolve(stages.records.at(-1)?.record),
      (record) => record?.artifacts['script.json']?.sha256 === edited.script.sha256,
    );
    await bench.pipelines.approve(id, 'script');
    await bench.pipelines.approve(id, 'film');
    await finished(id);
    const narrated = stages.calls
      .filter(({ name }) => name === 'narrateScene')
      .map(({ input }) => (input as { script: unknown }).script);
    expect(narrated).toEqual([edited.script, edited.script, edited.script]);
  });

  it('ends the run when it is rejected, with the reason in the record', async () => {
    const id = await start({ review: true });
    await until(id, ({ review }) => review === 'script');
    await bench.pipelines.reject(id, 'too dull');
    await expect(finished(id)).rejects.toThrow();
    expect(stages.records.at(-1)?.record).toMatchObject({
      state: 'cancelled',
      failure: 'rejected at the review of the script: too dull',
    });
    expect(stages.count('narrateScene')).toBe(0);
  });
});

describe('cancelling', () => {
  it('stops what runs, removes the unfinished upload, and says so in the record', async () => {
    stages.before('publishFilm', () => {
      throw badKey('no access');
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await bench.pipelines.cancel(id, 'changed my mind');
    await expect(finished(id)).rejects.toThrow();
    expect(stages.count('retractPublication')).toBe(1);
    expect(events().at(-1)).toBe('pipeline.cancelled');
    expect(stages.records.at(-1)?.record).toMatchObject({ state: 'cancelled', failure: 'changed my mind' });
    const { status } = await bench.client.workflow.getHandle(id).describe();
    expect(status.name).toBe('CANCELLED');
  });
});

describe('a closed run', () => {
  it('is run again from a step under the same id, with the earlier results taken over', async () => {
    const id = await start();
    await finished(id);
    expect(await bench.pipelines.retry(id, { step: 'thumbnail' })).toBe('started');
    await finished(id);
    const status = await bench.pipelines.status(id);
    expect(status.pipelineId).toBe(id);
    expect(status.state).toBe('completed');
    expect(stages.count('narrateScene')).toBe(3);
    expect(stages.count('assembleFilm')).toBe(1);
    expect([stages.count('makeThumbnails'), stages.count('publishFilm')]).toEqual([2, 2]);
    // A step that was done is made anew: its take is part of its key.
    expect(
      stages.calls.filter(({ name }) => name === 'makeThumbnails').map(({ input }) => (input as { take: number }).take),
    ).toEqual([0, 1]);
  });

  it('asks again only at the gates whose work is made anew', async () => {
    const id = await start({ review: true });
    await bench.pipelines.approve(id, 'script');
    await bench.pipelines.approve(id, 'film');
    await finished(id);
    await bench.pipelines.retry(id, { step: 'thumbnail' });
    await until(id, ({ review }) => review === 'film');
    expect((await bench.pipelines.status(id)).approved).toEqual(['script']);
    await bench.pipelines.approve(id, 'film');
    await finished(id);
    await bench.pipelines.retry(id, { step: 'upload' });
    await finished(id);
    expect((await bench.pipelines.status(id)).approved).toEqual(['script', 'film']);
    await bench.pipelines.retry(id, { step: 'script' });
    await until(id, ({ review }) => review === 'script');
  });

  it('refuses a step whose needs are not done, and says which to retry', async () => {
    const id = await start({ review: true });
    await until(id, ({ review }) => review === 'script');
    await bench.pipelines.cancel(id);
    await finished(id).catch(() => {});
    await expect(bench.pipelines.retry(id, { step: 'upload' })).rejects.toThrow(
      "upload can't be retried: video is not done; retry video",
    );
  });

  it('answers to its id only', async () => {
    await expect(bench.pipelines.status('no-such-pipeline')).rejects.toThrow("there is no pipeline 'no-such-pipeline'");
    await expect(bench.pipelines.status("x' OR '1'='1")).rejects.toThrow('there is no pipeline');
  });
});
