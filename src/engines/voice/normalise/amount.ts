import type { Currency, LanguageTable } from './language-table.ts';
import { type Numeral, numeralValue, readNumeral, speakNumeral } from './numeral.ts';
import { isBare, type Token } from './token.ts';
import type { Unit } from './units.ts';

/** One number or a range of two, with the sign and the currency before it and what is left of its token after it. */
export interface Amount {
  numerals: [Numeral, ...Numeral[]];
  /** How many tokens the figures take: `1 200` takes two. */
  tokens: number;
  sign: string;
  currency: Currency | undefined;
  rest: string;
}

const signs = /^[-−–+±~≈<>≤≥]/;
const rangeMark = /^[-–—‑](?=\d)/;

export function readAmount(tokens: readonly Token[], at: number, table: LanguageTable): Amount | undefined {
  const core = tokens[at]?.core ?? '';
  const sign = signs.exec(core)?.[0] ?? '';
  const unsigned = core.slice(sign.length);
  const code = currencyAtStart(unsigned, table);
  const figures = code ? unsigned.slice(code.length) : unsigned;
  const first = /^[\d.]/.test(figures) ? readNumeral(figures, table) : undefined;
  if (!first) return undefined;

  const amount: Amount = {
    numerals: [first.numeral],
    tokens: 1,
    sign,
    currency: code ? table.currencies[code] : undefined,
    rest: figures.slice(first.length),
  };
  takeThousands(amount, tokens, at, table);
  const second = rangeMark.test(amount.rest) ? readNumeral(amount.rest.slice(1), table) : undefined;
  if (second) {
    amount.numerals.push(second.numeral);
    amount.rest = amount.rest.slice(1 + second.length);
  }
  return amount;
}

function currencyAtStart(text: string, table: LanguageTable): string | undefined {
  return Object.keys(table.currencies)
    .filter((code) => text.startsWith(code))
    .sort((a, b) => b.length - a.length)[0];
}

/** `1 200 000,5`: tokens of three figures each belong to the number before them. */
function takeThousands(amount: Amount, tokens: readonly Token[], at: number, table: LanguageTable): void {
  const [first] = amount.numerals;
  if (first.integer.length > 3 || first.integer === '0' || first.decimals !== '') return;
  while (amount.rest === '' && isBare(tokens[at + amount.tokens - 1]) && first.decimals === '') {
    const next = tokens[at + amount.tokens];
    if (!next || next.lead !== '' || !/^\d{3}(?!\d)/.test(next.core)) return;
    // Where thousands are not spaced only `1 000 000` is surely one number.
    if (!table.spacedThousands && !/^000\b/.test(next.core)) return;
    const part = readNumeral(next.core, table);
    if (part?.numeral.integer.length !== 3) return;
    first.integer += part.numeral.integer;
    first.decimals = part.numeral.decimals;
    first.grouped = true;
    amount.rest = next.core.slice(part.length);
    amount.tokens++;
  }
}

const signWords = (sign: string, table: LanguageTable) =>
  sign === '' ? '' : sign === '-' || sign === '–' ? table.words.minus : (table.symbols[sign] ?? '');

/** The number alone: `-1,200.5`, `10–20`. `counted`: something is counted by it, so it is no year. */
export function speakAmount(amount: Amount, table: LanguageTable, counted: boolean, feminine = false): string {
  const spoken = amount.numerals.map((numeral, index) =>
    !counted && isYear(numeral) && (index === 0 || isYear(amount.numerals[0]))
      ? table.year(Number(numeral.integer))
      : speakNumeral(numeral, table, feminine),
  );
  // `50-50` are two halves.
  const between = spoken[0] === spoken[1] ? ' ' : ` ${table.words.to} `;
  return [signWords(amount.sign, table), spoken.join(between)].filter(Boolean).join(' ');
}

/** The number before the noun it counts: `veintiún kilómetros`, `une heure`. */
export function speakCount(amount: Amount, unit: Unit, table: LanguageTable): string {
  const spoken = speakAmount(amount, table, true, unit.feminine);
  return unit.feminine ? spoken : table.beforeNoun(spoken);
}

function isYear({ integer, decimals, grouped }: Numeral): boolean {
  return /^[1-9]\d{3}$/.test(integer) && decimals === '' && !grouped;
}

/** Whether what is counted stands in the singular. */
export function isSingular(amount: Amount, table: LanguageTable): boolean {
  return amount.numerals.length === 1 && table.singular(numeralValue(amount.numerals[0]));
}

/** `$4.50` → four dollars and fifty cents; undefined where it is no plain sum: a range, or decimals other than two. */
export function speakMoney(amount: Amount, currency: Currency, table: LanguageTable): string | undefined {
  const [{ integer, decimals }] = amount.numerals;
  const isSum = decimals === '' || decimals === '00' || (decimals.length === 2 && currency.cents !== undefined);
  if (amount.numerals.length > 1 || integer.length > 15 || !isSum) return undefined;
  const spoken = table.money(Number(integer), Number(decimals), currency);
  return [signWords(amount.sign, table), spoken].filter(Boolean).join(' ');
}
