import { findAbbreviation, type LanguageTable } from './language-table.ts';
import { speakFigures } from './numeral.ts';
import { findUnit } from './units.ts';

/** Reads a piece of a token as if it stood alone. */
export type SpeakPart = (part: string) => string;

type Reading = (core: string, table: LanguageTable, speakPart: SpeakPart) => string | undefined;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** `555-867-5309`, `978-3-16-148410-0`: numbers to be noted down. */
const code: Reading = (core, table) => {
  const isCode = /^\d{3}-\d{3}-\d{4}$|^\d{1,5}(?:-\d{1,7}){3,}$/.test(core);
  return isCode ? speakFigures(core.replaceAll('-', ''), table) : undefined;
};

/** `5%–10%`, `$5-$10`, `8h-10h`, `Jan–Mar`, `A–Z`: from one to the other. */
const range: Reading = (core, table, speakPart) => {
  const [first = '', second = '', ...more] = core.split(/[-–—]/);
  if (first === '' || second === '' || more.length > 0) return undefined;
  const isAmount = (part: string) => /^[^\p{L}\d]{0,3}\d/u.test(part) && !/^\d+$/.test(part);
  const isClock = (part: string) => /^[ap]\.?m\.?$/i.test(part);
  const isLetter = (part: string) => /^\p{Lu}$/u.test(part) && /–/.test(core);
  const isCalendar = (part: string) => table.calendar.test(part);
  const spans =
    (isAmount(first) && isAmount(second)) ||
    (isClock(first) && /^\d/.test(second)) ||
    (isLetter(first) && isLetter(second)) ||
    (isCalendar(first) && isCalendar(second));
  const spoken = (part: string) => findAbbreviation(`${part}.`, table) ?? speakPart(part);
  return spans ? `${spoken(first)} ${table.words.to} ${spoken(second)}` : undefined;
};

/** `€/m²`, `$5/month`, `km/day`: each of what stands below. */
const each: Reading = (core, table, speakPart) => {
  const [, above = '', below = ''] = /^([^/]+)\/(\p{L}[\p{L}.²³]*)$/u.exec(core) ?? [];
  const unit = below.length > 2 ? findUnit(above, table.units) : undefined;
  if (!unit && !/\d\S{0,3}$|^\p{Sc}$/u.test(above)) return undefined;
  const named = unit?.many ?? table.currencies[above]?.many ?? speakPart(above);
  return `${named} ${table.units.per} ${findUnit(below, table.units)?.one ?? speakPart(below)}`;
};

/** `7-3=4`: here a hyphen takes away. */
const equation: Reading = (core, table, speakPart) => {
  if (!/^[\p{L}\d.,²³]+(?:[=+×÷*/−-][\p{L}\d.,²³]+)+$/u.test(core) || !core.includes('=')) return undefined;
  const named: Readonly<Record<string, string | undefined>> = {
    '-': table.words.minus,
    '−': table.words.minus,
    '*': table.words.times,
    '×': table.words.times,
    '/': table.symbols['÷'],
  };
  const parts = core.split(/([=+×÷*/−-])/).map((part) => named[part] ?? table.symbols[part] ?? speakPart(part));
  return parts.filter(Boolean).join(' ');
};

/** `10^6`, `10²³`, `6.02×10²³`, `3e8`. */
const power: Reading = (core, table, speakPart) => {
  const product = /^(.+)[×·*](10\D.*)$/.exec(core);
  const short = /^(\d[\d.,]*)[eE]\+?(-?\d{1,3})$/.exec(core);
  if (short) return power(`${short[1]}×10^${short[2]}`, table, speakPart);
  const raised = product && power(product[2] ?? '', table, speakPart);
  if (raised) return `${speakPart(product[1] ?? '')} ${table.words.times} ${raised}`;
  const match = /^(\d[\d.,]*|\p{L})(?:\^(-?\d+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))$/u.exec(core);
  if (!match) return undefined;
  const exponent = match[2] ?? plainFigures(match[3] ?? '');
  const base = /^\d/.test(match[1] ?? '') ? speakPart(match[1] ?? '') : (match[1] ?? '');
  if (exponent === '2' || exponent === '3') return `${base} ${table.symbols[exponent === '2' ? '²' : '³']}`;
  const minus = exponent.startsWith('-') ? `${table.words.minus} ` : '';
  return `${base} ${table.words.power} ${minus}${table.cardinal(Math.abs(Number(exponent)))}`;
};

/** `Fe₂O₃`: symbols letter by letter. */
const formula: Reading = (core, table) => {
  if (!/^(?:\p{Lu}\p{Ll}?[₀-₉]*)+$/u.test(core) || !/[₀-₉]/.test(core)) return undefined;
  const parts = core.match(/\p{Lu}\p{Ll}?|[₀-₉]+/gu) ?? [];
  return parts
    .map((part) => {
      if (/[₀-₉]/.test(part)) return table.cardinal(Number(plainFigures(part)));
      return part.length === 1 ? part : `${[...part.toUpperCase()].join('.')}.`;
    })
    .join(' ');
};

/** Raised and lowered figures as plain ones. */
export function plainFigures(text: string): string {
  return [...text]
    .map((character) => {
      const figure = Math.max(superscripts.indexOf(character), subscripts.indexOf(character));
      return figure >= 0 ? String(figure) : character === '⁻' ? '-' : character;
    })
    .join('');
}

const readings = [code, range, each, equation, power, formula];

/** Tokens put together of several: the way they are read follows from what joins them. */
export function speakCompound(core: string, table: LanguageTable, speakPart: SpeakPart): string | undefined {
  for (const read of readings) {
    const spoken = read(core, table, speakPart);
    if (spoken !== undefined) return spoken;
  }
  return undefined;
}
