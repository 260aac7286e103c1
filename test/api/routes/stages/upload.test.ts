import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createFolderTarget } from '../../../../src/activities/upload/providers/folder.ts';
import { createPublishFilm } from '../../../../src/activities/upload/publish-film.ts';
import type { Metadata } from '../../../../src/contracts/metadata.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { noCharge } from '../../../activities/stage-bench.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { useStagesBench } from './stages-bench.ts';

const bench = useStagesBench(({ artifacts, metrics, folder }) => {
  const context = { artifacts, metrics, logger: createLogger({ level: 'silent' }), payFor: () => noCharge };
  const target = createFolderTarget(join(folder, 'out'), artifacts);
  return { orchestrator: {}, uploader: createPublishFilm(context, [target]) };
});

const metadata: Metadata = {
  title: 'Three hearts',
  description: 'Of the octopus.',
  tags: ['octopus'],
  hashtags: [],
  chapters: [],
  language: 'en',
  categoryId: '27',
  credits: [],
  containsSyntheticMedia: false,
  selfDeclaredMadeForKids: false,
};

const store = (text: string, mediaType: string) => bench.artifacts.putBytes(Buffer.from(text), mediaType);

it('publishes a film with its files, and says where to while no channel is connected', async () => {
  const image = await store('picture', 'image/jpeg');
  const { status, headers, body } = await bench.post('/upload/youtube', {
    video: await store('film', 'video/mp4'),
    srt: await store('captions', 'application/x-subrip'),
    metadata,
    thumbnails: [{ id: 'a', image, text: 'WHY?', design: 'plain' }],
  });
  expect([status, headers.get('location')]).toEqual([202, `/upload/status/${body.id}`]);
  const { result } = await waitFor(
    async () => (await bench.get(`/upload/status/${body.id}`)).body,
    ({ state }) => state === 'done',
  );
  const note = "No YouTube channel is connected: films are published to 'folder'.";
  expect(result).toMatchObject({ note, publication: { target: 'folder', id: body.id } });
  const { url } = (result as Record<string, { url: string }>).publication ?? { url: '' };
  const published = (name: string) => readFile(join(fileURLToPath(url), name), 'utf8');
  expect(await published('video.mp4')).toBe('film');
  expect(await published('captions.srt')).toBe('captions');
  expect(await published('thumbnail-a.jpg')).toBe('picture');
  expect(JSON.parse(await published('metadata.json'))).toEqual(metadata);
});

it('publishes the same twice when it is asked twice, each in a place of its own', async () => {
  const request = { video: await store('twice', 'video/mp4'), metadata };
  const publish = async () => (await bench.post('/upload/youtube', request)).body.id;
  expect(await publish()).not.toBe(await publish());
});

it('refuses a thumbnail that comes twice', async () => {
  const thumbnail = { id: 'a', image: await store('picture', 'image/jpeg'), text: '', design: '' };
  const video = await store('film', 'video/mp4');
  const answer = await bench.post('/upload/youtube', { video, metadata, thumbnails: [thumbnail, thumbnail] });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.thumbnails.1.id' }] } });
});
