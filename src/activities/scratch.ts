import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

// Read by `sweepScratch`: a folder says who works in it.
const owner = `${hostname().replace(/[^A-Za-z0-9]+/g, '-')}.${process.pid}`;

// Folders of another host may still be in use; nothing works this long on one call.
const abandonedAfterMs = 2 * 24 * 60 * 60 * 1000;

/** Runs `work` with a new empty folder, which is removed afterwards whatever happens. */
export async function withScratchFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, `${owner}.`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what killed processes left behind. What a living one works in stays. Answers how many folders went. */
export async function sweepScratch(parent: string): Promise<number> {
  const names = await readdir(parent).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const folder = join(parent, name);
    if (!(await isAbandoned(name, folder))) continue;
    await rm(folder, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

async function isAbandoned(name: string, folder: string): Promise<boolean> {
  const [host, pid] = name.split('.');
  if (host === owner.split('.')[0] && Number(pid) > 0) return !isAlive(Number(pid));
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > abandonedAfterMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
