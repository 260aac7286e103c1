/** The phonemes of one word, or of several that are spoken as one (`of the`). */
export interface PhonemeGroup {
  /** Where the word begins in the text, in UTF-16 units. */
  start: number;
  /** IPA, one phoneme each, with the stress mark before the vowel it falls on. */
  phonemes: string[];
}

/** Languages a phonemizer knows: those of the voices, and those of scripts that may stand between. */
export type PhonemeLanguage =
  | 'en-us'
  | 'en-gb'
  | 'fr'
  | 'es'
  | 'it'
  | 'pt-br'
  | 'de'
  | 'ru'
  | 'el'
  | 'ar'
  | 'he'
  | 'hi'
  | 'th'
  | 'ko'
  | 'ja'
  | 'cmn';

/** Turns words into phonemes. The one door to espeak-ng (GPL-3): another source of phonemes is another implementation. */
export interface Phonemizer {
  /** The text has words only: figures and signs have been spelled out before. Punctuation separates clauses. */
  phonemize(text: string, language: PhonemeLanguage): PhonemeGroup[];
}

const scripts: readonly [RegExp, PhonemeLanguage][] = [
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'cmn'],
];

/** The language a word is read in: its script's, else the voice's. A Latin letter anywhere makes it the voice's. */
export function languageOfWord(word: string, spoken: PhonemeLanguage): PhonemeLanguage {
  if (/\p{Script=Latin}/u.test(word)) return spoken;
  return scripts.find(([script]) => script.test(word))?.[1] ?? spoken;
}
