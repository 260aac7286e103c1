import type { SKRSContext2D } from '@napi-rs/canvas';
import type { CaptionLook } from '../../../contracts/style.ts';
import { withOpacity } from '../../text/colours.ts';
import type { Extent } from './sheet.ts';

type Plate = NonNullable<CaptionLook['plate']>;

/** A rounded box. */
export function paintPlate(context: SKRSContext2D, plate: Plate, size: number, box: Extent): void {
  paintPlates(context, [box], plate, size);
}

/** Rounded boxes of lines as one label: where they meet they flow into each other, nothing is filled twice. */
export function paintPlates(context: SKRSContext2D, boxes: readonly Extent[], plate: Plate, size: number): void {
  const radius = plate.radius * size;
  context.save();
  context.fillStyle = withOpacity(plate.colour, plate.opacity);
  context.beginPath();
  const aligned = alignSides(boxes, radius * 1.3);
  for (const [index, { left, right, top, bottom }] of aligned.entries()) {
    const next = aligned[index + 1];
    context.roundRect(left, top, right - left, bottom - top, Math.min(radius, (bottom - top) / 2));
    if (next) fillSeam(context, { left, right, top, bottom }, next, radius);
  }
  context.fill('nonzero');
  context.restore();
}

/** Sides that nearly meet are made one: a small step would look like a mistake. */
function alignSides(boxes: readonly Extent[], nearly: number): Extent[] {
  const aligned = boxes.map((box) => ({ ...box }));
  for (const [index, lower] of aligned.entries()) {
    const upper = aligned[index - 1];
    if (!upper) continue;
    if (Math.abs(upper.left - lower.left) < nearly) upper.left = lower.left = Math.min(upper.left, lower.left);
    if (Math.abs(upper.right - lower.right) < nearly) upper.right = lower.right = Math.max(upper.right, lower.right);
  }
  return aligned;
}

/** Closes the round corners between two labels, one below the other, as far as both are wide. */
function fillSeam(context: SKRSContext2D, upper: Extent, lower: Extent, radius: number): void {
  const left = Math.max(upper.left, lower.left);
  const right = Math.min(upper.right, lower.right);
  const [top, bottom] = [Math.max(upper.top, lower.top - radius), Math.min(lower.bottom, upper.bottom + radius)];
  if (right > left) context.rect(left, top, right - left, bottom - top);
}
