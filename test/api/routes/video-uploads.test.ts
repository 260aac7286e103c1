import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerVideoUploadRoutes } from '../../../src/api/routes/video-uploads.ts';
import type { Metadata } from '../../../src/contracts/metadata.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createMetrics } from '../../../src/infra/metrics/metrics.ts';
import { connectClient } from '../../../src/infra/temporal/connection.ts';
import { createHistoryEraser } from '../../../src/infra/temporal/erase-history.ts';
import { createPublishClient } from '../../../src/infra/temporal/publish-client.ts';
import { openResources } from '../../../src/workers/resources.ts';
import { runWorkers } from '../../../src/workers/run-workers.ts';
import { makeMedia } from '../../engines/film/sources/samples.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { testTools } from '../../support/tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import { sendForm } from '../raw-form.ts';

const roles = ['orchestrator', 'video-assembler', 'thumbnail-maker', 'metadata-builder', 'uploader'] as const;
const ada = as('ada', 'operator');
const closing: (() => Promise<unknown>)[] = [];
let home: string;
let api: TestApi;
let url: string;
let film: Buffer;

// The stages themselves, as a stack runs them.
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-uploads-'));
  closing.push(() => rm(home, { recursive: true, force: true }));
  const logger = createLogger({ level: 'silent' });
  const tools = join(testTools().models, '..');
  const config = readConfig({ FACELESS_HOME: home, FACELESS_TOOLS: tools, FACELESS_OUT: join(home, 'out') });
  const resources = await openResources(config, logger, createMetrics());
  closing.unshift(() => resources.close());
  const { address, namespace, workflowBundle } = benchPlace();
  const target = { address, namespace, tls: false };
  const workers = await runWorkers({ roles, target, resources, workflows: { codePath: workflowBundle } });
  closing.unshift(() => workers.stop());
  const connection = await connectClient(target);
  closing.unshift(() => connection.close());
  const client = new Client({ connection, namespace });
  const parts = {
    publications: createPublishClient(client),
    eraseHistory: createHistoryEraser(client),
    uploadBytes: 5e6,
  };
  const { artifacts } = resources;
  api = await openTestApi({
    context: { artifacts, database: () => resources.database() },
    addRoutes: (app, context) => registerVideoUploadRoutes(app, { ...context, ...parts }),
  });
  closing.unshift(() => api.app.close());
  url = `${await api.listen()}/api/videos/upload`;
  await makeMedia('testsrc2=s=180x320:r=25:d=2', join(home, 'f.mp4'), '-pix_fmt', 'yuv420p');
  film = await readFile(join(home, 'f.mp4'));
});
afterAll(async () => {
  for (const close of closing) await close();
});

interface Answer {
  id: string;
  state: string;
  steps: Record<string, { state: string }>;
  publication: { files: string[] };
  [name: string]: unknown;
}
const answerOf = async (answer: Response) => (await answer.json()) as Answer;
const get = async (id: string, headers: Record<string, string> = ada) => fetch(`${url}/${id}`, { headers });
const post = (path: string, body: unknown, headers: Record<string, string> = ada) =>
  fetch(`${url}/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const ended = (id: string) =>
  waitFor(
    async () => answerOf(await get(id)),
    ({ state }) => state !== 'running',
    40_000,
  );
async function keptSizes(): Promise<number[]> {
  const store = join(home, 'artifacts', 'sha256');
  const names = (await readdir(store, { recursive: true })).filter((name) => name.includes('.'));
  return Promise.all(names.map(async (name) => (await stat(join(store, name)).catch(() => ({ size: 0 }))).size));
}

describe('a video of one’s own', () => {
  it('is taken in, checked, given thumbnails and metadata, and published in the words of its maker', async () => {
    const fields = { title: 'My dog at the beach', description: 'She runs.\nAnd runs.' };
    const answer = await sendForm(url, { fields, fileName: 'IMG_1.mp4' }, film, ada);
    expect(answer.status).toBe(202);
    const { id, state } = await answerOf(answer);
    expect([id, state]).toEqual([expect.stringMatching(/^video-[0-9a-f]{24}$/), 'running']);
    expect(answer.headers.get('location')).toBe(`/api/videos/upload/${id}`);

    const published = await ended(id);
    expect(published).toMatchObject({
      state: 'completed',
      title: 'My dog at the beach',
      facts: { width: 180, height: 320, durationSeconds: 2 },
      progress: [],
      publication: { target: 'folder', id },
    });
    expect(Object.values(published.steps).map((step) => step.state)).toEqual(['done', 'done', 'done', 'done']);
    const out = join(home, 'out', id);
    expect((await readdir(out)).sort()).toEqual(
      ['metadata.json', 'thumbnail-a.jpg', 'thumbnail-b.jpg', 'thumbnail-c.jpg', 'video.mp4'].sort(),
    );
    expect((await readFile(join(out, 'video.mp4'))).equals(film)).toBe(true);
    const { title, description, tags, language } = JSON.parse(
      await readFile(join(out, 'metadata.json'), 'utf8'),
    ) as Metadata;
    expect([title, language]).toEqual(['My dog at the beach', 'en']);
    expect(description).toMatch(/^She runs\.\nAnd runs\.(\n\n#\S+( #\S+)*)?$/);
    expect(tags.length).toBeGreaterThan(0);
  });

  it('is refused with a time that has passed, or that hides it', async () => {
    const send = async (fields: Record<string, string>) =>
      (await (await sendForm(url, { fields, fileName: 'IMG_1.mp4' }, film, ada)).json()) as { detail: string };
    expect((await send({ publishAt: '2020-01-01T00:00:00Z' })).detail).toMatch(
      /can't be published at .*: that has passed/,
    );
    const hidden = { publishAt: '2040-01-01T00:00:00Z', privacy: 'unlisted' };
    expect((await send(hidden)).detail).toMatch(/leave out the privacy unlisted|more than two years/);
  });

  it('takes its title from the file’s name', async () => {
    const { id } = await answerOf(await sendForm(url, { fileName: 'my_dog-2026.mp4' }, film, ada));
    expect(await answerOf(await get(id))).toMatchObject({ title: 'my dog 2026' });
    await ended(id);
  });

  it('is not published when it is no good: the reason is told, and nothing of it is kept', async () => {
    const half = film.subarray(0, film.length / 2);
    const { id } = await answerOf(await sendForm(url, { fileName: 'half.mp4' }, half, ada));
    expect(await keptSizes()).toContain(half.length);
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      failure: { type: 'InvalidInput', message: 'the video half.mp4 is cut off: send another one' },
      steps: { video: { state: 'failed' }, upload: { state: 'pending' } },
    });
    // The status tells it first.
    await waitFor(keptSizes, (sizes) => !sizes.includes(half.length));
  });

  it('is published once, however often one request is sent', async () => {
    const headers = { ...ada, 'idempotency-key': 'my-dog' };
    const parts = { fields: { title: 'Once' } };
    const [first, second] = [await sendForm(url, parts, film, headers), await sendForm(url, parts, film, headers)];
    const { id } = await answerOf(first);
    expect((await answerOf(second)).id).toBe(id);
    expect((await ended(id)).state).toBe('completed');
  });

  it('is another’s as if it were not there', async () => {
    const { id } = await answerOf(await sendForm(url, {}, film, ada));
    await ended(id);
    const eve = as('eve', 'operator');
    const answers = [
      await get(id, eve),
      await post(`${id}/cancel`, {}, eve),
      await post(`${id}/retry`, { step: 'upload' }, eve),
    ];
    for (const answer of answers) {
      expect(await answerOf(answer)).toMatchObject({ status: 404, detail: `there is no upload '${id}'` });
    }
    expect((await get('video-nothing')).status).toBe(404);
    expect((await get('NO')).status).toBe(400);
    expect((await get(id, as('root', 'admin'))).status).toBe(200);
    expect((await post(`${id}/cancel`, {})).status).toBe(409);
    expect((await post(`${id}/retry`, { step: 'upload' })).status).toBe(409);
  });

  it('is deleted with its files that nobody else uses, once it has ended', async () => {
    const own = Buffer.concat([film, Buffer.alloc(64)]);
    const { id } = await answerOf(await sendForm(url, {}, own, ada));
    const drop = (headers: Record<string, string>) => fetch(`${url}/${id}`, { method: 'DELETE', headers });
    expect((await drop(as('eve', 'operator'))).status).toBe(404);
    expect((await drop(as('ada', 'viewer'))).status).toBe(403);
    expect(await answerOf(await drop(ada))).toMatchObject({
      status: 409,
      detail: `${id} is running: cancel it first, then delete it`,
    });
    expect((await ended(id)).state).toBe('completed');
    expect(await keptSizes()).toContain(own.length);
    // The status tells of the end first.
    expect(
      await waitFor(
        async () => (await drop(ada)).status,
        (status) => status !== 409,
      ),
    ).toBe(204);
    expect(await keptSizes()).not.toContain(own.length);
    expect(await keptSizes()).toContain(film.length);
    expect((await readdir(join(home, 'out', id))).length).toBeGreaterThan(0);
  });

  it('that could not be started is let go, but not the files of the same request’s earlier try', async () => {
    const { artifacts } = api.context;
    const kept = Buffer.concat([film, Buffer.alloc(128)]);
    const headers = { ...ada, 'idempotency-key': 'twice-tried' };
    const { id } = await answerOf(await sendForm(url, {}, kept, headers));
    await ended(id);
    await (await api.context.database()).kysely.deleteFrom('idempotent_requests').execute();
    const { use } = artifacts;
    artifacts.use = (user, refs) =>
      refs.some(({ mediaType }) => mediaType === 'application/json')
        ? Promise.reject(new Error('killed'))
        : use(user, refs);
    const lost = Buffer.concat([film, Buffer.alloc(256)]);
    const answers = [await sendForm(url, {}, kept, headers), await sendForm(url, {}, lost, ada)];
    artifacts.use = use;
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    expect(await keptSizes()).toContain(kept.length);
    expect(await keptSizes()).not.toContain(lost.length);
  });

  it('has to be one, by its bytes, and of an operator', async () => {
    const page = Buffer.from('<!doctype html>'.repeat(50));
    expect((await sendForm(url, { mediaType: 'video/mp4' }, page, ada)).status).toBe(415);
    expect((await sendForm(url, { fields: { title: '\u200b' } }, film, ada)).status).toBe(400);
    expect((await sendForm(url, { fields: { target: 'nowhere' } }, film, ada)).status).toBe(400);
    expect((await sendForm(url, {}, film, as('ada', 'viewer'))).status).toBe(403);
  });
});
