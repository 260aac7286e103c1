import { canvasFont, registerFonts } from '../../text/fonts.ts';
import type { Surface } from '../paint/surface.ts';

/** A few characters of a chart, their middle at `x`, their foot at `y`; `size` in pixels. */
export function paintLabel(
  { context }: Pick<Surface, 'context'>,
  text: string,
  x: number,
  y: number,
  { font, size, colour, outline }: { font: string; size: number; colour: string; outline?: string },
): void {
  registerFonts();
  context.save();
  context.font = canvasFont(font, size);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  if (outline) {
    context.strokeStyle = outline;
    context.lineJoin = 'round';
    context.lineWidth = size * 0.2;
    context.strokeText(text, x, y);
  }
  context.fillStyle = colour;
  context.fillText(text, x, y);
  context.restore();
}
