import type { Language } from '../../../../src/contracts/languages.ts';
import type { WordTiming } from '../../../../src/contracts/narration.ts';
import { splitWords } from '../../../../src/engines/text/split-words.ts';

/** Words of a text as a voice would speak them: a pace by length, pauses at punctuation. */
export function speak(text: string, from = 0, language: Language = 'en'): WordTiming[] {
  const secondsALetter = language === 'zh' || language === 'ja' || language === 'ko' ? 0.16 : 0.055;
  let at = from;
  return splitWords(text, language).map((word) => {
    const start = at;
    const end = start + 0.08 + word.text.length * secondsALetter;
    at = end + (/[.!?。！？]$/.test(word.text) ? 0.35 : /[,、，،]$/.test(word.text) ? 0.15 : 0);
    return { ...word, start, end };
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
