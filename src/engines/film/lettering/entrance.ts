import type { WordsLook } from '../../../contracts/style.ts';
import type { Overlay } from '../resampler/resampler.ts';
import type { Size } from '../resampler/size.ts';
import { fadeOverlay, moveOverlay } from './overlay.ts';

/** How far something has come in: lengths as shares of its font size. */
export interface Pose {
  scale: number;
  opacity: number;
  x: number;
  y: number;
}

const settled: Pose = { scale: 1, opacity: 1, x: 0, y: 0 };
const pose = (changes: Partial<Pose>): Pose => ({ ...settled, ...changes });

type Entrance = WordsLook['entrance'];

// A caption is there while its first word is spoken: it has three or four frames. A little too large at the end of a pop,
// the eye is drawn without noticing why.
const quick: Readonly<Record<Entrance, readonly Pose[]>> = {
  none: [],
  pop: [0.86, 0.96, 1.03].map((scale) => pose({ scale })),
  fade: [0.35, 0.65, 0.88].map((opacity) => pose({ opacity })),
  rise: [
    pose({ y: 0.34, opacity: 0.35 }),
    pose({ y: 0.16, opacity: 0.7 }),
    pose({ y: 0.06, opacity: 0.92 }),
    pose({ y: 0.02 }),
  ],
  slide: [],
};

const easeOut = (share: number) => 1 - (1 - share) ** 3;
const steps = (count: number, at: (share: number) => Partial<Pose>) =>
  Array.from({ length: count }, (_, index) => pose(at(easeOut((index + 1) / (count + 1)))));

const calm: Readonly<Record<Entrance, readonly Pose[]>> = {
  none: [],
  pop: [0.7, 0.9, 1.02, 1.05, 1.02].map((scale) => pose({ scale })),
  fade: steps(8, (share) => ({ opacity: share })),
  rise: steps(8, (share) => ({ opacity: share, y: 0.6 * (1 - share) })),
  slide: steps(9, (share) => ({ opacity: share, x: -1.4 * (1 - share) })),
};

/** How a caption stands so many frames after it came in. */
export function captionPose(entrance: Entrance, age: number): Pose {
  return quick[entrance][age] ?? settled;
}

const leaving = [0.82, 0.58, 0.34, 0.12];

/** How on-screen words stand: they come in more slowly than captions and fade out over their last four frames. */
export function wordsPose(entrance: Entrance, age: number, framesLeft: number): Pose {
  const entering = calm[entrance][age] ?? settled;
  return { ...entering, opacity: entering.opacity * (leaving[leaving.length - framesLeft] ?? 1) };
}

/** What a pose changes of a finished overlay; its scale was drawn already. */
export function applyPose(overlay: Overlay, { opacity, x, y }: Pose, size: number, frame: Size): Overlay {
  const moved = x === 0 && y === 0 ? overlay : moveOverlay(overlay, { x: x * size, y: y * size }, frame);
  return opacity === 1 ? moved : fadeOverlay(moved, opacity);
}
