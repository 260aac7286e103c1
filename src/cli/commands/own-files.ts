import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { parseStyle } from '../../activities/styles.ts';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Script } from '../../contracts/script.ts';
import type { Style } from '../../contracts/style.ts';
import { type ReadScript, readScript } from '../../engines/writing/read-script.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { PlannedBrief } from '../planned-brief.ts';

const audioTypes: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.flac': 'audio/flac',
};

const stillTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
};

const clipTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
};

const pictureTypes = { ...stillTypes, ...clipTypes };

const typeOf = (types: Readonly<Record<string, string>>, path: string) => types[extname(path).toLowerCase()];

/** A script from a text, Markdown or JSON file, in UTF-8. @throws Failure `InvalidInput` */
export async function readScriptFile(
  path: string,
  language: Script['language'],
  topic: string | undefined,
): Promise<ReadScript> {
  return readScript(decodeText(await readOwn('script', path), `the script ${path}`), {
    fileName: basename(path),
    language,
    topic,
  });
}

/** @throws Failure `InvalidInput` */
export async function readStyleFile(path: string): Promise<Style> {
  return parseStyle(decodeText(await readOwn('style', path), `the style ${path}`), path);
}

/** `--style documentary` is a name, `--style mine.json` and `--style looks/mine` are files. */
export function isPath(value: string): boolean {
  return /[/\\]|\.[a-z]+$/i.test(value);
}

/** @throws Failure `InvalidInput` for what is no file, or none of the kinds of sound there are */
export async function checkMusicFile(path: string): Promise<void> {
  await checkFile('music', path, audioTypes, '; or use --music none or auto');
}

/** A picture's path, or words. @throws Failure `InvalidInput` */
export async function readWatermark(value: string): Promise<{ text?: string; file?: string }> {
  if (!typeOf(stillTypes, value)) return { text: value };
  await checkFile('watermark', value, stillTypes);
  return { file: resolve(value) };
}

/** The pictures and clips a script names, as absolute paths: they are looked for beside the script. @throws Failure `InvalidInput` */
export async function checkMedia(media: ReadScript['media'], scriptFile: string): Promise<PlannedBrief['media']> {
  const found = new Map<string, string[]>();
  for (const [scene, paths] of media) {
    const resolved = paths.map((path) => resolve(dirname(scriptFile), path));
    for (const path of resolved) await checkFile(`picture of scene ${scene}`, path, pictureTypes);
    found.set(scene, resolved);
  }
  return found;
}

/** The recorded narrations a script names, in the same way. @throws Failure `InvalidInput` */
export async function checkRecordings(
  recordings: ReadScript['recordings'],
  scriptFile: string,
): Promise<PlannedBrief['recordings']> {
  const found = new Map<string, string>();
  for (const [scene, given] of recordings) {
    const path = resolve(dirname(scriptFile), given);
    await checkFile(`recording of scene ${scene}`, path, audioTypes);
    found.set(scene, path);
  }
  return found;
}

/** Stores the files a brief brings along, and names them in it. */
export async function storeBriefFiles(planned: PlannedBrief, artifacts: ArtifactStore): Promise<Brief> {
  const { brief, script, style, musicFile, watermarkFile } = planned;
  const stored: Brief = { ...brief };
  const store = (path: string) => artifacts.putFile(path, typeOf({ ...audioTypes, ...pictureTypes }, path) as string);
  if (script) stored.script = await artifacts.putJson(await withFiles(script, planned, store));
  if (style) stored.style = await artifacts.putJson(style);
  if (musicFile) stored.music = { kind: 'file', file: await store(musicFile) };
  if (watermarkFile) stored.watermark = await store(watermarkFile);
  return stored;
}

async function withFiles(
  script: Script,
  { media, recordings }: PlannedBrief,
  store: (path: string) => Promise<ArtifactRef>,
): Promise<Script> {
  const scenes = script.scenes.map(async (scene) => {
    const [shown, spoken] = [media.get(scene.id), recordings.get(scene.id)];
    return {
      ...scene,
      ...(spoken && { recording: await store(spoken) }),
      visual: { ...scene.visual, ...(shown && { media: await Promise.all(shown.map(store)) }) },
    };
  });
  return { ...script, scenes: await Promise.all(scenes) };
}

async function checkFile(
  what: string,
  path: string,
  types: Readonly<Record<string, string>>,
  advice = '',
): Promise<void> {
  if (!typeOf(types, path)) {
    throw new Failure('InvalidInput', `the ${what} ${path} is none of ${Object.keys(types).join(', ')}${advice}`);
  }
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(what, path, cause);
  });
  if (!found.isFile()) throw new Failure('InvalidInput', `the ${what} ${path} is not a file`);
}

function readOwn(what: string, path: string): Promise<Buffer> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(what, path, cause);
  });
}

function decodeText(bytes: Buffer, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('InvalidInput', `${what} is not UTF-8 text: save it as UTF-8`, { cause });
  }
}

function unreadable(what: string, path: string, cause: NodeJS.ErrnoException): Failure {
  const why =
    { ENOENT: 'is not there', EACCES: 'may not be read', EISDIR: 'is a folder' }[cause.code ?? ''] ??
    `can't be read (${cause.code})`;
  return new Failure('InvalidInput', `the ${what} ${path} ${why}: correct the path`, { cause });
}
