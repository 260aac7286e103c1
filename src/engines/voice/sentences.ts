import type { Language } from '../../contracts/languages.ts';
import { findAbbreviation, type LanguageTable } from './normalise/language-table.ts';
import { normaliseTokens, tableOf } from './normalise/normalise.ts';
import { splitToken, type Token } from './normalise/token.ts';
import type { SpokenToken } from './utterance.ts';

/** A sentence of a text: its tokens as the script spells them, and as the voice says them. Both lists run together. */
export interface Sentence {
  texts: string[];
  tokens: SpokenToken[];
}

/** The sentences of a text, in order. Joined, their texts are the text's whitespace tokens. */
export function readSentences(text: string, language: Language): Sentence[] {
  const table = tableOf(language);
  const sentences: Sentence[] = [];
  let leading: Token[] = [];
  for (const tokens of splitSentences(text, table)) {
    const spoken = normaliseTokens(tokens, language);
    if (spoken.some((words) => words !== '')) {
      // Whatever stood unspoken before the first words belongs to them.
      const all = [...leading, ...tokens];
      const silent = leading.map(() => '');
      leading = [];
      sentences.push(toSentence(all, [...silent, ...spoken]));
    } else {
      const previous = sentences.at(-1);
      if (!previous) leading.push(...tokens);
      else for (const { text: silent } of tokens) addSilent(previous, silent);
    }
  }
  if (leading.length > 0) {
    sentences.push(
      toSentence(
        leading,
        leading.map(() => ''),
      ),
    );
  }
  return sentences;
}

function addSilent(sentence: Sentence, text: string): void {
  sentence.texts.push(text);
  sentence.tokens.push({ spoken: '', mark: '' });
}

function toSentence(tokens: readonly Token[], spoken: readonly string[]): Sentence {
  return {
    texts: tokens.map(({ text }) => text),
    tokens: tokens.map((token, index) => ({
      spoken: spoken[index] ?? '',
      mark: index === tokens.length - 1 ? finalMark(tokens) : innerMark(token, tokens[index + 1]),
    })),
  };
}

const ends = /[.!?…。！？؟]/u;

function* splitSentences(text: string, table: LanguageTable): Generator<Token[]> {
  let sentence: Token[] = [];
  const found = [...text.matchAll(/(\S+)(\s*)/g)];
  const tokens = found.map((match) => splitToken(match[1] ?? ''));
  for (const [index, token] of tokens.entries()) {
    sentence.push(token);
    const isParagraph = /\n\s*\n/.test(found[index]?.[2] ?? '');
    if (isParagraph || endsSentence(tokens, index, table)) {
      yield sentence;
      sentence = [];
    }
  }
  if (sentence.length > 0) yield sentence;
}

/** A closing mark, with nothing after it that goes on: a lower-case word, or more closing marks. */
function endsSentence(tokens: readonly Token[], index: number, table: LanguageTable): boolean {
  const next = tokens[index + 1];
  if (!next) return true;
  if (isClosing(next)) return false;
  const spelled = closedBy(tokens, index);
  const trails = tokens.slice(spelled, index + 1).map(({ trail }) => trail);
  if (!ends.test(trails.join(''))) return false;
  const following = wordAfter(tokens, index);
  if (/^\p{Ll}/u.test(following)) return false;
  return !trails[0]?.startsWith('.') || !isShortForm(tokens, spelled, following, table);
}

const isClosing = ({ core, text }: Token) => core === '' && /^[\p{Pe}\p{Pf}»"'.!?…。！？؟]+$/u.test(text);

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
function isShortForm(tokens: readonly Token[], at: number, following: string, table: LanguageTable): boolean {
  const { core = '', trail = '' } = tokens[at] ?? {};
  if (/[!?…]/.test(trail)) return false;
  if (table.neverLast.split(' ').includes(`${core}.`)) return true;
  const isInitial = /^\p{Lu}$/u.test(core);
  if (isInitial) return at === 0 || /^\p{Lu}/u.test(tokens[at - 1]?.core ?? '');
  if (/^(?:\p{L}\.)+\p{L}$/u.test(core) && findAbbreviation(`${core}.`, table) === undefined) {
    return !opensSentence.test(following);
  }
  return /^\d/.test(following) && findAbbreviation(`${core}.`, table) !== undefined;
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
  [/[,，、،]/, ','],
  // A bracket is heard as a comma is.
  [/[)\]]/, ','],
];

function innerMark(token: Token, next: Token | undefined): string {
  if (token.core === '' && /^[-–—]+$/.test(token.text)) return '—';
  const mark = innerMarks.find(([pattern]) => pattern.test(token.trail))?.[1];
  if (mark !== undefined) return mark;
  return token.core !== '' && next !== undefined && /[([]/.test(next.lead) ? ',' : '';
}
