import { isLanguage, type Language } from '../../contracts/languages.ts';

// Google writes Mandarin by its own code, and Hebrew has an old one.
const otherNames: Readonly<Record<string, Language>> = { cmn: 'zh', iw: 'he' };

/** The language of `fr-FR`, `cmn-CN`; undefined for those that films are not made in. */
export function languageOfLocale(locale: string): Language | undefined {
  const primary = locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
  return isLanguage(primary) ? primary : otherNames[primary];
}

/** Those of the locales, each once. */
export function languagesOf(locales: readonly (string | undefined)[]): Language[] {
  return [...new Set(locales.flatMap((locale = '') => languageOfLocale(locale) ?? []))];
}

/** `Female` and `FEMALE` in our words; nothing for voices that are neither. */
export function readGender(gender: string | undefined): { gender?: 'female' | 'male' } {
  const known = (['female', 'male'] as const).find((each) => each === gender?.toLowerCase());
  return known ? { gender: known } : {};
}
