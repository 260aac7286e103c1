import { thousandsOf } from './scale.ts';

const small = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const tens = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = ['', 'thousand', 'million', 'billion', 'trillion'];

const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowHundred(n: number): string {
  if (n < 20) return small[n] ?? '';
  const ten = tens[Math.floor(n / 10)] ?? '';
  return n % 10 === 0 ? ten : `${ten} ${small[n % 10]}`;
}

function belowThousand(n: number): string {
  if (n < 100) return belowHundred(n);
  const hundreds = `${small[Math.floor(n / 100)]} hundred`;
  return n % 100 === 0 ? hundreds : `${hundreds} ${belowHundred(n % 100)}`;
}

export function englishCardinal(n: number): string {
  if (n === 0) return 'zero';
  return thousandsOf(n)
    .map(({ group, scale }) => `${belowThousand(group)} ${scales[scale]}`.trim())
    .join(' ');
}

export function englishOrdinal(n: number): string {
  const words = englishCardinal(n).split(' ');
  const last = words.pop() ?? '';
  words.push(irregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`));
  return words.join(' ');
}

/** 1066 → ten sixty six, 1905 → nineteen oh five, 1900 → nineteen hundred, 2005 → two thousand five. */
export function englishYear(n: number): string {
  const century = Math.floor(n / 100);
  if (n < 1010 || n > 2099 || (n >= 2000 && n < 2010)) return englishCardinal(n);
  if (n % 100 === 0) return n % 1000 === 0 ? englishCardinal(n) : `${belowHundred(century)} hundred`;
  return `${belowHundred(century)} ${n % 100 < 10 ? `oh ${small[n % 100]}` : belowHundred(n % 100)}`;
}

/** 747 → seven forty seven, 101 → one oh one, 1549 → fifteen forty nine. */
export function englishPairs(n: number): string {
  const [high, low] = [Math.floor(n / 100), n % 100];
  if (high === 0 || low === 0) return englishCardinal(n);
  return `${belowHundred(high)} ${low < 10 ? `oh ${small[low]}` : belowHundred(low)}`;
}

/** 1990 → nineteen nineties, 80 → eighties, 2000 → two thousands. */
export function englishDecade(n: number): string | undefined {
  if (n % 10 !== 0 || n < 20 || (n > 90 && n < 1100)) return undefined;
  const year = n > 90 ? englishYear(n) : belowHundred(n);
  return year.endsWith('y') ? `${year.slice(0, -1)}ies` : `${year}s`;
}
