import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../src/contracts/activities.ts';
import type { PipelineStatus } from '../../src/contracts/messages.ts';
import type { Publication } from '../../src/contracts/publication.ts';
import type { Publishing } from '../../src/contracts/publishing.ts';
import type { PublicationInput, RetractPublicationInput } from '../../src/contracts/stages.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createFakeStages, type FakeStages } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { waitFor } from '../support/wait-for.ts';

let stages: FakeStages;
let bench: PipelineBench;
let answers: Partial<Activities>;

const uploaded: Publication = {
  ...{ target: 'youtube', id: 'dQw4w9', url: 'https://youtu.be/dQw4w9', privacy: 'private' },
  channel: { id: 'UC1', title: 'Curious Things' },
};

// The workers live for the whole file; each test has stages of its own behind them.
const delegating = new Proxy({} as Activities, {
  ownKeys: () => Object.keys(createFakeStages().activities),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name: keyof Activities) => async (input: never) => {
    const answer = await (stages.activities[name] as (given: never) => Promise<unknown>)(input);
    const own = answers[name] as ((given: never) => Promise<unknown>) | undefined;
    return own ? own(input) : answer;
  },
});

beforeAll(async () => {
  bench = await openPipelineBench(delegating, benchPlace());
});
afterAll(() => bench.close());

const outcome = { provider: 'youtube', costUsd: 0, found: false };
beforeEach(() => {
  stages = createFakeStages();
  answers = {
    publishFilm: async () => ({ ...outcome, publication: uploaded }),
    releaseFilm: async ({ publication, brief }) => ({
      ...outcome,
      publication: { ...publication, privacy: brief.publish?.privacy ?? 'private' },
    }),
  };
});

const start = (publish?: Partial<Publishing>) =>
  bench.pipelines.start(briefOf({ providers: { upload: ['youtube'] }, ...(publish && { publish }) }));
const names = () => stages.calls.map(({ name }) => name).filter((name) => name !== 'recordPipeline');
const until = (id: string, holds: (status: PipelineStatus) => boolean) =>
  waitFor(() => bench.pipelines.status(id), holds);
const ended = (id: string) =>
  bench.client.workflow
    .getHandle(id)
    .result()
    .catch((error: unknown) => error);

const spent = (until: string) =>
  ApplicationFailure.create({
    type: 'QuotaExceeded',
    message: 'the quota is used up for today',
    nonRetryable: true,
    details: [{ until }],
  });

describe('publishing on a platform', () => {
  it('goes through its stages in order, and shows the film to people last', async () => {
    const id = await start({ privacy: 'unlisted', playlists: ['The Sea'] });
    expect(await ended(id)).toMatchObject({ publication: { ...uploaded, privacy: 'unlisted' } });
    const from = names().indexOf('publishFilm');
    expect(names().slice(from)).toEqual([
      ...['publishFilm', 'checkProcessing', 'setThumbnail', 'addCaptions', 'addToPlaylists'],
      ...['describeFilm', 'releaseFilm'],
    ]);
    expect(names().slice(0, from).at(-1)).toBe('compareFilm');
    expect(stages.records.at(-1)?.record).toMatchObject({ state: 'completed', publicationUrl: uploaded.url });
    const event = stages.records.find(({ event: each }) => each?.type === 'pipeline.video.uploaded')?.event;
    expect(event?.data).toMatchObject({ publication: { privacy: 'unlisted' } });
  });

  it('leaves out what the brief or the film has not', async () => {
    stages.before('makeThumbnails', () => {
      throw ApplicationFailure.nonRetryable('no font', 'FontMissing');
    });
    const id = await start();
    await until(id, ({ state }) => state === 'blocked');
    await bench.pipelines.skip(id, { step: 'thumbnail' });
    await ended(id);
    expect(names()).not.toContain('setThumbnail');
    expect(names()).not.toContain('addToPlaylists');
  });

  it('says what it waits for while the platform processes the film, and where the film is', async () => {
    let polls = 0;
    answers.checkProcessing = async () => (++polls < 2 ? { isReady: false, share: 0.42 } : { isReady: true });
    const id = await start();
    const { steps, publication } = await until(id, (status) => status.steps.upload.doing !== undefined);
    expect(steps.upload.doing).toBe('youtube processes the film, 42 %');
    expect(publication).toEqual(uploaded);
    await ended(id);
    expect((await bench.pipelines.status(id)).steps.upload.doing).toBeUndefined();
  });

  it('waits for the quota, says until when, and goes on with the stage it was at', async () => {
    const reset = new Date(Date.now() + 86_400_000).toISOString();
    stages.before('addCaptions', () => {
      throw spent(reset);
    });
    const id = await start();
    const { state, steps } = await until(id, (status) => status.steps.upload.waitsUntil !== undefined);
    expect(state).toBe('running');
    expect(steps.upload.doing).toBe('waits: the quota is used up for today');
    const waits = Date.parse(steps.upload.waitsUntil ?? '') - Date.parse(reset);
    expect(waits).toBeGreaterThanOrEqual(0);
    expect(waits).toBeLessThanOrEqual(600_000);
    await waitFor(
      async () => stages.records.at(-1)?.record.steps.upload.waitsUntil,
      (recorded) => recorded === steps.upload.waitsUntil,
    );
    await bench.pipelines.cancel(id, 'enough');
    await ended(id);
  });

  it('goes on at once when a quota’s reset has passed meanwhile', async () => {
    answers.describeFilm = async () => outcome;
    stages.before('describeFilm', (_, call) => {
      if (call === 1) throw ApplicationFailure.nonRetryable('used up', 'QuotaExceeded');
    });
    const id = await start();
    const { failure } = await until(id, ({ state }) => state === 'blocked');
    expect(failure).toMatchObject({ type: 'QuotaExceeded', message: 'used up' });
    await bench.pipelines.retry(id, { step: 'upload' });
    expect(await ended(id)).toMatchObject({ publication: uploaded });
  });

  it('blocked half way, goes on after a person’s retry with every stage asked again', async () => {
    stages.before('setThumbnail', (_, call) => {
      if (call === 1) throw ApplicationFailure.nonRetryable('run `./faceless youtube login`', 'SignInNeeded');
    });
    const id = await start();
    const { failure, publication } = await until(id, ({ state }) => state === 'blocked');
    expect(failure).toMatchObject({ type: 'SignInNeeded', message: 'run `./faceless youtube login`' });
    expect(publication).toEqual(uploaded);
    await bench.pipelines.retry(id, { step: 'upload' });
    await ended(id);
    expect([stages.count('publishFilm'), stages.count('setThumbnail'), stages.count('addCaptions')]).toEqual([2, 2, 1]);
  });

  it('retried with another privacy, takes it and keeps the rest of what the brief says', async () => {
    stages.before('releaseFilm', (_, call) => {
      if (call === 1) throw ApplicationFailure.nonRetryable('not like that', 'InvalidInput');
    });
    const id = await start({ privacy: 'public', playlists: ['The Sea'] });
    await until(id, ({ state }) => state === 'blocked');
    await bench.pipelines.retry(id, { step: 'upload', changes: { publish: { privacy: 'unlisted' } } });
    expect(await ended(id)).toMatchObject({ publication: { privacy: 'unlisted' } });
    const released = stages.calls.filter(({ name }) => name === 'releaseFilm').at(-1)?.input as PublicationInput;
    expect(released.brief.publish).toMatchObject({ privacy: 'unlisted', playlists: ['The Sea'] });
  });

  it('cancelled before it is through, takes it back and says what stays', async () => {
    const note = `The film stays on YouTube, private: ${uploaded.url}`;
    answers.retractPublication = async () => ({ note, publication: uploaded });
    answers.checkProcessing = async () => ({ isReady: false });
    const id = await start({ onCancel: 'keep-private' });
    await until(id, (status) => status.steps.upload.doing !== undefined);
    await bench.pipelines.cancel(id, 'the wrong film');
    await ended(id);
    const { state, notices, publication, steps } = await bench.pipelines.status(id);
    expect([state, notices, publication]).toEqual(['cancelled', [note], uploaded]);
    expect([steps.upload.state, steps.upload.doing]).toEqual(['cancelled', undefined]);
    const retracted = stages.calls.find(({ name }) => name === 'retractPublication')?.input as RetractPublicationInput;
    expect(retracted).toMatchObject({
      target: 'youtube',
      reason: 'the wrong film',
      brief: { publish: { onCancel: 'keep-private' } },
    });
  });

  it('warns before the review that the film is much like an earlier one, and goes on where nobody could tell', async () => {
    answers.compareFilm = async () => ({ warning: 'The script is 83 % the same as “Hearts”.' });
    const warned = await start();
    await ended(warned);
    expect((await bench.pipelines.status(warned)).steps.metadata.note).toBe('The script is 83 % the same as “Hearts”.');
    answers.compareFilm = () => Promise.reject(ApplicationFailure.nonRetryable('no channel', 'SignInNeeded'));
    const untold = await start();
    expect(await ended(untold)).toMatchObject({ publication: uploaded });
    expect((await bench.pipelines.status(untold)).steps.metadata.note).toContain('no channel');
  });
});

it('a folder takes the files, and no stage of a platform is asked', async () => {
  answers = {};
  const id = await bench.pipelines.start(briefOf({}));
  await ended(id);
  expect(names().at(-1)).toBe('publishFilm');
  expect(names()).not.toContain('compareFilm');
});
