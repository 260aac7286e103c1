// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lastLines, runCommand } from '../child.mjs';
import { listFiles, writeWhole } from '../files.mjs';
import { SetupProblem } from '../problem.mjs';

/**
 * The part that builds `dist/`: the compiled sources, what lies beside them, and the bundle of the workflows.
 * @param {import('./part.mjs').Place} place
 * @returns {import('./part.mjs').Part}
 */
export function buildPart({ root }) {
  const [source, dist] = [join(root, 'src'), join(root, 'dist')];
  const stamp = join(dist, '.build-stamp');
  const bundle = join(dist, 'workflow-bundle.js');
  return {
    name: 'build',
    title: 'program',
    after: ['packages'],
    fetches: 0,
    fills: 50e6,
    isDone: () => existsSync(bundle) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources(root),
    async run() {
      // Taken first: what is edited while the compiler runs is built next time.
      const state = hashOfSources(root);
      await mkdir(dist, { recursive: true });
      await rm(stamp, { force: true });
      await Promise.all([compile(root), bundleWorkflows(root, bundle), copyOthers(source, dist)]);
      await removeOrphans(source, dist);
      await writeWhole(stamp, state);
      return 'compiled, workflows bundled';
    },
  };
}

/** @param {string} root */
function hashOfSources(root) {
  const hash = createHash('sha256');
  const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'setup/bundle-workflows.mjs'];
  for (const name of [...configs, ...listFiles(join(root, 'src')).map((file) => `src/${file}`)]) {
    hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

/** @param {string} root */
async function compile(root) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { code, output } = await runCommand(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
  if (code !== 0)
    throw new SetupProblem(`the sources do not compile; correct them and run this again:\n${firstLines(output)}`);
}

/**
 * From the sources, beside the compiler and not after it: the bundler reads TypeScript itself.
 * @param {string} root @param {string} bundle
 */
async function bundleWorkflows(root, bundle) {
  const script = join(root, 'setup/bundle-workflows.mjs');
  const { code, output } = await runCommand(process.execPath, [script, bundle], { cwd: root });
  if (code !== 0)
    throw new SetupProblem(
      `the workflows cannot be bundled; correct them and run this again:\n${lastLines(output, 30)}`,
    );
}

const isCompiled = (/** @type {string} */ name) => /\.(ts|mts|cts)$/.test(name);

/** Pages, WebAssembly, plain modules: all that the compiler leaves out. @param {string} source @param {string} dist */
async function copyOthers(source, dist) {
  for (const name of listFiles(source)) {
    if (isCompiled(name)) continue;
    await mkdir(dirname(join(dist, name)), { recursive: true });
    await copyFile(join(source, name), join(dist, name));
  }
}

/** Files of sources that were removed would go on being found. @param {string} source @param {string} dist */
async function removeOrphans(source, dist) {
  const sources = new Set(listFiles(source));
  const ours = new Set(['.tsbuildinfo', '.build-stamp', 'workflow-bundle.js']);
  for (const name of listFiles(dist)) {
    const compiledFrom = name.replace(/\.js(\.map)?$/, '.ts');
    if (!ours.has(name) && !sources.has(name) && !sources.has(compiledFrom)) await rm(join(dist, name));
  }
}

/** @param {string} output */
function firstLines(output) {
  const lines = output.trim().split('\n');
  return lines.length <= 20
    ? lines.join('\n')
    : [...lines.slice(0, 20), `… and ${lines.length - 20} more lines`].join('\n');
}
