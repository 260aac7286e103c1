const piece = /\p{L}[\p{L}\p{M}]*|\p{N}{1,3}|[^\s\p{L}\p{N}]+/gu;

// Letters a token in scripts whose words tokenizers know less well.
const lettersOf: readonly [RegExp, number][] = [
  [/^[A-Za-z]+$/, 7],
  [/^\p{Script=Latin}/u, 4],
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, 1.4],
  [/^\p{Script=Hangul}/u, 1.6],
  [/^[\p{Script=Arabic}\p{Script=Hebrew}]/u, 2.6],
];
const anyScript = 2.6;

/** Counts as byte-pair tokenizers do, about: common words are one token, long and foreign ones several, marks one. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [found] of text.matchAll(piece)) {
    const isWord = /^\p{L}/u.test(found);
    const letters = lettersOf.find(([script]) => script.test(found))?.[1] ?? anyScript;
    tokens += isWord ? Math.ceil(found.length / letters) : Math.ceil(found.length / 3);
  }
  return tokens;
}
