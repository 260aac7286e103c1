import type { WordTiming } from '../../../../src/contracts/narration.ts';

/** Words of a text as a voice would speak them: a pace by length, pauses at punctuation. */
export function speak(text: string, from = 0): WordTiming[] {
  let at = from;
  return text.split(/\s+/).map((word) => {
    const start = at;
    const end = start + 0.08 + word.length * 0.055;
    at = end + (/[.!?]$/.test(word) ? 0.35 : word.endsWith(',') ? 0.15 : 0);
    return { text: word, start, end };
  });
}

/** Numbers 0–1 from a seed, for tests that try many inputs and can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
