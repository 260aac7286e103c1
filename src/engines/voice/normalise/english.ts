import { englishCardinal, englishDecade, englishOrdinal, englishYear } from './english-numbers.ts';
import {
  englishAbbreviations,
  englishCurrencies,
  englishExceptions,
  englishNeverLast,
  englishSymbols,
  englishUnits,
} from './english-terms.ts';
import { type LanguageTable, monthTable, type Rule } from './language-table.ts';
import { readRoman } from './roman.ts';
import { namedUnits } from './units.ts';

const monthNames = 'January February March April May June July August September October November December'.split(' ');

const months = monthTable(monthNames.map((name) => `${name} ${name.slice(0, 3)}`).with(8, 'September Sep Sept'));

const isMonth = (word: string | undefined) => word !== undefined && Object.hasOwn(months, word);

/** `March 3`, `March 3rd`, `3 March`. */
const dayOfMonth: Rule = (tokens, at) => {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(tokens[at]?.core ?? '');
  const day = Number(match?.[1]);
  if (!match || day < 1 || day > 31) return undefined;
  const before = tokens[at - 1];
  if (isMonth(before?.core) && (before?.trail === '' || before?.trail === '.')) return [englishOrdinal(day)];
  if (!isMonth(tokens[at + 1]?.core) || tokens[at]?.trail !== '') return undefined;
  return [`${before?.core.toLowerCase() === 'the' ? '' : 'the '}${englishOrdinal(day)} of`];
};

/** `1990s`, `80s`. */
const decade: Rule = (tokens, at) => {
  const match = /^((?:\d{2})?\d0)'?s$/.exec(tokens[at]?.core ?? '');
  const spoken = match?.[1] && englishDecade(Number(match[1]));
  return spoken ? [spoken] : undefined;
};

const counted = /^(?:war|part|chapter|volume|act|phase|type|stage|title|book|level|mark|class|game|bowl)$/i;

/** `World War II`, `Henry VIII`. */
const romanNumber: Rule = (tokens, at) => {
  const n = readRoman(tokens[at]?.core ?? '');
  const before = tokens[at - 1];
  if (n === undefined || !before || before.trail !== '' || !/^\p{Lu}\p{L}/u.test(before.core)) return undefined;
  return [counted.test(before.core) ? englishCardinal(n) : `the ${englishOrdinal(n)}`];
};

/** `St. Louis`, `Main St.` */
const saintOrStreet: Rule = (tokens, at) => {
  const token = tokens[at];
  if (token?.core !== 'St') return undefined;
  const named = token.trail.length <= 1 && /^\p{Lu}/u.test(tokens[at + 1]?.core ?? '');
  return [named ? 'saint' : 'street'];
};

export const english: LanguageTable = {
  cardinal: englishCardinal,
  ordinal: (n, suffix) => (/^(?:st|nd|rd|th)$/i.test(suffix) ? englishOrdinal(n) : undefined),
  year: englishYear,
  decimals: (figures) => [...figures].map((figure) => englishCardinal(Number(figure))).join(' '),
  fraction(numerator, denominator) {
    const count = englishCardinal(numerator);
    if (denominator === 2) return numerator === 1 ? 'one half' : `${count} halves`;
    if (denominator > 20) return `${count} over ${englishCardinal(denominator)}`;
    const part = denominator === 4 ? 'quarter' : englishOrdinal(denominator);
    return `${count} ${part}${numerator === 1 ? '' : 's'}`;
  },
  time(hours, minutes, followed) {
    const hour = englishCardinal(hours);
    if (minutes > 0) return `${hour} ${minutes < 10 ? 'oh ' : ''}${englishCardinal(minutes)}`;
    if (followed) return hour;
    return hours === 0 || hours > 12 ? `${hour} hundred hours` : `${hour} o'clock`;
  },
  date: (day, month, year) => `${monthNames[month - 1]} ${englishOrdinal(day)} ${englishYear(year)}`,
  money(units, cents, currency) {
    const whole = `${englishCardinal(units)} ${units === 1 ? currency.one : currency.many}`;
    if (cents === 0 || !currency.cents) return whole;
    const part = `${englishCardinal(cents)} ${cents === 1 ? currency.cents.one : currency.cents.many}`;
    return units === 0 ? part : `${whole} and ${part}`;
  },
  dayFirst: false,
  thousands: ',',
  spacedThousands: false,
  singular: (value) => value === 1,
  beforeNoun: (cardinal) => cardinal,
  of: (word) => word,
  words: {
    decimal: 'point',
    minus: 'minus',
    percent: 'percent',
    perMille: 'per thousand',
    to: 'to',
    by: 'by',
    dot: 'dot',
    number: 'number',
    hashtag: 'hashtag',
    times: 'times',
  },
  symbols: englishSymbols,
  units: englishUnits,
  currencies: englishCurrencies,
  magnitudes: namedUnits({
    hundred: 'hundred',
    thousand: 'thousand',
    million: 'million',
    billion: 'billion',
    trillion: 'trillion',
  }),
  multipliers: namedUnits({
    k: 'thousand',
    K: 'thousand',
    M: 'million',
    m: 'million',
    bn: 'billion',
    B: 'billion',
    T: 'trillion',
  }),
  abbreviations: englishAbbreviations,
  neverLast: englishNeverLast,
  exceptions: englishExceptions,
  letters: 'àâäáãåæçéèêëíìîïñóòôöøœúùûüýÿß',
  rules: [dayOfMonth, decade, romanNumber, saintOrStreet],
};
