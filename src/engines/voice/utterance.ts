import { languageOfWord, type PhonemeGroup, type PhonemeLanguage, type Phonemizer } from './phonemes.ts';
import { voiceSymbols } from './voice-symbols.ts';

/** A token as the voice says it. */
export interface SpokenToken {
  /** Words separated by spaces; empty when nothing is spoken for it. */
  spoken: string;
  /** The punctuation heard after it: one character or none. */
  mark: string;
  /** No space stands between it and the token before. */
  joined?: true;
}

/** One symbol the voice reads. `owner`: the index of its token, or -1 for spaces and punctuation. */
export interface VoiceSymbol {
  character: string;
  owner: number;
}

/** A sentence in the voice's symbols; characters outside `alphabet` are dropped. */
export function spellUtterance(
  tokens: readonly SpokenToken[],
  language: PhonemeLanguage,
  phonemizer: Phonemizer,
  alphabet: ReadonlyMap<string, number>,
): VoiceSymbol[] {
  const words = wordsOfTokens(tokens, language, phonemizer);
  const symbols: VoiceSymbol[] = [];
  for (const [owner, { mark }] of tokens.entries()) {
    for (const { spelling, apart } of words[owner] ?? []) {
      if (apart && symbols.length > 0) symbols.push({ character: ' ', owner: -1 });
      for (const character of spelling) if (alphabet.has(character)) symbols.push({ character, owner });
    }
    if (alphabet.has(mark) && symbols.length > 0 && !isMark(symbols.at(-1)))
      symbols.push({ character: mark, owner: -1 });
  }
  return symbols;
}

export function isMark(symbol: VoiceSymbol | undefined): boolean {
  return symbol !== undefined && symbol.owner < 0 && symbol.character !== ' ';
}

interface SpelledWord {
  spelling: string;
  /** A space stands before it. */
  apart: boolean;
}

/** Each run of tokens in one language goes through the phonemizer at once, so that neighbours shape each other (liaison). */
function wordsOfTokens(
  tokens: readonly SpokenToken[],
  language: PhonemeLanguage,
  phonemizer: Phonemizer,
): SpelledWord[][] {
  const words: SpelledWord[][] = tokens.map(() => []);
  let text = '';
  let starts: { offset: number; token: number }[] = [];
  let runLanguage = language;

  const finishRun = () => {
    for (const group of starts.length > 0 ? phonemizer.phonemize(text, runLanguage) : []) {
      const owner = starts.findLast(({ offset }) => offset <= group.start)?.token ?? starts[0]?.token ?? 0;
      words[owner]?.push({
        spelling: spellGroup(group, runLanguage),
        apart: /^$|\s/.test(text.charAt(group.start - 1)),
      });
    }
    text = '';
    starts = [];
  };

  for (const [token, { spoken, mark, joined }] of tokens.entries()) {
    if (spoken !== '') {
      const own = languageOfWord(spoken, language);
      if (own !== runLanguage) finishRun();
      runLanguage = own;
      if (text !== '' && !joined) text += ' ';
      starts.push({ offset: text.length, token });
      text += spoken;
    }
    text += clauseMark(mark);
  }
  finishRun();
  return words;
}

const spellGroup = ({ phonemes }: PhonemeGroup, language: PhonemeLanguage) =>
  phonemes.map((phoneme) => voiceSymbols(phoneme, language)).join('');

/** Marks the phonemizer takes for the end of a clause. */
const clauseMark = (mark: string) => (/^[,;:.!?]$/.test(mark) ? mark : mark === '' ? '' : ',');

/**
 * Cuts what is longer than the voice takes in one breath: at the clause end nearest the middle, else between two words,
 * else anywhere. Leading and trailing spaces are dropped.
 */
export function cutUtterance(symbols: readonly VoiceSymbol[], limit: number): VoiceSymbol[][] {
  const first = symbols.findIndex(({ character }) => character !== ' ');
  const last = symbols.findLastIndex(({ character }) => character !== ' ');
  const body = symbols.slice(Math.max(first, 0), last + 1);
  if (body.length <= limit) return body.some(({ owner }) => owner >= 0) ? [body] : [];

  const middle = body.length / 2;
  const nearest = (isCut: (index: number) => boolean) => {
    let best: number | undefined;
    for (let index = Math.ceil(body.length * 0.2); index < body.length * 0.8; index++) {
      if (isCut(index) && (best === undefined || Math.abs(index - middle) < Math.abs(best - middle))) best = index;
    }
    return best;
  };
  const cut =
    nearest((index) => body[index]?.character === ' ' && isMark(body[index - 1])) ??
    nearest((index) => body[index]?.character === ' ') ??
    Math.floor(middle);
  return [...cutUtterance(body.slice(0, cut), limit), ...cutUtterance(body.slice(cut), limit)];
}
