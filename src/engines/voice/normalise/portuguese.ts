import type { LanguageTable } from './language-table.ts';
import { speakShortDecimals } from './numeral.ts';
import { commonSymbols, commonUnits } from './romance-terms.ts';
import { thousandsOf } from './scale.ts';
import { namedUnits } from './units.ts';

const small =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  );
const tens = '  vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const hundreds = ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
  ' ',
);
const monthNames = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(
  ' ',
);
const ordinals = ' primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo'.split(' ');
const scales = [
  ['', ''],
  ['mil', 'mil'],
  ['milhão', 'milhões'],
  ['bilhão', 'bilhões'],
  ['trilhão', 'trilhões'],
];

function belowThousand(n: number): string {
  if (n === 100) return 'cem';
  const parts: (string | undefined)[] = [];
  if (n >= 100) parts.push(hundreds[Math.floor(n / 100)]);
  const rest = n % 100;
  if (rest > 0 && rest < 20) parts.push(small[rest]);
  if (rest >= 20) parts.push(tens[Math.floor(rest / 10)], ...(rest % 10 > 0 ? [small[rest % 10]] : []));
  return parts.join(' e ');
}

function cardinal(n: number, feminine = false): string {
  if (n === 0) return 'zero';
  const groups = thousandsOf(n).map(({ group, scale }, index) => {
    const [one = '', many = ''] = scales[scale] ?? [];
    const count = scale === 1 && group === 1 ? '' : belowThousand(group);
    // `mil e duzentos`, `dois mil e cinco`: the last group is joined by e when round or below a hundred.
    const joint = index > 0 && scale === 0 && (group < 100 || group % 100 === 0) ? 'e' : '';
    return [joint, count, group === 1 ? one : many].filter(Boolean).join(' ');
  });
  const words = groups.join(' ');
  return feminine
    ? words
        .replace(/um$/, 'uma')
        .replace(/dois$/, 'duas')
        .replace(/entos$/, 'entas')
    : words;
}

export const portuguese: LanguageTable = {
  cardinal,
  ordinal(n, suffix) {
    if (!/^\.?[ºª°oa]$/.test(suffix)) return undefined;
    const word = ordinals[n] ?? cardinal(n);
    return /[ªa]$/.test(suffix) && n <= 10 ? word.replace(/o$/, 'a') : word;
  },
  year: (n) => cardinal(n),
  decimals: (figures) => speakShortDecimals(figures, portuguese),
  fraction(numerator, denominator) {
    if (denominator > 10) return `${cardinal(numerator)} sobre ${cardinal(denominator)}`;
    const part = denominator === 2 ? 'meio' : denominator === 3 ? 'terço' : ordinals[denominator];
    return `${cardinal(numerator)} ${part}${numerator === 1 ? '' : 's'}`;
  },
  time(hours, minutes) {
    const hour = `${cardinal(hours, true)} ${hours < 2 ? 'hora' : 'horas'}`;
    return minutes === 0 ? hour : `${hour} e ${cardinal(minutes)}`;
  },
  date: (day, month, year) =>
    `${day === 1 ? 'primeiro' : cardinal(day)} de ${monthNames[month - 1]} de ${cardinal(year)}`,
  money(units, cents, currency) {
    const whole = `${cardinal(units, currency.feminine)} ${units === 1 ? currency.one : currency.many}`;
    if (cents === 0 || !currency.cents) return whole;
    return `${whole} e ${cardinal(cents)} ${cents === 1 ? currency.cents.one : currency.cents.many}`;
  },
  dayFirst: true,
  thousands: '.',
  spacedThousands: true,
  singular: (value) => value < 2,
  beforeNoun: (count) => count,
  of: (word) => `de ${word}`,
  words: {
    decimal: 'vírgula',
    minus: 'menos',
    percent: 'por cento',
    perMille: 'por mil',
    to: 'a',
    by: 'por',
    dot: 'ponto',
    number: 'número',
    hashtag: 'hashtag',
    times: 'vezes',
    power: 'elevado a',
  },
  symbols: {
    ...commonSymbols,
    '&': 'e',
    '+': 'mais',
    '=': 'igual a',
    '%': 'por cento',
    '‰': 'por mil',
    '@': 'arroba',
    '×': 'vezes',
    '°': 'graus',
    '−': 'menos',
    '½': 'meio',
    '¼': 'um quarto',
    '¾': 'três quartos',
  },
  units: commonUnits({
    meter: 'metro metros',
    meters: 'quilômetro quilômetros centímetro centímetros milímetro milímetros',
    gram: 'grama gramas',
    liter: 'litro litros',
    ton: '+tonelada toneladas',
    second: 'segundo segundos',
    minute: 'minuto minutos',
    hour: '+hora horas',
    degree: 'grau graus',
    celsius: 'grau_Celsius graus_Celsius',
    watt: 'watt watts',
    volt: 'volt volts',
    calorie: '+caloria calorias',
    hertz: 'hertz',
    byte: 'byte bytes',
    hectare: 'hectare hectares',
    prefixes: 'nano micro mili centi deci hecto quilo mega giga tera',
    per: 'por',
    square: 'quadrado quadrados',
    cubic: 'cúbico cúbicos',
  }),
  currencies: {
    R$: { one: 'real', many: 'reais', cents: { one: 'centavo', many: 'centavos' } },
    BRL: { one: 'real', many: 'reais', cents: { one: 'centavo', many: 'centavos' } },
    '€': { one: 'euro', many: 'euros', cents: { one: 'cêntimo', many: 'cêntimos' } },
    $: { one: 'dólar', many: 'dólares', cents: { one: 'centavo', many: 'centavos' } },
    US$: { one: 'dólar', many: 'dólares', cents: { one: 'centavo', many: 'centavos' } },
    '£': { one: 'libra', many: 'libras', feminine: true },
  },
  magnitudes: namedUnits({
    mil: 'mil',
    milhão: 'milhão',
    milhões: 'milhões',
    bilhão: 'bilhão',
    bilhões: 'bilhões',
    trilhões: 'trilhões',
  }),
  multipliers: namedUnits({ k: 'mil', K: 'mil', M: 'milhão milhões' }),
  abbreviations: {
    'Sr.': 'senhor',
    'Sra.': 'senhora',
    'Dr.': 'doutor',
    'Dra.': 'doutora',
    'etc.': 'et cetera',
    'p.ex.': 'por exemplo',
    'n.º': 'número',
    nº: 'número',
    'a.c.': 'antes de Cristo',
    'd.c.': 'depois de Cristo',
    'aprox.': 'aproximadamente',
    'pág.': 'página',
  },
  neverLast: 'Sr. Sra. Dr. Dra. p.ex. n.º aprox. pág.',
  exceptions: {},
  letters: 'áàâãçéêíóôõúüñèëïö',
  calendar: /^(?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez|seg|ter|qua|qui|sex|sáb|dom)\p{L}*$/iu,
  rules: [],
};
