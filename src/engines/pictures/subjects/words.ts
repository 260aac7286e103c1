import { type Language, languages } from '../../../contracts/languages.ts';

const segmenters = new Map<Language, Intl.Segmenter>();

// Their marks are vowels, or part of the letter: only what Latin, Arabic and Hebrew put on letters is left out.
const keepsMarks: ReadonlySet<Language> = new Set(['hi', 'th', 'zh', 'ja', 'ko']);

/** Lower-case words without accents; elisions (`l'eau`) and hyphens part them, numbers are left out. */
export function wordsOf(text: string, language: Language): string[] {
  return tokensOf(text, language).filter((token) => /\p{L}/u.test(token));
}

/** The same with numbers between them. */
export function tokensOf(text: string, language: Language): string[] {
  const folded = fold(text, language);
  if (!('unspaced' in languages[language])) return folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return [...segmenter.segment(folded)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

function fold(text: string, language: Language): string {
  if (keepsMarks.has(language)) return text.normalize('NFKC').toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/ß/g, 'ss');
}
