import type { Token } from './token.ts';
import type { Unit, UnitTable } from './units.ts';

export interface Currency extends Unit {
  /** Hundredths, where they have a name of their own. */
  cents?: Unit;
}

/**
 * Reads tokens beginning at `at` in a way of this language only. Answers what is spoken for each token it consumed
 * (`''`: nothing of its own), or undefined to leave them to the next rule.
 */
export type Rule = (tokens: readonly Token[], at: number) => string[] | undefined;

/** What ends in a full stop without ending the sentence. */
export interface ShortForms {
  /** Dots included. A capitalised key matches itself only, a lower-case one in any case. */
  abbreviations: Readonly<Record<string, string>>;
  /** Of the abbreviations, those that never end a sentence, separated by spaces. */
  neverLast: string;
  /** Whether a full stop after the token at `at` belongs to it in this language only: `am 3. Mai`. */
  goesOn?(tokens: readonly Token[], at: number): boolean;
}

/** All that reading one language's figures, signs and short forms needs. What is returned is words separated by spaces. */
export interface LanguageTable extends ShortForms {
  /** 0 ≤ n < 10¹⁵, whole. */
  cardinal(n: number, feminine?: boolean): string;
  /** What follows the figures of an ordinal, and how it is read: `3rd`, `1ère`. */
  ordinal(n: number, suffix: string): string | undefined;
  /** A number of four figures that stands alone. */
  year(n: number): string;
  /** The figures after the decimal mark. */
  decimals(figures: string): string;
  fraction(numerator: number, denominator: number): string;
  /** `followed`: a.m. or p.m. comes next. */
  time(hours: number, minutes: number, followed: boolean): string;
  date(day: number, month: number, year: number): string;
  money(units: number, cents: number, currency: Currency): string;
  /** Of `03/04/1998`: whether 3 is the day. */
  dayFirst: boolean;
  /** Character between thousands; the other of `.` and `,` is the decimal mark. */
  thousands: '.' | ',';
  /** Whether `1 200` is one number. */
  spacedThousands: boolean;
  /** Values that take the singular: French counts 1.5 as one. */
  singular(value: number): boolean;
  /** A cardinal as it stands before a masculine noun: `veintiún`. */
  beforeNoun(cardinal: string): string;
  /** Between a large round number and what it counts: `millions d'euros`. */
  of(word: string): string;
  words: Readonly<
    Record<
      'decimal' | 'minus' | 'percent' | 'perMille' | 'to' | 'by' | 'dot' | 'number' | 'hashtag' | 'times' | 'power',
      string
    >
  >;
  /** Read in place, wherever they stand. */
  symbols: Readonly<Record<string, string>>;
  units: UnitTable;
  /** Keyed by sign and by ISO code. */
  currencies: Readonly<Record<string, Currency>>;
  /** Words between a number and what it counts: `million`. */
  magnitudes: Readonly<Record<string, Unit>>;
  /** Letters that multiply the number they follow: `k`, `M` (only with money), `bn`. */
  multipliers: Readonly<Record<string, Unit>>;
  /** Exact spellings that are read otherwise than the phonemizer would. */
  exceptions: Readonly<Record<string, string>>;
  /** Letters beyond a–z that the phonemizer reads well; others lose their accents. */
  letters: string;
  /** Months and days of the week, short or whole: between two of them a dash means from … to. */
  calendar: RegExp;
  rules: readonly Rule[];
}

/** The reading of an abbreviation. */
export function findAbbreviation(text: string, table: Pick<ShortForms, 'abbreviations'>): string | undefined {
  if (Object.hasOwn(table.abbreviations, text)) return table.abbreviations[text];
  const lower = text.toLowerCase();
  return Object.hasOwn(table.abbreviations, lower) ? table.abbreviations[lower] : undefined;
}

/** `['january jan', …]` → `{ january: 1, jan: 1, … }`. */
export function monthTable(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.flatMap((forms, index) => forms.split(' ').map((form) => [form, index + 1])));
}
