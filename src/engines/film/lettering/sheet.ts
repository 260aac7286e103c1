import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Overlay } from '../resampler/resampler.ts';
import type { Size } from '../resampler/size.ts';
import { type Box, toOverlay } from './overlay.ts';

/** A rectangle that need not be even or inside the frame. */
export interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the looks of one layer after another are drawn, in the frame's own coordinates. */
export interface Sheet {
  frame: Size;
  /** For measuring; nothing is drawn on it. */
  context: SKRSContext2D;
  /** What was drawn inside an extent, as an overlay. Font and language are those of the measuring context. */
  draw(extent: Extent, paint: (context: SKRSContext2D) => void): Overlay | undefined;
}

export function createSheet(frame: Size): Sheet {
  const context = createCanvas(2, 2).getContext('2d');
  return {
    frame,
    context,
    draw(extent, paint) {
      const { x, y, width, height } = boxOf(extent, frame);
      if (width === 0 || height === 0) return undefined;
      // No larger than the extent: reading back from a canvas copies all of it, and a frame has eight megabytes.
      const target = createCanvas(width, height).getContext('2d');
      target.font = context.font;
      target.lang = context.lang;
      target.translate(-x, -y);
      paint(target);
      return toOverlay(target.getImageData(0, 0, width, height).data, { x, y, width, height });
    },
  };
}

/** The even box around an extent, inside the frame. */
export function boxOf({ left, top, right, bottom }: Extent, frame: Size): Box {
  const down = (value: number, most: number) => Math.max(0, Math.min(most, Math.floor(value / 2) * 2));
  const up = (value: number, most: number) => Math.max(0, Math.min(most, Math.ceil(value / 2) * 2));
  const [x, y] = [down(left, frame.width), down(top, frame.height)];
  return { x, y, width: up(right, frame.width) - x, height: up(bottom, frame.height) - y };
}
