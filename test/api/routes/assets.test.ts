import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProbeFile } from '../../../src/activities/assets/probe-file.ts';
import { registerAssetRoutes } from '../../../src/api/routes/assets.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { createAssets } from '../../../src/infra/database/assets.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { connectClient, connectWorkers } from '../../../src/infra/temporal/connection.ts';
import { createFileProbe } from '../../../src/infra/temporal/file-probe.ts';
import { installRuntime } from '../../../src/workers/runtime.ts';
import { makeMedia } from '../../engines/film/sources/samples.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { testTools } from '../../support/tools.ts';
import { sendForm } from '../raw-form.ts';

const logger = createLogger({ level: 'silent' });
const ada = as('ada', 'operator');
const closing: (() => Promise<unknown>)[] = [];
let folder: string;
let api: TestApi;
let url: string;
let picture: Buffer;
let song: Buffer;
let clip: Buffer;

beforeAll(async () => {
  installRuntime(logger);
  folder = await mkdtemp(join(tmpdir(), 'faceless-assets-'));
  const artifacts = createFolderStore({ folder: join(folder, 'artifacts') });
  const target = { ...benchPlace(), tls: false };
  const [connection, native] = await Promise.all([connectClient(target), connectWorkers(target)]);
  const probing = createProbeFile(
    { artifacts, logger },
    { ffmpeg: testTools().ffmpeg, scratchFolder: join(folder, 'scratch') },
  );
  const { namespace } = target;
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: 'video-assembler',
    activities: probing,
  });
  const running = worker.run();
  const probe = createFileProbe(new Client({ connection, namespace }));
  api = await openTestApi({
    context: { artifacts },
    addRoutes: (app, context) => registerAssetRoutes(app, { ...context, probe, uploadBytes: 5e6 }),
  });
  url = `${await api.listen()}/api/assets`;
  await api.context.database();
  closing.push(
    () => api.close(),
    async () => worker.shutdown(),
    () => running,
    () => native.close(),
    () => connection.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  await makeMedia('testsrc2=s=320x180:r=25', join(folder, 'p.png'), '-frames:v', '1');
  await makeMedia('sine=d=3', join(folder, 's.mp3'));
  await makeMedia('testsrc2=s=320x180:r=25:d=2', join(folder, 'c.mp4'), '-pix_fmt', 'yuv420p');
  [picture, song, clip] = (await Promise.all(
    ['p.png', 's.mp3', 'c.mp4'].map((name) => readFile(join(folder, name))),
  )) as [Buffer, Buffer, Buffer];
});
afterAll(async () => {
  for (const close of closing) await close();
});

const send = (kind: string, fileName: string, file: Uint8Array, headers: Record<string, string> = ada) =>
  sendForm(url, { fields: { kind }, fileName }, file, headers);
const get = (path: string, headers: Record<string, string> = ada) => fetch(`${url}${path}`, { headers });
const drop = (path: string, headers: Record<string, string> = ada) =>
  fetch(`${url}${path}`, { method: 'DELETE', headers });
const jsonOf = async (answer: Response) => (await answer.json()) as Record<string, unknown>;
const keptFiles = async () => {
  const shards = await readdir(join(folder, 'artifacts', 'sha256')).catch(() => []);
  return (await Promise.all(shards.map((shard) => readdir(join(folder, 'artifacts', 'sha256', shard))))).flat();
};

describe('POST /api/assets', () => {
  it('keeps a file that a film could use and tells what was found in it', async () => {
    const answer = await send('picture', 'my dog.png', picture);
    const asset = await jsonOf(answer);
    expect(answer.status).toBe(201);
    expect(asset).toEqual({
      assetId: expect.stringMatching(/^asset-[0-9a-f]{24}$/) as string,
      kind: 'picture',
      name: 'my dog.png',
      mediaType: 'image/png',
      bytes: picture.length,
      facts: { width: 320, height: 180, animated: false },
      createdAt: expect.any(String) as string,
    });
    expect(answer.headers.get('location')).toBe(`/api/assets/${String(asset.assetId)}`);
    expect(await jsonOf(await get(`/${String(asset.assetId)}`))).toEqual(asset);
  });

  it('refuses a file that no film could use, by name and reason, and keeps nothing of it', async () => {
    const before = await keptFiles();
    const answer = await send('clip', 'half.mp4', clip.subarray(0, clip.length / 2));
    expect(answer.status).toBe(400);
    expect(await jsonOf(answer)).toMatchObject({
      type: 'urn:faceless:problem:InvalidInput',
      detail: 'the clip half.mp4 is cut off: use another clip, or a still',
    });
    expect(await keptFiles()).toEqual(before);
  });

  it.each([
    ['music', 'p.png', () => picture],
    ['picture', 's.mp3', () => song],
    ['clip', 's.mp3', () => song],
  ])('does not take for %s what is none: %s', async (kind, name, file) => {
    const answer = await send(kind, name, file());
    expect([answer.status, (await jsonOf(answer)).type]).toEqual([415, 'urn:faceless:problem:NotSupported']);
  });

  it('refuses a kind there is none of', async () => {
    expect((await send('dance', 's.mp3', song)).status).toBe(400);
  });

  it('gives the same request with the same key the same asset', async () => {
    const headers = { ...ada, 'idempotency-key': 'once' };
    const [first, second] = [await send('music', 's.mp3', song, headers), await send('music', 's.mp3', song, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await jsonOf(second)).toEqual(await jsonOf(first));
    expect([second.headers.get('idempotent-replayed'), second.headers.get('location')]).toEqual([
      'true',
      first.headers.get('location'),
    ]);
  });

  it('takes an operator', async () => {
    expect((await send('music', 's.mp3', song, as('ada', 'viewer'))).status).toBe(403);
  });
});

describe('GET and DELETE /api/assets', () => {
  it('list and show one’s own, and nobody else’s', async () => {
    const grace = as('grace', 'operator');
    const mine = await jsonOf(await send('music', 'a.mp3', song, grace));
    const other = await jsonOf(await send('picture', 'b.png', picture, grace));
    const listed = await jsonOf(await get('?limit=1', grace));
    expect(listed).toEqual({ items: [other], nextCursor: expect.any(String) as string });
    expect(await jsonOf(await get(`?limit=1&cursor=${String(listed.nextCursor)}`, grace))).toEqual({ items: [mine] });
    expect(await jsonOf(await get('?kind=music', grace))).toEqual({ items: [mine] });
    expect(await jsonOf(await get('', as('eve', 'viewer')))).toEqual({ items: [] });

    const path = `/${String(mine.assetId)}`;
    const unknown = { status: 404, detail: `there is no asset '${String(mine.assetId)}'` };
    expect(await jsonOf(await get(path, as('eve', 'viewer')))).toMatchObject(unknown);
    expect(await jsonOf(await drop(path, as('eve', 'operator')))).toMatchObject(unknown);
    expect((await get(path, as('root', 'admin'))).status).toBe(200);
    expect((await drop(path, as('grace', 'viewer'))).status).toBe(403);
  });

  it('take an asset away with its file, unless somebody uses that', async () => {
    const [used, unused] = [Buffer.concat([song, Buffer.from('1')]), Buffer.concat([song, Buffer.from('2')])];
    const assets = [
      await jsonOf(await send('music', 'u.mp3', used)),
      await jsonOf(await send('music', 'n.mp3', unused)),
    ];
    const ref = await api.context.artifacts.putBytes(used, 'audio/mpeg');
    await api.context.artifacts.use('octopus-hearts-abc234', [ref]);
    const before = await keptFiles();
    for (const { assetId } of assets) {
      expect((await drop(`/${String(assetId)}`)).status).toBe(204);
      expect((await drop(`/${String(assetId)}`)).status).toBe(404);
      expect((await get(`/${String(assetId)}`)).status).toBe(404);
    }
    expect(await api.context.artifacts.has(ref)).toBe(true);
    expect(await keptFiles()).toHaveLength(before.length - 1);
  });

  it('leave the file of an asset alone when the same request fails the second time', async () => {
    const headers = { ...ada, 'idempotency-key': 'sent-twice' };
    const sent = Buffer.concat([song, Buffer.from('3')]);
    const { assetId } = await jsonOf(await send('music', 't.mp3', sent, headers));
    await (await api.context.database()).kysely.deleteFrom('idempotent_requests').execute();
    // Of the same length and type, which is how it is known, and no music.
    const wrong = Buffer.concat([song.subarray(0, 300), Buffer.alloc(sent.length - 300)]);
    expect((await send('music', 't.mp3', wrong, headers)).status).toBe(400);
    const { file } = (await createAssets(await api.context.database()).get(String(assetId))) as { file: ArtifactRef };
    expect(await api.context.artifacts.has(file)).toBe(true);
    expect(await readdir(join(folder, 'artifacts', 'uses', 'users'))).not.toContain(`starting.${String(assetId)}`);
  });

  it.each(['/asset-x', '?limit=0', '?limit=201', '?kind=dance', '?cursor=%00', '?cursor=eCJd'])(
    'refuse %s',
    async (path) => {
      expect((await get(path)).status).toBe(400);
    },
  );
});

it('tells in time that no worker looks at files', async () => {
  // Where no worker is.
  const namespace = 'default';
  const connection = await connectClient({ address: benchPlace().address, namespace, tls: false });
  try {
    const file = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'video/mp4' };
    const probe = createFileProbe(new Client({ connection, namespace }), { takenUpWithinMs: 300 });
    await expect(probe.probe({ file, kind: 'clip', name: 'c.mp4' })).rejects.toMatchObject({
      type: 'Timeout',
      message: expect.stringMatching(/^no worker of the role video-assembler took up probe-/) as string,
    });
  } finally {
    await connection.close();
  }
});

it('describes its form in the OpenAPI document', async () => {
  const document = (await (await fetch(new URL('/openapi.json', url))).json()) as {
    paths: Record<string, Record<string, { requestBody: { content: unknown }; responses: Record<string, unknown> }>>;
  };
  const { requestBody, responses } = document.paths['/api/assets']?.post ?? {};
  expect(requestBody?.content).toMatchObject({
    'multipart/form-data': {
      schema: { required: ['kind', 'file'], properties: { file: { type: 'string', format: 'binary' } } },
    },
  });
  expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['201', '400', '413', '415', '504', '507']));
  expect(document.paths['/api/assets/{assetId}']?.delete?.responses['204']).toEqual({ description: 'It is gone' });
});
