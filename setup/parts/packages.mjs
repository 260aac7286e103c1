// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files.mjs';
import { runNpm } from '../npm.mjs';

/**
 * The part that installs npm's packages as the lock file has them.
 * @param {import('./part.mjs').Place} place
 * @returns {import('./part.mjs').Part}
 */
export function packagesPart({ root, platform }) {
  const modules = join(root, 'node_modules');
  // Inside node_modules, so that it is gone when they are.
  const stamp = join(modules, '.faceless-stamp');
  const lock = join(root, 'package-lock.json');
  const state = () =>
    [createHash('sha256').update(readFileSync(lock)).digest('hex'), process.versions.modules, platform].join(' ');

  return {
    name: 'packages',
    title: 'npm packages',
    after: [],
    // Measured on Linux; other systems differ by their binaries.
    fetches: 450e6,
    fills: 1_800e6,
    isDone: () => readText(stamp) === state(),
    async run() {
      const before = readText(stamp);
      if (before === undefined && isAsLocked(lock, modules)) {
        await writeWhole(stamp, state());
        return 'already there, as the lock file has them';
      }
      await runNpm(['ci'], { cwd: root, what: 'the npm packages' });
      await writeWhole(stamp, state());
      return 'as the lock file has them, hashes checked';
    },
  };
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Whether npm says it installed just this: someone ran `npm ci` by hand.
 * @param {string} lock @param {string} modules
 */
function isAsLocked(lock, modules) {
  const installed = readText(join(modules, '.package-lock.json'));
  if (installed === undefined) return false;
  /** @type {Record<string, { version: string, integrity?: string, optional?: boolean }>} */
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  /** @type {typeof wanted} */
  const present = JSON.parse(installed).packages;
  const same = (/** @type {string} */ path) => present[path]?.version === wanted[path]?.version;
  return (
    Object.keys(present).every(same) &&
    Object.entries(wanted).every(
      ([path, { optional }]) => path === '' || optional || (path in present && existsSync(join(modules, '..', path))),
    )
  );
}
