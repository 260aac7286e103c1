import { shinglesOf } from './shingles.ts';

// The estimate is off by √(J(1−J)/k) on average: three hundredths at most.
const hashes = 256;

/**
 * What of a text is kept to compare others with: for each of 256 orders of all shingles, the number of the text's first one,
 * 32 bits without sign. Plain numbers, under 3 KB as JSON; the same text gives the same everywhere. A text of fewer than three
 * words has none.
 *
 * Source: A. Z. Broder, “On the resemblance and containment of documents”, Proceedings of Compression and Complexity of
 * Sequences (1997), https://doi.org/10.1109/SEQUEN.1997.666900.
 */
export function sketchOf(text: string): number[] {
  const shingles = [...shinglesOf(text)].map(hashOf);
  if (shingles.length === 0) return [];
  return Array.from({ length: hashes }, (_, order) => {
    // A step of the golden ratio: neighbouring orders differ in half of their bits.
    const salt = Math.imul(order + 1, 0x9e3779b9);
    let least = 0xffffffff;
    for (const shingle of shingles) least = Math.min(least, mix(shingle ^ salt));
    return least;
  });
}

/** How much of two texts' shingles is in both (Jaccard: both by either), 0 to 1, estimated from their sketches. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return 0;
  return a.filter((least, order) => least === b[order]).length / a.length;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3: every number of 32 bits becomes another, so that it puts them all in an order. */
function mix(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
