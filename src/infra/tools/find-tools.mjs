// @ts-check
// Plain JavaScript, because the set-up runs it before TypeScript is there; the types are in find-tools.d.mts.
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** @typedef {import('./find-tools.mjs').Verdict} Verdict */

/** What the film engine uses of FFmpeg and some builds leave out. */
const ffmpegNeeds = {
  encoders: ['libx264', 'aac'],
  filters: ['setparams', 'overlay', 'gblur', 'framerate', 'lutyuv', 'bwdif', 'ebur128', 'silencedetect'],
};

/** Servers of older command lines know no standalone activities. */
const oldestTemporal = '1.9.0';

/** @type {typeof import('./find-tools.mjs').toolKinds} */
export const toolKinds = {
  ffmpeg: { command: 'ffmpeg', variable: 'FFMPEG_PATH', inspect: inspectFfmpeg },
  temporal: { command: 'temporal', variable: 'TEMPORAL_CLI_PATH', inspect: inspectTemporal },
  // It has no option that only says its version, so that it can be run is all there is to see.
  temporalTestServer: {
    command: 'temporal-test-server',
    variable: 'TEMPORAL_TEST_SERVER_PATH',
    inspect: async () => ({ fit: true }),
  },
};

/** @type {typeof import('./find-tools.mjs').findTool} */
export async function findTool(name, { given, searchPath, toolsFolder, judge = (_path, inspect) => inspect() }) {
  const kind = toolKinds[name];
  /** @type {import('./find-tools.mjs').Refusal[]} */
  const refused = [];
  for (const { path, source } of candidates(kind.command, given, searchPath, toolsFolder)) {
    const verdict = canRun(path)
      ? await judge(path, () => kind.inspect(path))
      : { fit: false, reason: 'it is not there, or is no program that may be run' };
    if (verdict.fit) return { found: { path, source, version: verdict.version }, refused };
    refused.push({ path, source, reason: verdict.reason });
  }
  return { found: undefined, refused };
}

/**
 * A path that was named is the only candidate: using another than the one asked for would hide the mistake.
 * @param {string} command @param {string | undefined} given @param {string} searchPath @param {string} toolsFolder
 * @returns {{ path: string, source: import('./find-tools.mjs').ToolSource }[]}
 */
function candidates(command, given, searchPath, toolsFolder) {
  if (given) return [{ path: given, source: 'environment' }];
  const inPath = searchPath
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, command))
    .find(canRun);
  const inCache = join(toolsFolder, 'bin', command);
  return [
    ...(inPath ? [{ path: inPath, source: /** @type {const} */ ('path') }] : []),
    ...(canRun(inCache) ? [{ path: inCache, source: /** @type {const} */ ('cache') }] : []),
  ];
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @type {typeof import('./find-tools.mjs').rememberVerdicts} */
export function rememberVerdicts(file) {
  /** @type {Record<string, { seen: string, verdict: Verdict }>} */
  let known = {};
  try {
    known = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // None yet, or half a file: the tools are looked at again.
  }
  return async (path, inspect) => {
    const { size, mtimeMs } = statSync(path);
    // A program that was replaced has another size or time.
    const seen = `${size} ${mtimeMs}`;
    const before = known[path];
    if (before?.seen === seen) return before.verdict;
    const verdict = await inspect();
    // What was wrong may lie outside the program (a library, memory) and be put right.
    if (verdict.fit) {
      known[path] = { seen, verdict };
      save(file, known);
    }
    return verdict;
  };
}

/** @param {string} file @param {unknown} value */
function save(file, value) {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify(value, null, 2));
    renameSync(temporary, file);
  } catch {
    // A read-only folder (a container): the tools are looked at each time.
  }
}

/** @param {string} path @returns {Promise<Verdict>} */
async function inspectFfmpeg(path) {
  const [about, encoders, filters] = await Promise.all(
    ['-version', '-encoders', '-filters'].map((question) => ask(path, ['-hide_banner', question])),
  );
  if (about === undefined || encoders === undefined || filters === undefined) {
    return { fit: false, reason: 'it does not run here' };
  }
  // Each line of the lists: flags, the name, what it is.
  const names = (/** @type {string} */ list) => new Set([...list.matchAll(/^\s*[A-Z.|]+\s+(\S+)/gm)].map((l) => l[1]));
  const [hasEncoders, hasFilters] = [names(encoders), names(filters)];
  const lacking = [
    ...ffmpegNeeds.encoders.filter((name) => !hasEncoders.has(name)).map((name) => `the encoder ${name}`),
    ...ffmpegNeeds.filters.filter((name) => !hasFilters.has(name)).map((name) => `the filter ${name}`),
  ];
  if (lacking.length > 0) return { fit: false, reason: `it was built without ${lacking.join(', ')}` };
  return { fit: true, version: /^ffmpeg version (\S+)/m.exec(about)?.[1] };
}

/** @param {string} path @returns {Promise<Verdict>} */
async function inspectTemporal(path) {
  const version = /(\d+\.\d+\.\d+)/.exec((await ask(path, ['--version'])) ?? '')?.[1];
  if (!version) return { fit: false, reason: 'it does not run here, or is not the Temporal command line' };
  const older = version.localeCompare(oldestTemporal, 'en', { numeric: true }) < 0;
  return older
    ? { fit: false, reason: `its version ${version} is older than ${oldestTemporal}` }
    : { fit: true, version };
}

/** What the program prints; undefined when it fails. @param {string} path @param {string[]} args @returns {Promise<string | undefined>} */
function ask(path, args) {
  return new Promise((resolve) => {
    execFile(path, args, { timeout: 20_000, maxBuffer: 8 << 20 }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}
