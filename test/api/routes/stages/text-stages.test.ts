import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeywordActivities } from '../../../../src/activities/keywords/fetch-keywords.ts';
import { createOfflineKeywords } from '../../../../src/activities/keywords/providers/offline.ts';
import { createMetadataActivities } from '../../../../src/activities/metadata/build-metadata.ts';
import { createOfflineMetadata } from '../../../../src/activities/metadata/providers/offline.ts';
import { createOfflineScript } from '../../../../src/activities/script/providers/offline.ts';
import { createScriptActivities } from '../../../../src/activities/script/write-script.ts';
import { createStyleReader } from '../../../../src/activities/styles.ts';
import { createThumbnailActivities } from '../../../../src/activities/thumbnail/make-thumbnails.ts';
import type { ThumbnailProvider } from '../../../../src/activities/thumbnail/providers/provider.ts';
import { projectRoot } from '../../../../src/infra/config/project-root.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { noCharge } from '../../../activities/stage-bench.ts';
import { useStagesBench } from './stages-bench.ts';

const drawn: string[] = [];
const canvas: ThumbnailProvider = {
  name: 'canvas',
  drawThumbnail: async ({ title, keywords, language, variant }) => {
    drawn.push(`${title} (${language}) ${keywords.join(',')}`);
    return {
      value: { image: Buffer.from(`picture ${variant}`), text: title, design: `design ${variant}` },
      costUsd: 0.04,
    };
  },
};

// The offline providers as they are, but for the drawing.
const bench = useStagesBench(({ artifacts, metrics }) => {
  const context = { artifacts, metrics, logger: createLogger({ level: 'silent' }), payFor: () => noCharge };
  const readStyle = createStyleReader(join(projectRoot, 'styles'), artifacts);
  return {
    'keyword-fetcher': createKeywordActivities(context, [createOfflineKeywords()]),
    'script-generator': createScriptActivities(context, [createOfflineScript()]),
    'metadata-builder': createMetadataActivities(context, [createOfflineMetadata()], readStyle),
    'thumbnail-maker': createThumbnailActivities(context, [canvas], readStyle),
  };
});

async function written() {
  const topic = 'Why do octopuses have three hearts?';
  const { body: found } = await bench.post('/keywords/fetch', { topic });
  const { status, body } = await bench.post('/scripts/generate', { topic, keywords: found.result.keywords });
  expect(status).toBe(200);
  return { topic, found: found.result, made: body.result as Record<string, never> & { sceneIds: string[] } };
}

describe('what one stage made goes into the next', () => {
  it('from keywords to script, metadata and thumbnails, by reference', async () => {
    const { topic, found, made } = await written();
    expect(made).toMatchObject({
      provider: 'offline',
      content: { language: 'en', scenes: expect.any(Array) as unknown },
    });
    const sceneFrames = made.sceneIds.map(() => 150);
    const { status, body } = await bench.post('/metadata/generate', {
      topic,
      script: made.script,
      keywords: found.keywords,
      sceneFrames,
    });
    expect(status).toBe(200);
    expect(body.result).toMatchObject({
      content: {
        title: expect.stringContaining('hearts') as string,
        credits: [expect.stringContaining('Music')] as unknown,
      },
    });
    const thumbnails = await bench.post('/thumbnails/generate', { script: made.script });
    expect(thumbnails.status).toBe(200);
    expect(thumbnails.body.result).toMatchObject({
      costUsd: 0.12,
      variants: ['a', 'b', 'c'].map((id) => ({ id, image: { mediaType: 'image/jpeg' } })),
    });
  });

  it('or as it is', async () => {
    const { found, made } = await written();
    const sceneFrames = made.sceneIds.map(() => 150);
    const asIs = { script: made.content, keywords: found.content, sceneFrames };
    expect((await bench.post('/metadata/generate', { ...asIs, music: 'none' })).body.result).toMatchObject({
      content: { credits: [] },
    });
  });

  it('for what came from elsewhere a title will do', async () => {
    const { body } = await bench.post('/thumbnails/generate', { title: 'Mein Urlaub am Meer', language: 'de' });
    expect(body.result).toMatchObject({ variants: [{ text: 'Mein Urlaub am Meer' }, {}, {}] });
    expect(drawn.at(-1)).toBe('Mein Urlaub am Meer (de) ');
  });
});

describe('the files of a stage', () => {
  const fetched = (path: string, as = 'ada:viewer', headers = {}) =>
    fetch(bench.url + path, { headers: { authorization: `Bearer ${as}`, ...headers } });

  it('are named by its answers, and downloaded whole or in part', async () => {
    const topic = 'Why is the sea salty?';
    const { body } = await bench.post('/keywords/fetch', { topic });
    const path = `/keywords/fetch/${body.id}/files/keywords.json`;
    expect(body.files).toEqual({ 'keywords.json': path });
    expect((await bench.get(`/keywords/fetch/${body.id}`)).body.files).toEqual(body.files);

    const whole = await fetched(`${path}?download`);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/json',
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="${body.id}-keywords.json"`,
    });
    const text = await whole.text();
    expect(JSON.parse(text)).toMatchObject(body.result.content as unknown as object);
    const part = await fetched(path, 'ada:viewer', { range: 'bytes=2-5' });
    expect([part.status, await part.text()]).toEqual([206, text.slice(2, 6)]);
    expect((await fetched(path, 'root:admin')).status).toBe(200);
  });

  it('are named for what each stage makes', async () => {
    const { topic, made } = await written();
    const sceneFrames = made.sceneIds.map(() => 150);
    const script = made.script;
    const metadata = await bench.post('/metadata/generate', { topic, script, sceneFrames });
    const thumbnails = await bench.post('/thumbnails/generate', { script });
    const names = [metadata, thumbnails].map(({ body }) => Object.keys(body.files ?? {}));
    expect(names).toEqual([['metadata.json'], ['thumbnail-a.jpg', 'thumbnail-b.jpg', 'thumbnail-c.jpg']]);
    const picture = await fetched(thumbnails.body.files?.['thumbnail-b.jpg'] ?? '');
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/jpeg', 'picture 1']);
  });

  it('are nobody else’s, and have only their own names', async () => {
    const { body } = await bench.post('/keywords/fetch', { topic: 'Salt' });
    const path = `/keywords/fetch/${body.id}/files`;
    expect((await fetched(`${path}/keywords.json`, 'eve:operator')).status).toBe(404);
    const unknown = await fetched(`${path}/script.json`);
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { detail: `${body.id} has no file 'script.json'; it has: keywords.json` },
    ]);
    expect((await fetched(`${path}/..%2fx`)).status).toBe(400);
  });

  it('that are no longer stored are said to be gone', async () => {
    const { body } = await bench.post('/scripts/generate', { topic: 'Salt in the Dead Sea' });
    await bench.artifacts.release(body.id);
    expect((await fetched(body.files?.['script.json'] ?? '')).status).toBe(410);
    expect((await bench.get(`/scripts/generate/${body.id}`)).status).toBe(410);
  });
});

describe('files that do not fit', () => {
  const nowhere = { sha256: '0'.repeat(64), bytes: 12, mediaType: 'application/json' };

  it('that are not stored are refused by their places', async () => {
    const answer = await bench.post('/metadata/generate', { script: nowhere, keywords: nowhere, sceneFrames: [90] });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body.script' }, { path: 'body.keywords' }] },
    });
  });

  it('that are of another size than the reference says are not the same', async () => {
    const { made } = await written();
    const answer = await bench.post('/thumbnails/generate', {
      script: { ...(made.script as unknown as object), bytes: 7 },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.script' }] } });
  });

  it('that hold something else are refused', async () => {
    const { found } = await written();
    const answer = await bench.post('/thumbnails/generate', { script: found.keywords });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body.script', message: 'the stored file is no script' }] },
    });
  });

  it('that are of another type, or too large to be read whole, are refused', async () => {
    for (const wrong of [{ mediaType: 'video/mp4' }, { bytes: 5_000_000 }]) {
      const { status } = await bench.post('/thumbnails/generate', { script: { ...nowhere, ...wrong } });
      expect(status).toBe(400);
    }
  });

  it('that a script of one’s own brings in are refused: they would reach whatever is stored', async () => {
    const { made } = await written();
    const script = structuredClone(made.content) as unknown as { scenes: { visual: object }[] };
    Object.assign(script.scenes[0]?.visual ?? {}, { media: [nowhere] });
    expect((await bench.post('/thumbnails/generate', { script })).status).toBe(400);
  });
});

describe('a request that is not right', () => {
  it('is refused where a length does not go with the format', async () => {
    const answer = await bench.post('/scripts/generate', { topic: 'Bees', format: 'short', durationSeconds: 3000 });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.durationSeconds' }] } });
  });

  it('is refused where scenes and their lengths are not as many', async () => {
    const { made } = await written();
    const answer = await bench.post('/metadata/generate', { script: made.script, sceneFrames: [150] });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.sceneFrames' }] } });
  });

  it.each([
    ['a title and a script', { title: 'Bees', script: nowhereElse() }, 'body.title'],
    ['neither', {}, 'body.title'],
  ])('is refused with %s', async (_, body, path) => {
    const answer = await bench.post('/thumbnails/generate', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });
});

function nowhereElse() {
  return { sha256: '1'.repeat(64), bytes: 12, mediaType: 'application/json' };
}
