import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkCommands, writeProgram } from './registry.ts';

const script = resolve(import.meta.dirname, '../../.ci/run');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-ci-'));
  cpSync(script, join(folder, '.ci/run'));
  linkCommands(join(folder, 'bin'), [
    'bash',
    'sh',
    'dirname',
    'env',
    'grep',
    'mktemp',
    'rm',
    'setsid',
    'sleep',
    'tail',
    'tee',
    'tr',
  ]);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the script with an npm that does this, and no package manager of the system. */
function runWith(npm: string) {
  writeProgram(join(folder, 'bin/npm'), `#!/bin/sh\n${npm}\n`);
  const env = { PATH: join(folder, 'bin'), HOME: folder };
  return spawnSync(join(folder, 'bin/bash'), [join(folder, '.ci/run')], { env, encoding: 'utf8', timeout: 20_000 });
}

// The script is for Linux: elsewhere its leftovers cannot be told from other processes.
describe.runIf(existsSync('/proc/self/environ'))('.ci/run', () => {
  it('runs npm test with CI set and no standard input, and ends with the count', () => {
    const { status, stdout } = runWith('read -r line && echo "read $line"; echo "$CI $1"; echo "12 passed, 0 failed"');
    expect(status).toBe(0);
    expect(stdout).toBe('true test\n12 passed, 0 failed\n12 passed, 0 failed\n');
  });

  it('fails with the count last, whatever is said after it', () => {
    const { status, stdout } = runWith('echo "3 passed, 1 failed, 2 skipped"; echo "npm error code 1" >&2; exit 1');
    expect(status).toBe(1);
    expect(stdout.trim().split('\n').at(-1)).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('counts a failure where nothing was counted', () => {
    const { status, stdout } = runWith('echo "no network" >&2; exit 1');
    expect(status).toBe(1);
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });

  it('ends what the run left behind, also what has left its process group', () => {
    const pidFile = join(folder, 'pid');
    const { status, stdout } = runWith(`setsid sh -c 'echo $$ > "${pidFile}"; exec sleep 1000' &
while [ ! -s "${pidFile}" ]; do sleep 0.05; done
echo "1 passed, 0 failed"`);
    expect([status, stdout.trim().split('\n').at(-1)]).toEqual([0, '1 passed, 0 failed']);
    // One that has ended and that nobody has asked about still has an entry, but no command line.
    const commandLine = `/proc/${readFileSync(pidFile, 'utf8').trim()}/cmdline`;
    expect(existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '').toBe('');
  });
});
