import type { LanguageTable } from './language-table.ts';
import { speakFigures } from './numeral.ts';
import { plainFigures } from './read-compound.ts';
import { findUnit } from './units.ts';

/** Whatever the rules for numbers and short forms left over. `speakPart` reads a piece of it as if it stood alone. */
export function speakWord(core: string, table: LanguageTable, speakPart: (part: string) => string): string {
  const join = (parts: string[], between = '') =>
    parts
      .map(speakPart)
      .filter(Boolean)
      .join(between === '' ? ' ' : ` ${between} `);

  if (Object.hasOwn(table.exceptions, core)) return table.exceptions[core] ?? '';
  if (Object.hasOwn(table.symbols, core)) return table.symbols[core] ?? '';
  if (Object.hasOwn(table.currencies, core)) return table.currencies[core]?.many ?? '';
  // Without a number before it `A/B` is no unit.
  const unit = /[²³]|^[a-zµ°].*\//.test(core) ? findUnit(core, table.units) : undefined;
  if (unit) return unit.many;

  const tag = /^[#№](?=[\p{L}\p{N}_])/u.exec(core);
  if (tag) {
    const rest = core.slice(1);
    return `${/^\d+$/.test(rest) ? table.words.number : table.words.hashtag} ${join(splitCamelCase(rest))}`.trim();
  }
  const elided = /^(\p{L}{1,2}')(.+)$/u.exec(core);
  if (elided?.[1] && elided[2] && (/^\d/.test(elided[2]) || Object.hasOwn(table.exceptions, elided[2]))) {
    return `${elided[1]}${speakPart(elided[2])}`;
  }
  const address = core.replace(/^[a-z]+:\/\//i, '');
  if (address !== core) return join(address.split('/'));

  if (/[/\\_|*^`<>=+~·•…]|--/.test(core)) return join(splitAround(core, table));
  if (/^(?:\p{L}\.)+\p{L}?$/u.test(core)) return core.endsWith('.') ? core : `${core}.`;
  if (/[\p{L}\p{N}]\.[\p{L}\p{N}]/u.test(core)) {
    return join(core.split('.'), /^[\d.]+$/.test(core) ? table.words.decimal : table.words.dot);
  }
  if (/\d/.test(core)) {
    if (/^\d+$/.test(core)) return speakFigures(core, table);
    const parts = core.split(/[-–—:,]+/);
    return join(parts.length > 1 ? parts : (core.match(/\d+|\D+/g) ?? []));
  }
  return speakLetters(core, table);
}

function splitCamelCase(text: string): string[] {
  return text
    .replaceAll('_', ' ')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .split(' ');
}

/** Pieces around separators; a separator that is spoken (`+`, `=`) stays as a piece of its own. */
function splitAround(text: string, table: LanguageTable): string[] {
  return text
    .split(/([/\\_|*^`<>=+~·•…]|--)/)
    .filter((piece) => piece !== '' && (/[\p{L}\p{N}]/u.test(piece) || Object.hasOwn(table.symbols, piece)));
}

/** Letters, and what holds a word together; signs are replaced by their names, everything else is dropped. */
function speakLetters(text: string, table: LanguageTable): string {
  let spoken = '';
  for (const character of text.normalize('NFC')) {
    if (/[\p{L}\p{M}\d'-]/u.test(character)) spoken += plainLetter(character, table);
    else if (Object.hasOwn(table.symbols, character)) spoken += ` ${table.symbols[character]} `;
    else if (/\p{N}/u.test(character)) spoken += ` ${figureName(character, table)} `;
    else if (/\p{P}|\p{Z}/u.test(character)) spoken += ' ';
  }
  return spoken
    .split(' ')
    .map((word) => word.replace(/^[-']+|-+$/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ');
}

/** A raised, lowered or foreign figure; what has no whole value is left as it is. */
function figureName(character: string, table: LanguageTable): string {
  const figure = plainFigures(character).normalize('NFKC');
  return /^\d+$/.test(figure) ? table.cardinal(Number(figure)) : character;
}

const withoutDecomposition: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

/** Latin letters that the language does not write are read without their accents: `Nguyễn` → Nguyen. */
function plainLetter(character: string, table: LanguageTable): string {
  if (!/\p{Script=Latin}/u.test(character) || /[a-z]/i.test(character)) return character;
  if (table.letters.includes(character.toLowerCase())) return character;
  return withoutDecomposition[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
}
