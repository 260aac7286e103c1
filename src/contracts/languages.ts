interface LanguageFacts {
  /** How it names itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Words are written without spaces between them. */
  unspaced?: true;
}

/** Languages a film can be in. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  it: { name: 'Italiano', direction: 'ltr' },
  pt: { name: 'Português', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  he: { name: 'עברית', direction: 'rtl' },
  hi: { name: 'हिन्दी', direction: 'ltr' },
  th: { name: 'ไทย', direction: 'ltr', unspaced: true },
  zh: { name: '中文', direction: 'ltr', unspaced: true },
  ja: { name: '日本語', direction: 'ltr', unspaced: true },
  ko: { name: '한국어', direction: 'ltr' },
} as const satisfies Record<string, LanguageFacts>;

export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as [Language, ...Language[]];

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/** The languages a film is translated into: those that are wanted besides its own, each once. */
export function languagesBeside(own: Language, wanted: readonly Language[] = []): Language[] {
  return [...new Set(wanted)].filter((language) => language !== own);
}

/** Languages that need no key at all: the offline writer writes them and the offline neural voice speaks them. */
export const offlineLanguages = ['en', 'fr', 'es', 'it', 'pt'] as const satisfies readonly Language[];

export type OfflineLanguage = (typeof offlineLanguages)[number];

export function isOfflineLanguage(language: Language): language is OfflineLanguage {
  return (offlineLanguages as readonly Language[]).includes(language);
}
