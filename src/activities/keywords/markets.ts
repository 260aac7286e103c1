import type { Language } from '../../contracts/languages.ts';

/** Where the searches of a language are counted: one country, for volumes of several can't be told from one another. */
export interface Market {
  /** ISO 3166, lower case. */
  country: string;
  /** Google's code of the language, `hl`. */
  hl: string;
  /** Criterion ids of Google Ads: https://developers.google.com/google-ads/api/data/codes-formats */
  languageConstant: number;
  /** 2000 and the country's ISO 3166 number. */
  geoTargetConstant: number;
}

/** The country with most of the language's searches on Google. */
export const markets: Readonly<Record<Language, Market>> = {
  en: { country: 'us', hl: 'en', languageConstant: 1000, geoTargetConstant: 2840 },
  fr: { country: 'fr', hl: 'fr', languageConstant: 1002, geoTargetConstant: 2250 },
  es: { country: 'mx', hl: 'es', languageConstant: 1003, geoTargetConstant: 2484 },
  it: { country: 'it', hl: 'it', languageConstant: 1004, geoTargetConstant: 2380 },
  pt: { country: 'br', hl: 'pt-BR', languageConstant: 1014, geoTargetConstant: 2076 },
  de: { country: 'de', hl: 'de', languageConstant: 1001, geoTargetConstant: 2276 },
  ar: { country: 'eg', hl: 'ar', languageConstant: 1019, geoTargetConstant: 2818 },
  he: { country: 'il', hl: 'iw', languageConstant: 1027, geoTargetConstant: 2376 },
  hi: { country: 'in', hl: 'hi', languageConstant: 1023, geoTargetConstant: 2356 },
  th: { country: 'th', hl: 'th', languageConstant: 1044, geoTargetConstant: 2764 },
  // Google does not serve China.
  zh: { country: 'tw', hl: 'zh-CN', languageConstant: 1017, geoTargetConstant: 2158 },
  ja: { country: 'jp', hl: 'ja', languageConstant: 1005, geoTargetConstant: 2392 },
  ko: { country: 'kr', hl: 'ko', languageConstant: 1012, geoTargetConstant: 2410 },
};
