import { frenchCardinal, frenchOrdinal } from './french-numbers.ts';
import {
  frenchAbbreviations,
  frenchCurrencies,
  frenchExceptions,
  frenchNeverLast,
  frenchSymbols,
  frenchUnits,
} from './french-terms.ts';
import type { LanguageTable, Rule } from './language-table.ts';
import { speakShortDecimals } from './numeral.ts';
import { readRoman, sumRoman } from './roman.ts';
import { namedUnits } from './units.ts';

const monthNames = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

/** `14 h 30`: three tokens; `14h30` is one and needs no rule of its own. */
const spacedTime: Rule = (tokens, at) => {
  const [hours, sign, minutes] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (sign?.core !== 'h' || sign.trail !== '' || hours?.trail !== '' || !minutes) return undefined;
  if (!/^\d{1,2}$/.test(hours.core) || !/^[0-5]\d$/.test(minutes.core)) return undefined;
  return [
    frenchCardinal(Number(hours.core), true),
    Number(hours.core) < 2 ? 'heure' : 'heures',
    frenchCardinal(Number(minutes.core), true),
  ];
};

const joinedTime: Rule = (tokens, at) => {
  const match = /^(\d{1,2})h([0-5]\d)?$/i.exec(tokens[at]?.core ?? '');
  return match ? [speakTime(Number(match[1]), Number(match[2] ?? 0))] : undefined;
};

/** `XXe siècle`, `IVème`, `Ier`; without L and C, for `Le` and `Ce` are words. */
const romanOrdinal: Rule = (tokens, at) => {
  const match = /^([IVX]+)(er|re|ère|e|ème|ième)$/.exec(tokens[at]?.core ?? '');
  const n = match?.[1] && sumRoman(match[1]);
  return n ? [frenchOrdinal(n, /^(?:re|ère)$/.test(match[2] ?? ''))] : undefined;
};

/** `Louis XIV`, `chapitre III`. */
const romanNumber: Rule = (tokens, at) => {
  const n = readRoman(tokens[at]?.core ?? '');
  const before = tokens[at - 1];
  const named = /^\p{Lu}\p{Ll}|^(?:guerre|partie|chapitre|volume|tome|acte|phase|type|stade|titre|livre|niveau)$/u;
  return n !== undefined && before?.trail === '' && named.test(before.core) ? [frenchCardinal(n)] : undefined;
};

/** `p. ex.` */
const forExample: Rule = (tokens, at) => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  const matches = first?.core === 'p' && first.trail === '.' && second?.core === 'ex' && second.trail.startsWith('.');
  return matches ? ['par', 'exemple'] : undefined;
};

function speakTime(hours: number, minutes: number): string {
  const hour = `${frenchCardinal(hours, true)} heure${hours < 2 ? '' : 's'}`;
  return minutes === 0 ? hour : `${hour} ${frenchCardinal(minutes, true)}`;
}

const parts: Readonly<Record<number, string>> = { 2: 'demi', 3: 'tiers', 4: 'quart' };

export const french: LanguageTable = {
  cardinal: frenchCardinal,
  ordinal(n, suffix) {
    if (/^(?:re|ère)$/.test(suffix)) return frenchOrdinal(n, true);
    return /^(?:er|e|ème|ième|nd|nde|d|de)$/.test(suffix) ? frenchOrdinal(n) : undefined;
  },
  year: (n) => frenchCardinal(n),
  decimals: (figures) => speakShortDecimals(figures, french),
  fraction(numerator, denominator) {
    const count = frenchCardinal(numerator);
    if (denominator > 20) return `${count} sur ${frenchCardinal(denominator)}`;
    const part = parts[denominator] ?? frenchOrdinal(denominator);
    return `${count} ${part}${numerator === 1 || denominator === 3 ? '' : 's'}`;
  },
  time: speakTime,
  date: (day, month, year) =>
    `${day === 1 ? 'premier' : frenchCardinal(day)} ${monthNames[month - 1]} ${frenchCardinal(year)}`,
  money(units, cents, currency) {
    const whole = `${frenchCardinal(units, currency.feminine)} ${units < 2 ? currency.one : currency.many}`;
    if (cents === 0 || !currency.cents) return whole;
    if (units > 0) return `${whole} ${frenchCardinal(cents)}`;
    return `${frenchCardinal(cents)} ${cents === 1 ? currency.cents.one : currency.cents.many}`;
  },
  dayFirst: true,
  thousands: '.',
  spacedThousands: true,
  singular: (value) => value < 2,
  beforeNoun: (cardinal) => cardinal,
  of: (word) => (/^[aeiouhéèêyœ]/i.test(word) ? `d'${word}` : `de ${word}`),
  words: {
    decimal: 'virgule',
    minus: 'moins',
    percent: 'pour cent',
    perMille: 'pour mille',
    to: 'à',
    by: 'par',
    dot: 'point',
    number: 'numéro',
    hashtag: 'hashtag',
    times: 'fois',
  },
  symbols: frenchSymbols,
  units: frenchUnits,
  currencies: frenchCurrencies,
  magnitudes: namedUnits({
    million: 'million',
    millions: 'millions',
    milliard: 'milliard',
    milliards: 'milliards',
    billion: 'billion',
    billions: 'billions',
  }),
  multipliers: namedUnits({
    k: 'mille',
    K: 'mille',
    M: 'million millions',
    Md: 'milliard milliards',
    Mds: 'milliard milliards',
  }),
  abbreviations: frenchAbbreviations,
  neverLast: frenchNeverLast,
  exceptions: frenchExceptions,
  letters: 'àâäæçéèêëîïôöœùûüÿñáíóúãß',
  rules: [spacedTime, joinedTime, romanOrdinal, romanNumber, forExample],
};
