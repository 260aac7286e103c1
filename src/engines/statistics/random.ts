/** Numbers that follow from the seed alone. */
export interface RandomNumbers {
  /** From 0, to below 1. */
  (): number;
  /** Of the standard normal distribution. */
  normal(): number;
}

/**
 * A repeatable source of numbers with a period of 2^128: a test of tests uses up thousands of millions.
 *
 * Source: D. Blackman, S. Vigna, “Scrambled linear pseudorandom number generators”, ACM TOMS 47 (2021): xoshiro128**, its state
 * filled by splitmix32.
 */
export function randomNumbers(seed: number, stream = 0): RandomNumbers {
  let mixed = (seed ^ Math.imul(stream, 0x9e3779b9)) >>> 0;
  const fill = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  let spare: number | undefined;

  const next = (): number => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled / 4_294_967_296;
  };

  /** Box and Muller: they come in twos. */
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  return Object.assign(next, { normal });
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
