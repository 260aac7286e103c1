// @ts-check
// Every check of the project: `node setup/check.mjs` runs all, `node setup/check.mjs types lint` only those named.
// All are run even if one fails; the last line counts them, with each test as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from './child.mjs';
import { countTests } from './count-tests.mjs';

const root = resolve(import.meta.dirname, '..');

/** The longest first, so that two at a time end together. Each is a script of an installed package and its arguments. */
const checks = {
  lint: ['eslint/bin/eslint.js', '--max-warnings=0', '.'],
  types: ['typescript/bin/tsc', '--noEmit', '-p', '.'],
  unused: ['knip/bin/knip.js'],
  dependencies: ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.mjs'],
  format: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => name !== 'tests' && !(name in checks));
if (unknown) {
  console.error(`check: there is no check ${unknown}; there are ${[...Object.keys(checks), 'tests'].join(', ')}`);
  process.exit(2);
}

const wanted = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
const outcomes = await runTwoAtATime(wanted);
const tests = asked.length === 0 || asked.includes('tests') ? await runTests() : { passed: 0, failed: 0, skipped: 0 };

const passed = outcomes.filter((good) => good).length + tests.passed;
const failed = outcomes.filter((good) => !good).length + tests.failed;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);

/** @param {[string, string[]][]} queue */
async function runTwoAtATime(queue) {
  /** @type {boolean[]} */
  const outcomes = [];
  const waiting = [...queue];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await runCheck(...next));
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

/** @param {string} name @param {string[]} command */
async function runCheck(name, [script = '', ...args]) {
  const began = Date.now();
  const { code, output } = await runCommand(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
  });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(began)})`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

/** The tests show themselves as they run; the figures come from a report beside it. */
async function runTests() {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'faceless-check-'));
  const report = join(folder, 'tests.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
  const counts = countTests(report, code);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} tests (${seconds(began)})`);
  return counts;
}

/** @param {number} began */
function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}
