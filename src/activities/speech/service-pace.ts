import type { Language } from '../../contracts/languages.ts';
import { wordsPerMinute } from '../../contracts/pace.ts';

// Where news is read; no service publishes figures for all languages.
const english = 170;

/**
 * Words a minute the voices of outside services are taken to speak by themselves, with a Short's pauses between sentences:
 * in other languages than English in the proportion of what is wanted there.
 */
export function servicePace(language: Language): number {
  return (wordsPerMinute(language, 'short') * english) / wordsPerMinute('en', 'short');
}
