import { thousandsOf } from './scale.ts';

const small = (
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
  'achtzehn neunzehn'
).split(' ');
const tens = '  zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
const scales = [
  ['', ''],
  ['tausend', 'tausend'],
  ['eine Million', 'Millionen'],
  ['eine Milliarde', 'Milliarden'],
  ['eine Billion', 'Billionen'],
];
/** Inside a longer number one is `ein`. */
function belowHundred(n: number, last: boolean): string {
  if (n < 20) return n === 1 && !last ? 'ein' : (small[n] ?? '');
  const ten = tens[Math.floor(n / 10)] ?? '';
  const one = n % 10;
  return one === 0 ? ten : `${one === 1 ? 'ein' : small[one]}und${ten}`;
}

function belowThousand(n: number, last: boolean): string {
  const hundreds = Math.floor(n / 100);
  const name = hundreds === 0 ? '' : `${hundreds === 1 ? 'ein' : small[hundreds]}hundert`;
  return name + (n % 100 > 0 ? belowHundred(n % 100, last) : '');
}

export function germanCardinal(n: number, feminine = false): string {
  if (n === 0) return 'null';
  if (n === 1 && feminine) return 'eine';
  return thousandsOf(n)
    .map(({ group, scale }) => {
      const [one = '', many = ''] = scales[scale] ?? [];
      if (scale === 0) return belowThousand(group, true);
      if (scale === 1) return `${belowThousand(group, false)}${many} `;
      return group === 1 ? `${one} ` : `${belowThousand(group, true)} ${many} `;
    })
    .join('')
    .replace(/tausend (?=\S)/, 'tausend')
    .trim();
}

const irregular: Readonly<Record<number, string>> = { 1: 'erste', 3: 'dritte', 7: 'siebte', 8: 'achte' };

export function germanOrdinal(n: number): string {
  const low = n % 100;
  const irregularLow = irregular[low];
  if (irregularLow) return n === low ? irregularLow : germanCardinal(n - low) + irregularLow;
  return `${germanCardinal(n)}${low > 0 && low < 20 ? 'te' : 'ste'}`;
}

export function germanYear(n: number): string {
  const century = Math.floor(n / 100);
  if (n < 1100 || n > 1999) return germanCardinal(n);
  return `${belowHundred(century, false)}hundert${n % 100 > 0 ? belowHundred(n % 100, true) : ''}`;
}
