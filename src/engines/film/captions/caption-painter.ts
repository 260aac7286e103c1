import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Format, formats } from '../../../contracts/formats.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { canvasFont, registerFonts } from '../../text/fonts.ts';
import type { Overlay } from '../resampler/resampler.ts';
import type { CaptionState } from './caption-state.ts';
import { type CaptionStyle, captionStyles } from './caption-style.ts';
import { toOverlay } from './overlay.ts';
import { visualOrder } from './visual-order.ts';

interface PlacedWord {
  text: string;
  spoken: boolean;
  /** Left edge and middle, in pixels of the frame. */
  x: number;
  y: number;
  width: number;
}

interface Layout {
  size: number;
  words: PlacedWord[];
  box: { left: number; top: number; right: number; bottom: number };
}

// Montserrat's own space is too narrow between outlined capitals.
const spaceShare = 0.3;
// The shadow and the outline reach beyond the letters; letters beyond their line.
const marginShare = 0.55;

/** Draws captions for frames of this format, each state as one overlay. */
export function createCaptionPainter(format: Format): (state: CaptionState) => Overlay | undefined {
  registerFonts();
  const frame = formats[format];
  const style = captionStyles[format];
  const canvas = createCanvas(frame.width, frame.height);
  const context = canvas.getContext('2d');
  context.textBaseline = 'middle';
  context.lineJoin = 'round';

  return ({ cue, spoken, scale }) => {
    const layout = layOut(context, cue, spoken, style);
    if (layout.words.length === 0) return undefined;
    return paint(canvas, context, layout, style, scale);
  };
}

/** The words a line shows: the cue's own, in the order they are drawn from left to right. */
function wordsByLine(cue: Cue, spoken: number, style: CaptionStyle): { text: string; spoken: boolean }[][] {
  let next = 0;
  return cue.lines.map((line) => {
    const count = line.split(' ').length;
    const words: { text: string; spoken: boolean }[] = [];
    // A word may hold spaces itself: words are taken until they make up the line.
    for (let taken = 0; taken < count && next < cue.words.length; next++) {
      const { text } = cue.words[next] as Cue['words'][number];
      taken += text.split(' ').length;
      const shown = style.energetic ? energeticText(text) : text;
      if (shown) words.push({ text: shown, spoken: next === spoken });
    }
    return visualOrder(words);
  });
}

function energeticText(text: string): string {
  return text.replace(/^[-–—,;:.«»“”"]+$|[.,;:،。、]+$/gu, '').toUpperCase();
}

function layOut(context: SKRSContext2D, cue: Cue, spoken: number, style: CaptionStyle): Layout {
  const lines = wordsByLine(cue, spoken, style).filter((words) => words.length > 0);
  const measure = (size: number) => {
    context.font = canvasFont(style.font, size);
    const widths = lines.map((words) => words.map(({ text }) => context.measureText(text).width));
    const space = size * spaceShare;
    return { widths, space, totals: widths.map((line) => line.reduce((sum, width) => sum + width + space, -space)) };
  };
  const widest = Math.max(...measure(style.size).totals, 1);
  const size = Math.floor(style.size * Math.min(1, style.maxWidth / widest));
  const { widths, space, totals } = measure(size);
  const height = size * style.lineHeight;
  const words = lines.flatMap((line, row) => {
    let x = style.centre.x - (totals[row] as number) / 2;
    const y = style.centre.y + (row - (lines.length - 1) / 2) * height;
    return line.map((word, column) => {
      const width = (widths[row] as number[])[column] as number;
      const placed = { ...word, x, y, width };
      x += width + space;
      return placed;
    });
  });
  const half = Math.max(...totals, 0) / 2 + size * marginShare;
  const tall = (lines.length * height) / 2 + size * marginShare;
  const box = {
    left: style.centre.x - half,
    right: style.centre.x + half,
    top: style.centre.y - tall,
    bottom: style.centre.y + tall,
  };
  return { size, words, box };
}

function paint(canvas: Canvas, context: SKRSContext2D, layout: Layout, style: CaptionStyle, scale: number): Overlay {
  const even = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value / 2) * 2));
  const x = even(layout.box.left, canvas.width);
  const y = even(layout.box.top, canvas.height);
  const width = even(layout.box.right, canvas.width) - x;
  const height = even(layout.box.bottom, canvas.height) - y;
  context.clearRect(x, y, width, height);

  const about = (centreX: number, centreY: number, factor: number, draw: () => void) => {
    context.save();
    context.translate(centreX, centreY);
    context.scale(factor, factor);
    context.translate(-centreX, -centreY);
    draw();
    context.restore();
  };
  const eachWord = (draw: (word: PlacedWord) => void) => {
    for (const word of layout.words) {
      // A long word grows less, so that it stays clear of its neighbours.
      const growth = Math.min(style.emphasis, 1 + (layout.size / word.width) * (spaceShare / 2));
      about(word.x + word.width / 2, word.y, word.spoken ? growth : 1, () => draw(word));
    }
  };
  about(style.centre.x, style.centre.y, scale, () => {
    // Half of a stroke lies under the letter: it is drawn twice as wide as it shows.
    context.lineWidth = layout.size * style.outline * 2;
    context.strokeStyle = '#000000';
    context.shadowColor = 'rgba(0, 0, 0, 0.55)';
    context.shadowBlur = layout.size * 0.16;
    context.shadowOffsetY = layout.size * 0.07;
    eachWord(({ text, x: left, y: middle }) => context.strokeText(text, left, middle));
    context.shadowColor = 'transparent';
    eachWord((word) => {
      context.fillStyle = word.spoken ? style.highlight : style.colour;
      context.fillText(word.text, word.x, word.y);
    });
  });
  return toOverlay(context.getImageData(x, y, width, height).data, { width, height }, { x, y });
}
