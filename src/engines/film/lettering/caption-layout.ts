import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Format } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';
import { type Language, languages } from '../../../contracts/languages.ts';
import type { CaptionLook } from '../../../contracts/style.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import type { Direction } from '../../text/bidi.ts';
import { breakCost } from '../../text/break-rules.ts';
import { canvasFont } from '../../text/fonts.ts';
import { type LineMetrics, lineMetrics } from '../../text/line-metrics.ts';
import { splitGraphemes } from '../../text/text-length.ts';
import { type ShownWord, shownLines } from './caption-text.ts';
import { visualPieces } from './visual-pieces.ts';
import { wrapRows } from './wrap-rows.ts';

/** Part of a word that runs in one direction, at its place. */
export interface PlacedPiece {
  word: number;
  text: string;
  direction: Direction;
  /** Left edge, in pixels of the frame. */
  x: number;
  width: number;
}

export interface PlacedLine {
  pieces: PlacedPiece[];
  baseline: number;
  left: number;
  right: number;
}

export interface CaptionLayout {
  size: number;
  metrics: LineMetrics;
  lines: PlacedLine[];
}

/** How high a caption may be, however long its words, and what it stays above: watermark, buttons, the progress line. */
const limits: Readonly<Record<Format, { height: number; bottom: number }>> = {
  short: { height: 400, bottom: 1200 },
  square: { height: 400, bottom: 1024 },
  long: { height: 300, bottom: 1056 },
};

// A single line that would be drawn smaller than this share of the look's size becomes two, if that makes it this much
// larger; a caption of its usual lines is drawn this much smaller at most: then its lines are broken anew.
const smallAsOneLine = 0.9;
const worthTwoLines = 1.15;
const smallestShare = 0.55;
const perBreakCost = 0.012;
const leastSize = 20;
const measured = 100;

/** Places a cue's words on the frame: as large as the look says, smaller when they are longer than the area is wide. */
export function createCaptionLayouter(
  context: SKRSContext2D,
  look: CaptionLook,
  format: Format,
  language: Language,
): (cue: Cue) => CaptionLayout {
  const area = frameAreas[format].captions;
  // Two full lines are read as sentences are; capitals are for the few words of the other formats.
  const capitals = look.capitals && format !== 'long';
  const metrics = lineMetrics(context, look.font, language, capitals);
  const base: Direction = languages[language].direction;
  const padding = look.plate ? platePadding.x : 0;
  const pitch = Math.max(
    look.plate ? 1.3 : 1.08,
    metrics.ascent + metrics.descent + 2 * look.outline.width + (look.plate ? 2 * platePadding.y - 0.06 : 0.06),
  );
  const widths = new Map<string, number>();
  const most = look.size[format];

  /** Of a text at font size 1. */
  function widthOf(text: string): number {
    let width = widths.get(text);
    if (width === undefined) {
      context.font = canvasFont(look.font, measured);
      width = context.measureText(text).width / measured;
      // Bounded, however long the film.
      if (widths.size > 5000) widths.clear();
      widths.set(text, width);
    }
    return width;
  }

  const space = () => Math.max(widthOf(' ') + look.outline.width * 0.6, look.highlightPlate ? 0.3 : 0.24);
  const lineWidth = (words: readonly ShownWord[]) =>
    words.reduce((sum, { text, joined }, place) => sum + widthOf(text) + (place > 0 && !joined ? space() : 0), 0);

  return (cue) => {
    const shown = shownLines(cue.lines, { capitals, language });
    const lines = shown.length === 1 ? inTwoLines(shown[0] as ShownWord[]) : shown;
    const fitting = sizeOf(lines);
    return fitting >= most * smallestShare ? place(lines, Math.floor(fitting)) : placeBroken(shown);
  };

  function sizeOf(lines: readonly ShownWord[][]): number {
    const widest = Math.max(...lines.map(lineWidth), 0.01) + 2 * padding;
    return Math.min(most, area.maxWidth / widest);
  }

  /** How wide letters are, only the font knows: a line too long for it is broken here. */
  function inTwoLines(line: ShownWord[]): ShownWord[][] {
    let best = { lines: [line], worth: sizeOf([line]) * worthTwoLines };
    if (format === 'long' || best.worth >= most * smallAsOneLine * worthTwoLines) return best.lines;
    for (const [at, word] of line.entries()) {
      const before = line[at - 1];
      if (!before) continue;
      const bad = breakCost(before.script, word.script, language) * perBreakCost;
      const lines = [line.slice(0, at), line.slice(at)];
      const worth = sizeOf(lines) * (1 - bad);
      if (worth > best.worth) best = { lines, worth };
    }
    return best.lines;
  }

  /** Breaks lines anew, words as well, at the largest size at which all of it fits. */
  function placeBroken(shown: ShownWord[][]): CaptionLayout {
    const wrap = (size: number) => wrapRows(shown, area.maxWidth / size - 2 * padding, { widthOf, space });
    let size = Math.floor(most * 0.8);
    let rows = wrap(size);
    while (size > leastSize && rows.length * pitch * size > limits[format].height) {
      size = Math.max(leastSize, Math.floor(size * 0.92));
      rows = wrap(size);
    }
    const mostRows = Math.max(1, Math.floor(limits[format].height / (pitch * size)));
    if (rows.length > mostRows) {
      rows = rows.slice(0, mostRows);
      const last = rows.at(-1)?.at(-1);
      if (last) last.text = `${splitGraphemes(last.text).slice(0, -2).join('')}…`;
    }
    return place(rows, size);
  }

  function place(rows: readonly ShownWord[][], size: number): CaptionLayout {
    const below = (((rows.length - 1) * pitch + metrics.ascent + metrics.descent) / 2 + look.outline.width) * size;
    const edge = look.plate ? platePadding.y * size : 0;
    const centre = Math.min(area.y, limits[format].bottom - below - edge);
    const lines = rows.map((row, index): PlacedLine => {
      const middle = centre + (index - (rows.length - 1) / 2) * pitch * size;
      const pieces = visualPieces(row, base).map((piece) => ({
        ...piece,
        width: (piece.text === ' ' ? space() : widthOf(piece.text)) * size,
      }));
      const total = pieces.reduce((sum, { width }) => sum + width, 0);
      const left = area.x - total / 2;
      let x = left;
      const placed = pieces.map((piece) => {
        const at = { ...piece, x };
        x += piece.width;
        return at;
      });
      return {
        pieces: placed.filter(({ text }) => text !== ' '),
        baseline: middle + ((metrics.ascent - metrics.descent) / 2) * size,
        left,
        right: left + total,
      };
    });
    return { size, metrics, lines };
  }
}

/** Room between the letters of a line and its plate's edge, as shares of the size. */
export const platePadding = { x: 0.42, y: 0.2 };
