import { germanCardinal as cardinal, germanOrdinal as ordinal, germanYear as year } from './german-numbers.ts';
import { type LanguageTable, monthTable, type Rule } from './language-table.ts';
import { speakFigures } from './numeral.ts';
import { readRoman } from './roman.ts';
import { commonSymbols, commonUnits } from './romance-terms.ts';
import { namedUnits } from './units.ts';

const monthNames = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const months = monthTable(monthNames.map((name) => `${name} ${name.slice(0, 3)}`).with(8, 'September Sep Sept'));

/** `am 3. Mai`, `der 1. Platz`: figures with a full stop before a noun or a name. */
const dottedOrdinal: Rule = (tokens, at) => {
  const token = tokens[at];
  if (!token || token.trail !== '.' || !/^\d{1,3}$/.test(token.core)) return undefined;
  const following = tokens[at + 1]?.core ?? '';
  const isMonth = Object.hasOwn(months, following);
  const article = tokens[at - 1]?.core.toLowerCase() ?? '';
  const declined = /^(?:am|im|vom|zum|beim|dem|den|des|einem|seinem|ihrem|ab|seit)$/.test(article);
  const named = /^(?:der|die|das|ein|eine)$/.test(article) || declined;
  if (!isMonth && !(named && /^\p{L}/u.test(following))) return undefined;
  return [ordinal(Number(token.core)) + (declined ? 'n' : isMonth && !named ? 'r' : '')];
};

/** `14:30 Uhr`, `14 Uhr`. */
const clock: Rule = (tokens, at) => {
  const [time, word] = [tokens[at], tokens[at + 1]];
  const match = /^(\d{1,2})(?:[:.]([0-5]\d))?$/.exec(time?.core ?? '');
  if (!match || word?.core !== 'Uhr' || time?.trail !== '') return undefined;
  const hours = Number(match[1]) === 1 ? 'ein' : cardinal(Number(match[1]));
  const minutes = Number(match[2] ?? 0);
  return [`${hours} Uhr${minutes > 0 ? ` ${cardinal(minutes)}` : ''}`, ''];
};

/** `Ludwig XIV.` */
const romanNumber: Rule = (tokens, at) => {
  const n = readRoman(tokens[at]?.core ?? '');
  const before = tokens[at - 1];
  if (n === undefined || before?.trail !== '' || !/^\p{Lu}\p{Ll}/u.test(before.core)) return undefined;
  return [tokens[at]?.trail.startsWith('.') ? `der ${ordinal(n)}` : cardinal(n)];
};

const pairs: Readonly<Record<string, [string, string]>> = {
  'z.B.': ['zum', 'Beispiel'],
  'd.h.': ['das', 'heißt'],
  'u.a.': ['unter', 'anderem'],
  'v.Chr.': ['vor', 'Christus'],
  'n.Chr.': ['nach', 'Christus'],
};

/** `z. B.`, `v. Chr.` */
const spacedPair: Rule = (tokens, at) => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  return first?.trail === '.' && second?.trail.startsWith('.') ? pairs[`${first.core}.${second.core}.`] : undefined;
};

// Small letters: a prefix may come before.
const units = commonUnits({
  meter: 'meter',
  meters: 'Kilometer Kilometer Zentimeter Zentimeter Millimeter Millimeter',
  gram: 'gramm',
  liter: 'liter',
  ton: '+Tonne Tonnen',
  second: '+sekunde sekunden',
  minute: '+Minute Minuten',
  hour: '+Stunde Stunden',
  degree: 'Grad',
  celsius: 'Grad_Celsius',
  watt: 'watt',
  volt: 'volt',
  calorie: '+kalorie kalorien',
  hertz: 'hertz',
  byte: 'byte',
  hectare: 'Hektar',
  prefixes: 'Nano Mikro Milli Zenti Dezi Hekto Kilo Mega Giga Tera',
  per: 'pro',
  square: 'quadrat quadrat',
  cubic: 'kubik kubik',
});

const cents = { one: 'Cent', many: 'Cent' };

export const german: LanguageTable = {
  cardinal,
  ordinal: () => undefined,
  year,
  decimals: (figures) => speakFigures(figures, german),
  fraction(numerator, denominator) {
    if (denominator === 2) return numerator === 1 ? 'ein halb' : `${cardinal(numerator)} halbe`;
    if (denominator > 20) return `${cardinal(numerator)} durch ${cardinal(denominator)}`;
    const part = `${ordinal(denominator)}l`;
    return `${numerator === 1 ? 'ein' : cardinal(numerator)} ${part.charAt(0).toUpperCase()}${part.slice(1)}`;
  },
  time: (hours, minutes) => `${hours === 1 ? 'ein' : cardinal(hours)} Uhr${minutes > 0 ? ` ${cardinal(minutes)}` : ''}`,
  date: (day, month, year_) => `${ordinal(day)}r ${monthNames[month - 1]} ${year(year_)}`,
  money(units, cents_, currency) {
    const whole = `${german.beforeNoun(cardinal(units))} ${units === 1 ? currency.one : currency.many}`;
    if (cents_ === 0 || !currency.cents) return whole;
    return units === 0
      ? `${german.beforeNoun(cardinal(cents_))} ${currency.cents.one}`
      : `${whole} ${cardinal(cents_)}`;
  },
  dayFirst: true,
  thousands: '.',
  spacedThousands: true,
  singular: (value) => value === 1,
  beforeNoun: (count) => count.replace(/eins$/, 'ein'),
  of: (word) => word,
  words: {
    decimal: 'Komma',
    minus: 'minus',
    percent: 'Prozent',
    perMille: 'Promille',
    to: 'bis',
    by: 'mal',
    dot: 'Punkt',
    number: 'Nummer',
    hashtag: 'Hashtag',
    times: 'mal',
    power: 'hoch',
  },
  symbols: {
    ...commonSymbols,
    '&': 'und',
    '+': 'plus',
    '=': 'gleich',
    '%': 'Prozent',
    '‰': 'Promille',
    '@': 'at',
    '×': 'mal',
    '°': 'Grad',
    '−': 'minus',
    '~': 'etwa',
    '≈': 'etwa',
    '<': 'kleiner als',
    '>': 'größer als',
    '§': 'Paragraf',
    '½': 'ein halb',
    '¼': 'ein Viertel',
    '¾': 'drei Viertel',
  },
  units: {
    ...units,
    power: (unit, exponent) => {
      const prefix = exponent === 2 ? 'Quadrat' : 'Kubik';
      return { ...unit, one: prefix + unit.one.toLowerCase(), many: prefix + unit.many.toLowerCase() };
    },
  },
  currencies: {
    '€': { one: 'Euro', many: 'Euro', cents },
    EUR: { one: 'Euro', many: 'Euro', cents },
    $: { one: 'Dollar', many: 'Dollar', cents },
    USD: { one: 'Dollar', many: 'Dollar', cents },
    '£': { one: 'Pfund', many: 'Pfund' },
    CHF: { one: 'Franken', many: 'Franken', cents: { one: 'Rappen', many: 'Rappen' } },
    '¥': { one: 'Yen', many: 'Yen' },
  },
  magnitudes: namedUnits({
    Million: 'Million',
    Millionen: 'Millionen',
    Milliarde: 'Milliarde',
    Milliarden: 'Milliarden',
    Billionen: 'Billionen',
  }),
  multipliers: namedUnits({ k: 'tausend', Mio: 'Million Millionen', Mrd: 'Milliarde Milliarden' }),
  abbreviations: {
    'Dr.': 'Doktor',
    'Prof.': 'Professor',
    'Hr.': 'Herr',
    'Fr.': 'Frau',
    'St.': 'Sankt',
    'Nr.': 'Nummer',
    'Str.': 'Straße',
    'z.B.': 'zum Beispiel',
    'z.b.': 'zum Beispiel',
    'd.h.': 'das heißt',
    'u.a.': 'unter anderem',
    'usw.': 'und so weiter',
    'bzw.': 'beziehungsweise',
    'ca.': 'circa',
    'etc.': 'et cetera',
    'vgl.': 'vergleiche',
    'v.chr.': 'vor Christus',
    'n.chr.': 'nach Christus',
    'evtl.': 'eventuell',
    'inkl.': 'inklusive',
    'Jh.': 'Jahrhundert',
    'Mio.': 'Millionen',
    'Mrd.': 'Milliarden',
    'Abb.': 'Abbildung',
    'S.': 'Seite',
  },
  neverLast:
    'z. B. d. h. v. n. Chr. Dr. Prof. Hr. Fr. St. Nr. z.B. d.h. u.a. bzw. ca. vgl. evtl. inkl. Abb. S. Mio. Mrd.',
  exceptions: {},
  letters: 'äöüßéèàâêôñç',
  calendar: /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sept?|Okt|Nov|Dez|Mo|Di|Mi|Do|Fr|Sa|So)\p{L}*$/u,
  rules: [clock, dottedOrdinal, romanNumber, spacedPair],
  goesOn: (tokens, at) => dottedOrdinal(tokens, at) !== undefined,
};
