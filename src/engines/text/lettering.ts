import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../contracts/languages.ts';
import { hasRightToLeft } from './bidi.ts';
import { type FittedWords, fitWords } from './fit-words.ts';
import { canvasFont, registerFonts, setLanguage } from './fonts.ts';
import { paintLetters } from './paint-letters.ts';

export interface Lettering {
  text: string;
  /** Decides where lines break well, and the shapes of Chinese characters; English when left out. */
  language?: Language;
  family: string;
  /** Where the words go, in pixels; they are as large as it allows and stand in its middle height. */
  box: { x: number; y: number; width: number; height: number };
  align: 'left' | 'center' | 'right';
  /** Font sizes in pixels. Below `least` nothing is drawn. */
  most: number;
  least: number;
  mostLines: number;
  /** Colours of the lines in turn; the last one is repeated. */
  fills: readonly [string, ...string[]];
  /** A dark colour for the outline and the shadow, as CSS writes colours. */
  outline: string;
}

const lineHeight = 1.12;
const outlineWidth = 0.1;

/** Draws outlined words as large as their box allows, broken evenly; `undefined` when they cannot fit and nothing was drawn. */
export function drawLettering(context: SKRSContext2D, lettering: Lettering): FittedWords | undefined {
  registerFonts();
  const { box, align, fills, outline, family, text, most, least, mostLines, language = 'en' } = lettering;
  context.save();
  setLanguage(context, language);
  const room = { width: box.width, height: box.height, most, least, mostLines, lineHeight, margin: outlineWidth * 2 };
  const fitted = fitWords(context, { text, family, language, ...room });
  if (fitted) {
    const { lines, size } = fitted;
    context.font = canvasFont(family, size);
    context.textBaseline = 'alphabetic';
    const capitals = context.measureText('H').actualBoundingBoxAscent;
    const step = size * lineHeight;
    const first = box.y + (box.height - step * (lines.length - 1) - capitals) / 2 + capitals;
    const pieces = lines.map((line, index) => {
      const width = context.measureText(line).width;
      const free = box.width - width;
      return {
        text: line,
        x: box.x + { left: 0, center: free / 2, right: free }[align],
        y: first + index * step,
        width,
        fill: fills[Math.min(index, fills.length - 1)] ?? fills[0],
        direction: hasRightToLeft(line) ? ('rtl' as const) : ('ltr' as const),
      };
    });
    paintLetters(context, pieces, { size, outline: { colour: outline, width: outlineWidth }, shadow: 1 });
  }
  context.restore();
  return fitted;
}
