import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/infra/locks/folder-lock.ts';

describe('lockFolder', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refusal = (pid: number) => `is in use by process ${pid}: stop it`;

  it('is held until it is given back', () => {
    const unlock = lockFolder(path, folder);
    expect(() => lockFolder(path, folder)).toThrow(refusal(process.pid));
    unlock();
    lockFolder(path, folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while the process that holds it runs', () => {
    writeFileSync(path, JSON.stringify({ pid: process.ppid, started: '' }));
    expect(() => lockFolder(path, folder)).toThrow(refusal(process.ppid));
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '' })],
    ['half written', '{"pid":'],
    ['empty', ''],
  ])('takes over a file %s', (_what, text) => {
    writeFileSync(path, text);
    const unlock = lockFolder(path, folder);
    expect(() => lockFolder(path, folder)).toThrow(refusal(process.pid));
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('takes over from an earlier process that had the id of a running one', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: 'another boot 12345' }));
    lockFolder(path, folder)();
  });

  it("doesn't give back what another has taken over", () => {
    const unlock = lockFolder(path, folder);
    writeFileSync(path, JSON.stringify({ pid: process.ppid, started: '' }));
    unlock();
    expect(() => lockFolder(path, folder)).toThrow(refusal(process.ppid));
  });
});
