import { storableText } from './storable.ts';

/** Lower case without accents, so that `helice` finds `Hélice` whatever the locale of the server. */
export function searchable(text: string): string {
  return storableText(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of what a person typed; all of them must be found. */
export function searchWords(text: string): string[] {
  return searchable(text).split(/\s+/).filter(Boolean);
}

/** A LIKE pattern that finds a word anywhere. */
export function searchPattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

// Of letters from there on, as Chinese ones, two make a word.
const dense = 0x0800;

/**
 * The pieces of a searchable text by which it is found: all three letters that follow each other, and of scripts whose words
 * are short all two. A text that holds a word has all pieces of it; a word may be too short to have any.
 */
export function searchPieces(text: string): string[] {
  const letters = [...text];
  const pieces = new Set<string>();
  letters.forEach((letter, index) => {
    const second = letters[index + 1];
    if (second === undefined) return;
    if (Math.max(codeOf(letter), codeOf(second)) >= dense) pieces.add(letter + second);
    const third = letters[index + 2];
    if (third !== undefined) pieces.add(letter + second + third);
  });
  return [...pieces];
}

const codeOf = (letter: string) => letter.codePointAt(0) ?? 0;
