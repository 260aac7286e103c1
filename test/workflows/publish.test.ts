import { readFile } from 'node:fs/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { CancelledFailure, WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Activities } from '../../src/contracts/activities.ts';
import type { FileFacts } from '../../src/contracts/assets.ts';
import type { PublishInput, PublishStatus } from '../../src/contracts/publish.ts';
import type { BuildMetadataInput, PublishFilmInput } from '../../src/contracts/stages.ts';
import { createPublishClient, type PublishClient } from '../../src/infra/temporal/publish-client.ts';
import { benchPlace } from '../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages, type StageName } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { waitFor } from '../support/wait-for.ts';

let stages: FakeStages;
let facts: FileFacts | undefined;
let bench: PipelineBench;
let publications: PublishClient;
let count = 0;

// The workers live for the whole file; each test has stages of its own behind them.
const delegating = new Proxy({} as Activities, {
  ownKeys: () => Object.keys(createFakeStages().activities),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name: keyof Activities) => async (input: never) => {
    const answer = await (stages.activities[name] as (given: never) => Promise<unknown>)(input);
    return name === 'probeFile' && facts ? facts : answer;
  },
});

beforeAll(async () => {
  bench = await openPipelineBench(delegating, benchPlace());
  publications = createPublishClient(bench.client);
});
afterAll(() => bench.close());
beforeEach(() => {
  stages = createFakeStages();
  facts = undefined;
});

const ref = (letter: string, mediaType: string) => ({ sha256: letter.repeat(64), bytes: 3, mediaType });
const video = ref('a', 'video/quicktime');
const script = ref('b', 'application/json');
const newId = () => `video-${process.pid}-${Date.now()}-${count++}`;

async function start(changes: Partial<PublishInput> = {}, id = newId()): Promise<string> {
  const words = { title: 'My dog', description: 'He runs.' };
  const brief = briefOf({ topic: words.title, owner: 'ada', providers: { upload: ['folder'] } });
  const input = { brief, video, fileName: 'dog.mov', videoName: 'video.mov', script, words, ...changes };
  await publications.start(id, input);
  return id;
}
const ended = (id: string) =>
  bench.client.workflow
    .getHandle(id)
    .result()
    .catch((error: unknown) => error);
const until = (id: string, holds: (status: PublishStatus) => boolean) => waitFor(() => publications.status(id), holds);
const names = () => stages.calls.map(({ name }) => name);
const inputOf = <Input>(name: StageName) => stages.calls.find((call) => call.name === name)?.input as Input;

function newGate(): { passed: Promise<void>; open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('the publication of a video of one’s own', () => {
  it('checks the file, makes thumbnails and metadata, and publishes them with it', async () => {
    const id = await start();
    expect(await ended(id)).toMatchObject({ id, publication: { id, target: 'fake' } });
    expect([names()[0], names().at(-1)]).toEqual(['probeFile', 'publishFilm']);
    expect(names().slice(1, -1).sort()).toEqual(['buildMetadata', 'keepOwnWords', 'makeThumbnails']);
    expect(inputOf('probeFile')).toEqual({ file: video, kind: 'video', name: 'dog.mov' });
    const published = inputOf<PublishFilmInput>('publishFilm');
    expect(published.pipelineId).toBe(id);
    expect(Object.keys(published.files).sort()).toEqual(['metadata.json', 'thumbnail-a.jpg', 'video.mov']);
    expect(published).toMatchObject({ video, files: { 'video.mov': video }, thumbnails: [{ id: 'a' }] });

    const status = await publications.status(id);
    expect(status).toMatchObject({
      id,
      state: 'completed',
      title: 'My dog',
      facts: { width: 1920 },
      publication: { id },
    });
    expect(Object.values(status.steps).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('runs each activity on the task queue of its role, the check before what waits there', async () => {
    const id = await start();
    await ended(id);
    const { events } = await bench.client.workflow.getHandle(id).fetchHistory();
    const scheduled = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: event }) => event ?? []);
    expect(Object.fromEntries(scheduled.map((event) => [event.activityType?.name, event.taskQueue?.name]))).toEqual({
      probeFile: 'video-assembler',
      makeThumbnails: 'thumbnail-maker',
      buildMetadata: 'metadata-builder',
      keepOwnWords: 'metadata-builder',
      publishFilm: 'uploader',
    });
    expect(scheduled[0]?.priority?.priorityKey).toBe(1);
  });

  it('tells the stages its shape and its length, and publishes the words of the person', async () => {
    facts = { width: 1080, height: 1920, durationSeconds: 12.34, hasSound: true };
    await ended(await start());
    expect(inputOf<BuildMetadataInput>('buildMetadata')).toMatchObject({ script, sceneFrames: [370] });
    expect(inputOf<BuildMetadataInput>('buildMetadata').brief.format).toBe('short');
    expect(inputOf('keepOwnWords')).toMatchObject({ words: { title: 'My dog', description: 'He runs.' } });
    const kept = await stages.activities.keepOwnWords({
      metadata: script,
      words: { title: 'My dog', description: 'He runs.' },
    });
    expect(inputOf<PublishFilmInput>('publishFilm').metadata).toEqual(kept.metadata);
  });

  it.each([
    [{ width: 1000, height: 1000 }, undefined, 'square'],
    [{ width: 1280, height: 720 }, undefined, 'long'],
    [{ width: 1280, height: 720 }, 'short', 'short'],
  ] as const)('takes %j, asked for as %s, for %s', async (size, format, expected) => {
    facts = { ...size, durationSeconds: 5 };
    await ended(await start({ format }));
    expect(inputOf<BuildMetadataInput>('buildMetadata').brief.format).toBe(expected);
  });

  it('is started once, however often it is asked for under one id', async () => {
    const id = await start();
    await start({}, id);
    await ended(id);
    await start({}, id);
    expect(stages.count('publishFilm')).toBe(1);
    expect(await publications.look(id)).toMatchObject({ owner: 'ada', isOpen: false, progress: [] });
  });
});

describe('what runs', () => {
  it('is seen by its progress as soon as it tells some', async () => {
    const progress = { step: 'upload', unit: 'files', done: 1, total: 3 };
    const [seen, told] = [newGate(), newGate()];
    stages.before('publishFilm', async () => {
      Context.current().heartbeat();
      await seen.passed;
      Context.current().heartbeat(progress);
      await told.passed;
    });
    const id = await start();
    const handle = bench.client.workflow.getHandle(id);
    await waitFor(
      async () => (await handle.describe()).raw.pendingActivities?.[0]?.heartbeatDetails,
      (details) => details !== null && details !== undefined,
    );
    expect((await publications.look(id)).progress).toEqual([]);
    seen.open();
    expect(
      await waitFor(
        async () => (await publications.look(id)).progress,
        ({ length }) => length > 0,
      ),
    ).toEqual([progress]);
    told.open();
    await ended(id);
  });
});

describe('a video that can not be published', () => {
  it('fails with the reason, and what was sent is let go', async () => {
    stages.before('probeFile', () => {
      throw ApplicationFailure.nonRetryable(
        'the video dog.mov has sound but no picture: send another one',
        'InvalidInput',
      );
    });
    const id = await start();
    const error = await ended(id);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect(await publications.status(id)).toMatchObject({
      state: 'failed',
      failure: { type: 'InvalidInput', message: 'the video dog.mov has sound but no picture: send another one' },
      steps: { video: { state: 'failed' }, thumbnail: { state: 'pending' }, upload: { state: 'pending' } },
    });
    expect(names()).toEqual(['probeFile', 'releaseFiles']);
    expect(inputOf('releaseFiles')).toEqual({ user: id });
  });
});

describe('a stage that fails', () => {
  it('waits for a person, who has not to send the file again', async () => {
    stages.before('publishFilm', (_, call) => {
      if (call === 1) throw badKey('the channel is not connected');
    });
    const id = await start();
    const blocked = await until(id, ({ state }) => state === 'blocked');
    expect(blocked).toMatchObject({
      failure: { type: 'BadCredentials', message: 'the channel is not connected' },
      steps: { upload: { state: 'failed' }, metadata: { state: 'done' } },
    });
    expect(Date.parse(blocked.waitsUntil ?? '') - Date.parse(blocked.updatedAt)).toBeGreaterThan(6 * 86_400_000);
    await expect(publications.retry(id, 'metadata')).rejects.toMatchObject({ type: 'Conflict' });
    await publications.retry(id, 'upload');
    expect(await ended(id)).toMatchObject({ id });
    expect([stages.count('probeFile'), stages.count('publishFilm')]).toEqual([1, 2]);
    await expect(publications.retry(id, 'upload')).rejects.toMatchObject({ type: 'Conflict' });
  });

  it('blocks, too, when the check itself broke: the file may be good', async () => {
    stages.before('probeFile', (_, call) => {
      if (call === 1) throw ApplicationFailure.nonRetryable('FFmpeg is not there', 'ToolMissing');
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await publications.retry(id, 'video');
    expect(await ended(id)).toMatchObject({ id });
  });

  it('is done without where it makes the thumbnails, and the status says so', async () => {
    stages.before('makeThumbnails', () => {
      throw badKey('no brush');
    });
    const id = await start();
    await ended(id);
    expect(await publications.status(id)).toMatchObject({
      state: 'completed',
      steps: { thumbnail: { state: 'skipped', note: 'no brush' } },
    });
    expect(Object.keys(inputOf<PublishFilmInput>('publishFilm').files).sort()).toEqual(['metadata.json', 'video.mov']);
  });
});

describe('a cancel', () => {
  it('takes an upload that was begun back, says why, and lets the files go', async () => {
    stages.before('publishFilm', () => {
      throw badKey();
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await publications.cancel(id, 'the wrong film');
    const error = (await ended(id)) as WorkflowFailedError;
    expect(error.cause).toBeInstanceOf(CancelledFailure);
    expect(await publications.status(id)).toMatchObject({
      state: 'cancelled',
      failure: { type: 'Cancelled', message: 'the wrong film' },
    });
    expect(names().slice(-2)).toEqual(['retractPublication', 'releaseFiles']);
    expect(inputOf('retractPublication')).toMatchObject({ pipelineId: id, target: 'folder', reason: 'the wrong film' });
    await expect(publications.cancel(id)).rejects.toMatchObject({ type: 'Conflict' });
  });
});

it('knows no publication of an unknown id, nor of a pipeline’s', async () => {
  const pipeline = await bench.pipelines.start(briefOf());
  for (const id of ['video-0123456789ab', pipeline, '../etc']) {
    await expect(publications.look(id)).rejects.toMatchObject({
      type: 'NotFound',
      message: `there is no upload '${id}'`,
    });
  }
  await bench.client.workflow.getHandle(pipeline).result();
});

it('is no pipeline, though its id could be one’s', async () => {
  const id = await start();
  expect(await bench.pipelines.find(id)).toBeUndefined();
  const unknown = { type: 'NotFound', message: expect.stringContaining(`there is no pipeline '${id}'`) };
  await expect(bench.pipelines.status(id)).rejects.toMatchObject(unknown);
  await expect(bench.pipelines.cancel(id)).rejects.toMatchObject(unknown);
  await ended(id);
  expect((await publications.status(id)).state).toBe('completed');
});

it('needs no zod in the workflows', async () => {
  const code = await readFile(inject('workflowBundle'), 'utf8');
  expect(code).toContain('PublishWorkflow');
  expect(code).not.toContain('node_modules/zod/');
});
