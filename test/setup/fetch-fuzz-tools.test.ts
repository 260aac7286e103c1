import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkCommands, project, writeProgram } from './registry.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-fuzz-tools-'));
  linkCommands(join(folder, 'bin'), ['sh', 'mkdir']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tools = () => join(folder, 'tools');
const installed = () => (existsSync(join(tools(), 'fuzz')) ? readdirSync(join(tools(), 'fuzz')) : []);

/** @param pip what stands in for it: a script of the shell that has what follows `--target` as `$5` */
function fetchTools(pip?: string) {
  const bin = join(folder, 'bin');
  if (pip !== undefined) writeProgram(join(bin, 'python3'), `#!/bin/sh\necho "$*" >> '${folder}/calls'\n${pip}\n`);
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'setup/fetch-fuzz-tools.mjs')], {
    env: { PATH: bin, FACELESS_TOOLS: tools() },
    encoding: 'utf8',
  });
  return { status, stderr };
}

it('installs the pinned version with pinned packages, once', () => {
  const pip = 'mkdir -p "$5/schemathesis"';
  expect(fetchTools(pip)).toMatchObject({ status: 0 });
  expect(fetchTools(pip)).toEqual({ status: 0, stderr: '' });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatch(/^-m pip install --target \S+ --constraint \S+ schemathesis==[\d.]+ --only-binary=:all: /);
  expect(installed()).toEqual([expect.stringMatching(/^schemathesis-[\d.]+$/)]);
});

it('leaves nothing under its name when pip does not come to its end', () => {
  expect(fetchTools('mkdir -p "$5/schemathesis"; exit 1').status).toBe(1);
  expect(installed()).toEqual([]);
  expect(fetchTools('mkdir -p "$5/schemathesis"').status).toBe(0);
  expect(installed()).toHaveLength(1);
});

it.each([
  ['without Python', undefined, 'apt-get install python3 python3-pip'],
  ['without pip', 'echo "No module named pip" >&2; exit 1', 'apt-get install python3-pip'],
  ['without a network', 'echo "NewConnectionError" >&2; exit 1', 'no network'],
])('says what to do %s', (_, pip, advice) => {
  const { status, stderr } = fetchTools(pip);
  expect(status).toBe(1);
  expect(stderr).toContain(advice);
});
