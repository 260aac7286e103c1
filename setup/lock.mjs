// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A holder renews its lock this often. */
const renewMs = 2_000;
/** Not renewed for this long, its holder is gone, even if a process with its number (or on another machine) lives. */
const staleMs = 20_000;

/**
 * Takes a lock file, so that only one set-up at a time writes into a folder. A lock whose holder has died is taken over.
 * @param {string} path
 * @param {{ onWait?: (holder: string) => void, pollMs?: number }} [options] `onWait` is called once when another holds it
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(path, { onWait, pollMs = 200 } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() });
  let waited = false;
  while (!create(path, mine)) {
    const theirs = read(path);
    if (theirs === undefined || (isStale(path, theirs) && takeAway(path, theirs))) continue;
    if (!waited) onWait?.(describe(theirs));
    waited = true;
    await wait(pollMs);
  }
  const renewal = setInterval(() => renew(path), renewMs);
  renewal.unref();
  return () => {
    clearInterval(renewal);
    if (read(path) === mine) rmSync(path, { force: true });
  };
}

/** @param {string} path @param {string} text */
function create(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function renew(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Someone removed the folder: giving the lock back copes with that.
  }
}

/** @param {string} path @param {string} text */
function isStale(path, text) {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > staleMs) return true;
  const { pid, host } = parse(text);
  // Another machine's process numbers mean nothing here. A holder that is just writing its lock has no number yet.
  return pid !== undefined && host === hostname() && !isAlive(pid);
}

/** @param {string} text @returns {{ pid?: number, host?: string }} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Removes a dead holder's lock. Two that found it dead must not remove each other's new one, so only one at a time looks
 * again and removes.
 * @param {string} path @param {string} theirs
 * @returns {boolean} false: another is at it
 */
function takeAway(path, theirs) {
  const guard = `${path}.takeover`;
  if (!create(guard, '')) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleMs) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (read(path) === theirs) rmSync(path, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

/** @param {string | undefined} text */
function describe(text) {
  const { pid, host } = parse(text ?? '');
  return pid === undefined ? 'another process' : host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
