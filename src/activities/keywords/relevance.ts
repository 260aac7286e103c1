import type { Language } from '../../contracts/languages.ts';
import { keyPhrases } from '../../engines/writing/phrases.ts';
import { foldTerm } from './fold-term.ts';

/**
 * How near a term is to the topic, 0–1: the share of the words that carry a subject which the two have in common
 * (Dice's coefficient), inflected forms taken for the same word.
 */
export function createRelevance(topic: string, language: Language): (term: string) => number {
  const wanted = subjectWords(topic, language);
  return (term) => {
    const words = subjectWords(term, language);
    const named = words.filter((word) => wanted.some((other) => isSameWord(word, other))).length;
    const covered = wanted.filter((word) => words.some((other) => isSameWord(word, other))).length;
    return words.length + wanted.length > 0 ? (named + covered) / (words.length + wanted.length) : 0;
  };
}

function subjectWords(text: string, language: Language): string[] {
  const folded = foldTerm(text.slice(0, 300), language) || text.toLocaleLowerCase(language);
  const words = keyPhrases(folded, language).flatMap((phrase) => phrase.split(' '));
  return [...new Set(words.length > 0 ? words : folded.split(' '))];
}

// In these an article or a preposition is written as the beginning of the word.
const prefixing = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Equal, or one the other with a short ending: octopus and octopuses, 문어 and 문어의. */
function isSameWord(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short === long) return true;
  const isMost = short.length >= 2 && short.length / long.length >= 0.6;
  if (prefixing.test(long)) return isMost && (long.startsWith(short) || long.endsWith(short));
  const shared = commonPrefix(short, long);
  // Scripts of syllables say in two characters what an alphabet says in four.
  const isAlphabet = /^\p{Script=Latin}/u.test(long);
  return isAlphabet ? shared >= 4 && shared / long.length >= 0.7 : isMost && shared === short.length;
}

function commonPrefix(short: string, long: string): number {
  let length = 0;
  while (length < short.length && short[length] === long[length]) length += 1;
  return length;
}
