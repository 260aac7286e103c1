/** Languages a film can be narrated in: a code, how it names itself, and the offline voice used unless another is asked for. */
export const languages = {
  en: { name: 'English', voice: 'af_heart' },
  fr: { name: 'Français', voice: 'ff_siwis' },
  es: { name: 'Español', voice: 'ef_dora' },
  it: { name: 'Italiano', voice: 'if_sara' },
  pt: { name: 'Português', voice: 'pf_dora' },
} as const;

export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as [Language, ...Language[]];

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}
