import type { LanguageTable } from './language-table.ts';
import { speakShortDecimals } from './numeral.ts';
import { commonSymbols, commonUnits } from './romance-terms.ts';
import { thousandsOf } from './scale.ts';
import { namedUnits } from './units.ts';

const small = (
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici ' +
  'diciassette diciotto diciannove'
).split(' ');
const tens = '  venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
const monthNames =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' ');
const ordinals = ' primo secondo terzo quarto quinto sesto settimo ottavo nono decimo'.split(' ');
const scales = [
  ['', ''],
  ['mille', 'mila'],
  ['milione', 'milioni'],
  ['miliardo', 'miliardi'],
  ['bilione', 'bilioni'],
];

function belowHundred(n: number): string {
  if (n < 20) return small[n] ?? '';
  const ten = tens[Math.floor(n / 10)] ?? '';
  const one = n % 10;
  if (one === 0) return ten;
  // The tens lose their vowel before uno and otto: ventuno, trentotto.
  return (one === 1 || one === 8 ? ten.slice(0, -1) : ten) + (one === 3 ? 'tré' : small[one]);
}

function belowThousand(n: number): string {
  if (n < 100) return belowHundred(n);
  const count = Math.floor(n / 100);
  return `${count === 1 ? '' : small[count]}cento${n % 100 > 0 ? belowHundred(n % 100) : ''}`;
}

function cardinal(n: number, feminine = false): string {
  if (n === 0) return 'zero';
  if (n === 1 && feminine) return 'una';
  return thousandsOf(n)
    .map(({ group, scale }) => {
      const [one = '', many = ''] = scales[scale] ?? [];
      if (scale === 0) return belowThousand(group);
      if (scale === 1) return group === 1 ? one : belowThousand(group) + many;
      return group === 1 ? `un ${one}` : `${belowThousand(group)} ${many}`;
    })
    .join(' ');
}

function ordinal(n: number): string {
  return ordinals[n] ?? `${cardinal(n).replace(/tré$/, 'tree').replace(/sei$/, 'seii').slice(0, -1)}esimo`;
}

const cents = { one: 'centesimo', many: 'centesimi' };

export const italian: LanguageTable = {
  cardinal,
  ordinal(n, suffix) {
    if (!/^(?:[°ºª]|mo|ma|esimo|esima)$/.test(suffix)) return undefined;
    return /[ªa]$/.test(suffix) ? ordinal(n).replace(/o$/, 'a') : ordinal(n);
  },
  year: (n) => cardinal(n),
  decimals: (figures) => speakShortDecimals(figures, italian),
  fraction(numerator, denominator) {
    const part = denominator === 2 ? 'mezzo' : ordinal(denominator);
    if (numerator === 1) return `un ${part}`;
    return `${cardinal(numerator)} ${part.replace(/o$/, 'i')}`;
  },
  time: (hours, minutes) => (minutes === 0 ? cardinal(hours, true) : `${cardinal(hours, true)} e ${cardinal(minutes)}`),
  date: (day, month, year) => `${day === 1 ? 'primo' : cardinal(day)} ${monthNames[month - 1]} ${cardinal(year)}`,
  money(units, cents, currency) {
    const count = units === 1 && !currency.feminine ? 'un' : cardinal(units, currency.feminine);
    const whole = `${count} ${units === 1 ? currency.one : currency.many}`;
    return cents === 0 ? whole : `${whole} e ${cardinal(cents)}`;
  },
  dayFirst: true,
  thousands: '.',
  spacedThousands: true,
  singular: (value) => value === 1,
  beforeNoun: (count) => count.replace(/^uno$/, 'un'),
  of: (word) => `di ${word}`,
  words: {
    decimal: 'virgola',
    minus: 'meno',
    percent: 'per cento',
    perMille: 'per mille',
    to: 'a',
    by: 'per',
    dot: 'punto',
    number: 'numero',
    hashtag: 'hashtag',
    times: 'per',
    power: 'alla',
  },
  symbols: {
    ...commonSymbols,
    '&': 'e',
    '+': 'più',
    '=': 'uguale a',
    '%': 'per cento',
    '‰': 'per mille',
    '@': 'chiocciola',
    '×': 'per',
    '°': 'gradi',
    '−': 'meno',
    '½': 'mezzo',
    '¼': 'un quarto',
    '¾': 'tre quarti',
  },
  units: commonUnits({
    meter: 'metro metri',
    meters: 'chilometro chilometri centimetro centimetri millimetro millimetri',
    gram: 'grammo grammi',
    liter: 'litro litri',
    ton: '+tonnellata tonnellate',
    second: 'secondo secondi',
    minute: 'minuto minuti',
    hour: '+ora ore',
    degree: 'grado gradi',
    celsius: 'grado_Celsius gradi_Celsius',
    watt: 'watt',
    volt: 'volt',
    calorie: '+caloria calorie',
    hertz: 'hertz',
    byte: 'byte',
    hectare: 'ettaro ettari',
    prefixes: 'nano micro milli centi deci etto chilo mega giga tera',
    per: 'per',
    square: 'quadrato quadrati',
    cubic: 'cubo cubi',
  }),
  currencies: {
    '€': { one: 'euro', many: 'euro', cents },
    EUR: { one: 'euro', many: 'euro', cents },
    $: { one: 'dollaro', many: 'dollari', cents },
    USD: { one: 'dollaro', many: 'dollari', cents },
    '£': { one: 'sterlina', many: 'sterline', feminine: true, cents },
    '¥': { one: 'yen', many: 'yen' },
  },
  magnitudes: namedUnits({ milione: 'milione', milioni: 'milioni', miliardo: 'miliardo', miliardi: 'miliardi' }),
  multipliers: namedUnits({ k: 'mila', K: 'mila', M: 'milione milioni' }),
  abbreviations: {
    'Sig.': 'signor',
    'Dott.': 'dottor',
    'Prof.': 'professor',
    'ecc.': 'eccetera',
    ecc: 'eccetera',
    'es.': 'esempio',
    'a.c.': 'avanti Cristo',
    'd.c.': 'dopo Cristo',
    'n.': 'numero',
    'pag.': 'pagina',
    'ca.': 'circa',
  },
  neverLast: 'Sig. Dott. Prof. es. n. pag. ca.',
  exceptions: {},
  letters: 'àèéìíòóùúçñüêâôë',
  calendar: /^(?:genn?|febb?r?|mar|apr|magg?|giu|lug|ago|sett?|ott|nov|dic|lun|mer|gio|ven|sab|dom)\p{L}*$/iu,
  rules: [],
};
