import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRunningStack, isAlive, readStackInfo, removeStackInfo, writeStackInfo } from '../../src/cli/stack-file.ts';

let home: string;
let server: Server;
let temporalAddress: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'faceless-home-'));
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  temporalAddress = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  rmSync(home, { recursive: true, force: true });
});

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the file of a running stack', () => {
  it('is found by other commands until it is removed, and leaves nothing else behind', async () => {
    const info = { pid: process.pid, temporalAddress, temporalPid: 7, uiUrl: 'http://127.0.0.1:8233' };
    await writeStackInfo(home, info);
    expect(readdirSync(home)).toEqual(['stack.json']);
    expect(await findRunningStack(home)).toEqual(info);
    removeStackInfo(home);
    expect(await findRunningStack(home)).toBeUndefined();
    removeStackInfo(home);
  });

  it('of a stack that was killed is no running stack, and still says what it left', async () => {
    await writeStackInfo(home, { pid: deadPid(), temporalAddress, temporalPid: 7 });
    expect(await findRunningStack(home)).toBeUndefined();
    expect(readStackInfo(home)?.temporalPid).toBe(7);
  });

  it('whose process id another program has got is no running stack: nothing answers there', async () => {
    await writeStackInfo(home, { pid: process.pid, temporalAddress });
    server.close();
    await once(server, 'close');
    expect(await findRunningStack(home)).toBeUndefined();
  });

  it.each(['', '{"pid":', 'null', '{}', '[]', '"x"'])('that holds %j is no stack', async (text) => {
    writeFileSync(join(home, 'stack.json'), text);
    expect(await findRunningStack(home)).toBeUndefined();
  });
});

it('a process is alive, or not', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(deadPid())).toBe(false);
});
