import type { Language } from '../../../contracts/languages.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { italian } from './italian.ts';
import { findAbbreviation, type LanguageTable } from './language-table.ts';
import { portuguese } from './portuguese.ts';
import { speakCounted } from './read-amount.ts';
import { speakDate, speakTime } from './read-time.ts';
import { speakWord } from './read-word.ts';
import { spanish } from './spanish.ts';
import { splitToken, type Token } from './token.ts';

const tables: Readonly<Record<Language, LanguageTable>> = {
  en: english,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
};

/**
 * How a voice reads the tokens of one sentence: for each token the words spoken for it, separated by spaces. Figures, signs
 * and short forms become words; an emoji, lone punctuation or mark-up becomes `''`. Where one reading covers several
 * tokens (`1 200`), the first has its words.
 */
export function normaliseTokens(tokens: readonly Token[], language: Language): string[] {
  const table = tables[language];
  const spoken: string[] = [];
  while (spoken.length < tokens.length) spoken.push(...speakAt(tokens, spoken.length, table));
  return spoken;
}

export function tableOf(language: Language): LanguageTable {
  return tables[language];
}

function speakAt(tokens: readonly Token[], at: number, table: LanguageTable): string[] {
  const token = tokens[at];
  if (!token || token.core === '') return [''];
  for (const rule of table.rules) {
    const spoken = rule(tokens, at);
    if (spoken) return spoken;
  }
  const abbreviation =
    (token.trail.startsWith('.') ? findAbbreviation(`${token.core}.`, table) : undefined) ??
    findAbbreviation(token.core, table);
  if (abbreviation !== undefined) return [abbreviation];
  if (Object.hasOwn(table.exceptions, token.core)) return [table.exceptions[token.core] ?? ''];
  return (
    speakDate(tokens, at, table) ??
    speakTime(tokens, at, table) ??
    speakCounted(tokens, at, table) ?? [speakWord(token.core, table, (part) => speakPart(part, token.core, table))]
  );
}

/** A piece of a token, read as if it stood alone. The piece is always shorter, so this ends. */
function speakPart(part: string, whole: string, table: LanguageTable): string {
  const token = splitToken(part);
  return part.length < whole.length && token.core !== '' ? (speakAt([token], 0, table)[0] ?? '') : '';
}
