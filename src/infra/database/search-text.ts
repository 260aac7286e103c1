import { storableText } from './storable.ts';

/** Lower case without accents, so that `helice` finds `Hélice` whatever the locale of the server. */
export function searchable(text: string): string {
  return storableText(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A LIKE pattern for each word of what a person typed; all of them must be found. */
export function searchPatterns(text: string): string[] {
  const words = searchable(text).split(/\s+/).filter(Boolean);
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
