import { thousandsOf } from './scale.ts';

const small =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const tens = '  vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');
const scales = ['', 'mille', 'million', 'milliard', 'billion'];

/** `last`: nothing follows, so that `quatre-vingts` and `cents` take their s. */
function belowHundred(n: number, last: boolean): string {
  if (n < 20) return small[n] ?? '';
  const ten = Math.floor(n / 10);
  const name = tens[ten] ?? '';
  const rest = ten === 7 || ten === 9 ? (n % 10) + 10 : n % 10;
  if (rest === 0) return n === 80 && last ? 'quatre-vingts' : name;
  if (rest === 1 || (rest === 11 && ten === 7)) return ten === 8 ? 'quatre-vingt-un' : `${name} et ${small[rest]}`;
  return `${name}-${small[rest]}`;
}

function belowThousand(n: number, last: boolean): string {
  if (n < 100) return belowHundred(n, last);
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  const name = hundreds === 1 ? 'cent' : `${small[hundreds]} cent${rest === 0 && last ? 's' : ''}`;
  return rest === 0 ? name : `${name} ${belowHundred(rest, last)}`;
}

export function frenchCardinal(n: number, feminine = false): string {
  if (n === 0) return 'zéro';
  const words = thousandsOf(n)
    .map(({ group, scale }) => {
      if (scale === 1) return group === 1 ? 'mille' : `${belowThousand(group, false)} mille`;
      return `${belowThousand(group, true)} ${scales[scale]}${scale > 1 && group > 1 ? 's' : ''}`.trim();
    })
    .join(' ');
  return feminine ? words.replace(/(^|[ -])un$/, '$1une') : words;
}

export function frenchOrdinal(n: number, feminine = false): string {
  if (n === 1) return feminine ? 'première' : 'premier';
  const stem = frenchCardinal(n).replace(/(vingt|cent|million|milliard|billion)s$/, '$1');
  if (stem.endsWith('cinq')) return `${stem}uième`;
  if (stem.endsWith('neuf')) return `${stem.slice(0, -1)}vième`;
  return `${stem.replace(/e$/, '')}ième`;
}
