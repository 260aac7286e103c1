import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { refuseOldNode } from '../../setup/node-version.mjs';

const faceless = resolve(import.meta.dirname, '../../faceless');

it.each(['20.19.0', '20.20.2', '22.23.0', '24.1.0', '26.0.0'])('takes Node.js %s', (version) => {
  expect(refuseOldNode(version)).toBeUndefined();
});

it.each(['18.20.8', '20.18.3', '16.0.0'])('refuses Node.js %s and says what to install', (version) => {
  expect(refuseOldNode(version)).toBe(
    `faceless: this is Node.js ${version}, and 20.19 or newer is needed: install a newer one, then run this again.`,
  );
});

it('refuses before it loads anything an old Node.js might not understand', () => {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.19.1'}})`;
  const env = { ...process.env, NODE_OPTIONS: `--import=${pretend}` };
  const { status, stderr, stdout } = spawnSync(faceless, ['setup'], { env, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('this is Node.js 18.19.1, and 20.19 or newer is needed');
});

it('says so where there is no Node.js at all', () => {
  const empty = mkdtempSync(join(tmpdir(), 'faceless-path-'));
  const { status, stderr } = spawnSync('/bin/sh', [faceless], { env: { PATH: empty }, encoding: 'utf8' });
  rmSync(empty, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toContain('Node.js is not installed');
});
