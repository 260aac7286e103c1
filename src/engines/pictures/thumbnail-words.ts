import type { Language } from '../../contracts/languages.ts';
import { numberWords } from './find-icons.ts';
import { isCommon, wordsOf } from './stem.ts';

const mostWords = 3;

/**
 * Which words each variant draws, longest wording first: what fits is taken. The second variant has none; the third says
 * less than the first, so that a test of them also tests the words.
 */
export function wordingsOf(request: {
  title: string;
  words: readonly string[];
  language: Language;
  variant: 0 | 1 | 2;
}): string[] {
  const { title, language, variant } = request;
  if (variant === 1) return [];
  const given = request.words.map((word) => word.trim()).filter(Boolean);
  const words = (given.length > 0 ? given.flatMap((word) => word.split(/\s+/)) : striking(title, language)).slice(
    0,
    mostWords,
  );
  if (words.length === 0) return [];
  const upper = (list: readonly string[]) => list.join(' ').toLocaleUpperCase(language);
  const [first = ''] = words;
  const last = words.at(-1) ?? first;
  const question = title.includes('?') ? '?' : '!';
  const figure = words.find((word) => /^\d/.test(word));
  if (variant === 2 && figure !== undefined && words.length > 1) return [figure];
  if (variant === 2) {
    const shorter = words.length > 1 ? words.slice(-2) : words;
    const marked = language === 'fr' ? `${last}\u00a0${question}` : `${last}${question}`;
    return words.length > 2 ? [upper(shorter), upper([marked]), upper([last])] : [upper([marked]), upper([last])];
  }
  return [upper(words), upper(words.slice(0, 2)), upper([first]), upper([last])];
}

/** Up to three words of a title in its order: a number with what it counts, else the words that carry meaning. */
function striking(title: string, language: Language): string[] {
  const words = title
    .split(/[\s\u00a0]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]*(?:[dljmnstcDLJMNSTC]['’]|[Qq]u['’])?|[^\p{L}\p{N}%]+$/gu, ''))
    .filter(Boolean);
  const plain = (word: string) => wordsOf(word).join('');
  const counts = (word: string) => /^\d/.test(word) || numberWords[language].includes(plain(word));
  const number = words.findIndex(counts);
  if (number >= 0 && words[number + 1]) return words.slice(number, number + 2);
  const telling = words.filter((word) => counts(word) || !isCommon(plain(word), language));
  return telling.length > mostWords ? telling.slice(-mostWords) : telling;
}
