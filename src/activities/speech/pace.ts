import type { Format } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';

/**
 * Words a minute a narration should have: what viewers of short and long films follow best. Italian and Portuguese have no
 * figures of their own: they take those of Spanish.
 */
const wanted: Readonly<Record<Language, { short: number; long: number }>> = {
  en: { short: 180, long: 155 },
  fr: { short: 160, long: 140 },
  es: { short: 172, long: 148 },
  it: { short: 172, long: 148 },
  pt: { short: 172, long: 148 },
};

export function wordsPerMinute(language: Language, format: Format): number {
  return wanted[language][format === 'long' ? 'long' : 'short'];
}
