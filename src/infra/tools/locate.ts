import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contracts/failures.ts';
import { type FoundTool, findTool, type Refusal, rememberVerdicts, type ToolName, toolKinds } from './find-tools.mjs';

export type { FoundTool } from './find-tools.mjs';

export interface ToolsConfig {
  /** Where the set-up puts what it fetches: `bin/`, `models/`, `music/`. */
  toolsFolder: string;
  /** Folders to look for programs in, as in PATH. */
  searchPath: string;
  ffmpegPath?: string;
  temporalCliPath?: string;
  temporalTestServerPath?: string;
}

export interface LocatedTools {
  ffmpeg: FoundTool;
  /** Needed only where this machine runs the Temporal server itself. */
  temporal?: FoundTool;
  /** A folder with the voice model, its vocabulary and `voices/`. */
  models: FoundTool;
  /** A folder with a folder of tracks for each mood. */
  music: FoundTool;
}

/**
 * The tools of this machine, in the order the set-up looks for them; nothing is fetched. Throws `ToolMissing` when there is
 * no usable FFmpeg, or when a path given by the environment cannot be used. The folders of models and music are named even
 * when they are empty: who needs them says so.
 */
export async function locateTools(config: ToolsConfig): Promise<LocatedTools> {
  const [ffmpeg, temporal] = await Promise.all([lookFor('ffmpeg', config), lookFor('temporal', config)]);
  if (!ffmpeg.found) throw missing('ffmpeg', ffmpeg.refused);
  if (!temporal.found && config.temporalCliPath) throw missing('temporal', temporal.refused);
  return {
    ffmpeg: ffmpeg.found,
    ...(temporal.found ? { temporal: temporal.found } : {}),
    models: { path: join(config.toolsFolder, 'models'), source: 'cache' },
    music: { path: join(config.toolsFolder, 'music'), source: 'cache' },
  };
}

/** One program, with what was passed over on the way and why. */
export function lookFor(
  name: ToolName,
  config: ToolsConfig,
): Promise<{ found: FoundTool | undefined; refused: Refusal[] }> {
  const given = {
    ffmpeg: config.ffmpegPath,
    temporal: config.temporalCliPath,
    temporalTestServer: config.temporalTestServerPath,
  }[name];
  const judge = rememberVerdicts(join(config.toolsFolder, 'inspected.json'));
  return findTool(name, { given, searchPath: config.searchPath, toolsFolder: config.toolsFolder, judge });
}

/** The files without which the offline voice says nothing, relative to the models folder. */
export function missingVoiceFiles(modelsFolder: string): string[] {
  return ['kokoro-v1.0.int8.onnx', 'vocab.json', 'voices'].filter((name) => !existsSync(join(modelsFolder, name)));
}

function missing(name: ToolName, refused: Refusal[]): Failure {
  const { command, variable } = toolKinds[name];
  const seen = refused.map(({ path, reason }) => `${path} was passed over: ${reason}`).join('; ');
  return new Failure(
    'ToolMissing',
    `no usable ${command} was found${seen && ` (${seen})`}: run \`./faceless setup\`, which fetches one, or name one with ${variable}`,
  );
}
