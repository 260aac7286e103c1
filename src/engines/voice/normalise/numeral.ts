import type { LanguageTable } from './language-table.ts';

/** A number as it stands in a text: figures only. */
export interface Numeral {
  integer: string;
  decimals: string;
  /** Written with separators between the thousands. */
  grouped: boolean;
}

const dotThousands = /^(\d{1,3}(?:\.\d{3})+(?!\d))(?:,(\d+))?|^(\d+)(?:[.,](\d+))?/;
const commaThousands = /^(\d{1,3}(?:,\d{3})+(?!\d))(?:\.(\d+))?|^(\d*)(?:\.(\d+))|^(\d+)/;

/** The numeral at the start of the text and how many characters it takes. */
export function readNumeral(text: string, table: LanguageTable): { numeral: Numeral; length: number } | undefined {
  const match = (table.thousands === ',' ? commaThousands : dotThousands).exec(text);
  if (!match || match[0] === '') return undefined;
  const grouped = match[1] !== undefined;
  const integer = (match[1] ?? match[3] ?? match[5] ?? '').replace(/\D/g, '') || '0';
  const decimals = match[2] ?? match[4] ?? '';
  return { numeral: { integer, decimals, grouped }, length: match[0].length };
}

export function numeralValue({ integer, decimals }: Numeral): number {
  return Number(`${integer}.${decimals || '0'}`);
}

export function speakNumeral(numeral: Numeral, table: LanguageTable, feminine = false): string {
  const { integer, decimals } = numeral;
  const whole = speakInteger(integer, table, feminine && decimals === '');
  return decimals === '' ? whole : `${whole} ${table.words.decimal} ${table.decimals(decimals)}`;
}

/** Figure by figure where the number is a code (`007`) or beyond the names of numbers. */
function speakInteger(figures: string, table: LanguageTable, feminine: boolean): string {
  const isCode = figures.length > 1 && figures.startsWith('0');
  return isCode || figures.length > 15 ? speakFigures(figures, table) : table.cardinal(Number(figures), feminine);
}

export function speakFigures(figures: string, table: Pick<LanguageTable, 'cardinal'>): string {
  return [...figures].map((figure) => table.cardinal(Number(figure))).join(' ');
}

/** Leading zeros one by one, the rest as a number when short: `05` → zero five, `14` → fourteen, `14159` → by figure. */
export function speakShortDecimals(figures: string, table: Pick<LanguageTable, 'cardinal'>): string {
  const zeros = /^0*/.exec(figures)?.[0].length ?? 0;
  const rest = figures.slice(zeros);
  const parts = Array.from({ length: zeros }, () => table.cardinal(0));
  if (rest.length > 3) parts.push(...[...rest].map((figure) => table.cardinal(Number(figure))));
  else if (rest !== '') parts.push(table.cardinal(Number(rest)));
  return parts.join(' ');
}
