import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ToolName, toolKinds } from './find-tools.mjs';
import type { Finding } from './finding.ts';
import { lookFor, missingVoiceFiles, type ToolsConfig } from './locate.ts';
import {
  examineBundledFonts,
  examineDisk,
  examineNode,
  examinePort,
  examinePython,
  examineSystemFonts,
  type WantedPort,
} from './machine.ts';

export type { Finding } from './finding.ts';

export interface DoctorConfig extends ToolsConfig {
  /** Where runs and their files are kept: the disk it lies on is looked at. */
  dataFolder: string;
  /** Set where another Temporal server is used: then this machine needs none. */
  temporalAddress?: string;
  /** Ports the local stack wants to listen on. */
  ports: readonly WantedPort[];
}

/** Looks at all the program needs of this machine. Changes nothing, fetches nothing, and never throws for what it finds. */
export async function examine(config: DoctorConfig): Promise<Finding[]> {
  const [python, ffmpeg, temporal, systemFonts, disk, ports] = await Promise.all([
    examinePython(),
    examineProgram('ffmpeg', config),
    examineTemporal(config),
    examineSystemFonts(join(config.toolsFolder, 'fonts')),
    examineDisk(config.dataFolder),
    Promise.all(config.ports.map(examinePort)),
  ]);
  return [
    examineNode(process.versions.node),
    python,
    examinePackages(),
    temporal,
    ffmpeg,
    examineVoice(join(config.toolsFolder, 'models')),
    examineMusic(join(config.toolsFolder, 'music')),
    examineBundledFonts(),
    systemFonts,
    disk,
    ...ports,
  ];
}

const setUp = 'run `./faceless setup`, which fetches it';

async function examineTemporal(config: DoctorConfig): Promise<Finding> {
  if (!config.temporalAddress) return examineProgram('temporal', config);
  return { name: 'temporal', state: 'found', detail: `the server at ${config.temporalAddress} is used` };
}

const sources = { environment: 'named by', path: 'on PATH', cache: 'fetched by the set-up' } as const;

async function examineProgram(name: ToolName, config: ToolsConfig): Promise<Finding> {
  const { variable } = toolKinds[name];
  const { found, refused } = await lookFor(name, config);
  const passedOver = refused.map(({ path, reason }) => `${path} was passed over: ${reason}`);
  if (found) {
    const where = found.source === 'environment' ? `${sources.environment} ${variable}` : sources[found.source];
    const about = [`${found.path} (${where})`, ...(found.version ? [`version ${found.version}`] : []), ...passedOver];
    return { name, state: 'found', detail: about.join(', ') };
  }
  return {
    name,
    state: 'missing',
    detail: passedOver.join('; ') || 'not found',
    advice: refused.some(({ source }) => source === 'environment')
      ? `correct ${variable}, or unset it and run \`./faceless setup\``
      : `${setUp}, or name one with ${variable}`,
  };
}

/** Those with machine code: where one is lacking, this system is not served or the installation is damaged. */
const nativePackages = ['@temporalio/core-bridge', '@napi-rs/canvas', 'onnxruntime-node'];

function examinePackages(): Finding {
  const require = createRequire(import.meta.url);
  const lacking = nativePackages.filter((name) => {
    try {
      require.resolve(name);
      return false;
    } catch {
      return true;
    }
  });
  if (lacking.length === 0) return { name: 'packages', state: 'found', detail: 'installed' };
  const advice = 'run `npm ci --ignore-scripts`';
  return { name: 'packages', state: 'missing', detail: `not installed: ${lacking.join(', ')}`, advice };
}

function examineVoice(folder: string): Finding {
  const lacking = missingVoiceFiles(folder);
  if (lacking.length > 0) {
    return { name: 'voice', state: 'missing', detail: `${folder} lacks ${lacking.join(', ')}`, advice: setUp };
  }
  const voices = readdirSync(join(folder, 'voices')).filter((name) => name.endsWith('.bin')).length;
  return { name: 'voice', state: 'found', detail: `Kokoro 1.0 with ${voices} voices in ${folder}` };
}

function examineMusic(folder: string): Finding {
  const moods = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  if (moods.length > 0) {
    return { name: 'music', state: 'found', detail: `${moods.map(({ name }) => name).join(', ')} in ${folder}` };
  }
  // A film without music is still a film.
  return { name: 'music', state: 'warning', detail: `no tracks in ${folder}`, advice: `${setUp}, or use --music none` };
}
