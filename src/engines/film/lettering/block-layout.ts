import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Language, languages } from '../../../contracts/languages.ts';
import type { WordsLook } from '../../../contracts/style.ts';
import { hasRightToLeft } from '../../text/bidi.ts';
import { toCapitals } from '../../text/capitals.ts';
import { type FittedWords, fitAnyWords } from '../../text/fit-words.ts';
import { canvasFont, setLanguage } from '../../text/fonts.ts';
import { lineMetrics } from '../../text/line-metrics.ts';
import type { LetterPiece } from '../../text/paint-letters.ts';
import type { Box } from './overlay.ts';
import type { Extent } from './sheet.ts';

/** Lines of one size. */
export interface WordsPart {
  text: string;
  /** Font size in pixels at most; smaller when the room asks for it. */
  most: number;
  mostLines: number;
  /** Of the lines in turn; the last one is repeated. */
  fills: readonly [string, ...string[]];
}

/** Parts below each other, in the middle of a box. */
export interface WordsBlock {
  box: Box;
  align: 'start' | 'center';
  parts: readonly WordsPart[];
  /** A short line of the style's colour: beside all parts where reading begins, or below the first one. */
  rule?: 'beside' | 'below';
}

export interface PlacedPart {
  size: number;
  pieces: LetterPiece[];
  top: number;
  bottom: number;
}

export interface PlacedBlock {
  parts: PlacedPart[];
  rule: Extent | undefined;
}

const least = 16;
const lineHeight = 1.1;
/** Room between letters and their plate's edge, as shares of the size. */
export const blockPadding = { x: 0.4, y: 0.26 };
// Between parts, as a share of the last one's size.
const gapShare = 0.6;

/** Places words as large as their box allows, in the look's font. */
export function createBlockLayouter(
  context: SKRSContext2D,
  look: WordsLook,
  language: Language,
): { place(block: WordsBlock): PlacedBlock; ascent: number; descent: number } {
  setLanguage(context, language);
  const { ascent, descent } = lineMetrics(context, look.font, language, look.capitals);
  const padding = look.plate ? blockPadding : { x: 0, y: 0 };
  const pitch = Math.max(lineHeight, ascent + descent + 0.1) + 1.5 * padding.y;
  const rightToLeft = languages[language].direction === 'rtl';
  const heightOf = ({ lines, size }: FittedWords) =>
    (ascent + descent + pitch * (lines.length - 1) + 2 * padding.y) * size;

  function fit({ text, most, mostLines }: WordsPart, room: { width: number; height: number }): FittedWords {
    setLanguage(context, language);
    return fitAnyWords(context, {
      text: look.capitals ? toCapitals(text, language) : text,
      family: look.font,
      language,
      ...room,
      most,
      least,
      mostLines,
      lineHeight: pitch,
      margin: 2 * (look.outline.width + padding.x),
    });
  }

  function place(block: WordsBlock): PlacedBlock {
    const { box, parts, align, rule } = block;
    const largest = Math.max(...parts.map(({ most }) => most));
    const stroke = Math.max(5, Math.round(largest * 0.11));
    const indent = rule === 'beside' ? stroke * 4.5 : 0;
    const fitted = parts.map((part) => fit(part, { width: box.width - indent, height: box.height }));
    const gap = parts.length > 1 || rule === 'below' ? (fitted.at(-1)?.size ?? 0) * gapShare : 0;
    const ruleRoom = rule === 'below' ? stroke + gap : 0;
    const whole = fitted.reduce((sum, part) => sum + heightOf(part), gap * (parts.length - 1) + ruleRoom);
    // Each part fits by itself: together they are drawn smaller where they are higher than the box.
    const shrink = Math.min(1, box.height / whole);
    const startOf = (width: number, inside: number) => {
      if (align === 'center') return box.x + (box.width - width) / 2;
      return rightToLeft ? box.x + box.width - inside - width : box.x + inside;
    };

    let y = box.y + (box.height - whole * shrink) / 2;
    const top = y;
    let line: Extent | undefined;
    const placed = fitted.map((part, index): PlacedPart => {
      const size = part.size * shrink;
      const { fills } = parts[index] as WordsPart;
      context.font = canvasFont(look.font, size);
      const pieces = part.lines.map((text, row): LetterPiece => {
        const { width } = context.measureText(text);
        return {
          text,
          width,
          x: startOf(width, indent + padding.x * size),
          y: y + (padding.y + ascent + pitch * row) * size,
          fill: fills[Math.min(row, fills.length - 1)] ?? fills[0],
          direction: rightToLeft || (hasRightToLeft(text) && !/\p{Script=Latin}/u.test(text)) ? 'rtl' : 'ltr',
        };
      });
      const from = y;
      y += heightOf(part) * shrink;
      const to = y;
      y += gap * shrink;
      if (rule === 'below' && index === 0) {
        const left = startOf(largest * 1.1, 0);
        line = { left, right: left + largest * 1.1, top: y, bottom: y + stroke };
        y += (stroke + gap) * shrink;
      }
      return { size, pieces, top: from, bottom: to };
    });
    if (rule === 'beside') {
      const left = rightToLeft ? box.x + box.width - stroke : box.x;
      line = { left, right: left + stroke, top, bottom: placed.at(-1)?.bottom ?? top };
    }
    return { parts: placed, rule: line };
  }

  return { place, ascent, descent };
}
