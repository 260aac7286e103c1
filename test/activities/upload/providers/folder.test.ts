import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFolderTarget } from '../../../../src/activities/upload/providers/folder.ts';
import type {
  PublishCall,
  PublishRequest,
  PublishTarget,
} from '../../../../src/activities/upload/providers/provider.ts';
import { createPublishFilm } from '../../../../src/activities/upload/publish-film.ts';
import type { ArtifactRef } from '../../../../src/contracts/artifact.ts';
import type { Publication } from '../../../../src/contracts/publication.ts';
import { providerCall, runActivity, stageInput, useStageBench } from '../../stage-bench.ts';

const bench = useStageBench();
const id = 'octopus-hearts-abc234';
const out = () => join(bench.folder, 'out');
const target = () => createFolderTarget(out(), bench.artifacts);
const text = (content: string) => bench.artifacts.putBytes(Buffer.from(content), 'text/plain');
const { brief } = stageInput();
const call: PublishCall = { ...providerCall(), attempt: 1, kept: undefined, keep: () => {}, report: () => {} };
const { signal } = call;

const asked = (files: PublishRequest['files'], pipelineId = id): PublishRequest => {
  const none = { sha256: '0'.repeat(64), bytes: 0, mediaType: 'video/mp4' };
  return { pipelineId, brief, files, video: none, metadata: none };
};
const stands = async (publication: Publication, contents: Record<string, string>) =>
  target().stands(publication, asked(await filesOf(contents)), signal);

async function filesOf(contents: Record<string, string>): Promise<Record<string, ArtifactRef>> {
  const entries = Object.entries(contents).map(async ([name, content]) => [name, await text(content)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function readAll(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const entries = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const publish = async (contents: Record<string, string>, pipelineId = id) =>
  target().publish(asked(await filesOf(contents), pipelineId), call);

describe('publishing into a folder', () => {
  it('puts every file there under its name and says where', async () => {
    const progress: unknown[] = [];
    const files = await filesOf({ 'video.mp4': 'film', 'captions.srt': 'words' });
    const report = (...said: unknown[]) => void progress.push(said);
    const publication = await target().publish(asked(files), { ...call, report });
    expect(await readAll(join(out(), id))).toEqual({ 'video.mp4': 'film', 'captions.srt': 'words' });
    expect(await readdir(out())).toEqual([id]);
    expect(publication).toMatchObject({ target: 'folder', id });
    expect(fileURLToPath(publication.url)).toBe(join(out(), id));
    expect(publication.files).toEqual([join(out(), id, 'video.mp4'), join(out(), id, 'captions.srt')]);
    expect(progress).toEqual([
      ['files', 1, 2],
      ['files', 2, 2],
    ]);
  });

  it('shows a reader all of the files or none, when it replaces earlier ones too', async () => {
    const seen: string[][] = [];
    // Between any two files, with the publication waiting for the reader.
    const report = () => {
      if (existsSync(join(out(), id))) seen.push(readdirSync(join(out(), id)));
    };
    const put = async (contents: Record<string, string>) =>
      target().publish(asked(await filesOf(contents)), { ...call, report });
    await put({ a: '1', b: '2', c: '3' });
    expect(seen).toEqual([]);
    await put({ a: '4', b: '5' });
    expect(seen).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(await readAll(join(out(), id))).toEqual({ a: '4', b: '5' });
    expect(await readdir(out()), 'nothing else is left').toEqual([id]);
  });

  it('begins anew after a try that was killed half-way', async () => {
    const half = join(out(), `.${id}.unfinished`);
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'old.mp4'), 'half');
    await publish({ 'video.mp4': 'film' });
    expect(await readAll(join(out(), id))).toEqual({ 'video.mp4': 'film' });
    expect(await readdir(out())).toEqual([id]);
  });

  it('stops at the next file when cancelled and shows nothing', async () => {
    const controller = new AbortController();
    const files = await filesOf({ a: '1', b: '2' });
    const stopping = { ...call, signal: controller.signal, report: () => controller.abort() };
    const running = target().publish(asked(files), stopping);
    await expect(running).rejects.toThrow();
    expect(await readdir(out())).toEqual([`.${id}.unfinished`]);
  });

  it('takes names with spaces, quotes, percent signs, Chinese and emoji', async () => {
    const contents = { 'a b"c\'.txt': '1', '100%:#?.txt': '2', '章鱼 🐙.txt': '3', '-rf': '4' };
    const publication = await publish(contents, '100% of #1?');
    expect(await readAll(fileURLToPath(publication.url))).toEqual(contents);
    expect(await stands(publication, contents)).toBe(true);
  });

  it.each(['../escape', 'a/b', '..', '.', ''])('refuses the name %j, and writes nothing', async (name) => {
    const refusal = {
      type: 'InvalidInput',
      message: `'${name}' can't be the name of a published file: give one without a folder`,
    };
    await expect(publish({ [name]: 'x' })).rejects.toMatchObject(refusal);
    await expect(publish({ a: 'x' }, name)).rejects.toMatchObject(refusal);
    expect(await readdir(bench.folder)).toEqual(['artifacts']);
  });

  it('says so when the folder cannot be one', async () => {
    await writeFile(out(), 'a file');
    await expect(publish({ a: 'x' })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringMatching(
        /^the film can't be published there \(.*ENOTDIR.*\): choose a folder .* --out/,
      ) as string,
    });
  });
});

describe('a publication', () => {
  const contents = { 'video.mp4': 'film', 'captions.srt': 'words' };

  it('stands as long as its files are as they were made', async () => {
    const publication = await publish(contents);
    expect(await stands(publication, contents)).toBe(true);
  });

  it.each([
    ['is missing', (path: string) => rm(path)],
    ['is longer', (path: string) => writeFile(path, 'words and more')],
    ['was edited without changing its length', (path: string) => writeFile(path, 'werds')],
  ])('no longer stands when a file %s', async (_, change) => {
    const publication = await publish(contents);
    await change(join(out(), id, 'captions.srt'));
    expect(await stands(publication, contents)).toBe(false);
  });

  it('no longer stands when there are other files to publish', async () => {
    const publication = await publish(contents);
    expect(await stands(publication, { ...contents, 'more.txt': 'x' })).toBe(false);
    expect(await stands({ ...publication, files: undefined }, contents)).toBe(false);
  });
});

describe('retracting', () => {
  it('removes what an unfinished publication left, and no finished one', async () => {
    await publish({ 'video.mp4': 'film' });
    await publish({ 'video.mp4': 'other' }, 'another-abc234');
    await mkdir(join(out(), `.${id}.unfinished`));
    await target().retract({ pipelineId: id, reason: 'cancelled' }, signal);
    expect((await readdir(out())).sort()).toEqual(['another-abc234', id]);
    expect(await readAll(join(out(), id))).toEqual({ 'video.mp4': 'film' });
  });

  it('does nothing where nothing was begun', async () => {
    await expect(target().retract({ pipelineId: id, reason: 'cancelled' }, signal)).resolves.toEqual({});
  });
});

describe('the upload activities', () => {
  const activities = () => createPublishFilm(bench, [target()]);
  const input = async (files: PublishRequest['files']) => {
    const video = await text('film');
    return { ...stageInput(), pipelineId: id, files, video, metadata: video, thumbnails: [] };
  };

  it('publish once, find it after that, and again when somebody removed a file', async () => {
    const files = await filesOf({ 'video.mp4': 'film' });
    const run = async () => runActivity(activities().publishFilm, await input(files));
    const first = await run();
    expect(first).toMatchObject({ provider: 'folder', found: false, costUsd: 0 });
    expect(await run()).toMatchObject({ found: true, publication: first.publication });
    await rm(join(out(), id, 'video.mp4'));
    expect((await run()).found).toBe(false);
    expect(await readAll(join(out(), id))).toEqual({ 'video.mp4': 'film' });
  });

  it('retract from the target that was used', async () => {
    const retracted: string[] = [];
    const spy = (name: string): PublishTarget => ({
      ...target(),
      name,
      async retract() {
        retracted.push(name);
        return { note: `taken back from ${name}` };
      },
    });
    const { retractPublication } = createPublishFilm(bench, [spy('folder'), spy('youtube')]);
    const retract = (target?: string) =>
      runActivity(retractPublication, { pipelineId: id, target, reason: 'cancelled' });
    expect(await retract('youtube')).toEqual({ note: 'taken back from youtube' });
    await retract();
    expect(retracted).toEqual(['youtube', 'folder']);
  });
});
