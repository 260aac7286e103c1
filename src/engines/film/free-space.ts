import { stat, statfs } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';

interface SpaceNeed {
  /** A folder that is there. */
  folder: string;
  bytes: number;
}

/**
 * Said before hours of work rather than after. Needs of folders on the same file system add up.
 * @throws Failure `DiskFull`
 */
export async function checkSpace(needs: readonly SpaceNeed[], task: string): Promise<void> {
  const byDevice = new Map<number, SpaceNeed>();
  for (const { folder, bytes } of needs) {
    const { dev } = await stat(folder);
    byDevice.set(dev, { folder, bytes: bytes + (byDevice.get(dev)?.bytes ?? 0) });
  }
  for (const { folder, bytes } of byDevice.values()) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize >= bytes) continue;
    throw new Failure(
      'DiskFull',
      `${task} needs ${megabytes(bytes)} in ${folder}, where ${megabytes(bavail * bsize)} are free: free some space, then retry the step`,
    );
  }
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
