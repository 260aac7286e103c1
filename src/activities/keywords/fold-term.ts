import type { Language } from '../../contracts/languages.ts';

const longest = 100;

// Marks that show nothing: of direction, of zero width, of byte order. The joiners of Indic and Arabic script stay.
const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const quotes = /[\u2018\u2019\u02bc\u05f3]/gu;
const notTyped = /[^\p{L}\p{M}\p{N}\u200c\u200d.,'%+#&$€£°-]+/gu;
const looseComma = /(?<!\p{N}),|,(?!\p{N})/gu;
const looseMark = /(?<![\p{L}\p{M}\p{N}])[.'-]|[.'-](?![\p{L}\p{M}\p{N}])/gu;

/**
 * A search term in the one way it is compared and kept: NFC, lower case by the language, single spaces, no punctuation but
 * within words and numbers. Empty when nothing is left that could be typed, or more than 100 characters.
 */
export function foldTerm(text: string, language: Language): string {
  const folded = text
    .normalize('NFC')
    .toLocaleLowerCase(language)
    .normalize('NFC')
    .replace(hidden, '')
    .replace(quotes, "'")
    .replace(notTyped, ' ')
    .replace(looseComma, ' ')
    .replace(looseMark, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(folded) && folded.length <= longest ? folded : '';
}
