import { frenchCardinal, frenchOrdinal } from './french-numbers.ts';
import { frenchRules, frenchTime } from './french-rules.ts';
import {
  frenchAbbreviations,
  frenchCurrencies,
  frenchExceptions,
  frenchNeverLast,
  frenchSymbols,
  frenchUnits,
} from './french-terms.ts';
import type { LanguageTable } from './language-table.ts';
import { speakShortDecimals } from './numeral.ts';
import { namedUnits } from './units.ts';

const monthNames = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

const parts: Readonly<Record<number, string>> = { 2: 'demi', 3: 'tiers', 4: 'quart' };

export const french: LanguageTable = {
  cardinal: frenchCardinal,
  ordinal(n, suffix) {
    if (/^nde?s?$|^de?s?$/.test(suffix)) return n === 2 ? (suffix.includes('e') ? 'seconde' : 'second') : undefined;
    if (/^(?:re|ère)s?$/.test(suffix)) return frenchOrdinal(n, true);
    return /^(?:er|e|ème|ième)s?$/.test(suffix) ? frenchOrdinal(n) : undefined;
  },
  year: (n) => frenchCardinal(n),
  decimals: (figures) => speakShortDecimals(figures, french),
  fraction(numerator, denominator) {
    const count = frenchCardinal(numerator);
    // Marks out of ten, twenty, a hundred.
    if (denominator > 20 || (denominator % 10 === 0 && numerator > 1))
      return `${count} sur ${frenchCardinal(denominator)}`;
    const part = parts[denominator] ?? frenchOrdinal(denominator);
    return `${count} ${part}${numerator === 1 || denominator === 3 ? '' : 's'}`;
  },
  time: frenchTime,
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
    power: 'puissance',
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
  calendar: /^(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc|lun|mar|mer|jeu|ven|sam|dim)\p{L}*$/iu,
  rules: frenchRules,
};
