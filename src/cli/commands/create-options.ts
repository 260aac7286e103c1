import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Brief, type BriefInput, briefSchema } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { formats } from '../../contracts/formats.ts';
import { isLanguage, languageCodes } from '../../contracts/languages.ts';
import type { Script } from '../../contracts/script.ts';
import { isStep, steps } from '../../contracts/steps.ts';
import { createVoiceEngine } from '../../engines/voice/voice-engine.ts';
import { chooseVoice } from '../../engines/voice/voices.ts';
import { readScript } from '../../engines/writing/read-script.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';

/** The options of `create` as commander hands them over. */
export interface CreateOptions {
  script?: string;
  format?: string;
  language?: string;
  duration?: string;
  voice?: string;
  music?: string;
  review?: boolean;
  provider?: string[];
  out?: string;
  dryRun?: boolean;
  keepRunning?: boolean;
  resume?: string;
  json?: boolean;
}

export interface PlannedBrief {
  brief: Brief;
  /** The person's own script, read and checked. */
  script?: Script;
  /** Path of the person's own music; it is stored when the run starts. */
  musicFile?: string;
}

const ofAnyRun = ['resume', 'out', 'keepRunning', 'json'];

/** A run that is gone on with has its brief already: what would be ignored is refused. @throws Failure `InvalidInput` */
export function checkResume(topic: string | undefined, options: CreateOptions): undefined {
  const ignored = Object.keys(options).find((name) => !ofAnyRun.includes(name));
  const option = ignored?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const what = topic === undefined ? option && `--${option}` : 'the topic';
  if (what) throw new Failure('InvalidInput', `--resume goes on with the brief the run has: leave out ${what}`);
}

/** The folder need not be there yet. @throws Failure `InvalidInput` */
export async function checkOutFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isDirectory())
    throw new Failure('InvalidInput', `--out ${path} is a file: name a folder, which is made if it is not there`);
}

/** Everything is read and checked before anything is started or stored. @throws Failure `InvalidInput` */
export async function planBrief(topic: string | undefined, options: CreateOptions): Promise<PlannedBrief> {
  const language = checkLanguage(options.language);
  const script = options.script ? await readScriptFile(options.script, language, topic) : undefined;
  if (topic === undefined && !script) {
    throw new Failure(
      'InvalidInput',
      'say what the film is about: npm run create -- "Why do octopuses have three hearts?"',
    );
  }
  const musicFile = options.music && !['none', 'auto'].includes(options.music) ? options.music : undefined;
  const input: BriefInput = {
    topic: topic ?? script?.title ?? '',
    language: script?.language ?? language,
    format: checkFormat(options.format),
    durationSeconds: checkDuration(options.duration),
    voice: options.voice,
    music: { kind: musicFile || options.music === 'none' ? 'none' : 'auto' },
    review: options.review ?? false,
    providers: checkProviders(options.provider ?? []),
  };
  if (musicFile) await checkMusicFile(musicFile);
  return { brief: parseBrief(input), script, musicFile };
}

/** Stores the files a brief brings along, and names them in it. */
export async function storeBriefFiles(
  { brief, script, musicFile }: PlannedBrief,
  artifacts: ArtifactStore,
): Promise<Brief> {
  const stored: Brief = { ...brief };
  if (script) stored.script = await artifacts.putJson(script);
  if (musicFile) {
    const mediaType = audioTypes[extname(musicFile).toLowerCase()] ?? '';
    stored.music = { kind: 'file', file: await artifacts.putFile(musicFile, mediaType) };
  }
  return stored;
}

function parseBrief(input: BriefInput): Brief {
  const parsed = briefSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // Beside our own sentence, the schema's general one on the same value says nothing more.
  const own = issues.filter(({ code }) => code === 'custom');
  throw new Failure('InvalidInput', (own.length > 0 ? own : issues).map(({ message }) => message).join('; '));
}

function checkLanguage(language = 'en') {
  if (isLanguage(language)) return language;
  throw new Failure('InvalidInput', `there is no language '${language}'; there are: ${languageCodes.join(', ')}`);
}

function checkFormat(format = 'short') {
  if (Object.hasOwn(formats, format)) return format as keyof typeof formats;
  throw new Failure('InvalidInput', `there is no format '${format}'; there are: ${Object.keys(formats).join(', ')}`);
}

function checkDuration(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  if (/^\d+$/.test(duration)) return Number(duration);
  throw new Failure('InvalidInput', `the duration '${duration}' is not a whole number of seconds: --duration 60`);
}

function checkProviders(choices: string[]): NonNullable<BriefInput['providers']> {
  const providers: Record<string, string[]> = {};
  for (const choice of choices) {
    const [, step = '', names = ''] = /^([^=]+)=([^=]+)$/.exec(choice) ?? [];
    if (!step) throw new Failure('InvalidInput', `--provider ${choice}: write it as step=name, as in script=offline`);
    if (!isStep(step))
      throw new Failure(
        'InvalidInput',
        `--provider ${choice}: there is no step '${step}'; there are: ${steps.join(', ')}`,
      );
    providers[step] = names.split(',');
  }
  return providers;
}

async function readScriptFile(path: string, language: Script['language'], topic: string | undefined): Promise<Script> {
  const text = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable('script', path, cause);
  });
  return readScript(decodeText(text, path), { fileName: basename(path), language, topic });
}

function decodeText(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('InvalidInput', `the script ${path} is not UTF-8 text: save it as UTF-8`, { cause });
  }
}

const audioTypes: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.flac': 'audio/flac',
};

async function checkMusicFile(path: string): Promise<void> {
  if (!audioTypes[extname(path).toLowerCase()]) {
    throw new Failure(
      'InvalidInput',
      `the music ${path} is none of ${Object.keys(audioTypes).join(', ')}; or use --music none or auto`,
    );
  }
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable('music', path, cause);
  });
  if (!found.isFile()) throw new Failure('InvalidInput', `the music ${path} is not a file`);
}

function unreadable(what: string, path: string, cause: NodeJS.ErrnoException): Failure {
  const why =
    { ENOENT: 'is not there', EACCES: 'may not be read', EISDIR: 'is a folder' }[cause.code ?? ''] ??
    `can't be read (${cause.code})`;
  return new Failure('InvalidInput', `the ${what} ${path} ${why}: correct the path`, { cause });
}

/** A voice that isn't there is refused before anything is started. @throws Failure `UnknownVoice` naming those there are */
export async function checkVoice({ voice, language, providers }: Brief, models: string): Promise<void> {
  if (voice === undefined || (providers.audio?.[0] ?? 'offline') !== 'offline') return;
  chooseVoice(voice, language, await createVoiceEngine({ models, threads: 1 }).voices());
}
