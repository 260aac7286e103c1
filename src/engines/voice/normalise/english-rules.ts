import { englishCardinal, englishDecade, englishOrdinal, englishPairs, englishYear } from './english-numbers.ts';
import { monthTable, type Rule } from './language-table.ts';
import { speakFigures } from './numeral.ts';
import { readRoman, readRomanYear, sumRoman } from './roman.ts';

export const englishMonths =
  'January February March April May June July August September October November December'.split(' ');

const months = monthTable(englishMonths.map((name) => `${name} ${name.slice(0, 3)}`).with(8, 'September Sep Sept'));

const isMonth = (word: string | undefined) => word !== undefined && Object.hasOwn(months, word);

/** `March 3`, `March 3rd`, `3 March`. */
const dayOfMonth: Rule = (tokens, at) => {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(tokens[at]?.core ?? '');
  const day = Number(match?.[1]);
  if (!match || day < 1 || day > 31) return undefined;
  const before = tokens[at - 1];
  if (isMonth(before?.core) && (before?.trail === '' || before?.trail === '.')) return [englishOrdinal(day)];
  if (!isMonth(tokens[at + 1]?.core) || tokens[at]?.trail !== '') return undefined;
  return [`${before?.core.toLowerCase() === 'the' ? '' : 'the '}${englishOrdinal(day)} of`];
};

/** `1990s`, `80s`, `1776's`. */
const decade: Rule = (tokens, at) => {
  const match = /^(\d{1,4})('?)s$/.exec(tokens[at]?.core ?? '');
  if (!match?.[1]) return undefined;
  const spoken = /^(?:\d{2})?\d0$/.test(match[1]) ? englishDecade(Number(match[1])) : undefined;
  if (spoken) return [spoken];
  return match[2]
    ? [`${match[1].length === 4 ? englishYear(Number(match[1])) : englishCardinal(Number(match[1]))}'s`]
    : undefined;
};

const counted =
  /^(?:War|Part|Chapter|Volume|Act|Phase|Type|Stage|Title|Book|Level|Mark|Class|Game|Bowl|Scene|Article|Group|Section)$/;

const reigning = new Set(
  (
    'Alexander Alfonso Amenhotep Baldwin Benedict Boniface Callixtus Catherine Charles Christian Clement Constantine ' +
    'Darius David Edward Elizabeth Emmanuel Ferdinand Francis Frederick George Gregory Gustav Harald Henry Innocent ' +
    'Isabella Ivan James Joan John Joseph Julius Justinian Leo Leopold Louis Malcolm Margrethe Mary Mehmed Murad ' +
    'Napoleon Nicholas Otto Paul Peter Philip Pius Pope Ptolemy Ramesses Ramses Richard Robert Selim Sixtus Stephen ' +
    'Suleiman Theodosius Thutmose Umberto Urban Victor Wilhelm William Xerxes'
  ).split(' '),
);

/** `World War II`, `Chapter I`, `Henry VIII`, `Rocky IV`, `MCMXCIV`. */
const romanNumber: Rule = (tokens, at) => {
  const core = tokens[at]?.core ?? '';
  const year = readRomanYear(core);
  if (year !== undefined) return [englishYear(year)];
  const before = tokens[at - 1];
  if (!before || before.trail !== '' || !/^\p{Lu}\p{L}/u.test(before.core)) return undefined;
  const isKing = reigning.has(before.core);
  const single = counted.test(before.core) || (isKing && core === 'I');
  const n = single ? sumRoman(core) : readRoman(core);
  if (n === undefined) return undefined;
  return [isKing ? `the ${englishOrdinal(n)}` : englishCardinal(n)];
};

/** `St. Louis`, `Main St.` */
const saintOrStreet: Rule = (tokens, at) => {
  const token = tokens[at];
  if (token?.core !== 'St') return undefined;
  const named = token.trail.length <= 1 && /^\p{Lu}/u.test(tokens[at + 1]?.core ?? '');
  return [named ? 'saint' : 'street'];
};

/** `Dial 911`, `ZIP 90210`: figure by figure. `Boeing 747`, `Room 101`, `1080p`: in pairs. */
const numberedThing: Rule = (tokens, at) => {
  const core = tokens[at]?.core ?? '';
  const lines = /^(\d{3,4})([pi])$/.exec(core);
  if (lines?.[1]) return [`${englishPairs(Number(lines[1]))} ${lines[2]}`];
  const before = tokens[at - 1];
  if (!before || before.trail !== '' || !/^\d{3,}$/.test(core)) return undefined;
  if (/^(?:dial|call|called|phone|text|ZIP|PIN|ISBN|code)$/i.test(before.core)) {
    return [[...core].map((figure) => englishCardinal(Number(figure))).join(' ')];
  }
  const inPairs = /^(?:Boeing|Airbus|Room|Flight|Highway|Interstate|Gate)$/.test(before.core) && core.length < 5;
  return inPairs ? [englishPairs(Number(core))] : undefined;
};

const compass: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

/** `N. America`, `S. Korea`, `c. 1200`, `the 5th c.` */
const shortWord: Rule = (tokens, at) => {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token?.trail.startsWith('.')) return undefined;
  const direction = compass[token.core];
  if (
    direction &&
    /^(?:America|Korea|Africa|Asia|Europe|Dakota|Carolina|Ireland|Virginia|Yemen|Sudan)/.test(next?.core ?? '')
  ) {
    return [direction];
  }
  if (token.core !== 'c') return undefined;
  if (/^\d{3,4}(?!\d)/.test(next?.core ?? '')) return ['circa'];
  return /\d(?:st|nd|rd|th)$/.test(before?.core ?? '') ? ['century'] : undefined;
};

/** `6'2"`: feet and inches. */
const height: Rule = (tokens, at) => {
  const match = /^(\d)['′](\d{1,2})["″]?$/.exec(tokens[at]?.core ?? '');
  return match ? [`${englishCardinal(Number(match[1]))} foot ${englishCardinal(Number(match[2]))}`] : undefined;
};

/** `555-0199`, `(800) 867-5309`: the part in brackets is of the number. */
const phoneNumber: Rule = (tokens, at) => {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const figures = (text: string) => speakFigures(text.replace('-', ''), { cardinal: englishCardinal });
  if (/^(?:555-\d{4}|\d{3}-0\d{3})$/.test(token?.core ?? '')) return [figures(token?.core ?? '')];
  const isArea = token?.lead === '(' && token.trail === ')' && /^\d{3}$/.test(token.core);
  return isArea && /^\d{3}-\d{4}$/.test(next?.core ?? '')
    ? [figures(token.core), figures(next?.core ?? '')]
    : undefined;
};

export const englishRules: readonly Rule[] = [
  dayOfMonth,
  decade,
  romanNumber,
  saintOrStreet,
  numberedThing,
  shortWord,
  height,
  phoneNumber,
];

/** A full stop that ends no sentence: `N. America`, `c. 1200`. */
export function englishGoesOn(tokens: Parameters<Rule>[0], at: number): boolean {
  const spoken = shortWord(tokens, at)?.[0];
  return spoken !== undefined && spoken !== 'century';
}
