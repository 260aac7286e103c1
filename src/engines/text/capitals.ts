import type { Language } from '../../contracts/languages.ts';

const cased = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{M}]+/gu;

/** Capitals as the language writes them, in scripts that have them. */
export function toCapitals(text: string, language: Language): string {
  return text.replace(cased, (letters) => letters.toLocaleUpperCase(language));
}
