import type { Format } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';

// Measured on template text with the default offline voices and a Short's pauses (150, 350 and 500 ms).
const ofShorts: Readonly<Record<Language, number>> = { en: 16, fr: 17, es: 14.5, it: 14, pt: 14 };

// The same voices with a long film's pauses (250, 600 and 900 ms) take about a fifth more time.
const longFilmPace = 0.84;

/** Characters of script a second of the offline voice, its pauses included: what a wanted length is worth in text. */
export function charactersPerSecond(language: Language, format: Format): number {
  return ofShorts[language] * (format === 'long' ? longFilmPace : 1);
}
