import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { contrast, luminance, parseColour, type Rgb } from '../../text/colours.ts';
import { type LetterPiece, paintLetters } from '../../text/paint-letters.ts';
import type { Size } from '../resampler/size.ts';
import { boxOf, type Extent } from './sheet.ts';

/** A soft cloud behind letters that have neither a plate nor an outline wide enough to be read on any ground. */
export interface Scrim {
  colour: string;
  /** Where the cloud is densest. */
  opacity: number;
}

// WCAG 2.2 asks 4.5:1 of text; a little more, because blurring takes some away at the letters' edge.
const wantedContrast = 5.6;
const wideEnough = 0.05;

interface Look {
  colour: string;
  highlight: string;
  outline: { colour: string; width: number };
  plate: unknown;
}

/** The scrim that words of this look need; `undefined` when they can be read without. */
export function scrimOf(look: Look): Scrim | undefined {
  if (look.plate || look.outline.width >= wideEnough) return undefined;
  const colours = [parseColour(look.colour), parseColour(look.highlight)];
  const light = luminance(colours[0] as Rgb) > 0.18;
  const ownColour = parseColour(look.outline.colour);
  const extreme: Rgb = light ? [0, 0, 0] : [255, 255, 255];
  // The outline's own tint, where it is dark (or light) enough.
  const tinted = contrast(ownColour, colours[0] as Rgb) >= 10;
  const ground: Rgb = light ? [255, 255, 255] : [0, 0, 0];
  const scrim = tinted ? ownColour : extreme;
  const least = Math.max(...colours.map((colour) => leastOpacity(colour, scrim, ground)));
  return { colour: tinted ? look.outline.colour : light ? '#000000' : '#ffffff', opacity: least };
}

/** The least opacity at which a scrim over the worst ground stands out enough from the letters. */
function leastOpacity(letters: Rgb, scrim: Rgb, ground: Rgb): number {
  for (let percent = 0; percent < 100; percent++) {
    const mixed = ground.map((value, index) => value + ((scrim[index] as number) - value) * (percent / 100));
    if (contrast(letters, mixed as unknown as Rgb) >= wantedContrast) return percent / 100;
  }
  return 1;
}

export interface ScrimPainter {
  /** Blurs the letters' shapes; needed once for each text. */
  prepare(parts: readonly { pieces: readonly LetterPiece[]; size: number }[], extent: Extent): void;
  /** Lays the cloud under letters that are drawn next. */
  paint(context: SKRSContext2D): void;
}

// How far the cloud reaches beyond the letters before it is blurred, and by how much it is, as shares of the size; of
// larger letters than these, the cloud grows no further.
const reach = 0.28;
const blur = 0.18;
const largest = 110;

/** How far a scrim is seen beyond letters of a size, in pixels. */
export function scrimMargin(size: number): number {
  return Math.min(size, largest) * (reach + blur * 2.6);
}

export function createScrimPainter(
  { colour, opacity }: Scrim,
  frame: Size,
  dress: (context: SKRSContext2D, size: number) => void,
): ScrimPainter {
  // At half the size: a cloud has no detail to lose.
  const half = { width: Math.ceil(frame.width / 2), height: Math.ceil(frame.height / 2) };
  const [shapes, cloud] = [createCanvas(half.width, half.height), createCanvas(half.width, half.height)];
  const [drawing, blurring] = [shapes.getContext('2d'), cloud.getContext('2d')];
  let box = { x: 0, y: 0, width: 0, height: 0 };

  return {
    prepare(parts, extent) {
      box = boxOf(extent, frame);
      const { x, y, width, height } = { x: box.x / 2, y: box.y / 2, width: box.width / 2, height: box.height / 2 };
      if (width === 0 || height === 0) return;
      // All of it: blurring reaches beyond its box, and what is left there shows when the cloud is drawn larger.
      drawing.clearRect(0, 0, half.width, half.height);
      blurring.clearRect(0, 0, half.width, half.height);
      drawing.save();
      drawing.scale(0.5, 0.5);
      for (const { pieces, size } of parts) {
        dress(drawing, size);
        const solid = pieces.map((piece) => ({ ...piece, fill: colour, scale: 1, bare: false }));
        const width = (reach * Math.min(size, largest)) / size;
        paintLetters(drawing, solid, { size, outline: { colour, width }, shadow: 0 });
      }
      // Emoji have colours of their own.
      drawing.globalCompositeOperation = 'source-in';
      drawing.fillStyle = colour;
      drawing.fillRect(0, 0, frame.width, frame.height);
      drawing.restore();
      const size = Math.min(largest, Math.max(...parts.map((part) => part.size)));
      blurring.filter = `blur(${(size * blur) / 2}px)`;
      blurring.drawImage(shapes, x, y, width, height, x, y, width, height);
    },
    paint(context) {
      const { x, y, width, height } = box;
      if (width === 0 || height === 0) return;
      context.save();
      context.globalAlpha = opacity;
      context.drawImage(cloud, x / 2, y / 2, width / 2, height / 2, x, y, width, height);
      context.restore();
    },
  };
}
