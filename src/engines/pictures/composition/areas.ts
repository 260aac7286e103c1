import type { Format } from '../../../contracts/formats.ts';
import { formats } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';

/** A rectangle in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where what matters goes, so that no caption and no word lies over it. */
export interface Areas {
  shape: Format;
  /** For the subject and charts. */
  main: Box;
  /** Under the captions, on tall pictures only: for what may be covered by an app's buttons. */
  below: Box | undefined;
}

// Half the height of two lines of captions as the styles set them, and the margin that the camera's move needs.
const captionHalf: Readonly<Record<Format, number>> = { short: 108, square: 112, long: 84 };
const edge = 0.035;

/** A tall picture is laid out as a Short, a wide one as a long film. */
export function areasOf(width: number, height: number, words: boolean): Areas {
  const shape: Format = width * 1.15 < height ? 'short' : height * 1.15 < width ? 'long' : 'square';
  const frame = formats[shape];
  const { captions, words: box } = frameAreas[shape];
  const [across, down] = [width / frame.width, height / frame.height];
  const margin = frame.height * edge;
  // The top of a Short lies under an app's search field: nothing there is lost, and nothing important goes there.
  const free = shape === 'short' ? margin * 1.9 : margin;
  const top = words ? box.y + box.height + margin * 0.2 : free;
  const bottom = captions.y - captionHalf[shape];
  const side = frame.width * 0.05;
  const under = captions.y + captionHalf[shape] + margin;
  const scaled = (y: number, end: number): Box => ({
    x: side * across,
    y: y * down,
    width: (frame.width - 2 * side) * across,
    height: (end - y) * down,
  });
  return {
    shape,
    main: scaled(top, bottom),
    below: shape === 'short' ? scaled(under, frame.height - margin * 2) : undefined,
  };
}
