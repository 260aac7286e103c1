import type { Format } from '../../contracts/formats.ts';
import type { OfflineLanguage } from '../../contracts/languages.ts';

// Measured on template text with the default offline voices and a Short's pauses (150, 350 and 500 ms), at the pace they are
// asked for: 180 words a minute in English, 160 in French, 172 in the others.
const ofShorts: Readonly<Record<OfflineLanguage, number>> = { en: 15.7, fr: 14.3, es: 13.5, it: 13.5, pt: 13.1 };

// A long film's pauses (250, 600 and 900 ms) and its calmer pace: 155 words a minute where a Short has 180.
const longFilmPace = 0.84;

/** Characters of script a second of the offline voice, its pauses included: what a wanted length is worth in text. */
export function charactersPerSecond(language: OfflineLanguage, format: Format): number {
  return ofShorts[language] * (format === 'long' ? longFilmPace : 1);
}
