import type { Language } from '../../../contracts/languages.ts';
import { tokensOf } from './words.ts';

/** Two to nine, without accents; other forms of a number after a stroke. */
export const numberWords: Readonly<Record<Language, readonly string[]>> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  fr: ['deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  it: ['due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove'],
  pt: ['dois', 'tres', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'],
  de: ['zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun'],
  ar: ['اثنان', 'ثلاثه', 'اربعه', 'خمسه', 'سته', 'سبعه', 'ثمانيه', 'تسعه'],
  he: ['שני', 'שלושה', 'ארבעה', 'חמישה', 'שישה', 'שבעה', 'שמונה', 'תשעה'],
  hi: ['दो', 'तीन', 'चार', 'पाँच', 'छह', 'सात', 'आठ', 'नौ'],
  th: ['สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'],
  zh: ['两', '三', '四', '五', '六', '七', '八', '九'],
  ja: ['二', '三', '四', '五', '六', '七', '八', '九'],
  ko: ['두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'],
};

// The feminine, or the form before a noun.
const others: Partial<Record<Language, Readonly<Record<string, number>>>> = {
  fr: { paire: 2 },
  en: { pair: 2, couple: 2 },
  pt: { duas: 2 },
  de: { zwo: 2, paar: 2 },
  ar: {
    ثلاث: 3,
    اربع: 4,
    خمس: 5,
    ست: 6,
    سبع: 7,
    ثماني: 8,
    تسع: 9,
    ثلاثة: 3,
    اربعة: 4,
    خمسة: 5,
    ستة: 6,
    سبعة: 7,
    ثمانية: 8,
    تسعة: 9,
  },
  he: { שתי: 2, שלוש: 3, ארבע: 4, חמש: 5, שש: 6, שבע: 7, שמונה: 8, תשע: 9 },
  zh: { 二: 2 },
};

// In these what is counted is said first: `심장 세 개`, `หัวใจสามดวง`.
const countsAfter: ReadonlySet<Language> = new Set(['ko', 'th', 'ja']);

/** How many of what: each number of two to nine with the words about it that may be what it counts, nearest first. */
export function countsIn(text: string, language: Language): { number: number; words: string[] }[] {
  const reach = keepsClassifiers.has(language) ? 4 : 3;
  return text.split(/[.!?。！？;:]+/).flatMap((sentence) => {
    const tokens = tokensOf(sentence, language);
    return tokens.flatMap((token, index) => {
      const number = numberOf(token, language);
      const before = countsAfter.has(language) ? tokens.slice(Math.max(0, index - 1), index) : [];
      const words = [...tokens.slice(index + 1, index + reach), ...before].filter((word) => /\p{L}/u.test(word));
      return number > 1 && words.length > 0 ? [{ number, words }] : [];
    });
  });
}

// A classifier, and in Japanese a particle, stands between the number and what it counts.
const keepsClassifiers: ReadonlySet<Language> = new Set(['zh', 'ja']);

function numberOf(token: string, language: Language): number {
  if (/^[2-9]$/.test(token)) return Number(token);
  const spoken = numberWords[language].indexOf(token) + 2;
  if (spoken > 1) return spoken;
  // `三颗`, `三つ`: one token.
  const [first = ''] = token;
  const written = keepsClassifiers.has(language) ? numberWords[language].indexOf(first) + 2 : 0;
  return written > 1 && token.length === 2 ? written : (others[language]?.[token] ?? 0);
}
