import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { PipelineStatus } from '../../../src/contracts/messages.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import type { PipelineClient } from '../../../src/infra/temporal/pipeline-client.ts';
import { sampleRecord } from '../../infra/database/samples.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openPipelineApp, type PipelineApp } from '../pipeline-app.ts';

let folder: string;
let artifacts: ArtifactStore;
let database: Database;
let app: PipelineApp;
let video: ArtifactRef;
let edited: ArtifactRef;
/** What the run itself answers. */
let status: () => Promise<PipelineStatus>;

const film = randomBytes(12_000_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-files-'));
  artifacts = createFolderStore({ folder });
  database = await openTestDatabase();
  video = await artifacts.putBytes(film, 'video/mp4');
  edited = await artifacts.putJson({ title: 'Edited' });
  const files = {
    'video.mp4': video,
    'captions.vtt': await artifacts.putBytes(Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nÇa va?\n'), 'text/vtt'),
    'script.json': await artifacts.putJson({ title: 'First' }),
    'empty.txt': await artifacts.putBytes(Buffer.alloc(0), 'text/plain'),
    'gone.jpg': { sha256: 'f'.repeat(64), bytes: 5, mediaType: 'image/jpeg' },
  };
  const records = createPipelineRecords(database);
  for (const [pipelineId, state] of [
    ['film-1', 'completed'],
    ['film-2', 'review'],
  ] as const) {
    await records.write({ record: sampleRecord({ pipelineId, owner: 'ada', state, artifacts: files }), sequence: 1 });
  }
  const pipelines = { status: () => status() } as unknown as PipelineClient;
  app = await openPipelineApp({ pipelines, artifacts, database: async () => database });
});
afterAll(async () => {
  await app.close();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  status = () => Promise.reject(new Failure('NotFound', 'there is no such run'));
});

const get = (name: string, headers: Record<string, string> = {}, method = 'GET', id = 'film-1') =>
  fetch(`${app.url}/api/pipelines/${id}/artifacts/${name}`, {
    method,
    headers: { authorization: 'Bearer ada:viewer', ...headers },
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a file of a pipeline', () => {
  it('is sent whole, with what a browser has to know to keep it and to seek in it', async () => {
    const response = await get('video.mp4');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(film.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      etag: `"${video.sha256}"`,
    });
    expect(response.headers.get('content-disposition')).toBeNull();
    expect((await bytesOf(response)).equals(film)).toBe(true);
  });

  it('is sent in part, as a player asks for it', async () => {
    for (const [range, start, end] of [
      ['bytes=0-1', 0, 1],
      ['bytes=1000000-8999999', 1_000_000, 8_999_999],
      ['bytes=11999990-', 11_999_990, 11_999_999],
      ['bytes=-3', 11_999_997, 11_999_999],
    ] as const) {
      const response = await get('video.mp4', { range });
      expect(response.status, range).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${film.length}`);
      expect(response.headers.get('content-length')).toBe(String(end - start + 1));
      expect((await bytesOf(response)).equals(film.subarray(start, end + 1)), range).toBe(true);
    }
  });

  it('is refused beyond its end, with its size', async () => {
    const response = await get('video.mp4', { range: 'bytes=12000000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */12000000');
    expect(await response.json()).toMatchObject({ status: 416, type: 'urn:faceless:problem:InvalidInput' });
  });

  it('is sent in part only while it is the file a client has a part of', async () => {
    const range = 'bytes=0-1';
    expect((await get('captions.vtt', { range, 'if-range': '"another"' })).status).toBe(200);
    expect((await get('captions.vtt', { range, 'if-range': 'Sat, 21 Nov 2026 10:00:00 GMT' })).status).toBe(200);
    const tag = (await get('captions.vtt')).headers.get('etag') ?? '';
    expect((await get('captions.vtt', { range, 'if-range': tag })).status).toBe(206);
    expect((await get('captions.vtt', { range, 'if-range': `W/${tag}` })).status).toBe(200);
  });

  it('is not sent again to who has it', async () => {
    const response = await get('video.mp4', { 'if-none-match': `"x", "${video.sha256}"`, range: 'bytes=0-1' });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(`"${video.sha256}"`);
    expect((await bytesOf(response)).length).toBe(0);
    expect((await get('captions.vtt', { 'if-none-match': `"${video.sha256}"` })).status).toBe(200);
  });

  it('is described without being sent', async () => {
    const response = await get('video.mp4', { range: 'bytes=0-1' }, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(film.length));
    expect(response.headers.get('etag')).toBe(`"${video.sha256}"`);
    expect((await bytesOf(response)).length).toBe(0);
    expect((await get('none.mp4', {}, 'HEAD')).status).toBe(404);
  });

  it('is saved under a name that tells which film it is of', async () => {
    const response = await get('captions.vtt?download');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="film-1-captions.vtt"');
    expect(response.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(await response.text()).toContain('Ça va?');
  });

  it('can be empty', async () => {
    const response = await get('empty.txt');
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '0']);
    expect((await get('empty.txt', { range: 'bytes=0-' })).status).toBe(416);
  });

  it('is unknown by a name the pipeline has no file for, and then those it has are told', async () => {
    const response = await get('constructor');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: expect.stringMatching(/^film-1 has no file 'constructor'; it has: .*video\.mp4/) as string,
    });
    expect((await get('..%2f..%2fetc%2fpasswd')).status).toBe(400);
    expect((await get('video.mp4', { authorization: 'Bearer eve:viewer' })).status).toBe(404);
  });

  it('says so when it is no longer stored', async () => {
    expect((await get('gone.jpg')).status).toBe(410);
  });

  it('is the edited script while the script waits for its review, and the recorded one when the run does not answer', async () => {
    const title = async () =>
      ((await (await get('script.json', {}, 'GET', 'film-2')).json()) as { title: string }).title;
    expect(await title()).toBe('First');
    status = async () => ({ artifacts: { 'script.json': edited } }) as unknown as PipelineStatus;
    expect(await title()).toBe('Edited');
  });
});

describe('a download', () => {
  const openFiles = async () => {
    const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
    return (await Promise.all(links)).filter((path) => path.includes(video.sha256)).length;
  };
  const begin = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const request = httpRequest(`${app.url}/api/pipelines/film-1/artifacts/video.mp4`, {
        headers: { authorization: 'Bearer ada:viewer' },
      });
      request.on('response', resolve).on('error', reject).end();
    });

  it.runIf(process.platform === 'linux')(
    'is read no faster than it is taken, and let go when its client is',
    async () => {
      expect((await get('video.mp4', { range: 'bytes=0-0' })).status).toBe(206);
      await waitFor(openFiles, (count) => count === 0);
      const before = process.memoryUsage().arrayBuffers;
      const clients = await Promise.all(Array.from({ length: 20 }, begin));
      await waitFor(openFiles, (count) => count === 20);
      // Twenty films of 12 MB were asked for and nobody has read on.
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100e6);
      for (const client of clients) client.destroy();
      expect(await waitFor(openFiles, (count) => count === 0)).toBe(0);
      expect((await get('video.mp4', { range: 'bytes=0-0' })).status, 'it serves on').toBe(206);
    },
  );

  it('of a damaged file is refused before its first byte', async () => {
    const bytes = randomBytes(200_000);
    const ref = await artifacts.putBytes(bytes, 'image/jpeg');
    const record = sampleRecord({ pipelineId: 'film-3', owner: 'ada', artifacts: { 'thumbnail-a.jpg': ref } });
    await createPipelineRecords(database).write({ record, sequence: 1 });
    expect((await get('thumbnail-a.jpg', {}, 'GET', 'film-3')).status).toBe(200);
    bytes[150_000] = (bytes[150_000] ?? 0) ^ 1;
    await writeFile(await artifacts.localFile(ref), bytes);
    const response = await get('thumbnail-a.jpg', { range: 'bytes=0-9' }, 'GET', 'film-3');
    expect(response.status).toBe(500);
    expect(response.headers.get('etag')).toBeNull();
    expect(await response.json()).toMatchObject({ type: 'urn:faceless:problem:ArtifactCorrupt' });
    expect((await get('thumbnail-a.jpg', {}, 'GET', 'film-3')).status, 'it was set aside').toBe(410);
  });
});
