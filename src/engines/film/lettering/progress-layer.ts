import { type Format, formats } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';
import { withOpacity } from '../../text/colours.ts';
import type { Overlay } from '../resampler/resampler.ts';
import type { Layer } from './layer.ts';
import type { Sheet } from './sheet.ts';

export interface Progress {
  look: { colour: string; opacity: number };
  /** Shares of the film, 0–1, at the scene's first and last frame. */
  from: number;
  to: number;
  frames: number;
  /** Shares at which chapters begin. */
  marks: readonly number[];
}

// What is still to come: dark enough to be seen on a light picture, light enough not to be a bar across a dark one.
const track = withOpacity('#000000', 0.28);
const markWidth = 6;

/** A line along the frame's edge that grows with the film, parted where chapters begin. */
export function createProgressLayer(sheet: Sheet, progress: Progress, format: Format): Layer {
  const { width } = formats[format];
  const { y, height } = frameAreas[format].progress;
  const { look, from, to, frames, marks } = progress;
  let last: { filled: number; overlay: Overlay | undefined } | undefined;

  return (frame) => {
    const share = frames > 1 ? Math.min(1, frame / (frames - 1)) : 1;
    // By pairs of pixels, as the frame's colours are: between them the line looks the same.
    const filled = Math.round(((from + (to - from) * share) * width) / 2) * 2;
    if (last?.filled !== filled) last = { filled, overlay: draw(filled) };
    return last.overlay;
  };

  function draw(filled: number): Overlay | undefined {
    return sheet.draw({ left: 0, right: width, top: y, bottom: y + height }, (context) => {
      context.fillStyle = track;
      context.fillRect(filled, y, width - filled, height);
      context.fillStyle = withOpacity(look.colour, look.opacity);
      context.fillRect(0, y, filled, height);
      for (const mark of marks) {
        if (mark > 0 && mark < 1) context.clearRect(Math.round(mark * width) - markWidth / 2, y, markWidth, height);
      }
    });
  }
}
