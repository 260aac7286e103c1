import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from '../../contracts/failures.ts';

interface Owner {
  pid: number;
  /** Tells a process from an earlier one with the same id; empty where the system doesn't say. */
  started: string;
}

/**
 * Takes the folder for this process by a file with its id; returns what gives it back. A file whose process is gone is
 * taken over. A second one, from here or elsewhere, is refused.
 *
 * @param path the lock file
 * @param what what it guards, as the error names it: `the database folder …`
 */
export function lockFolder(path: string, what: string): () => void {
  const owner: Owner = { pid: process.pid, started: processStart(process.pid) };
  const text = JSON.stringify(owner);
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(path, text, { flag: 'wx' });
      return () => {
        if (readOwner(path).text === text) rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = readOwner(path);
    if (found.owner && isRunning(found.owner)) throw inUse(what, found.owner.pid);
    removeStale(path, found.text);
  }
  throw new Failure('InvalidInput', `${what} is being taken by several processes: start one of them`);
}

/** Of several processes that found the same stale file one moves it; who moved a fresh one instead puts it back. */
function removeStale(path: string, stale: string | undefined): void {
  const moved = `${path}.${process.pid}`;
  try {
    renameSync(path, moved);
    if (readOwner(moved).text !== stale) linkSync(moved, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}

function readOwner(path: string): { text?: string; owner?: Owner } {
  try {
    const text = readFileSync(path, 'utf8');
    return { text, owner: parseOwner(text) };
  } catch {
    return {};
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner> | null;
    return typeof value?.pid === 'number' ? { pid: value.pid, started: value.started ?? '' } : undefined;
  } catch {
    // Half written by a process that was killed.
    return undefined;
  }
}

function isRunning({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return started === '' || started === processStart(pid);
}

/** Boot and start tick of a process: ids come round again, in a container with every start. Linux only (proc(5)). */
function processStart(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The command name in parentheses may hold spaces; field 22 is the 20th after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    return `${boot} ${fields[19]}`;
  } catch {
    return '';
  }
}

function inUse(what: string, pid: number): Failure {
  return new Failure('InvalidInput', `${what} is in use by process ${pid}: stop it or choose another FACELESS_HOME`, {
    details: { pid },
  });
}
