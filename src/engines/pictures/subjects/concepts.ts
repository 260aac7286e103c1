import type { Language } from '../../../contracts/languages.ts';
import { latinColumns, latinTable } from './concept-table.ts';
import { worldColumns, worldTable } from './concept-table-world.ts';

/** Icons for an idea that no icon is named after, best first, with the words for it. */
export interface Concept {
  icons: string[];
  words: string[];
  /** Touched by many sentences: stands behind what is named. */
  weak: boolean;
}

/** The ideas with their words in one language. */
export function conceptsOf(language: Language): Concept[] {
  return [...readTable(latinTable, latinColumns, language), ...readTable(worldTable, worldColumns, language)];
}

function readTable(table: string, columns: readonly Language[], language: Language): Concept[] {
  const column = columns.indexOf(language);
  if (column < 0) return [];
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const [icons = '', ...words] = row.split('|').map((cell) => cell.trim());
      const weak = icons.startsWith('~');
      return {
        icons: icons.replace('~', '').trim().split(' '),
        words: (words[column] ?? '').split(',').filter(Boolean),
        weak,
      };
    });
}
