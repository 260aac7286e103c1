// @ts-check
// Brings schemathesis, which only `npm run test:fuzz` needs, into the tools folder:  node setup/fetch-fuzz-tools.mjs
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { givenPath } from './files.mjs';
import { stagingFolder } from './install-pin.mjs';
import { takeLock } from './lock.mjs';
import { runPip } from './pip.mjs';
import { explain } from './problem.mjs';

const root = resolve(import.meta.dirname, '..');
const constraints = join(import.meta.dirname, 'fuzz-constraints.txt');
const instead = 'leave the fuzzing to a machine that has it';

/** The folder for PYTHONPATH, whether or not something is there yet: another version goes into another. */
export function fuzzToolsFolder() {
  const tools = givenPath(process.env.FACELESS_TOOLS) ?? join(root, '.faceless');
  return join(tools, 'fuzz', pinned().replace('==', '-'));
}

/** What is installed: `schemathesis==4.32.5`. */
function pinned() {
  const [line] = /^schemathesis==.+$/m.exec(readFileSync(constraints, 'utf8')) ?? [];
  if (!line) throw new Error(`${constraints} names no version of schemathesis`);
  return line;
}

/**
 * Fetches it unless it is there; under its name it appears whole or not at all.
 * @param {(sentence: string) => void} report
 */
export async function fetchFuzzTools(report) {
  const folder = fuzzToolsFolder();
  if (existsSync(folder)) return;
  const tools = dirname(dirname(folder));
  const release = await takeLock(join(tools, 'fuzz.lock'), {
    onWait: (holder) => report(`another one (${holder}) fetches schemathesis: waiting for it`),
  });
  try {
    if (existsSync(folder)) return;
    report(`fetching ${pinned()} and what it needs, about 30 MB, with pip`);
    const staging = stagingFolder(tools, 'fuzz');
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    const target = join(staging, 'packages');
    await runPip(['install', '--target', target, '--constraint', constraints, pinned()], {
      staging,
      what: pinned(),
      instead,
    });
    await mkdir(dirname(folder), { recursive: true });
    await rename(target, folder);
    await rm(staging, { recursive: true, force: true });
  } finally {
    release();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await fetchFuzzTools(console.error);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
