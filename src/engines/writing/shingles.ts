// Scripts without spaces between words are told by their letters. As many characters as three words of theirs take.
const unspaced = [
  { letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, characters: 5 },
  { letters: /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu, characters: 9 },
];

// Three: a word that is changed takes three of them with it. Longer ones lose more by small changes than they win.
const wordsPerShingle = 3;

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

/** How many characters make a shingle of a text whose words aren't spaced. */
function charactersPerShingle(text: string): number | undefined {
  const half = count(text, /\p{L}/gu) / 2;
  return unspaced.find(({ letters }) => count(text, letters) > half)?.characters;
}

/** The words of a text in one way of writing: no case, no punctuation; of a text without spaces, its characters. */
export function plainWords(text: string): { words: string[]; perShingle: number } {
  const plain = text.normalize('NFKC').toLowerCase();
  const characters = charactersPerShingle(plain);
  if (characters) return { words: plain.match(/[\p{L}\p{N}]\p{M}*/gu) ?? [], perShingle: characters };
  // With accents and inner apostrophes; a number with its decimals.
  const words = plain.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];
  return { words: words.map((word) => word.replaceAll('’', "'")), perShingle: wordsPerShingle };
}

/** All runs of three words in a text, or of as many characters as that where words aren't spaced; any number is like another. */
export function shinglesOf(text: string): Set<string> {
  const { words, perShingle } = plainWords(text);
  const plain = words.map((word) => (/^\p{N}/u.test(word) ? '0' : word));
  const shingles = new Set<string>();
  for (let end = perShingle; end <= plain.length; end += 1) shingles.add(plain.slice(end - perShingle, end).join(' '));
  return shingles;
}
