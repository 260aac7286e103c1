import { beforeEach, describe, expect, it } from 'vitest';
import type { PublishTarget } from '../../../../src/activities/upload/providers/provider.ts';
import { createPublicationStages } from '../../../../src/activities/upload/publication-stages.ts';
import { createPublishFilm } from '../../../../src/activities/upload/publish-film.ts';
import type { Publishing } from '../../../../src/contracts/publishing.ts';
import { createPublishedFilms } from '../../../../src/infra/database/published-films.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { noCharge } from '../../../activities/stage-bench.ts';
import { usePublishBench } from '../../../activities/upload/providers/youtube/publish-bench.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { type Answer, useStagesBench } from './stages-bench.ts';

const publishing = usePublishBench();
const targets: PublishTarget[] = [];
const bench = useStagesBench(
  ({ artifacts, metrics }) => {
    const context = { artifacts, metrics, logger: createLogger({ level: 'silent' }), payFor: () => noCharge };
    const films = async () => createPublishedFilms(publishing.database);
    const stages = createPublicationStages(context, targets, films);
    return { orchestrator: {}, uploader: { ...createPublishFilm(context, targets), ...stages } };
  },
  { ledger: () => publishing.database, uploadsTo: 'youtube' },
);

// Whose channel is signed in.
const as = 'local:operator';
const mebibyte = 1024 * 1024;

beforeEach(() => {
  const { youtube } = publishing;
  publishing.artifacts = bench.artifacts;
  targets.splice(0, targets.length, publishing.target());
  Object.assign(youtube.settings, { processingPolls: 0, bytesPerSecond: undefined });
});

async function bodyOf(publish?: Partial<Publishing>, bytes?: number) {
  const { video, metadata, thumbnails, files } = await publishing.film(undefined, { bytes });
  return { video, metadata, thumbnails, srt: files['captions.srt'], publish };
}

const post = (body: unknown, options = {}) => bench.post('/upload/youtube', body, { as, ...options });
const start = async (...body: Parameters<typeof bodyOf>) => (await post(await bodyOf(...body))).body.id;
const look = async (id: string) => (await bench.get(`/upload/status/${id}`, as)).body;
const until = (id: string, holds: (body: Answer['body']) => boolean) => waitFor(() => look(id), holds);
const ended = (id: string) => until(id, ({ state }) => state === 'done' || state === 'failed');
const cancel = (id: string) => bench.client.workflow.getHandle(id).cancel();

describe('a film that goes to YouTube', () => {
  it('goes there without having to say so, and ends as the request wants it', async () => {
    const { status, headers, body } = await post(await bodyOf({ privacy: 'unlisted' }));
    expect([status, headers.get('location'), body.note]).toEqual([202, `/upload/status/${body.id}`, undefined]);
    const { state, result, note } = await ended(body.id);
    const [video] = publishing.youtube.videos();
    expect([state, note]).toEqual(['done', undefined]);
    expect(result).toEqual({
      publication: {
        ...{ target: 'youtube', id: video?.id, url: `https://youtu.be/${video?.id}`, privacy: 'unlisted' },
        channel: { id: publishing.youtube.channel.id, title: 'Curious Things' },
      },
      ...{ provider: 'youtube', costUsd: 0, found: false },
    });
    expect(video).toMatchObject({ privacies: ['private', 'unlisted'], captions: [{ language: 'en' }], thumbnail: {} });
    expect(publishing.youtube.violations).toEqual([]);
  });

  it('says how many of its bytes are there, and never where they go', async () => {
    const { settings } = publishing.youtube;
    settings.bytesPerSecond = 4 * mebibyte;
    const bytes = 24 * mebibyte;
    const id = await start(undefined, bytes);
    const doneOf = ({ progress }: Answer['body']) => (progress as { done: number } | undefined)?.done ?? 0;
    const body = await until(id, (asked) => doneOf(asked) > 0);
    const { state, progress } = body;
    expect([state, progress]).toEqual(['running', { unit: 'bytes', done: expect.any(Number) as number, total: bytes }]);
    expect([8 * mebibyte, 16 * mebibyte]).toContain(doneOf(body));
    expect(JSON.stringify(body)).not.toMatch(/upload_id|session|kept/);
    settings.bytesPerSecond = undefined;
    expect((await ended(id)).state).toBe('done');
  });

  it('waits for the quota, and says until when; cancelled meanwhile, it leaves nothing', async () => {
    publishing.youtube.exhaustQuota();
    const id = await start();
    const { state, doing, waitsUntil, failure } = await until(id, (body) => body.waitsUntil !== undefined);
    expect([state, failure]).toEqual(['running', undefined]);
    expect(doing).toMatch(/^waits: YouTube’s quota of this project is used up for today/);
    const hours = (Date.parse(waitsUntil ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(0);
    expect(hours).toBeLessThan(25.5);
    await cancel(id);
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      failure: { type: 'Cancelled', message: `${id} was ended from outside, in Temporal` },
    });
    expect([publishing.youtube.videos(), publishing.youtube.openSessions()]).toEqual([[], []]);
  });

  it('waits for its time; cancelled meanwhile, it is taken off its schedule and stays private', async () => {
    const publishAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await start({ publishAt });
    const { doing, waitsUntil } = await until(id, (body) => body.waitsUntil !== undefined);
    expect([doing, waitsUntil]).toEqual(['is published by the platform at its time', publishAt]);
    await cancel(id);
    expect((await ended(id)).state).toBe('failed');
    expect(publishing.youtube.videos()).toMatchObject([{ status: { privacyStatus: 'private', publishAt: undefined } }]);
  });

  it('cancelled, it is deleted where the request says so', async () => {
    const id = await start({ publishAt: new Date(Date.now() + 3_600_000).toISOString(), onCancel: 'delete' });
    await until(id, (body) => body.waitsUntil !== undefined);
    await cancel(id);
    await ended(id);
    expect(publishing.youtube.videos()).toEqual([]);
  });
});

describe('a film whose upload failed', () => {
  it('says why, and goes on when the same request comes again with its Idempotency-Key: nothing is sent twice', async () => {
    const { youtube, channels } = publishing;
    const { id: channelId, title, handle } = youtube.channel;
    const body = await bodyOf();
    const again = () => post(body, { key: 'film-of-today' });
    youtube.oauth.revokeAll(channelId);
    const { id } = (await again()).body;
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      failure: {
        type: 'SignInNeeded',
        message: expect.stringContaining('run `./faceless youtube login --channel @curiousthings`') as string,
      },
    });

    const { refreshToken } = youtube.oauth.issue(channelId);
    await channels.signIn({ channelId, title, handle, owner: 'local', refreshToken });
    youtube.fail({ kind: 'status', status: 400, code: 'invalidMetadata', on: 'captions.insert' });
    const second = await again();
    expect([second.body.id, second.headers.get('idempotent-replayed')]).toEqual([id, null]);
    expect(await ended(id)).toMatchObject({ state: 'failed', failure: { type: 'InvalidInput' } });
    expect(youtube.videos()).toMatchObject([{ captions: [], status: { privacyStatus: 'private' } }]);

    expect((await again()).body.id).toBe(id);
    expect(await ended(id)).toMatchObject({ state: 'done', result: { publication: { target: 'youtube' } } });
    expect(youtube.videos()).toMatchObject([{ captions: [{}] }]);
    expect(youtube.inserts('octopus')).toEqual({ begun: 1, finished: 1 });
    expect(youtube.bytesReceived()).toBe(body.video.bytes);

    expect((await again()).headers.get('idempotent-replayed'), 'what is done is not begun again').toBe('true');
    expect(youtube.videos()).toHaveLength(1);
  });

  it('says that this server has no such target', async () => {
    const { id } = (await post({ ...(await bodyOf()), provider: 'folder' })).body;
    expect(await ended(id)).toMatchObject({ state: 'failed', failure: { type: 'UnknownProvider' } });
  });
});

describe('the status of an upload', () => {
  it('is not there for an id of nothing, nor for another owner', async () => {
    const id = await start();
    const unknown = id.replace(/.{32}$/, '0'.repeat(32));
    const ask = async (path: string, who: string) => (await bench.get(`/upload/status/${path}`, who)).status;
    expect([await ask(unknown, as), await ask(id, 'eve:operator'), await ask(id, 'root:admin')]).toEqual([
      404, 404, 200,
    ]);
    expect(await ask('octopus-hearts-abc234', as)).toBe(400);
    await ended(id);
  });
});

describe('a publication that cannot be', () => {
  it.each<[string, Partial<Publishing>, RegExp]>([
    [
      'at a time that has passed',
      { publishAt: '2020-01-01T12:00:00+01:00' },
      /^the film can't be published at 2020-01-01T11:00:00.000Z: that has passed$/,
    ],
    ['in many years', { publishAt: '2999-01-01T00:00:00Z' }, /more than two years away$/],
    [
      'at a time, and hidden from then on',
      { publishAt: '2999-01-01T00:00:00Z', privacy: 'unlisted' },
      /a film that is published at a time is public from then on: leave out the privacy unlisted, or the time/,
    ],
    ['at a time without an offset', { publishAt: '2026-12-01 18:00' }, /give a time as in 2026-12-01T18:00:00\+01:00/],
    ['for some', { privacy: 'friends' as 'public' }, /privacy/],
  ])('is refused in a sentence: %s', async (_, publish, sentence) => {
    const { status, body } = await post(await bodyOf(publish));
    const { detail, errors = [] } = body as unknown as { detail: string; errors?: { path: string; message: string }[] };
    expect(status).toBe(400);
    expect([detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n')).toMatch(
      new RegExp(sentence.source, 'm'),
    );
    expect(publishing.youtube.calls).toEqual([]);
  });
});
