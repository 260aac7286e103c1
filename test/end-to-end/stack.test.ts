import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRunningStack, readStackInfo, type StackInfo } from '../../src/cli/stack-file.ts';
import { killTree, type RunningCommand, runFaceless } from '../support/command.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';

let home: string;
let started: RunningCommand[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-stack-'));
  started = [];
});
afterEach(async () => {
  for (const { child } of started) if (child.pid && child.exitCode === null) killTree(child.pid);
  await rm(home, { recursive: true, force: true });
});

async function startStack(): Promise<{ command: RunningCommand; info: StackInfo }> {
  const command = runFaceless(['start'], home);
  started.push(command);
  await waitFor(
    () => [command.stdout(), command.stderr(), command.child.exitCode],
    ([stdout, stderr, code]) => {
      if (code !== null) throw new Error(`start ended with ${code}: ${stderr}`);
      return String(stdout).includes('is running');
    },
    60_000,
  );
  return { command, info: readStackInfo(home) as StackInfo };
}

async function run(args: string[], environment: Record<string, string> = {}) {
  const command = runFaceless(args, home, environment);
  started.push(command);
  const code = await command.ended;
  return { code, stdout: command.stdout(), stderr: command.stderr() };
}

describe('start', () => {
  it('brings up the API and Temporal, answers the other commands, and stops cleanly on Ctrl-C', {
    timeout: 90_000,
  }, async () => {
    const { command, info } = await startStack();
    expect(await (await fetch(`${info.apiUrl}/health`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${info.apiUrl}/ready`);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      checks: { temporal: { ready: true }, database: { ready: true }, artifacts: { ready: true } },
    });
    expect(ready.status).toBe(200);
    expect((await run(['list'])).stdout).toContain('No pipelines yet');
    expect(await run(['status', 'no-such-film'])).toMatchObject({
      code: 2,
      stderr: "faceless: there is no pipeline 'no-such-film': `./faceless list` shows those there are\n",
    });
    expect((await run(['doctor'])).stdout).toContain('local stack');

    const second = await run(['start']);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(
      `is in use by process ${command.child.pid}: stop it or choose another FACELESS_HOME`,
    );
    expect(command.child.exitCode).toBeNull();

    command.child.kill('SIGINT');
    expect(await command.ended).toBe(0);
    expect(existsSync(`/proc/${info.temporalPid}`)).toBe(false);
    expect(readStackInfo(home)).toBeUndefined();
  });

  it('ends the Temporal server that a killed stack left behind, and starts with its database', {
    timeout: 90_000,
  }, async () => {
    await copyEmptyDatabase(join(home, 'database'));
    const { command, info } = await startStack();
    command.child.kill('SIGKILL');
    await command.ended;
    expect(existsSync(`/proc/${info.temporalPid}`)).toBe(true);
    expect(await findRunningStack(home)).toBeUndefined();
    const again = await startStack();
    expect(existsSync(`/proc/${info.temporalPid}`)).toBe(false);
    expect(again.info.temporalPid).not.toBe(info.temporalPid);
    again.command.child.kill('SIGTERM');
    expect(await again.command.ended).toBe(0);
  });
});

describe('a worker', () => {
  it('runs its roles against the Temporal server it is given, each with an ops port', { timeout: 90_000 }, async () => {
    await copyEmptyDatabase(join(home, 'database'));
    const { info } = await startStack();
    const other = await mkdtemp(join(tmpdir(), 'faceless-worker-'));
    const worker = runFaceless(['worker', '--roles', 'metadata-builder,keyword-fetcher'], other, {
      TEMPORAL_ADDRESS: info.temporalAddress,
      FACELESS_OPS_HOST: '127.0.0.77',
    });
    started.push(worker);
    await waitFor(worker.stderr, (text) => text.includes('keyword-fetcher: polling'), 30_000);
    const response = await fetch('http://127.0.0.77:3007/ready');
    expect(await response.json()).toMatchObject({
      status: 'ready',
      checks: { temporal: { ready: true }, worker: { ready: true } },
    });
    const args = [
      'task-queue',
      'describe',
      '--task-queue',
      'metadata-builder',
      '--address',
      info.temporalAddress,
      '--output',
      'json',
    ];
    await waitFor(
      async () => (await promisify(execFile)(testTools().temporal, args)).stdout,
      (text) => text.includes(`${worker.child.pid}@`),
      20_000,
    );
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    await rm(other, { recursive: true, force: true });
  });
});

describe('a machine that is not ready', () => {
  const create = ['create', 'Why?', '--json'];

  it('is told of a port in use, with what to do', async () => {
    await copyEmptyDatabase(join(home, 'database'));
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    const { code, stdout, stderr } = await run(create, { FACELESS_TEMPORAL_PORT: String(port) });
    server.close();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `port ${port} for Temporal is in use by another program: stop it, choose another with FACELESS_TEMPORAL_PORT`,
    );
    expect(await findRunningStack(home)).toBeUndefined();
  });

  it('is told of an FFmpeg that is not there', async () => {
    await copyEmptyDatabase(join(home, 'database'));
    const { code, stdout, stderr } = await run(create, { FFMPEG_PATH: join(home, 'no-ffmpeg') });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/faceless: no usable ffmpeg was found \(.*no-ffmpeg.*\): run `.\/faceless setup`/);
  });

  it('is told of a bad value in the environment', async () => {
    const { code, stderr } = await run(create, { LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'http://x' });
    expect(code).toBe(2);
    expect(stderr).toContain('LOG_LEVEL="loud"');
    expect(stderr).toContain('TEMPORAL_ADDRESS="http://x": give it as host:port');
  });

  it('is told of a folder that can not be written, and of a server that does not answer', async () => {
    const file = join(home, 'a-file');
    await writeFile(file, '');
    const folder = await run(create, { FACELESS_HOME: join(file, 'home') });
    expect(folder.code).toBe(2);
    expect(folder.stderr).toMatch(
      /^faceless: the log can't be written in .*a-file.*ENOTDIR.*choose another FACELESS_HOME\n$/,
    );
    const server = await run(['list'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(server.code).toBe(1);
    expect(server.stderr).toContain('no Temporal server answers at 127.0.0.1:1');
  });
});
