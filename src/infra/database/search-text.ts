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

const longest = 3;

/**
 * The pieces of a searchable text by which it is found: all one, two and three letters that follow each other. A text that
 * holds a word has all pieces of it.
 */
function searchPieces(text: string): string[] {
  const letters = [...text];
  const pieces = new Set<string>();
  for (let length = 1; length <= longest; length++) {
    for (let at = 0; at + length <= letters.length; at++) pieces.add(letters.slice(at, at + length).join(''));
  }
  return [...pieces];
}

/** As few of a word's pieces as cover it: each more is one more list to go through. */
export function piecesOfWord(word: string): string[] {
  const letters = [...word];
  const last = Math.max(letters.length - longest, 0);
  const pieces = new Set<string>();
  for (let at = 0; at < last + longest; at += longest) {
    pieces.add(letters.slice(Math.min(at, last), Math.min(at, last) + longest).join(''));
  }
  return [...pieces];
}

/** The piece of all that is an owner's. No text has it: a line break in a text is followed by two letters at most. */
export const pieceOfOwner = (owner: string) => `\nowner ${owner}`;

const recentMonths = 3;

/** The piece of all that began in the month of a time, or in one of the two before; months of UTC. */
export function pieceOfRecent(at: string | number, later = 0): string {
  const time = new Date(at);
  const month = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + later));
  return `\nrecent ${month.toISOString().slice(0, 7)}`;
}

/** All pieces of a run. */
export function piecesOf(run: { search_text: string; owner: string; created_at: string }): string[] {
  const recent = Array.from({ length: recentMonths }, (_, later) => pieceOfRecent(run.created_at, later));
  return [...searchPieces(run.search_text), pieceOfOwner(run.owner), ...recent];
}
