import { rm } from 'node:fs/promises';
import { CancelledFailure } from '@temporalio/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineStage, type StageDefinition } from '../../src/activities/stage.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import type { Brief } from '../../src/contracts/brief.ts';
import { Failure } from '../../src/contracts/failures.ts';
import type { StageInput, StageOutcome } from '../../src/contracts/stages.ts';
import { activityEnvironment, failureOf, runActivity, stageInput, useStageBench } from './stage-bench.ts';

interface Poem extends StageOutcome {
  poem: ArtifactRef;
  drafts: ArtifactRef[];
}

const bench = useStageBench();
afterEach(() => vi.useRealTimers());

type Definition = StageDefinition<StageInput, { name: string }, string, Poem>;

/** A stage that writes a poem of the topic and costs 2 cents, with the times it was made. */
function poemStage(changes: Partial<Definition> = {}) {
  const made = { times: 0 };
  const stage = defineStage<StageInput, { name: string }, string, Poem>(bench, {
    name: 'writePoem',
    step: 'script',
    version: 1,
    prepare: ({ brief }) => brief.topic,
    key: (topic) => ({ topic }),
    providers: () => [{ name: 'poet' }],
    async make(topic) {
      made.times += 1;
      const drafts = [await bench.artifacts.putBytes(Buffer.from(`draft of ${topic}`), 'text/plain')];
      return {
        poem: await bench.artifacts.putJson({ topic, made: made.times }),
        drafts,
        costUsd: 0.02,
        note: 'rhymes',
      };
    },
    ...changes,
  });
  return { made, run: (input: StageInput = stageInput()) => runActivity(stage, input) };
}

const failingWith = (error: unknown) =>
  poemStage({
    make: () => {
      throw error;
    },
  });

describe('a stage that is run again', () => {
  it('finds its result for the same inputs, costs nothing and does not call the provider', async () => {
    const { made, run } = poemStage();
    const first = await run();
    expect(first).toMatchObject({ provider: 'poet', costUsd: 0.02, found: false, note: 'rhymes' });
    const second = await run();
    expect(second).toEqual({ ...first, costUsd: 0, found: true });
    expect(made.times).toBe(1);
  });

  it('finds what another worker on the same store made', async () => {
    await poemStage().run();
    const { made, run } = poemStage();
    expect((await run()).found).toBe(true);
    expect(made.times).toBe(0);
  });

  it('does not look at what the key leaves out, such as the pipeline', async () => {
    const { run } = poemStage();
    await run();
    expect((await run({ ...stageInput(), pipelineId: 'another-one-abc234' })).found).toBe(true);
  });

  it.each([
    ['the take', {}, stageInput({}, 1)],
    ['the input', {}, stageInput({ topic: 'Why is the sky blue?' })],
    ['the provider', { providers: () => [{ name: 'bard' }] }, stageInput()],
    ['the version of the code', { version: 2 }, stageInput()],
    ['the stage', { name: 'writeSong' }, stageInput()],
  ] as [string, Partial<Definition>, StageInput][])('is made anew when %s is another', async (_, changes, input) => {
    await poemStage().run();
    const { made, run } = poemStage(changes);
    expect(await run(input)).toMatchObject({ found: false, costUsd: 0.02 });
    expect(made.times).toBe(1);
  });

  it.each(['poem', 'drafts'] as const)('is made anew when the file of its %s is gone from the store', async (name) => {
    const { made, run } = poemStage();
    const result = await run();
    await rm(await bench.artifacts.localFile([result[name]].flat()[0] as ArtifactRef));
    expect((await run()).found).toBe(false);
    expect(made.times).toBe(2);
  });

  it('is made anew when what lies outside the store no longer stands', async () => {
    let stands = true;
    const { made, run } = poemStage({ stands: async () => stands });
    await run();
    expect((await run()).found).toBe(true);
    stands = false;
    expect((await run()).found).toBe(false);
    expect(made.times).toBe(2);
  });

  it('keeps nothing of a try that failed', async () => {
    const failing = failingWith(new Failure('ProviderUnavailable', 'the poet sleeps'));
    await failureOf(failing.run());
    const { made, run } = poemStage();
    expect((await run()).found).toBe(false);
    expect(made.times).toBe(1);
  });
});

describe('a stage that fails', () => {
  it('says of a failure that may pass that it can be retried, and when', async () => {
    const error = new Failure('RateLimited', 'too many poems', { retryAfterMs: 7000, details: { limit: 3 } });
    const failure = await failureOf(failingWith(error).run());
    expect(failure).toMatchObject({ type: 'RateLimited', message: 'too many poems', nonRetryable: false });
    expect(failure.nextRetryDelay).toBe(7000);
    expect(failure.details).toEqual([{ limit: 3 }]);
  });

  it('says of a failure a person has to mend that a retry is no use', async () => {
    const failure = await failureOf(failingWith(new Failure('BadCredentials', 'the key is not valid')).run());
    expect(failure).toMatchObject({ type: 'BadCredentials', nonRetryable: true });
    expect(failure.nextRetryDelay).toBeUndefined();
  });

  it('calls a full disk DiskFull, whoever met it', async () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', path: '/film' });
    const failure = await failureOf(failingWith(error).run());
    expect(failure).toMatchObject({ type: 'DiskFull', nonRetryable: true });
    expect(failure.message).toBe('the disk is full (writing /film): free some space');
  });

  it('calls what nobody foresaw Internal, keeps its words and lets it be retried', async () => {
    const failure = await failureOf(failingWith(new TypeError('x is not a function')).run());
    expect(failure).toMatchObject({ type: 'Internal', message: 'x is not a function', nonRetryable: false });
    expect(failure.cause).toMatchObject({ message: 'x is not a function' });
  });

  it('refuses a brief that is not one, naming each field, before anything is prepared', async () => {
    const prepare = vi.fn(() => 'topic');
    const brief = { ...stageInput().brief, topic: '', durationSeconds: 5 } as Brief;
    const failure = await failureOf(poemStage({ prepare }).run({ ...stageInput(), brief }));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toContain('topic: the topic is empty');
    expect(failure.message).toContain('durationSeconds: a short film lasts 10 to 180 seconds, not 5');
    expect(prepare).not.toHaveBeenCalled();
  });

  it('gives the brief its defaults, whoever started it', async () => {
    const briefs: Brief[] = [];
    const prepare = ({ brief }: StageInput) => {
      briefs.push(brief);
      return 'topic';
    };
    await poemStage({ prepare }).run({ ...stageInput(), brief: { topic: ' a\nb ' } as Brief });
    expect(briefs[0]).toMatchObject({ topic: 'a b', language: 'en', format: 'short', music: { kind: 'auto' } });
  });
});

describe('a stage that is cancelled', () => {
  it('tells the provider, ends as cancelled and leaves no result', async () => {
    const environment = activityEnvironment();
    const stage = defineStage<StageInput, { name: string }, string, Poem>(bench, {
      name: 'writePoem',
      step: 'script',
      version: 1,
      prepare: () => 'topic',
      key: () => 'same',
      providers: () => [{ name: 'poet' }],
      make: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Failure('Cancelled', 'the poet stopped')));
          environment.cancel('CANCELLED');
        }),
    });
    await expect(environment.run(stage, stageInput())).rejects.toBeInstanceOf(CancelledFailure);

    const { made, run } = poemStage({ key: () => 'same', prepare: () => 'topic' });
    expect((await run()).found).toBe(false);
    expect(made.times).toBe(1);
  });
});

describe('the heartbeat of a stage', () => {
  it('carries the progress last reported, every three seconds until the end', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const environment = activityEnvironment();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    const stage = defineStage<StageInput, { name: string }, string, Poem>(bench, {
      name: 'writePoem',
      step: 'video',
      version: 1,
      prepare: () => 'topic',
      key: () => 'beats',
      providers: () => [{ name: 'poet' }],
      async make(_, { report }) {
        vi.advanceTimersByTime(3000);
        report('frames', 30, 90);
        report('frames', 60, 90);
        vi.advanceTimersByTime(3000);
        return { poem: await bench.artifacts.putJson('poem'), drafts: [], costUsd: 0 };
      },
    });
    await environment.run(stage, stageInput());
    vi.advanceTimersByTime(30_000);
    expect(beats).toEqual([undefined, { step: 'video', unit: 'frames', done: 60, total: 90 }]);
  });
});

describe('the figures of a stage', () => {
  it('count what was made, found and failed, and what it cost once', async () => {
    const { run } = poemStage();
    await run();
    await run();
    await failureOf(failingWith(new Failure('Internal', 'no')).run(stageInput({}, 9)));
    const text = await bench.metrics.registry.metrics();
    const calls = (outcome: string) =>
      `faceless_stage_calls_total{stage="writePoem",provider="poet",outcome="${outcome}"} 1`;
    for (const outcome of ['made', 'found', 'failed']) expect(text).toContain(calls(outcome));
    expect(text).toContain('faceless_cost_usd_total{stage="writePoem",provider="poet"} 0.02');
    expect(text).toContain('faceless_stage_seconds_count{stage="writePoem",provider="poet"} 1');
  });
});
