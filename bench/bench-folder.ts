import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../src/contracts/failures.ts';
import { endMeasured } from './measures/run-measured.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a new folder, which is gone afterwards: also when the bench is interrupted, and what it runs with it.
 *
 * @param bytes what the folder will hold at most; refused when the disk has not so much
 */
export async function withBenchFolder<T>(
  bytes: number,
  say: (message: string) => void,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const { bavail, bsize } = await statfs(tmpdir());
  const [needed, free] = [bytes, bavail * bsize].map((size) => `${(size / 1e9).toFixed(1)} GB`);
  if (bavail * bsize < bytes) {
    throw new Failure(
      'DiskFull',
      `the bench needs ${needed} in ${tmpdir()}, where ${free} are free: make room, or set TMPDIR`,
    );
  }
  say(`temporary files: up to ${needed} in ${tmpdir()}, where ${free} are free`);
  const folder = await mkdtemp(join(tmpdir(), 'faceless-bench-'));
  const stop = (signal: NodeJS.Signals) => {
    endMeasured();
    rmSync(folder, { recursive: true, force: true });
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(folder);
  } finally {
    for (const signal of signals) process.off(signal, stop);
    await rm(folder, { recursive: true, force: true });
  }
}
