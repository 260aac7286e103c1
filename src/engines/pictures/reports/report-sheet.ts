import type { SKRSContext2D } from '@napi-rs/canvas';
import { hasRightToLeft } from '../../text/bidi.ts';
import { canvasFont, registerFonts } from '../../text/fonts.ts';
import { splitGraphemes } from '../../text/text-length.ts';
import { inks } from './report-look.ts';

/** Where the ink of a text is, in pixels. */
export interface WrittenText {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A canvas, and what has been written on it. */
export interface ReportSheet {
  context: SKRSContext2D;
  written: WrittenText[];
}

const families = { plain: 'Inter Medium', bold: 'Inter Bold', headline: 'Lora Bold' } as const;

export interface Writing {
  /** Left edge, middle or right edge, as `align` says. */
  x: number;
  /** Of the baseline. */
  y: number;
  /** In pixels. */
  size: number;
  face?: keyof typeof families;
  colour?: string;
  align?: 'left' | 'center' | 'right';
  /** Wider text is cut, with an ellipsis. */
  most?: number;
  /** Keeps lines that run beneath off the letters. */
  halo?: boolean;
}

export function openSheet(context: SKRSContext2D): ReportSheet {
  registerFonts();
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  return { context, written: [] };
}

export function familyOf(face: keyof typeof families): string {
  return families[face];
}

/** Width of a text in pixels. */
export function widthOf({ context }: ReportSheet, text: string, size: number, face: keyof typeof families): number {
  context.font = canvasFont(families[face], size);
  return context.measureText(text).width;
}

/** Writes one line; answers its width. Nothing is written where there is no room for a letter. */
export function write(sheet: ReportSheet, text: string, writing: Writing): number {
  const { context, written } = sheet;
  const { x, y, size, face = 'plain', colour = inks.text, align = 'left', most, halo } = writing;
  context.font = canvasFont(families[face], size);
  const line = most === undefined ? text : cutToWidth(context, text, most);
  if (line === '') return 0;
  const { width } = context.measureText(line);
  const left = x - { left: 0, center: width / 2, right: width }[align];
  context.direction = hasRightToLeft(line) ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  if (halo) {
    context.strokeStyle = inks.ground;
    context.lineWidth = 6;
    context.strokeText(line, left, y);
  }
  context.fillStyle = colour;
  context.fillText(line, left, y);
  const ink = context.measureText(line);
  written.push({
    text: line,
    left: left - ink.actualBoundingBoxLeft,
    top: y - ink.actualBoundingBoxAscent,
    right: left + ink.actualBoundingBoxRight,
    bottom: y + ink.actualBoundingBoxDescent,
  });
  return width;
}

/** As much of a text as fits, on one line; an ellipsis stands for the rest. */
function cutToWidth(context: SKRSContext2D, text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (context.measureText(line).width <= most) return line;
  const pieces = splitGraphemes(line);
  let [fits, tooMuch] = [0, pieces.length];
  const cut = (count: number) => `${pieces.slice(0, count).join('').trimEnd()}…`;
  while (tooMuch - fits > 1) {
    const count = (fits + tooMuch) >> 1;
    if (context.measureText(cut(count)).width <= most) fits = count;
    else tooMuch = count;
  }
  return fits === 0 ? '' : cut(fits);
}
