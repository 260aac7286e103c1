import { createCanvas } from '@napi-rs/canvas';
import type { Surface } from './surface.ts';

/** Parallel lines to fill shapes with: `slope` 0 level, 1 rising, −1 falling; gap and weight are shares of the unit. */
export function hatch(
  { context, unit }: Pick<Surface, 'context' | 'unit'>,
  colour: string,
  { gap, weight, slope }: { gap: number; weight: number; slope: -1 | 0 | 1 },
): Surface['context']['fillStyle'] {
  const side = Math.max(3, Math.round(gap * unit * (slope === 0 ? 1 : Math.SQRT2)));
  const tile = createCanvas(side, side);
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(0.6, weight * unit);
  pen.beginPath();
  if (slope === 0) {
    pen.moveTo(0, side / 2);
    pen.lineTo(side, side / 2);
  }
  // Beyond the tile's corners too, so that its repeats join.
  for (const shift of slope === 0 ? [] : [-side, 0, side]) {
    pen.moveTo(shift - side, slope > 0 ? side * 2 : -side);
    pen.lineTo(shift + side * 2, slope > 0 ? -side : side * 2);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}
