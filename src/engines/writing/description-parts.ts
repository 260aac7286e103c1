import type { Language } from '../../contracts/languages.ts';
import { isDisclosure } from './disclosure.ts';

const headings: Record<Language, { chapters: string; credits: string }> = {
  en: { chapters: 'Chapters', credits: 'Credits' },
  fr: { chapters: 'Chapitres', credits: 'Crédits' },
  es: { chapters: 'Capítulos', credits: 'Créditos' },
  it: { chapters: 'Capitoli', credits: 'Crediti' },
  pt: { chapters: 'Capítulos', credits: 'Créditos' },
  de: { chapters: 'Kapitel', credits: 'Quellen' },
  ar: { chapters: 'الفصول', credits: 'المصادر' },
  he: { chapters: 'פרקים', credits: 'קרדיטים' },
  hi: { chapters: 'अध्याय', credits: 'श्रेय' },
  th: { chapters: 'บท', credits: 'เครดิต' },
  zh: { chapters: '章节', credits: '来源' },
  ja: { chapters: 'チャプター', credits: 'クレジット' },
  ko: { chapters: '챕터', credits: '출처' },
};

/** The line that chapters or credits stand under. */
export function headingOf(part: 'chapters' | 'credits', language: Language): string {
  return `${headings[language][part]}${colon(language)}`;
}

export function colon(language: Language): string {
  return language === 'fr' ? '\u00a0:' : ':';
}

const languages = Object.keys(headings) as Language[];
const known = {
  chapters: new Set(languages.map((language) => headingOf('chapters', language))),
  credits: new Set(languages.map((language) => headingOf('credits', language))),
};
const hashtagsOnly = /^[#＃]\S+(?:\s+[#＃]\S+)*$/u;

export type DescriptionPart = 'text' | 'chapters' | 'credits' | 'disclosure' | 'hashtags';

/** What a paragraph of a description is, in any of the languages that descriptions are written in here. */
export function partOf(paragraph: string): DescriptionPart {
  const [first = ''] = paragraph.split('\n', 1);
  if (known.chapters.has(first)) return 'chapters';
  if (known.credits.has(first)) return 'credits';
  if (isDisclosure(paragraph)) return 'disclosure';
  return hashtagsOnly.test(paragraph) ? 'hashtags' : 'text';
}

/**
 * The paragraphs of a description as `shownText` gives it, in order. Where several look like the same part, the last is the
 * film's: the others are words like any.
 */
export function paragraphsOf(shown: string): { text: string; part: DescriptionPart }[] {
  const paragraphs = shown.split('\n\n').map((text) => ({ text, part: partOf(text) }));
  const last = new Map(paragraphs.map(({ part }, at) => [part, at]));
  return paragraphs.map(({ text, part }, at) => ({ text, part: last.get(part) === at ? part : 'text' }));
}
