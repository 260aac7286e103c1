import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const leftoverMs = 24 * 60 * 60 * 1000;

export interface TemporaryFile {
  path: string;
  /** Of what was written. */
  sha256: string;
  bytes: number;
}

/** Writes a new file with a name of its own and waits until it is on the disk. Leaves nothing behind when it fails. */
export async function writeTemporaryFile(
  folder: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<TemporaryFile> {
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    try {
      for await (const chunk of content) {
        hash.update(chunk);
        await file.writeFile(chunk);
        bytes += chunk.byteLength;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}

/** Gives a file its final name, replacing what had it: at no moment is there half a file under that name. */
export async function renameInto(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  } catch (error) {
    await rm(from, { force: true });
    throw error;
  }
}

/** Makes the folder of temporary files and removes those a killed process left there: no write takes a day. */
export function prepareTemporaryFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
    if (Date.now() - written > leftoverMs) rmSync(path, { recursive: true, force: true });
  }
}
