import type { SKRSContext2D } from '@napi-rs/canvas';
import { canvasFont, type FontFamily, registerFonts } from './fonts.ts';

export interface Lettering {
  text: string;
  family: FontFamily;
  /** Where the words go, in pixels; they are as large as it allows and stand in its middle height. */
  box: { x: number; y: number; width: number; height: number };
  align: 'left' | 'center' | 'right';
  /** Font sizes in pixels. Below `least` nothing is drawn. */
  most: number;
  least: number;
  mostLines: number;
  /** Colours of the lines in turn; the last one is repeated. */
  fills: readonly [string, ...string[]];
  /** A dark colour for the outline and the shadow. */
  outline: string;
}

export interface Lettered {
  lines: string[];
  /** Font size in pixels. */
  size: number;
}

const lineHeight = 1.12;
// The stroke is centred on the letter's edge: half of it lies outside.
const outlineShare = 0.2;

/** Draws outlined words as large as their box allows, broken evenly; `undefined` when they cannot fit and nothing was drawn. */
export function drawLettering(context: SKRSContext2D, lettering: Lettering): Lettered | undefined {
  registerFonts();
  const fitted = fit(context, lettering);
  if (!fitted) return undefined;
  const { box, align, fills, outline, family } = lettering;
  const { lines, size } = fitted;
  context.save();
  context.font = canvasFont(family, size);
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = size * outlineShare;
  context.strokeStyle = outline;
  const x = { left: box.x, center: box.x + box.width / 2, right: box.x + box.width }[align];
  const capitals = context.measureText('H').actualBoundingBoxAscent;
  const step = size * lineHeight;
  const first = box.y + (box.height - step * (lines.length - 1) - capitals) / 2 + capitals;
  const baselines = lines.map((_, index) => first + index * step);
  context.shadowColor = outline;
  context.shadowBlur = size * 0.22;
  context.shadowOffsetY = size * 0.07;
  for (const [index, line] of lines.entries()) context.strokeText(line, x, baselines[index] ?? first);
  context.shadowColor = 'transparent';
  for (const [index, line] of lines.entries()) {
    context.fillStyle = fills[Math.min(index, fills.length - 1)] ?? fills[0];
    context.fillText(line, x, baselines[index] ?? first);
  }
  context.restore();
  return fitted;
}

function fit(context: SKRSContext2D, { text, family, box, most, least, mostLines }: Lettering): Lettered | undefined {
  const words = unbreakable(text)
    .split(/[ \t\n]+/)
    .filter(Boolean);
  if (words.length === 0) return undefined;
  // Widths grow with the size: they are measured once, at a size large enough to be exact.
  const measured = 100;
  context.font = canvasFont(family, measured);
  const widths = words.map((word) => context.measureText(word).width / measured);
  const space = context.measureText(' ').width / measured;
  let best: Lettered | undefined;
  for (let count = 1; count <= Math.min(mostLines, words.length); count++) {
    const lines = breakEvenly(widths, space, count);
    const widest = Math.max(...lines.map(({ width }) => width)) + outlineShare;
    const size = Math.min(most, box.width / widest, box.height / (1 + lineHeight * (count - 1)));
    if (size >= least && size > (best?.size ?? 0) * 1.05) {
      best = { size, lines: lines.map(({ from, to }) => words.slice(from, to).join(' ')) };
    }
  }
  return best;
}

/** Keeps `BON ?`, `7 %` and `3 000` together, as French, Spanish and Italian write them. */
function unbreakable(text: string): string {
  return text
    .trim()
    .replace(/\s+([?!:;%»€$°])/g, '\u00a0$1')
    .replace(/(«)\s+/g, '$1\u00a0')
    .replace(/(\d)\s(\d{3})(?!\d)/g, '$1\u00a0$2');
}

interface Line {
  from: number;
  to: number;
  width: number;
}

/** Breaks words into exactly `count` lines, the widest as narrow as possible. */
function breakEvenly(widths: readonly number[], space: number, count: number): Line[] {
  const widthOf = (from: number, to: number) =>
    widths.slice(from, to).reduce((sum, width) => sum + width, 0) + space * (to - from - 1);
  const solve = (from: number, left: number): Line[] => {
    if (left === 1) return [{ from, to: widths.length, width: widthOf(from, widths.length) }];
    let best: Line[] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let to = from + 1; to <= widths.length - left + 1; to++) {
      const lines = [{ from, to, width: widthOf(from, to) }, ...solve(to, left - 1)];
      const widest = Math.max(...lines.map(({ width }) => width));
      if (widest < least) {
        least = widest;
        best = lines;
      }
    }
    return best ?? [];
  };
  return solve(0, count);
}
