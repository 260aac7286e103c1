import { splitGraphemes } from '../../text/text-length.ts';
import type { ShownWord } from './caption-text.ts';

/** Widths at font size 1. */
export interface WidthRule {
  widthOf(text: string): number;
  space(): number;
}

/** Fills rows of at most this width with the words of each line, words broken where one is wider than a row. */
export function wrapRows(lines: readonly ShownWord[][], most: number, rule: WidthRule): ShownWord[][] {
  const rows: ShownWord[][] = [];
  for (const line of lines) {
    let row: ShownWord[] = [];
    let reached = 0;
    rows.push(row);
    for (const word of line.flatMap((each) => breakWord(each, most, rule))) {
      const before = row.length > 0 && !word.joined ? rule.space() : 0;
      const width = rule.widthOf(word.text);
      if (row.length > 0 && reached + before + width > most) {
        row = [];
        rows.push(row);
        reached = width;
      } else {
        reached += before + width;
      }
      row.push(word);
    }
  }
  return rows;
}

/** A word in pieces that are no wider than a row. */
function breakWord(word: ShownWord, most: number, { widthOf }: WidthRule): ShownWord[] {
  if (widthOf(word.text) <= most) return [word];
  const parts: ShownWord[] = [];
  let text = '';
  let width = 0;
  const end = () => parts.push({ ...word, text, joined: parts.length > 0 || word.joined });
  // Letter by letter: what kerning and joined shapes change is little, and a word this long is no word.
  for (const grapheme of splitGraphemes(word.text)) {
    const more = widthOf(grapheme);
    if (text !== '' && width + more > most) {
      end();
      text = '';
      width = 0;
    }
    text += grapheme;
    width += more;
  }
  end();
  return parts;
}
