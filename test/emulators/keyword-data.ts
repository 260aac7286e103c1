/** A whole number that is always the same for the same text, from `least` to `most`. */
export function figureFor(text: string, least: number, most: number): number {
  // FNV-1a
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return least + (hash % (most - least + 1));
}

const patterns = [
  '{}',
  '{} explained',
  '{} facts',
  'how {} works',
  'what is {}',
  'best {}',
  '{} vs others',
  '{} for beginners',
  '{} price',
  'buy {}',
  '{} history',
  '{} documentary',
];

/** What people search around a term, the term itself first. */
export function termsAround(seed: string): string[] {
  return patterns.map((pattern) => pattern.replace('{}', () => seed));
}

/** Searches a month as vendors round them: two digits that count. */
export function volumeFor(term: string): number {
  return figureFor(term, 1, 99) * 10 ** figureFor(`${term}#`, 1, 4);
}
