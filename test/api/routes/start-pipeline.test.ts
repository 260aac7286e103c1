import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepUses } from '../../../src/api/sweep-uses.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { AssetKind } from '../../../src/contracts/assets.ts';
import type { Estimate } from '../../../src/contracts/estimates.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { createAssets } from '../../../src/infra/database/assets.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import type { PipelineClient } from '../../../src/infra/temporal/pipeline-client.ts';
import { createPublishClient } from '../../../src/infra/temporal/publish-client.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { createFakeStages } from '../../support/fake-stages.ts';
import { openPipelineBench, type PipelineBench } from '../../support/pipeline-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { openPipelineApp, type PipelineApp } from '../pipeline-app.ts';

let folder: string;
let artifacts: ArtifactStore;
let database: Database;
let bench: PipelineBench;
let app: PipelineApp;
/** In place of the client's own; it is called with what that is. */
let startAs: (start: PipelineClient['start']) => PipelineClient['start'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-start-'));
  artifacts = createFolderStore({ folder });
  database = await openTestDatabase();
  bench = await openPipelineBench(createFakeStages({ scenes: 1 }).activities, benchPlace());
  const pipelines: PipelineClient = {
    ...bench.pipelines,
    start: (...given) => startAs(bench.pipelines.start)(...given),
  };
  const environment = { ELEVENLABS_API_KEY: 'a key', OPENAI_API_KEY: 'another' };
  app = await openPipelineApp({ pipelines, artifacts, database: async () => database, environment });
});
afterAll(async () => {
  await app.close();
  await bench.close();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  startAs = (start) => start;
});

interface Sent {
  id: string;
  file: ArtifactRef;
}

async function sendIn(kind: AssetKind, mediaType: string, owner = 'ada'): Promise<Sent> {
  const file = await artifacts.putBytes(randomBytes(50), mediaType);
  const id = `asset-${randomBytes(12).toString('hex')}`;
  await artifacts.use(id, [file]);
  await createAssets(database).add({ assetId: id, owner, kind, name: 'x', file, facts: {} });
  return { id, file };
}
async function deleteAsset({ id }: Sent): Promise<void> {
  await artifacts.release(id);
  await createAssets(database).remove(id);
}
const there = (...sent: Sent[]) => Promise.all(sent.map(({ file }) => artifacts.has(file)));
const scene = (number: number, media?: string[]) => ({
  id: `s00${number}`,
  narration: 'Octopuses have three hearts.',
  visual: { idea: 'An octopus', ...(media && { media }) },
});
const film = (song: Sent, logo: Sent, ...media: Sent[]) => ({
  topic: 'Hearts',
  music: { kind: 'asset', asset: song.id },
  watermark: { asset: logo.id },
  script: {
    title: 'Hearts',
    scenes: [
      scene(1),
      scene(
        2,
        media.map(({ id }) => id),
      ),
    ],
  },
});
const start = (body: object, path = '/api/pipelines') =>
  app.ask<{ pipelineId: string; errors: { path: string; message: string }[] }>(`POST ${path}`, { body });
const users = () => readdir(join(folder, 'uses', 'users'));
const sweep = (now: number) =>
  sweepUses(
    { ...bench, artifacts, publications: createPublishClient(bench.client), database: async () => database },
    { logger: createLogger({ level: 'silent' }), now },
  );
const aDayLater = () => Date.now() + 25 * 3_600_000;

describe('files of one’s own in a film', () => {
  let song: Sent;
  let logo: Sent;
  let photo: Sent;
  let clip: Sent;
  beforeEach(async () => {
    song = await sendIn('music', 'audio/mpeg');
    logo = await sendIn('picture', 'image/png');
    photo = await sendIn('picture', 'image/jpeg');
    clip = await sendIn('clip', 'video/mp4');
  });

  it.each(['/api/pipelines', '/orchestrator/start'])(
    'are in the brief and the script that POST %s starts with',
    async (path) => {
      const { status, body } = await start(film(song, logo, clip, photo), path);
      expect([status, body]).toMatchObject([202, { pipelineId: expect.any(String) as string }]);
      const { brief } = await bench.pipelines.status(body.pipelineId);
      expect(brief).toMatchObject({ music: { kind: 'file', file: song.file }, watermark: logo.file });
      const script = (await artifacts.readJson(brief.script as ArtifactRef)) as Script;
      expect(script.scenes.map(({ visual }) => visual)).toEqual([
        { idea: 'An octopus', keywords: [] },
        { idea: 'An octopus', keywords: [], media: [clip.file, photo.file] },
      ]);
    },
  );

  it('speak the scenes they are the recordings of', async () => {
    const voice = await sendIn('narration', 'audio/flac');
    const scenes = [scene(1), { ...scene(2), recording: voice.id }];
    const { status, body } = await start({ topic: 'Hearts', script: { title: 'Hearts', scenes } });
    expect(status).toBe(202);
    const { brief } = await bench.pipelines.status(body.pipelineId);
    const script = (await artifacts.readJson(brief.script as ArtifactRef)) as Script;
    expect(script.scenes.map(({ recording }) => recording)).toEqual([undefined, voice.file]);
    await deleteAsset(voice);
    expect(await there(voice)).toEqual([true]);

    const foreign = await sendIn('narration', 'audio/flac', 'eve');
    const refused = [
      { ...scene(1), recording: song.id },
      { ...scene(2), recording: foreign.id },
    ];
    const answer = await start({ topic: 'Hearts', script: { title: 'Hearts', scenes: refused } });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [
        {
          path: 'body.script.scenes.0.recording',
          message: `${song.id} is of the kind music, and narration goes here`,
        },
        {
          path: 'body.script.scenes.1.recording',
          message: `there is no asset '${foreign.id}': GET /api/assets lists yours`,
        },
      ],
    ]);
  });

  it('stay for the film when the assets are deleted, and go with it', async () => {
    const { pipelineId } = (await start(film(song, logo, clip, photo))).body;
    const all = [song, logo, photo, clip];
    for (const asset of all) await deleteAsset(asset);
    expect(await there(...all)).toEqual([true, true, true, true]);
    await artifacts.release(pipelineId);
    expect(await there(...all)).toEqual([false, false, false, false]);
    expect((await users()).filter((user) => user.includes(pipelineId))).toEqual([]);
  });

  it('are used before the film is started', async () => {
    const seen: string[] = [];
    startAs = (begin) => (brief, options) =>
      begin(brief, {
        ...options,
        async before(id) {
          await options?.before?.(id);
          for (const asset of [song, logo, photo]) await deleteAsset(asset);
          seen.push(...(await there(song, logo, photo)).map(String));
        },
      });
    const { pipelineId } = (await start(film(song, logo, photo))).body;
    expect(seen).toEqual(['true', 'true', 'true']);
    expect(await there(song, logo, photo)).toEqual([true, true, true]);
    expect(await bench.pipelines.find(pipelineId)).toBeDefined();
  });

  it('are refused by their places when they are unknown, another’s or of another kind, and nothing is started', async () => {
    const foreign = await sendIn('picture', 'image/png', 'eve');
    const voice = await sendIn('narration', 'audio/wav');
    startAs = () => () => Promise.reject(new Error('started'));
    const { status, body } = await start(film(photo, foreign, clip, voice, song));
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { path: 'body.music.asset', message: `${photo.id} is of the kind picture, and music goes here` },
      { path: 'body.watermark.asset', message: `there is no asset '${foreign.id}': GET /api/assets lists yours` },
      {
        path: 'body.script.scenes.1.visual.media.1',
        message: `${voice.id} is of the kind narration, and picture or clip goes here`,
      },
      {
        path: 'body.script.scenes.1.visual.media.2',
        message: `${song.id} is of the kind music, and picture or clip goes here`,
      },
    ]);
  });

  it.each<[string, object, string]>([
    ['music that is no asset', { music: { kind: 'asset' } }, 'body.music'],
    ['an id that is none', { watermark: { asset: 'asset-x' } }, 'body.watermark.asset'],
    ['no words at all', { watermark: '' }, 'body.watermark'],
    ['more than an asset', { music: { kind: 'asset', asset: `asset-${'a'.repeat(24)}`, file: 'x' } }, 'body.music'],
    ['no pictures', { script: { title: 'x', scenes: [scene(1, [])] } }, 'body.script.scenes.0.visual.media'],
  ])('are refused as %s', async (_, changes, path) => {
    const { status, body } = await start({ topic: 'Hearts', ...changes });
    expect([status, body.errors.map((error) => error.path)]).toEqual([400, [path]]);
  });

  it('that go at the same moment are said to be gone, and nothing is started', async () => {
    startAs = (begin) => async (brief, options) => {
      await deleteAsset(photo);
      return begin(brief, options);
    };
    const { status, body } = await start(film(song, logo, photo));
    expect([status, body]).toMatchObject([503, { detail: expect.stringContaining('just been deleted') as string }]);
  });
});

describe('a start that is cut off', () => {
  it('before the film was there: its files are let go a day later', async () => {
    const [song, logo] = [await sendIn('music', 'audio/mpeg'), await sendIn('picture', 'image/png')];
    startAs = () => async (_, options) => {
      await options?.before?.('hearts-zzzzzz');
      throw new Error('killed');
    };
    expect((await start(film(song, logo, logo))).status).toBe(500);
    for (const asset of [song, logo]) await deleteAsset(asset);
    await sweep(Date.now() + 3_600_000);
    expect(await there(song, logo)).toEqual([true, true]);
    await sweep(aDayLater());
    expect(await there(song, logo)).toEqual([false, false]);
    expect((await users()).filter((user) => user.includes('zzzzzz'))).toEqual([]);
  });

  it('after it: they are the film’s', async () => {
    const [song, logo] = [await sendIn('music', 'audio/mpeg'), await sendIn('picture', 'image/png')];
    let id = '';
    startAs = (begin) => async (brief, options) => {
      id = await begin(brief, options);
      throw new Error('killed');
    };
    expect((await start(film(song, logo, logo))).status).toBe(500);
    for (const asset of [song, logo]) await deleteAsset(asset);
    await sweep(aDayLater());
    expect(await there(song, logo)).toEqual([true, true]);
    expect((await users()).filter((user) => user.includes(id))).toEqual([id]);
    await artifacts.release(id);
    expect(await there(song, logo)).toEqual([false, false]);
  });
});

describe('a dry run', () => {
  const estimate = (body: object, query = 'dryRun=true', headers?: Record<string, string>) =>
    app.ask<Estimate & { errors: unknown }>(`POST /api/pipelines?${query}`, { body, headers });
  beforeEach(() => {
    startAs = () => () => Promise.reject(new Error('it was started'));
  });

  it('says what each step would cost, and starts and keeps nothing', async () => {
    const before = await readdir(folder, { recursive: true });
    const { status, body } = await estimate({
      topic: 'Hearts',
      budgetUsd: 2,
      providers: { video: ['generated'] },
      script: { title: 'Hearts', scenes: [scene(1), scene(2)] },
    });
    expect(status).toBe(200);
    expect(body.steps).toContainEqual({
      ...{ step: 'audio', provider: 'elevenlabs', model: 'eleven_multilingual_v2' },
      ...{ units: { characters: 56 }, estimateUsd: expect.closeTo(0.0056, 9) as number },
    });
    expect(body.steps).toContainEqual({ step: 'video', provider: 'generated', estimateUsd: 0 });
    expect(body.steps).toContainEqual({ step: 'script', provider: 'brief', estimateUsd: 0 });
    expect(body.estimateUsd).toBeCloseTo(
      body.steps.reduce((sum, { estimateUsd }) => sum + estimateUsd, 0),
      12,
    );
    expect(body).toMatchObject({ budgetUsd: 2, pricesOf: expect.stringMatching(/^2026-/) as string });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('checks the request as a start does', async () => {
    const { status, body } = await estimate({ topic: 'Hearts', durationSeconds: 11, format: 'vertical' });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: 'body.format' })]);
    expect((await estimate({ topic: 'Hearts' }, 'dryRun=maybe')).status).toBe(400);
  });

  it('is another request than the start with the same key', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    expect((await estimate({ topic: 'Hearts' }, 'dryRun=true', headers)).status).toBe(200);
    expect((await estimate({ topic: 'Hearts' }, 'dryRun=false', headers)).status).toBe(422);
  });
});
