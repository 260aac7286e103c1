import { englishCardinal, englishOrdinal, englishYear } from './english-numbers.ts';
import { englishGoesOn, englishMonths, englishRules } from './english-rules.ts';
import {
  englishAbbreviations,
  englishCurrencies,
  englishExceptions,
  englishNeverLast,
  englishSymbols,
} from './english-terms.ts';
import { englishUnits } from './english-units.ts';
import type { LanguageTable } from './language-table.ts';
import { namedUnits } from './units.ts';

export const english: LanguageTable = {
  cardinal: englishCardinal,
  ordinal: (n, suffix) => (/^(?:st|nd|rd|th)$/i.test(suffix) ? englishOrdinal(n) : undefined),
  year: englishYear,
  decimals: (figures) => [...figures].map((figure) => englishCardinal(Number(figure))).join(' '),
  fraction(numerator, denominator) {
    const count = englishCardinal(numerator);
    if (denominator === 2) return numerator === 1 ? 'one half' : `${count} halves`;
    if (denominator > 20 && denominator !== 100 && denominator !== 1000)
      return `${count} over ${englishCardinal(denominator)}`;
    const part = denominator === 4 ? 'quarter' : englishOrdinal(denominator);
    return `${count} ${part}${numerator === 1 ? '' : 's'}`;
  },
  time(hours, minutes, followed) {
    const hour = englishCardinal(hours);
    if (minutes > 0) return `${hour} ${minutes < 10 ? 'oh ' : ''}${englishCardinal(minutes)}`;
    if (followed) return hour;
    return hours === 0 || hours > 12 ? `${hour} hundred hours` : `${hour} o'clock`;
  },
  date: (day, month, year) => `${englishMonths[month - 1]} ${englishOrdinal(day)} ${englishYear(year)}`,
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
    power: 'to the power of',
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
  calendar: /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Thurs|Fri|Sat|Sun)\w*$/,
  rules: englishRules,
  goesOn: englishGoesOn,
};
