import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Direction } from './bidi.ts';
import { withOpacity } from './colours.ts';

/** Letters of one direction at their place. */
export interface LetterPiece {
  text: string;
  /** Left edge and baseline, in pixels. */
  x: number;
  y: number;
  width: number;
  fill: string;
  direction: Direction;
  /** Drawn this much larger about its middle. */
  scale?: number;
  /** It stands on a plate of its own: no outline, no shadow. */
  bare?: boolean;
}

export interface LetterLook {
  size: number;
  /** Visible width as a share of the size. */
  outline: { colour: string; width: number };
  /** Opacity of the shadow. */
  shadow: number;
}

/** Draws outlined letters with their shadow. The context has its font and language set; all outlines lie under all letters. */
export function paintLetters(context: SKRSContext2D, pieces: readonly LetterPiece[], look: LetterLook): void {
  const { size, outline, shadow } = look;
  context.save();
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  const each = (draw: (piece: LetterPiece) => void, only: (piece: LetterPiece) => boolean = () => true) => {
    for (const piece of pieces) {
      if (!only(piece)) continue;
      context.direction = piece.direction;
      about(context, piece.x + piece.width / 2, piece.y - size * 0.35, piece.scale ?? 1, () => draw(piece));
    }
  };
  const dressed = (piece: LetterPiece) => !piece.bare;
  if (shadow > 0) {
    context.shadowColor = shadow === 1 ? outline.colour : withOpacity(outline.colour, shadow);
    context.shadowBlur = size * 0.16;
    context.shadowOffsetY = size * 0.06;
  }
  if (outline.width > 0) {
    // Half of a stroke lies under the letter: it is drawn twice as wide as it shows.
    context.lineWidth = size * outline.width * 2;
    context.strokeStyle = outline.colour;
    each(({ text, x, y }) => context.strokeText(text, x, y), dressed);
  } else if (shadow > 0) {
    each(({ text, x, y, fill }) => {
      context.fillStyle = fill;
      context.fillText(text, x, y);
    }, dressed);
  }
  context.shadowColor = 'transparent';
  each(({ text, x, y, fill }) => {
    context.fillStyle = fill;
    context.fillText(text, x, y);
  });
  context.restore();
}

/** Draws scaled about a point. */
export function about(context: SKRSContext2D, x: number, y: number, scale: number, draw: () => void): void {
  if (scale === 1) return draw();
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.translate(-x, -y);
  draw();
  context.restore();
}
