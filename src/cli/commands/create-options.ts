import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { abTestDesignSchema } from '../../contracts/ab-test.ts';
import { type Brief, type BriefInput, briefSchema } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { formats } from '../../contracts/formats.ts';
import { isLanguage, languageCodes } from '../../contracts/languages.ts';
import { isStep, steps } from '../../contracts/steps.ts';
import { createVoiceEngine } from '../../engines/voice/voice-engine.ts';
import { checkSpoken, chooseVoice } from '../../engines/voice/voices.ts';
import type { Config } from '../../infra/config/config.ts';
import { listProviders, servingProviders } from '../../infra/config/provider-facts.ts';
import { parseUsd } from '../parse-usd.ts';
import type { PlannedBrief } from '../planned-brief.ts';
import {
  checkMedia,
  checkMusicFile,
  checkRecordings,
  isPath,
  readScriptFile,
  readStyleFile,
  readWatermark,
} from './own-files.ts';
import { checkForTarget, type PublishOptions, readPublishOptions } from './publish-options.ts';

/** The options of `create` as commander hands them over. */
export interface CreateOptions extends PublishOptions {
  script?: string;
  format?: string;
  language?: string;
  duration?: string;
  voice?: string;
  music?: string;
  style?: string;
  captions?: boolean;
  watermark?: string;
  review?: boolean;
  provider?: string[];
  budget?: string;
  /** `true` without a number of days. */
  abTest?: string | true;
  tone?: string;
  audience?: string;
  out?: string;
  dryRun?: boolean;
  keepRunning?: boolean;
  resume?: string;
  json?: boolean;
}

const ofAnyRun = ['resume', 'out', 'keepRunning', 'json'];

/** A run that is gone on with has its brief already: what would be ignored is refused. @throws Failure `InvalidInput` */
export function checkResume(topic: string | undefined, options: CreateOptions): undefined {
  // Commander itself says `captions: true` unless `--no-captions` was given.
  const given = Object.keys(options).filter((name) => name !== 'captions' || options.captions === false);
  const ignored = given.find((name) => !ofAnyRun.includes(name))?.replace('captions', 'noCaptions');
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

/** How long its thumbnails are tested; all else of a test is as usual. @throws Failure `InvalidInput` */
function readAbTest(days: string | true): BriefInput['abTest'] {
  const parsed = abTestDesignSchema.safeParse(days === true ? {} : { days: Number(days) });
  if (parsed.success) return parsed.data;
  throw new Failure('InvalidInput', `--ab-test ${days}: ${parsed.error.issues[0]?.message}`);
}

/** Everything is read and checked before anything is started or stored. @throws Failure `InvalidInput` */
export async function planBrief(topic: string | undefined, options: CreateOptions): Promise<PlannedBrief> {
  const language = checkLanguage(options.language);
  const read = options.script ? await readScriptFile(options.script, language, topic) : undefined;
  const script = read?.script;
  if (topic === undefined && !script) {
    throw new Failure(
      'InvalidInput',
      'say what the film is about: npm run create -- "Why do octopuses have three hearts?"',
    );
  }
  const musicFile = options.music && !['none', 'auto'].includes(options.music) ? options.music : undefined;
  const watermark = options.watermark === undefined ? undefined : await readWatermark(options.watermark);
  const { provider: target, publish } = readPublishOptions(options);
  const chosen = checkProviders(options.provider ?? []);
  const providers = target === undefined ? chosen : { ...chosen, upload: [target] };
  checkForTarget(options, providers.upload?.[0]);
  const input: BriefInput = {
    topic: topic ?? script?.title ?? '',
    language: script?.language ?? language,
    format: checkFormat(options.format),
    durationSeconds: checkDuration(options.duration),
    voice: options.voice,
    music: { kind: musicFile || options.music === 'none' ? 'none' : 'auto' },
    style: options.style && !isPath(options.style) ? options.style : undefined,
    captions: options.captions,
    watermark: watermark?.text,
    review: options.review ?? false,
    providers,
    publish,
    abTest: options.abTest === undefined ? undefined : readAbTest(options.abTest),
    budgetUsd: options.budget === undefined ? undefined : parseUsd(options.budget, '--budget '),
    tone: options.tone,
    audience: options.audience,
  };
  if (musicFile) await checkMusicFile(musicFile);
  return {
    brief: parseBrief(input),
    script,
    musicFile,
    watermarkFile: watermark?.file,
    style: options.style && isPath(options.style) ? await readStyleFile(options.style) : undefined,
    media: await checkMedia(read?.media ?? new Map(), options.script ?? ''),
    recordings: await checkRecordings(read?.recordings ?? new Map(), options.script ?? ''),
  };
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

/** A voice that isn't there is refused before anything is started. @throws Failure `UnknownVoice` naming those there are, `UnsupportedLanguage` */
export async function checkVoice(config: Config, brief: Brief): Promise<void> {
  const [first] = servingProviders(listProviders(config), 'audio', brief);
  if (first?.name !== 'offline') return;
  const { voice, language } = brief;
  const models = join(config.toolsFolder, 'models');
  if (voice === undefined) return checkSpoken(language);
  chooseVoice(voice, language, await createVoiceEngine({ models, threads: 1 }).voices());
}
