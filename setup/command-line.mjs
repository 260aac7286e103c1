// @ts-check
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endCommands } from './child.mjs';
import { givenPath } from './files.mjs';
import { explain } from './problem.mjs';
import { createReport } from './report.mjs';
import { chooseParts, setUp } from './set-up.mjs';

/** These talk to a stack that runs already, or say what is missing: they need no tools. */
const withoutTools = new Set([
  'api',
  'status',
  'list',
  'retry',
  'skip',
  'approve',
  'reject',
  'cancel',
  'logs',
  'users',
  'doctor',
  'help',
]);
const usage = 'usage: ./faceless setup [--dev] [--program-only] [--quiet-if-done]';

/**
 * `faceless setup` does the set-up alone; all else does it as far as needed and goes on with the program, in this process,
 * so that signals, the exit code and the terminal are the program's own.
 * @param {string[]} args
 */
export async function runCommandLine(args) {
  const root = resolve(import.meta.dirname, '..');
  // The program reads the same file: both have to look for tools in the same places.
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const skipped = args[0] === '--no-setup' || process.env.FACELESS_SETUP === 'off';
  const rest = args[0] === '--no-setup' ? args.slice(1) : args;

  if (rest[0] === 'setup') {
    const unknown = rest.slice(1).find((arg) => !['--dev', '--program-only', '--quiet-if-done'].includes(arg));
    if (unknown) return refuse(`unknown option ${unknown}\n${usage}`, 2);
    const outcome = await trySetUp(root, {
      dev: rest.includes('--dev'),
      extent: rest.includes('--program-only') ? 'program' : 'everything',
    });
    if (outcome === 'done before' && !rest.includes('--quiet-if-done')) console.error('faceless set-up: nothing to do');
    return;
  }

  if (!skipped) {
    const little =
      rest.length === 0 ||
      withoutTools.has(rest[0] ?? '') ||
      rest.some((arg) => ['--help', '-h', '--version'].includes(arg));
    if (!(await trySetUp(root, { dev: false, extent: little ? 'program' : 'everything' }))) return;
  }
  const program = join(root, 'dist/cli/main.js');
  if (!existsSync(program)) return refuse(`${program} is not there: run \`./faceless setup\``, 1);
  process.argv.splice(1, process.argv.length, program, ...rest);
  await import(pathToFileURL(program).href);
}

/**
 * @param {string} root @param {{ dev: boolean, extent: import('./set-up.mjs').Extent }} options
 * @returns what was done; undefined when it failed, which was then said
 */
async function trySetUp(root, { dev, extent }) {
  const tools = givenPath(process.env.FACELESS_TOOLS) ?? join(root, '.faceless');
  const place = { root, tools, platform: `${process.platform}-${process.arch}`, dev, env: process.env };
  const report = createReport(process.stderr);
  const stopListening = endOnSignals(report);
  try {
    return await setUp(place, chooseParts(place, extent), report);
  } catch (error) {
    refuse(explain(error), 1);
    return undefined;
  } finally {
    stopListening();
  }
}

/**
 * Told to stop, the set-up ends what it started. What is half done is put aside by the next run.
 * @param {ReturnType<typeof createReport>} report
 */
function endOnSignals(report) {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    endCommands();
    report.line('faceless set-up: stopped; the next run goes on from here');
    process.exit(128 + constants.signals[signal]);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

/** @param {string} sentence @param {number} code */
function refuse(sentence, code) {
  console.error(`faceless: ${sentence}`);
  process.exitCode = code;
}
