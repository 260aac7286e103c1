import { isOfflineLanguage, type Language } from '../../../contracts/languages.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { findAbbreviation, type LanguageTable, type ShortForms } from './language-table.ts';
import { speakPlainly } from './plain.ts';
import { portuguese } from './portuguese.ts';
import { speakCounted } from './read-amount.ts';
import { speakCompound } from './read-compound.ts';
import { speakDate, speakTime } from './read-time.ts';
import { speakWord } from './read-word.ts';
import { spanish } from './spanish.ts';
import { splitToken, type Token } from './token.ts';

/** A language's own file is all it takes to add one. */
const tables = {
  en: english,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  de: german,
} as const satisfies Partial<Record<Language, LanguageTable>>;

const noShortForms: ShortForms = { abbreviations: {}, neverLast: '' };

/**
 * How a voice reads the tokens of one sentence: for each token the words spoken for it, separated by spaces. Figures, signs
 * and short forms become words; an emoji, lone punctuation or mark-up becomes `''`. Where one reading covers several
 * tokens (`1 200`), the first has its words. In a language without a table figures are left to the voice.
 */
export function normaliseTokens(tokens: readonly Token[], language: Language): string[] {
  if (!hasTable(language)) return tokens.map(({ core }) => (core === '' ? '' : speakPlainly(core, language)));
  const table = tables[language];
  const spoken: string[] = [];
  while (spoken.length < tokens.length) spoken.push(...speakAt(tokens, spoken.length, table));
  return spoken;
}

export function shortFormsOf(language: Language): ShortForms {
  return hasTable(language) ? tables[language] : noShortForms;
}

const hasTable = (language: Language): language is keyof typeof tables =>
  isOfflineLanguage(language) || language === 'de';

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
    speakCounted(tokens, at, table) ?? [speakAlone(token.core, table)]
  );
}

function speakAlone(core: string, table: LanguageTable): string {
  const part = (text: string) => speakPart(text, core, table);
  return speakCompound(core, table, part) ?? speakWord(core, table, part);
}

/** A piece of a token, read as if it stood alone. The piece is always shorter, so this ends. */
function speakPart(part: string, whole: string, table: LanguageTable): string {
  const token = splitToken(part);
  return part.length < whole.length && token.core !== '' ? (speakAt([token], 0, table)[0] ?? '') : '';
}
