import type { Motion, MovingTransition } from '../../contracts/timeline.ts';
import type { Mixing } from './resampler/resampler.ts';

/** What a transition makes of one of its frames. */
interface TransitionViews {
  /** Factors on the zoom of the picture that leaves and of the one that comes. */
  zoom: { leaving: number; coming: number };
  mixing: Mixing;
}

// The picture that leaves rushes at the viewer while the next settles from a little too near.
const leavingZoom = 1.35;
const comingZoom = 1.25;

/**
 * How two shots are seen on frame `index` (0 … frames − 1) of a transition.
 *
 * @param motion of the shot that comes in: it slides in the way its camera goes on, as if the camera had found it there
 */
export function viewTransition(
  { kind, frames }: MovingTransition,
  index: number,
  motion: Motion['kind'] | undefined,
): TransitionViews {
  // Neither the first nor the last frame shows one picture alone: those are the frames before and after.
  const passed = (index + 1) / (frames + 1);
  const eased = passed * passed * (3 - 2 * passed);
  switch (kind) {
    case 'crossfade':
      return { zoom: { leaving: 1, coming: 1 }, mixing: { kind: 'fade', share: passed } };
    case 'slide':
      return { zoom: { leaving: 1, coming: 1 }, mixing: { kind: 'push', towards: pushOf(motion), share: eased } };
    case 'zoom':
      return {
        zoom: { leaving: leavingZoom ** eased, coming: comingZoom ** (1 - eased) },
        mixing: { kind: 'fade', share: eased },
      };
  }
}

// A camera that moves left makes the picture move right.
function pushOf(motion: Motion['kind'] | undefined): (Mixing & { kind: 'push' })['towards'] {
  if (motion === 'left') return 'right';
  if (motion === 'up') return 'down';
  if (motion === 'down') return 'up';
  return 'left';
}
