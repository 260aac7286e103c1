import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeLock } from '../../setup/lock.mjs';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-lock-'));
  path = join(folder, 'setup.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const heldBy = (pid: number, host = hostname()) => writeFileSync(path, JSON.stringify({ pid, host }));
const deadPid = () => spawnSync('true').pid;

it('gives the lock to one at a time, in turn', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    const release = await takeLock(path, { pollMs: 1 });
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
    release();
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

it('waits for a living holder and says which process it is', async () => {
  heldBy(process.pid);
  const told: string[] = [];
  const release = await takeLock(path, {
    pollMs: 1,
    onWait: (holder) => {
      told.push(holder);
      rmSync(path);
    },
  });
  expect(told).toEqual([`process ${process.pid}`]);
  release();
});

it('takes over the lock of a process that has died', async () => {
  heldBy(deadPid());
  const release = await takeLock(path, { onWait: () => expect.fail('it need not wait') });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  release();
});

it('takes over only one of the locks that many found dead', async () => {
  heldBy(deadPid());
  let inside = 0;
  const work = async () => {
    const release = await takeLock(path, { pollMs: 1 });
    expect(++inside).toBe(1);
    await Promise.resolve();
    inside -= 1;
    release();
  };
  await Promise.all(Array.from({ length: 8 }, work));
});

it('takes over a lock that was not renewed for long, even if a process has its number', async () => {
  heldBy(process.pid);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  const release = await takeLock(path, { onWait: () => expect.fail('it need not wait') });
  release();
});

it('does not judge a process of another machine by its number', async () => {
  heldBy(deadPid(), 'elsewhere');
  let told = '';
  const release = await takeLock(path, {
    pollMs: 1,
    onWait: (holder) => {
      told = holder;
      rmSync(path);
    },
  });
  expect(told).toContain('on elsewhere');
  release();
});

it('leaves a lock alone that another has taken over meanwhile', async () => {
  const release = await takeLock(path);
  heldBy(process.pid, 'elsewhere');
  release();
  expect(existsSync(path)).toBe(true);
});
