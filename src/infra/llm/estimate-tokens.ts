import type { Language } from '../../contracts/languages.ts';

/**
 * Tokens a character is worth with the tokenizers of today's models (o200k and its like), by rule of thumb: English has about
 * four and a half letters a token, spaces included in the token after them; other scripts have fewer.
 */
const shares: readonly [RegExp, number][] = [
  [/[a-z]/, 0.23],
  [/\s/, 0.02],
  [/[A-Z]/, 0.3],
  [/\p{Script=Latin}/u, 0.5],
  [/\p{Script=Han}/u, 0.75],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 0.65],
  [/\p{Script=Hangul}/u, 0.65],
  [/[\p{Script=Arabic}\p{Script=Hebrew}]/u, 0.42],
  [/\p{Script=Devanagari}/u, 0.36],
  [/\p{Script=Thai}/u, 0.4],
  [/\p{N}/u, 0.45],
  [/\p{L}/u, 0.6],
];
const perMark = 0.7;

/** About how many tokens a text is, for the estimate of a call: the vendor's own count settles it. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) tokens += shares.find(([kind]) => kind.test(character))?.[1] ?? perMark;
  return Math.ceil(tokens);
}

// Of prose, marks included, with the same tokenizers.
const tokensPerWord: Readonly<Record<Language, number>> = {
  ...{ en: 1.25, fr: 1.45, es: 1.4, it: 1.45, pt: 1.4, de: 1.55 },
  ...{ ar: 2.3, he: 2.2, hi: 1.9, th: 1.6, zh: 1.5, ja: 1.35, ko: 2.2 },
};

/** About how many tokens so many words of a language are, words as `splitWords` parts them. */
export function tokensOfWords(words: number, language: Language): number {
  return Math.ceil(words * tokensPerWord[language]);
}

// The names of the fields, the picture's idea, its keywords, the words on the screen.
const tokensPerScene = 48;
const tokensOfFrame = 20;

/** About how many tokens a script of so many words and scenes is, as a model answers it. */
export function tokensOfScript(words: number, scenes: number, language: Language): number {
  return tokensOfWords(words, language) + scenes * tokensPerScene + tokensOfFrame;
}

// Title, description, tags, chapters' names and what holds them.
const wordsOfMetadata = 140;
const tokensOfMetadataFrame = 60;

/** The same of the metadata of any film. */
export function tokensOfMetadata(language: Language): number {
  return tokensOfWords(wordsOfMetadata, language) + tokensOfMetadataFrame;
}

// A line's number, and what holds both.
const tokensPerLine = 9;
const tokensOfLinesFrame = 6;

/** The same of lines in another language, by the words of the original, of which a translation has about as many. */
export function tokensOfTranslation(words: number, lines: number, language: Language): number {
  return tokensOfWords(words, language) + lines * tokensPerLine + tokensOfLinesFrame;
}
