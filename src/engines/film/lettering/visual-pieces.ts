import { type Direction, hasRightToLeft, visualRuns } from '../../text/bidi.ts';

/** A word or the space before it (`word` is −1), as far as it runs in one direction. */
export interface VisualPiece {
  word: number;
  text: string;
  direction: Direction;
}

/**
 * The words of a line and the spaces between them in the order they stand from left to right. A word of two directions
 * comes in several pieces, which need not stand side by side.
 */
export function visualPieces(
  words: readonly { index: number; text: string; joined: boolean }[],
  base: Direction,
): VisualPiece[] {
  const units = words.flatMap(({ index, text, joined }, place) => {
    const unit = { word: index, text };
    return place > 0 && !joined ? [{ word: -1, text: ' ' }, unit] : [unit];
  });
  const line = units.map(({ text }) => text).join('');
  if (base === 'ltr' && !hasRightToLeft(line)) return units.map((unit) => ({ ...unit, direction: 'ltr' }));
  let end = 0;
  const placed = units.map((unit) => {
    const begin = end;
    end += unit.text.length;
    return { ...unit, begin };
  });
  return visualRuns(line, base).flatMap(({ from, to, level }) => {
    const direction = level % 2 === 1 ? 'rtl' : 'ltr';
    const pieces = placed.flatMap(({ word, text, begin }): VisualPiece[] => {
      const part = text.slice(Math.max(0, from - begin), Math.max(0, to - begin));
      return part === '' ? [] : [{ word, text: part, direction }];
    });
    return direction === 'rtl' ? pieces.reverse() : pieces;
  });
}
