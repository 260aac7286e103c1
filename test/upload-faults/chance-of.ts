import { createHash } from 'node:crypto';

/** From 0 to 1, always the same for the same name. */
export function chanceOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32LE(0) / 2 ** 32;
}

/** A whole number from `least` to `most`, always the same for the same name. */
export function numberOf(name: string, [least, most]: readonly [least: number, most: number]): number {
  return least + Math.floor(chanceOf(name) * (most - least + 1));
}
