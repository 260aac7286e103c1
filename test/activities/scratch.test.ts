import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepScratch, withScratchFolder } from '../../src/activities/scratch.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'faceless-scratch-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const host = hostname().replace(/[^A-Za-z0-9]+/g, '-');

/** A process that has ended: nobody has its number for a while. */
const endedProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

test('a call has an empty folder of its own, which is gone when it ends, however it ends', async () => {
  const seen: string[] = [];
  await withScratchFolder(parent, async (folder) => {
    seen.push(folder);
    expect(await readdir(folder)).toEqual([]);
    await writeFile(join(folder, 'half'), 'x');
  });
  await expect(
    withScratchFolder(parent, async (folder) => {
      seen.push(folder);
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  expect(new Set(seen).size).toBe(2);
  expect(await readdir(parent)).toEqual([]);
});

test('the sweep removes what a killed process left, and nothing of one that lives', async () => {
  const dead = join(parent, `${host}.${endedProcess()}.abc123`);
  await mkdir(dead);
  await writeFile(join(dead, 'film.mp4'), 'half a film');
  await withScratchFolder(parent, async (mine) => {
    expect(await sweepScratch(parent)).toBe(1);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(mine)).toBe(true);
  });
});

test('a folder of another host is left until nobody can be working in it any more', async () => {
  const fresh = join(parent, 'other-host.1.abc');
  const old = join(parent, 'other-host.2.abc');
  for (const folder of [fresh, old]) await mkdir(folder);
  const threeDaysAgo = Date.now() / 1000 - 3 * 24 * 3600;
  await utimes(old, threeDaysAgo, threeDaysAgo);
  expect(await sweepScratch(parent)).toBe(1);
  expect(await readdir(parent)).toEqual(['other-host.1.abc']);
});

test('sweeping a folder that is not there does nothing', async () => {
  expect(await sweepScratch(join(parent, 'none'))).toBe(0);
});
