import { statfs } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';

/** PGlite never answers again when the disk is full while it writes: it must be refused before. Answers the bytes free. */
export async function assertFreeSpace(folder: string, bytes: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return bavail * bsize;
  throw new Failure(
    'DiskFull',
    `the disk of the database folder ${folder} has ${megabytes(bavail * bsize)} free and ${megabytes(bytes)} are needed: ` +
      'free some space, then retry',
  );
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1e6)} MB`;
}
