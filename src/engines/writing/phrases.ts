import { isOfflineLanguage, type Language, languages, type OfflineLanguage } from '../../contracts/languages.ts';
import { splitWords } from './sentences.ts';
import { isStopWord } from './stop-words.ts';

// A word with inner hyphens, apostrophes and decimal signs; anything else but white space separates.
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:(?:[-'’]|[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;
const elision = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|un|all|dell|nell|dall|sull|quest|quell)['’](?=.)/i;
const frenchInversion = /-(?:t-)?(?:ils?|elles?|on|nous|vous|tu|je|ce)$/i;
// Inside a phrase these do not end it, any more than white space does.
const transparent = /["“”«»'‘’*_`()[\]\p{Extended_Pictographic}\u200d\ufe0f]/u;

/**
 * Runs of words between stop words and punctuation, in order of appearance: what search engines call key phrases. Where
 * words are not spaced, each of more than one character.
 */
export function keyPhrases(text: string, language: Language): string[] {
  if ('unspaced' in languages[language]) return splitWords(text, language).filter((word) => [...word].length > 1);
  const phrases: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length > 0) phrases.push(run.join(' '));
    run = [];
  };
  for (const [token] of text.matchAll(wordPattern)) {
    const word = bareWord(token, language);
    if (word === '' || isStopWord(word, language)) {
      if (!transparent.test(token)) close();
    } else run.push(word);
  }
  close();
  return phrases;
}

function bareWord(token: string, language: Language): string {
  if (!/[\p{L}\p{N}]/u.test(token)) return '';
  if (language === 'fr') return token.replace(elision, '').replace(frenchInversion, '');
  if (language === 'it') return token.replace(elision, '');
  return token.replace(/['’]s$/i, '');
}

// What seldom is a thing one can draw: adverbs, participles and abstract nouns by their endings.
const seldomDrawn: Record<OfflineLanguage, RegExp> = {
  en: /(?:ly|ing|ed|ness|tion|sion|ity|ment|ism|able|ible|ful|less|ous|ive|ical)$/i,
  fr: /(?:ment|tion|sion|ité|isme|ance|ence|able|ible|eux|euse|ique|er|ez|ant|ée?s?)$/i,
  es: /(?:mente|ción|sión|dad|ismo|ancia|encia|able|ible|oso|osa|ando|iendo|ado|ada|ido|ida|ar|er|ir)$/i,
  it: /(?:mente|zione|sione|ità|ismo|anza|enza|abile|ibile|oso|osa|ando|endo|ato|ata|ito|ita|are|ere|ire)$/i,
  pt: /(?:mente|ção|são|dade|ismo|ância|ência|ável|ível|oso|osa|ando|endo|indo|ado|ada|ido|ida|ar|er|ir)$/i,
};

const numberWords: Record<OfflineLanguage, ReadonlySet<string>> = {
  en: new Set(
    'three four five six seven eight nine ten twelve twenty hundred thousand million billion half'.split(' '),
  ),
  fr: new Set('trois quatre cinq six sept huit neuf dix douze vingt cent cents mille million milliard'.split(' ')),
  es: new Set('tres cuatro cinco seis siete ocho nueve diez doce veinte cien ciento mil millón millones'.split(' ')),
  it: new Set('tre quattro cinque sei sette otto nove dieci dodici venti cento mille mila milione'.split(' ')),
  pt: new Set('três quatro cinco seis sete oito nove dez doze vinte cem cento mil milhão milhões'.split(' ')),
};

// Two capitals side by side: Marie Curie, Roman Empire.
const name = /^\p{Lu}\S*(?:\s\p{Lu}\S*)+$/u;

/**
 * The likeliest concrete nouns of a text, strongest first, as it writes them. A guess without a dictionary: names and long,
 * repeated words before others; adverbs, participles and abstract nouns last.
 */
export function keyNouns(text: string, language: Language, limit: number): string[] {
  const own = isOfflineLanguage(language)
    ? { numbers: numberWords[language], seldom: seldomDrawn[language] }
    : undefined;
  const found = new Map<string, { word: string; score: number }>();
  const starts = new Set(
    [...text.matchAll(/(?:^|[.!?…:]\s+|\n)["“«'(¿¡]*([\p{L}\p{N}'’-]+)/gu)].map(([, word]) => word),
  );
  const candidates = keyPhrases(text, language).flatMap((phrase) => (name.test(phrase) ? [phrase] : phrase.split(' ')));
  for (const [position, word] of candidates.entries()) {
    if ([...word].length < (/^\p{Script=Latin}/u.test(word) ? 3 : 1)) continue;
    const key = word.toLocaleLowerCase(language);
    if (/^\p{N}/u.test(word) || own?.numbers.has(key)) continue;
    const named = name.test(word) || (/^\p{Lu}/u.test(word) && !starts.has(word));
    const known = found.get(key);
    if (known) known.score += 1;
    else {
      const score = (named ? 2 : 0) + Math.min(word.length, 10) / 10 - position / 200;
      found.set(key, { word: named ? word : key, score: own?.seldom.test(word) ? score - 1.5 : score });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ word }) => cutCharacters(word, 60));
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
// Ends in a script that puts no spaces between words: what parts them is known by dictionary.
const endsUnspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{M}\p{P}]*$/u;

/** At most `most` UTF-16 units of a text, cut after a whole word if it has one, never inside a character. */
export function cutCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, startOfSegment(graphemes, text, most));
  const space = /\s/.test(text.charAt(cut.length)) ? cut.length : cut.search(/\s\S*$/);
  const word = startOfSegment(graphemes, text, startOfSegment(words, text, cut.length));
  const ends = endsUnspaced.test(cut) ? [word] : [space, word];
  const end = ends.find((at) => at > most / 3) ?? cut.length;
  return cut.slice(0, end).replace(/[\s,;:–—-]+$/u, '');
}

/** Where the word or character begins that a place in a text is in. */
function startOfSegment(segmenter: Intl.Segmenter, text: string, at: number): number {
  return segmenter.segment(text).containing(at)?.index ?? at;
}

/** At most `most` bytes of UTF-8, cut after a whole word, never inside a character. */
export function cutBytes(text: string, most: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(most));
  return cutCharacters(text, read);
}

/** At most four words of a scene for the picture: a number with what it counts, else its strongest nouns. */
export function onScreenWords(narration: string, language: Language): string | undefined {
  const counted = /(?:^|\s)(\p{N}[\p{N}.,]*(?:\s?[%°€$£])?(?:\s\p{L}[\p{L}'’-]*)?)/u.exec(narration)?.[1]?.trim();
  if (counted && counted.length <= 24) return counted.replace(/[.,]$/, '');
  const phrase = keyPhrases(narration, language)
    .filter((candidate) => candidate.length <= 24 && candidate.split(' ').length <= 3)
    .sort((a, b) => b.split(' ').length - a.split(' ').length || b.length - a.length)[0];
  const words = phrase ?? splitWords(narration, language).slice(0, 4).join(' ');
  return words ? capitalized(cutCharacters(words, 60), language) : undefined;
}

export function capitalized(text: string, language: Language): string {
  const first = /^[^\p{L}\p{N}]*\p{Ll}/u.exec(text)?.[0];
  return first ? first.toLocaleUpperCase(language) + text.slice(first.length) : text;
}
