import type { LanguageTable } from './language-table.ts';
import { speakShortDecimals } from './numeral.ts';
import { commonSymbols, commonUnits } from './romance-terms.ts';
import { thousandsOf } from './scale.ts';
import { namedUnits } from './units.ts';

const small = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete ' +
  'veintiocho veintinueve'
).split(' ');
const tens = '   treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const hundreds =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');
const monthNames = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
  ' ',
);
const ordinals = ' primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo'.split(' ');

function belowThousand(n: number): string {
  if (n === 100) return 'cien';
  const rest = n % 100;
  const low =
    rest < 30 ? small[rest] : [tens[Math.floor(rest / 10)], small[rest % 10]].slice(0, rest % 10 ? 2 : 1).join(' y ');
  return [hundreds[Math.floor(n / 100)], rest > 0 ? low : ''].filter(Boolean).join(' ');
}

/** Before a noun or a scale: `veintiún mil`, `un millón`. */
const shortened = (words: string) => words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un');

function cardinal(n: number, feminine = false): string {
  if (n === 0) return 'cero';
  // Spanish counts in millions: a thousand million is `mil millones`.
  const words: string[] = [];
  for (const [size, one, many] of [
    [1e12, 'billón', 'billones'],
    [1e6, 'millón', 'millones'],
  ] as const) {
    const count = Math.floor(n / size) % 1e6;
    if (count > 0) words.push(count === 1 ? `un ${one}` : `${belowMillion(count, true)} ${many}`);
  }
  if (n % 1e6 > 0) words.push(belowMillion(n % 1e6, false));
  return feminine ? words.join(' ').replace(/uno$/, 'una') : words.join(' ');
}

function belowMillion(n: number, beforeNoun: boolean): string {
  return thousandsOf(n)
    .map(({ group, scale }) => {
      if (scale === 0) return beforeNoun ? shortened(belowThousand(group)) : belowThousand(group);
      return group === 1 ? 'mil' : `${shortened(belowThousand(group))} mil`;
    })
    .join(' ');
}

const cents = { one: 'céntimo', many: 'céntimos' };

export const spanish: LanguageTable = {
  cardinal,
  ordinal(n, suffix) {
    if (!/^\.?[ºªo]$|^(?:er|ro|ra|do|da|to|ta)$/.test(suffix)) return undefined;
    const word = ordinals[n] ?? cardinal(n);
    if (suffix === 'er') return word.replace(/o$/, '');
    return /[ªa]$/.test(suffix) && n <= 10 ? word.replace(/o$/, 'a') : word;
  },
  year: (n) => cardinal(n),
  decimals: (figures) => speakShortDecimals(figures, spanish),
  fraction(numerator, denominator) {
    if (numerator === 1 && denominator === 2) return 'un medio';
    if (denominator > 10) return `${cardinal(numerator)} sobre ${cardinal(denominator)}`;
    const part = denominator === 2 ? 'medio' : denominator === 3 ? 'tercio' : ordinals[denominator];
    return `${shortened(cardinal(numerator))} ${part}${numerator === 1 ? '' : 's'}`;
  },
  time: (hours, minutes) => (minutes === 0 ? cardinal(hours, true) : `${cardinal(hours, true)} ${cardinal(minutes)}`),
  date: (day, month, year) => `${cardinal(day)} de ${monthNames[month - 1]} de ${cardinal(year)}`,
  money(units, cents, currency) {
    const whole = `${shortened(cardinal(units, currency.feminine))} ${units === 1 ? currency.one : currency.many}`;
    return cents === 0 ? whole : `${whole} con ${cardinal(cents)}`;
  },
  dayFirst: true,
  thousands: '.',
  spacedThousands: true,
  singular: (value) => value === 1,
  beforeNoun: shortened,
  of: (word) => `de ${word}`,
  words: {
    decimal: 'coma',
    minus: 'menos',
    percent: 'por ciento',
    perMille: 'por mil',
    to: 'a',
    by: 'por',
    dot: 'punto',
    number: 'número',
    hashtag: 'hashtag',
    times: 'por',
    power: 'elevado a',
  },
  symbols: {
    ...commonSymbols,
    '&': 'y',
    '+': 'más',
    '=': 'igual a',
    '%': 'por ciento',
    '‰': 'por mil',
    '@': 'arroba',
    '×': 'por',
    '°': 'grados',
    '−': 'menos',
    '½': 'medio',
    '¼': 'un cuarto',
    '¾': 'tres cuartos',
  },
  units: commonUnits({
    meter: 'metro metros',
    meters: 'kilómetro kilómetros centímetro centímetros milímetro milímetros',
    gram: 'gramo gramos',
    liter: 'litro litros',
    ton: '+tonelada toneladas',
    second: 'segundo segundos',
    minute: 'minuto minutos',
    hour: '+hora horas',
    degree: 'grado grados',
    celsius: 'grado_Celsius grados_Celsius',
    watt: 'vatio vatios',
    volt: 'voltio voltios',
    calorie: '+caloría calorías',
    hertz: 'hercio hercios',
    byte: 'byte bytes',
    hectare: '+hectárea hectáreas',
    prefixes: 'nano micro mili centi deci hecto kilo mega giga tera',
    per: 'por',
    square: 'cuadrado cuadrados',
    cubic: 'cúbico cúbicos',
  }),
  currencies: {
    '€': { one: 'euro', many: 'euros', cents },
    EUR: { one: 'euro', many: 'euros', cents },
    $: { one: 'dólar', many: 'dólares', cents },
    USD: { one: 'dólar', many: 'dólares', cents },
    '£': { one: 'libra', many: 'libras', feminine: true, cents },
    '¥': { one: 'yen', many: 'yenes' },
  },
  magnitudes: namedUnits({ millón: 'millón', millones: 'millones', billón: 'billón', billones: 'billones' }),
  multipliers: namedUnits({ k: 'mil', K: 'mil', M: 'millón millones' }),
  abbreviations: {
    'Sr.': 'señor',
    'Sra.': 'señora',
    'Srta.': 'señorita',
    'Dr.': 'doctor',
    'Dra.': 'doctora',
    'Ud.': 'usted',
    'Uds.': 'ustedes',
    'etc.': 'etcétera',
    'p.ej.': 'por ejemplo',
    'n.º': 'número',
    'núm.': 'número',
    'a.c.': 'antes de Cristo',
    'd.c.': 'después de Cristo',
    'EE.': 'Estados',
    'UU.': 'Unidos',
    'EE.UU.': 'Estados Unidos',
    'aprox.': 'aproximadamente',
  },
  neverLast: 'Sr. Sra. Srta. Dr. Dra. Ud. Uds. p.ej. n.º núm. EE. aprox.',
  exceptions: {},
  letters: 'áéíóúüñçàèêïöâôã',
  calendar: /^(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic|lun|mié|jue|vie|sáb|dom)\p{L}*$/iu,
  rules: [],
};
