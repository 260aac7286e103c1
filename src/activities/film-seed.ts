import { createHash } from 'node:crypto';

/** A film's seed: what is left to chance in its pictures, motion and music follows from its title alone. */
export function filmSeed(title: string): number {
  return createHash('sha256').update(title).digest().readUInt32BE(0);
}
