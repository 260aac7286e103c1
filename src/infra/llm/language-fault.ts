import { detectAll } from 'tinyld';
import { type Language, languages } from '../../contracts/languages.ts';

const latin = ['en', 'fr', 'es', 'it', 'pt', 'de'] as const satisfies readonly Language[];
type LatinLanguage = (typeof latin)[number];
type OtherLanguage = Exclude<Language, LatinLanguage>;

/**
 * The letters a language is written in; and those that show another one in the same letters, with the share of them that it
 * has at most (`most`) or at least (`least`): a Chinese text has next to no kana, a Japanese one cannot do without.
 */
const scripts: Readonly<Record<OtherLanguage, { letters: RegExp; telling?: RegExp; most?: number; least?: number }>> = {
  ar: { letters: /\p{Script=Arabic}/gu, telling: /[پچژگکیٹڈڑںے]/gu, most: 0.04 },
  he: { letters: /\p{Script=Hebrew}/gu },
  hi: { letters: /\p{Script=Devanagari}/gu },
  th: { letters: /\p{Script=Thai}/gu },
  zh: {
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    telling: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    most: 0.1,
  },
  ja: {
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    telling: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    least: 0.15,
  },
  ko: { letters: /\p{Script=Hangul}/gu },
};

// Fewer letters of a language tell nothing: a title may be nothing but a name.
const fewestLatin = 60;
const fewestOther = 12;
// Names, brands and quotations are in letters of their own.
const leastOwnLetters = 0.4;
// How sure the detector has to be of another language, and how much surer than of the one that was asked for. Lists of names
// stay below; a text of two sentences in another language is far above.
const sure = 0.5;
const muchSurer = 3;
const sampleCharacters = 1500;

/** Says that a text is in another language, if it clearly is. */
export function languageFault(text: string, wanted: Language): string | undefined {
  const inEnglish = (code: string) => new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  const asked = `not in ${inEnglish(wanted)} (${languages[wanted].name})`;
  if (!isLatin(wanted)) return isWrittenIn(text, wanted) ? undefined : `the text is ${asked}`;
  const letters = count(text, /\p{L}/gu);
  if (letters < fewestLatin) return undefined;
  if (count(text, /\p{Script=Latin}/gu) < letters * leastOwnLetters) return `the text is ${asked}`;
  const found = detectAll(sampleOf(text), { only: [...latin] });
  const accuracyOf = (code: string | undefined) => found.find(({ lang }) => lang === code)?.accuracy ?? 0;
  const best = found[0]?.lang;
  if (!best || best === wanted || accuracyOf(best) < sure) return undefined;
  return accuracyOf(best) > muchSurer * accuracyOf(wanted) ? `the text is in ${inEnglish(best)}, ${asked}` : undefined;
}

/** From the beginning, the middle and the end: the detector's time grows faster than the text. */
function sampleOf(text: string): string {
  if (text.length <= 3 * sampleCharacters) return text;
  const middle = Math.floor((text.length - sampleCharacters) / 2);
  const starts = [0, middle, text.length - sampleCharacters];
  return starts.map((start) => text.slice(start, start + sampleCharacters)).join('\n');
}

function isWrittenIn(text: string, language: OtherLanguage): boolean {
  const { letters, telling, most = 1, least = 0 } = scripts[language];
  const all = count(text, /\p{L}/gu);
  if (all < fewestOther) return true;
  const own = count(text, letters);
  const share = telling ? count(text, telling) / Math.max(1, own) : 0;
  return own >= all * leastOwnLetters && share <= most && share >= least;
}

const isLatin = (language: Language): language is LatinLanguage => (latin as readonly Language[]).includes(language);

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
