import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';

// After these a full stop ends no sentence: a name or a number follows.
const beforeNames: Record<OfflineLanguage, string> = {
  en: 'Mr Mrs Ms Dr Prof St Mt Gen Col Sgt Capt Rev Hon Sr Jr vs fig no vol approx ca e.g i.e cf',
  fr: 'M MM Mme Mmes Mlle Mlles Dr Pr Me St Ste cf fig no vol env p.ex c.-à-d av apr',
  es: 'Sr Sra Srta Sres Dr Dra D Dña Ud Uds Prof Sto Sta fig n.º núm vol aprox p.ej a.C cf',
  it: 'Sig Sig.ra Sig.na Dott Dott.ssa Prof Prof.ssa Ing Avv S fig n vol ca p.es cfr es',
  pt: 'Sr Sra Srta Dr Dra Prof Profa D Sto Sta fig n.º vol aprox p.ex a.C cf',
};

// After these it may: only a small letter or a figure says that the sentence goes on.
const midSentence = /(?:^|\s)(?:etc|Inc|Ltd|Co|Corp|a\.m|p\.m|J\.-C|d\.C)\.\s*$/i;
// `J. R. R. Tolkien`, `H. G. Wells`
const initial = /(?:^|[\s.(])\p{Lu}\.\s*$/u;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  const known = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, known);
  return known;
}

/** The sentences of a text in order, white space folded; joined by spaces they give the text again. */
export function splitSentences(text: string, language: Language): string[] {
  const names = isOfflineLanguage(language) ? beforeNames[language] : '';
  const abbreviations = new Set(names.toLowerCase().split(' '));
  const sentences: string[] = [];
  let pending = '';
  for (const { segment } of segmenter(language, 'sentence').segment(foldSpaces(text))) {
    const goesOn = pending !== '' && endsInAbbreviation(pending, segment, abbreviations);
    if (goesOn || pending === '') pending += segment;
    else {
      sentences.push(pending.trim());
      pending = segment;
    }
  }
  if (pending.trim()) sentences.push(pending.trim());
  return sentences;
}

function endsInAbbreviation(before: string, after: string, abbreviations: ReadonlySet<string>): boolean {
  const last = /(\S+)\.\s*$/.exec(before)?.[1];
  if (last === undefined) return false;
  if (initial.test(before) || abbreviations.has(last.replace(/^[("'“‘«]+/, '').toLowerCase())) return true;
  return midSentence.test(before) && /^[\p{Ll}\p{N}]/u.test(after);
}

/** The words of a text as they are written, without punctuation; scripts without spaces are split by dictionary. */
export function splitWords(text: string, language: Language): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter(language, 'word').segment(text)) if (isWordLike) words.push(segment);
  return words;
}

/** One line without what YouTube and captions refuse: `<`, `>`, control characters, halves of characters. */
export function plainLine(text: string): string {
  return foldSpaces(text.replace(/[<>\p{Cc}\p{Cs}]/gu, ' '));
}

/** White space, line breaks included, as single spaces; a no-break space stays one. */
export function foldSpaces(text: string): string {
  return text
    .replace(/[^\S\u00a0\u202f]+/g, ' ')
    .replace(/ ?([\u00a0\u202f]) ?/g, '$1')
    .trim();
}
