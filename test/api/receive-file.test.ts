import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { mountSmallDisk } from '../infra/small-disk.ts';
import { waitFor } from '../support/wait-for.ts';
import { beginForm, rawForm, sendForm } from './raw-form.ts';
import { openReceiver } from './receiver.ts';

const maxBytes = 3_000_000;
const film = (bytes: number) =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1'), randomBytes(bytes - 24)]);

let folder: string;
let artifacts: ArtifactStore;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-receive-'));
  artifacts = createFolderStore({ folder });
  app = await openReceiver(artifacts, maxBytes);
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/files`;
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const filesOf = async (home: string) => {
  const shards = existsSync(join(home, 'sha256')) ? await readdir(join(home, 'sha256')) : [];
  const kept = await Promise.all(shards.map((shard) => readdir(join(home, 'sha256', shard))));
  return { kept: kept.flat(), unfinished: await readdir(join(home, 'tmp')) };
};
const keptFiles = () => filesOf(folder);
const problemOf = async (answer: Response) => {
  const { type, detail } = (await answer.json()) as { type: string; detail: string };
  return { status: answer.status, type: type.split(':').at(-1), detail };
};

describe('a file in a form', () => {
  it('is kept under its hash, whatever the client claims of it, with its name and the fields around it', async () => {
    const bytes = film(2_500_000);
    const parts = { fields: { kind: 'clip' }, later: { title: 'Ünïcode 🐙' }, fileName: '../../my film.exe' };
    const answer = await sendForm(url, parts, bytes);
    const received = (await answer.json()) as { file: ArtifactRef };
    expect(answer.status).toBe(200);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(received).toEqual({
      file: { sha256, bytes: 2_500_000, mediaType: 'video/mp4' },
      name: 'my film.exe',
      fields: { kind: 'clip', title: 'Ünïcode 🐙' },
    });
    expect((await buffer(await artifacts.open(received.file))).equals(bytes)).toBe(true);
  });

  it('is kept as large as is allowed, and refused a byte larger, however its length is told', async () => {
    expect((await sendForm(url, { fields: { kind: 'clip' } }, film(maxBytes))).status).toBe(200);
    const before = await keptFiles();
    const answer = await sendForm(url, { fields: { kind: 'clip' } }, film(maxBytes + 1));
    expect(await problemOf(answer)).toEqual({
      status: 413,
      type: 'TooLarge',
      detail: 'the file is larger than 3 MB, the limit set by FACELESS_UPLOAD_MB',
    });
    const endless = await beginForm(url, { fields: { kind: 'clip' } }, 'chunked');
    const answered = once(endless, 'data');
    const chunk = film(65_536);
    // What comes after the answer is let go by: the client is not cut off before it could read it.
    for (let sent = 0; sent < 2 * maxBytes; sent += chunk.length)
      endless.write(`10000\r\n${chunk.toString('latin1')}\r\n`, 'latin1');
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 413 /);
    endless.destroy();
    expect(await keptFiles()).toEqual(before);
  });

  it('is refused by its announced length before it is sent', async () => {
    const socket = await beginForm(url, {}, 1e12);
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it('leaves nothing behind when it is cut off half way', async () => {
    const before = await keptFiles();
    const socket = await beginForm(url, { fields: { kind: 'clip' } }, 2_000_000);
    socket.write(film(1_000_000));
    await waitFor(keptFiles, ({ unfinished }) => unfinished.length === 1);
    socket.destroy();
    expect(await waitFor(keptFiles, ({ unfinished }) => unfinished.length === 0)).toEqual(before);
  });

  it('is cut off, and leaves nothing behind, when its sender falls silent', async () => {
    const before = await keptFiles();
    const impatient = await openReceiver(artifacts, maxBytes, 200);
    const at = await impatient.listen({ host: '127.0.0.1', port: 0 });
    const socket = await beginForm(`${at}/files`, { fields: { kind: 'clip' } }, 2_000_000);
    socket.write(film(1_000_000));
    await once(socket.resume(), 'close');
    expect(await waitFor(keptFiles, ({ unfinished }) => unfinished.length === 0)).toEqual(before);
    await impatient.close();
  });

  it('leaves nothing behind when the form around it does not end', async () => {
    const before = await keptFiles();
    const bytes = film(100_000);
    const { contentType, before: head } = rawForm({ fields: { kind: 'clip' } });
    const body = Buffer.concat([head, bytes, Buffer.from('\r\n--a-boundary-of-te')]);
    const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
    expect(await problemOf(answer)).toMatchObject({ status: 400, type: 'InvalidInput' });
    expect(await keptFiles()).toEqual(before);
  });

  it('is refused by its bytes when it is of no type that is taken, with those that are', async () => {
    const page = Buffer.from('<!doctype html>'.repeat(100));
    expect(await problemOf(await sendForm(url, { fileName: 'film.mp4', mediaType: 'video/mp4' }, page))).toEqual({
      status: 415,
      type: 'NotSupported',
      detail: 'the file film.mp4 is of no kind that is known here: send one of video/mp4, audio/mpeg',
    });
    const song = Buffer.from('ID3'.padEnd(400, '\0'));
    const refused = { status: 415, detail: 'the file film.mp4 is audio/mpeg: send one of video/mp4' };
    const before = await keptFiles();
    expect(await problemOf(await sendForm(url, { fields: { kind: 'clip' } }, song))).toMatchObject(refused);
    // Told only after the file what it was to be.
    expect(await problemOf(await sendForm(url, { later: { kind: 'clip' } }, song))).toMatchObject(refused);
    expect(await keptFiles()).toEqual(before);
  });
});

describe('a form', () => {
  const sent = async (form: FormData) => problemOf(await fetch(url, { method: 'POST', body: form }));
  const formOf = (...entries: [string, string | Blob][]) => {
    const form = new FormData();
    for (const [name, value] of entries) form.append(name, value as Blob);
    return form;
  };
  const clip = () => new Blob([film(50_000)]);

  it.each<[what: string, form: () => FormData, detail: RegExp]>([
    ['without a file', () => formOf(['kind', 'clip']), /^the form has no file/],
    ['with an empty one', () => formOf(['kind', 'clip'], ['file', new Blob([])]), /^the file blob is empty$/],
    ['with two', () => formOf(['kind', 'clip'], ['file', clip()], ['file', clip()]), /^the form has two files/],
    [
      'with a field twice',
      () => formOf(['kind', 'clip'], ['kind', 'clip'], ['file', clip()]),
      /^body.kind is given twice$/,
    ],
    ['with a field that is not right', () => formOf(['kind', 'dance'], ['file', clip()]), /^body.kind: Invalid option/],
    [
      'with a field too long',
      () => formOf(['title', 'x'.repeat(70_000)], ['file', clip()]),
      /^body.title is longer than/,
    ],
  ])('%s is refused, and nothing of it kept', async (_, form, detail) => {
    const before = await keptFiles();
    const problem = await sent(form());
    expect(problem).toMatchObject({
      status: 400,
      type: 'InvalidInput',
      detail: expect.stringMatching(detail) as string,
    });
    expect(await keptFiles()).toEqual(before);
  });

  it('is what the body has to be', async () => {
    const detail = 'the body is no form: send multipart/form-data with one file in it';
    for (const type of ['application/json', 'video/mp4', 'text/plain']) {
      const other = { method: 'POST', body: '{"kind":"clip"', headers: { 'content-type': type } };
      expect(await problemOf(await fetch(url, other))).toEqual({ status: 415, type: 'NotSupported', detail });
    }
    expect(await problemOf(await fetch(url, { method: 'POST' }))).toMatchObject({ status: 415, detail });
    const broken = { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } };
    expect(await problemOf(await fetch(url, broken))).toMatchObject({ status: 400, type: 'InvalidInput' });
  });
});

const disk = mountSmallDisk(4);
afterAll(() => disk?.remove());
it.runIf(disk)('says that the disk is full and leaves nothing behind (needs root to mount a small disk)', async () => {
  const home = join(disk?.folder ?? '', 'artifacts');
  const full = await openReceiver(createFolderStore({ folder: home }), 1e9);
  const at = `${await full.listen({ host: '127.0.0.1', port: 0 })}/files`;
  try {
    const answer = await sendForm(at, { fields: { kind: 'clip' } }, film(8_000_000));
    expect(await problemOf(answer)).toMatchObject({ status: 507, type: 'DiskFull' });
    expect(await filesOf(home)).toEqual({ kept: [], unfinished: [] });
  } finally {
    await full.close();
  }
});

const megabytes = process.env.CAMPAIGN === 'full' ? 2048 : 400;
it(`takes ${megabytes} MB with the process under 300 MB (2 GB with CAMPAIGN=full)`, { timeout: 300_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'faceless-receive-'));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./receiver.child.ts', import.meta.url)), home],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value: address } = await lines.next();
    const bytes = megabytes * 2 ** 20;
    const socket = await beginForm(`${address}/files`, { fields: { kind: 'clip' } }, bytes);
    const answered = once(socket, 'data');
    const hash = createHash('sha256');
    const chunk = film(1 << 20);
    for (let sent = 0; sent < bytes; sent += chunk.length) {
      chunk.writeUInt32BE(sent / chunk.length, 64);
      hash.update(chunk);
      if (!socket.write(Buffer.from(chunk))) await once(socket, 'drain');
    }
    socket.write(rawForm({}).after);
    const answer = String((await answered)[0]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain(`"sha256":"${hash.digest('hex')}","bytes":${bytes}`);
    socket.destroy();
    child.stdin.end();
    const { value: most } = await lines.next();
    expect(Number(most), 'kilobytes at most').toBeGreaterThan(50_000);
    expect(Number(most), 'kilobytes at most').toBeLessThan(300_000);
  } finally {
    child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  }
});
