import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CreateOptions, planBrief } from '../../../src/cli/commands/create-options.ts';
import { storeBriefFiles } from '../../../src/cli/commands/own-files.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { Script } from '../../../src/contracts/script.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-own-'));
  mkdirSync(at('pictures'));
  writeFileSync(at('pictures/honey.jpg'), 'a photograph');
  writeFileSync(at('hive.mp4'), 'a clip');
  writeFileSync(at('logo.png'), 'a logo');
  writeFileSync(at('film.md'), '# Honey\n\nBees make it.\n\n![](pictures/honey.jpg)\n![](hive.mp4)\n\nIt keeps.\n');
  writeFileSync(at('voice.FLAC'), 'a voice');
  writeFileSync(at('spoken.md'), '# Honey\n\nBees make it.\n> recording: voice.FLAC\n\nIt keeps.\n');
  writeFileSync(at('mute.md'), '# Honey\n\nBees make it.\n> recording: none.wav\n');
  writeFileSync(at('drawn.md'), '# Honey\n\nBees make it.\n> recording: hive.mp4\n');
  writeFileSync(at('lost.md'), '# Honey\n\nBees make it.\n\n![](pictures/lost.jpg)\n');
  writeFileSync(at('odd.md'), '# Honey\n\nBees make it.\n\n![](pictures/honey.docx)\n');
  writeFileSync(at('mine.json'), readFileSync(join(projectRoot, 'styles/night.json')));
  writeFileSync(at('broken.json'), '{"title": "Mine"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const problemOf = (options: CreateOptions) =>
  planBrief('Why?', options).then(
    () => 'none',
    (error: Error) => error.message,
  );
const store = () => createFolderStore({ folder: at('artifacts') });

describe('pictures and clips a script names', () => {
  it('are looked for beside the script and stored with it, in their order', async () => {
    const planned = await planBrief(undefined, { script: at('film.md') });
    const brief = await storeBriefFiles(planned, store());
    const script = (await store().readJson(brief.script as ArtifactRef)) as Script;
    const [first, second] = script.scenes.map(({ visual }) => visual.media);
    expect(first?.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg', 'video/mp4']);
    expect((await store().readBytes(first?.[0] as ArtifactRef)).toString()).toBe('a photograph');
    expect(second).toBeUndefined();
  });

  it('are refused before anything is stored when they are not there, or of no known kind', async () => {
    expect(await problemOf({ script: at('lost.md') })).toBe(
      `the picture of scene s001 ${at('pictures/lost.jpg')} is not there: correct the path`,
    );
    expect(await problemOf({ script: at('odd.md') })).toMatch(/honey\.docx is none of \.png, \.jpg/);
  });
});

describe('recordings a script names', () => {
  it('are looked for beside the script and stored with it', async () => {
    const brief = await storeBriefFiles(await planBrief(undefined, { script: at('spoken.md') }), store());
    const { scenes } = (await store().readJson(brief.script as ArtifactRef)) as Script;
    expect(scenes.map(({ recording }) => recording?.mediaType)).toEqual(['audio/flac', undefined]);
    expect((await store().readBytes(scenes[0]?.recording as ArtifactRef)).toString()).toBe('a voice');
  });

  it('are refused before anything is stored when they are not there, or no sound', async () => {
    expect(await problemOf({ script: at('mute.md') })).toBe(
      `the recording of scene s001 ${at('none.wav')} is not there: correct the path`,
    );
    expect(await problemOf({ script: at('drawn.md') })).toMatch(/hive\.mp4 is none of \.mp3, \.wav/);
  });
});

describe('a style', () => {
  it('is a name or a file, which is read, checked and stored', async () => {
    expect((await planBrief('Why?', { style: 'night' })).brief.style).toBe('night');
    const planned = await planBrief('Why?', { style: at('mine.json') });
    const { style } = await storeBriefFiles(planned, store());
    expect(await store().readJson(style as ArtifactRef)).toMatchObject({ title: 'Night' });
  });

  it('is refused with the file and the field', async () => {
    expect(await problemOf({ style: at('none.json') })).toBe(
      `the style ${at('none.json')} is not there: correct the path`,
    );
    expect(await problemOf({ style: at('broken.json') })).toContain('captions');
    expect(await problemOf({ style: 'Night Owl' })).toMatch(/a style is named in lower-case letters/);
  });
});

describe('a watermark', () => {
  it('is words, or a picture that is stored', async () => {
    expect((await planBrief('Why?', { watermark: '@honey' })).brief.watermark).toBe('@honey');
    const brief = await storeBriefFiles(await planBrief('Why?', { watermark: at('logo.png') }), store());
    expect(brief.watermark).toMatchObject({ mediaType: 'image/png' });
  });

  it('is refused when the picture is not there, or the words are too many', async () => {
    expect(await problemOf({ watermark: at('none.png') })).toMatch(/the watermark .*none\.png is not there/);
    expect(await problemOf({ watermark: 'x'.repeat(41) })).toMatch(/longer than 40 characters/);
  });
});

it('captions are on the picture unless they are left off', async () => {
  expect((await planBrief('Why?', {})).brief.captions).toBe(true);
  expect((await planBrief('Why?', { captions: false })).brief.captions).toBe(false);
});
