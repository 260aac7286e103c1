import { type Language, languages } from '../../contracts/languages.ts';
import { toCapitals } from '../text/capitals.ts';
import { splitWords } from '../text/split-words.ts';
import { isCommon } from './subjects/common-words.ts';
import { numberWords } from './subjects/number-words.ts';
import { wordsOf } from './subjects/words.ts';

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
  const space = 'unspaced' in languages[language] ? '' : ' ';
  const upper = (list: readonly string[]) => toCapitals(list.join(space), language);
  const [first = ''] = words;
  const last = words.at(-1) ?? first;
  const figure = words.find((word) => /^\d/.test(word));
  if (variant === 2 && figure !== undefined && words.length > 1) return [figure];
  if (variant === 2) {
    const marked = emphasised(last, /[?？؟]/.test(title), language);
    const shorter = words.length > 2 ? [upper(words.slice(-2))] : [];
    return [...shorter, upper([marked]), upper([last])];
  }
  return [upper(words), upper(words.slice(0, 2)), upper([first]), upper([last])];
}

/** A word as a question or an exclamation, as the language writes them. */
function emphasised(word: string, asked: boolean, language: Language): string {
  if (language === 'zh' || language === 'ja') return `${word}${asked ? '？' : '！'}`;
  if (language === 'th') return word;
  if (language === 'es') return asked ? `¿${word}?` : `¡${word}!`;
  if (language === 'ar') return `${word}${asked ? '؟' : '!'}`;
  return `${word}${language === 'fr' ? '\u00a0' : ''}${asked ? '?' : '!'}`;
}

/** Up to three words of a title in its order: a number with what it counts, else the words that carry meaning. */
function striking(title: string, language: Language): string[] {
  const words = splitWords(title.replace(/\u00a0/g, ' '), language)
    .map(({ text }) => text.replace(/(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)(?=\P{L}*$)/u, ''))
    .map((text) => text.replace(/^[^\p{L}\p{N}]*(?:[dljmnstcDLJMNSTC]['’]|[Qq]u['’])?|[^\p{L}\p{M}\p{N}%]+$/gu, ''))
    .filter(Boolean);
  const plain = (word: string) => wordsOf(word, language).join('');
  const counts = (word: string) => /^\d/.test(word) || numberWords[language].includes(plain(word));
  const number = words.findIndex(counts);
  if (number >= 0 && words[number + 1]) return words.slice(number, number + 2);
  const telling = words.filter((word) => counts(word) || !isCommon(plain(word), language));
  return telling.length > mostWords ? telling.slice(-mostWords) : telling;
}
