import type { Language } from '../../contracts/languages.ts';

/**
 * Characters of script a second of the offline voice, its pauses included: what a wanted length is worth in text.
 */
export const charactersPerSecond: Readonly<Record<Language, number>> = { en: 14.5, fr: 14.5, es: 15, it: 15, pt: 14.5 };
