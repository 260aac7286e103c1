import type { Language } from '../../contracts/languages.ts';
import { splitWords, type Word } from '../text/split-words.ts';
import { findAbbreviation, type ShortForms } from './normalise/language-table.ts';
import { normaliseTokens, shortFormsOf } from './normalise/normalise.ts';
import { splitToken, type Token } from './normalise/token.ts';
import type { SpokenToken } from './utterance.ts';

/** A sentence of a text: its words as the script spells them, and as the voice says them. Both lists run together. */
export interface Sentence {
  words: Word[];
  tokens: SpokenToken[];
  endsParagraph: boolean;
}

/** The sentences of a text, in order. All their words together are the text's words. */
export function readSentences(text: string, language: Language): Sentence[] {
  const forms = shortFormsOf(language);
  const sentences: Sentence[] = [];
  // What is not spoken before the first words belongs to them.
  let leading: Part[] = [];
  for (const { parts, endsParagraph } of splitSentences(text, language, forms)) {
    const spoken = normaliseTokens(
      parts.map(({ token }) => token),
      language,
    );
    const previous = sentences.at(-1);
    if (spoken.some((words) => words !== '')) {
      const silent = leading.map(() => '');
      sentences.push(toSentence([...leading, ...parts], [...silent, ...spoken], endsParagraph));
      leading = [];
    } else if (previous) addSilent(previous, parts, endsParagraph);
    else leading.push(...parts);
  }
  if (leading.length > 0)
    sentences.push(
      toSentence(
        leading,
        leading.map(() => ''),
        true,
      ),
    );
  return sentences;
}

interface Part {
  word: Word;
  token: Token;
}

function addSilent(sentence: Sentence, parts: readonly Part[], endsParagraph: boolean): void {
  for (const { word } of parts) {
    sentence.words.push(word);
    sentence.tokens.push({ spoken: '', mark: '' });
  }
  sentence.endsParagraph ||= endsParagraph;
}

function toSentence(parts: readonly Part[], spoken: readonly string[], endsParagraph: boolean): Sentence {
  const tokens = parts.map(({ token }) => token);
  return {
    words: parts.map(({ word }) => word),
    tokens: parts.map(({ token, word: { joined } }, index) => ({
      spoken: spoken[index] ?? '',
      mark: index === parts.length - 1 ? finalMark(tokens) : innerMark(token, tokens[index + 1]),
      ...(joined && { joined }),
    })),
    endsParagraph,
  };
}

const ends = /[.!?…。！？؟।॥۔｡]/u;

function* splitSentences(
  text: string,
  language: Language,
  forms: ShortForms,
): Generator<{ parts: Part[]; endsParagraph: boolean }> {
  for (const paragraph of text.split(/\n\s*\n/)) {
    const parts = splitWords(paragraph, language).map((word) => ({ word, token: splitToken(word.text) }));
    const tokens = parts.map(({ token }) => token);
    let from = 0;
    for (const index of tokens.keys()) {
      if (!endsSentence(tokens, index, forms)) continue;
      yield { parts: parts.slice(from, index + 1), endsParagraph: index === tokens.length - 1 };
      from = index + 1;
    }
  }
}

/** A closing mark, with nothing after it that goes on: a lower-case word, or more closing marks. */
function endsSentence(tokens: readonly Token[], index: number, forms: ShortForms): boolean {
  const next = tokens[index + 1];
  if (!next) return true;
  if (isClosing(next)) return false;
  const spelled = closedBy(tokens, index);
  const trails = tokens.slice(spelled, index + 1).map(({ trail }) => trail);
  if (!ends.test(trails.join(''))) return false;
  // `Jr.,`: the comma goes on.
  if (/[,;:،؛，；：]$/.test(trails.at(-1) ?? '')) return false;
  const following = wordAfter(tokens, index);
  if (/^\p{Ll}/u.test(following)) return false;
  return !trails[0]?.startsWith('.') || !isShortForm(tokens, spelled, following, forms);
}

const isClosing = ({ core, text }: Token) => core === '' && /^[\p{Pe}\p{Pf}»"'.!?…。！？؟।॥۔｡]+$/u.test(text);

/** Index of the token that a lone mark closes; its own where it is none. */
function closedBy(tokens: readonly Token[], index: number): number {
  let at = index;
  for (let token = tokens[at]; at > 0 && token && isClosing(token); token = tokens[at]) at--;
  return at;
}

function wordAfter(tokens: readonly Token[], index: number): string {
  let at = index + 1;
  while (at < tokens.length && tokens[at]?.core === '') at++;
  return tokens[at]?.core ?? '';
}

const opensSentence =
  /^(?:The|An?|In|It|Its|He|She|They|We|I|But|And|This|That|These|Those|There|If|When|So|Les?|La|Un|Une|Ils?|Elles?|On|El|Los|Las|Os?|As?)$/;

/** A full stop that belongs to the word: `Dr. Smith`, `J. K. Rowling`, `U.S. Navy`, `Sept. 5`. */
function isShortForm(tokens: readonly Token[], at: number, following: string, forms: ShortForms): boolean {
  const { core = '', trail = '' } = tokens[at] ?? {};
  if (/[!?…]/.test(trail)) return false;
  if (forms.neverLast.split(' ').includes(`${core}.`)) return true;
  if (forms.goesOn?.(tokens, at)) return true;
  const isInitial = /^\p{Lu}$/u.test(core);
  if (isInitial) return at === 0 || /^\p{Lu}/u.test(tokens[at - 1]?.core ?? '');
  if (/^(?:\p{L}\.)+\p{L}$/u.test(core) && findAbbreviation(`${core}.`, forms) === undefined) {
    return !opensSentence.test(following);
  }
  return /^\d/.test(following) && findAbbreviation(`${core}.`, forms) !== undefined;
}

function finalMark(tokens: readonly Token[]): string {
  const trail = tokens
    .slice(tokens.findLastIndex(({ core }) => core !== ''))
    .map((token) => token.trail)
    .join('');
  if (/[?？؟]/.test(trail)) return '?';
  if (/[!！]/.test(trail)) return '!';
  return trail.includes('…') || trail.includes('...') ? '…' : '.';
}

const innerMarks: readonly [RegExp, string][] = [
  [/[?？؟]/, '?'],
  [/[!！]/, '!'],
  [/[;；؛]/, ';'],
  [/[:：]/, ':'],
  [/…|\.\.\./, '…'],
  [/[,，、،､]/, ','],
  // A bracket is heard as a comma is.
  [/[)\]]/, ','],
];

function innerMark(token: Token, next: Token | undefined): string {
  if (token.core === '' && /^[-–—]+$/.test(token.text)) return '—';
  const mark = innerMarks.find(([pattern]) => pattern.test(token.trail))?.[1];
  if (mark !== undefined) return mark;
  return token.core !== '' && next !== undefined && /[([]/.test(next.lead) ? ',' : '';
}
