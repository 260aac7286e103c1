import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { builtMain, runCli } from './run-cli.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'faceless-cli-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the command line', () => {
  it('lists its commands and ends well', async () => {
    const { exitCode, stdout } = await runCli(home, ['--help']);
    expect(exitCode).toBe(0);
    const commands = 'create start api worker status list retry skip approve reject cancel logs doctor'.split(' ');
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it.each([
    ['a command', ['creat', 'x'], "faceless: unknown command 'creat'"],
    ['an empty topic', ['create', ''], 'faceless: the topic is empty: say in a few words what the film is about'],
    [
      'a role',
      ['worker', '--roles', 'orchestrator,chef'],
      "faceless: there is no role 'chef'; there are: orchestrator, ",
    ],
    [
      'a run to go on with, to plan',
      ['create', '--resume', 'x', '--dry-run'],
      'faceless: --resume goes on with the brief the run has: leave out --dry-run',
    ],
  ])('refuses %s with a sentence and the exit code 2', async (_, args, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(home, args);
    expect({ exitCode, stdout, begins: stderr.slice(0, sentence.length) }).toEqual({
      exitCode: 2,
      stdout: '',
      begins: sentence,
    });
  });

  it('says without a stack what to start, and ends with 1', async () => {
    expect(await runCli(home, ['status', 'x'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'faceless: no local stack is running: start one with `./faceless start` in another terminal',
    });
  });

  it('prints a plan as exactly one JSON object and starts nothing', async () => {
    const topic = `Why 100%: "a/b" 🐙 为什么`;
    const { exitCode, stdout, stderr } = await runCli(home, ['create', '--dry-run', '--json', topic]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(1);
    const plan = JSON.parse(stdout) as { brief: { topic: string }; steps: { step: string }[]; estimateUsd: number };
    expect(plan).toMatchObject({ brief: { topic, format: 'short' }, estimateUsd: 0 });
    expect(plan.steps.map(({ step }) => step)).toContain('upload');
    expect(readdirSync(home), 'no database, no stack, no files').toEqual(['logs']);
  });

  it('names every bad value of the environment and does nothing', async () => {
    const bad = { FACELESS_API_PORT: 'abc', FACELESS_PARALLEL: '0' };
    const { exitCode, stderr } = await runCli(home, ['create', 'x'], bad);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'faceless: the environment has a bad value; FACELESS_API_PORT="abc": give a whole number from 0 to 65535; ' +
        'FACELESS_PARALLEL="0": give a whole number from 1 to 256',
    );
    expect(readdirSync(home)).toEqual([]);
  });

  it('says in a sentence that its folder cannot be used', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    const { exitCode, stderr } = await runCli(file, ['list']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^faceless: the log can't be written in \S+ \(.*\): make it .* choose another FACELESS_HOME$/,
    );
  });

  it('takes no offence when who reads it stops early', async () => {
    mkdirSync(join(home, 'logs'));
    const line = JSON.stringify({ level: 30, time: '2026-11-22T12:00:00.000Z', pid: 1, msg: 'a line' });
    writeFileSync(join(home, 'logs/faceless.log'), `${line}\n`.repeat(5000));
    const command = `"${process.execPath}" "${builtMain}" logs --json | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
      cwd: projectRoot,
      env: { ...process.env, FACELESS_HOME: home },
    });
    expect({ stdout, stderr }).toEqual({ stdout: `${line}\n`, stderr: '' });
  });

  it('shows the log of one pipeline when asked for it', async () => {
    mkdirSync(join(home, 'logs'));
    const lines = ['a-abc234', 'b-abc234', 'a-abc234'].map((pipelineId, index) =>
      JSON.stringify({ level: 30, pipelineId, msg: `line ${index}` }),
    );
    writeFileSync(join(home, 'logs/faceless.log'), `${lines.join('\n')}\n{"level":30,"pipelineId":"a-abc234","half`);
    const { stdout } = await runCli(home, ['logs', 'a-abc234', '--json']);
    expect(stdout.split('\n')).toEqual([lines[0], lines[2]]);
  });
});
