import type { MovingTransition, Transition } from '../../contracts/timeline.ts';
import type { Shot } from './scene-request.ts';

/** A shot in its place: frames of the scene. */
export interface PlacedShot {
  shot: Shot;
  /** The first frame on which it is seen, coming in over the shot before; below 0 where that was the scene before. */
  from: number;
  /** From here on it is seen alone. */
  start: number;
  /** The first frame after it. */
  end: number;
  /** How it comes in from `from` to `start`; undefined for a cut. */
  enter: MovingTransition | undefined;
}

/** The shots of a scene one after the other, and behind them the next scene's first, when it comes in over this one. */
export function placeShots(
  shots: readonly Shot[],
  next: { shot: Shot; transition: MovingTransition } | undefined,
): PlacedShot[] {
  const placed: PlacedShot[] = [];
  let start = 0;
  for (const [index, shot] of shots.entries()) {
    const before = shots[index - 1];
    const enter = before && fitTransition(shot.enter, before.frames, shot.frames);
    const lead = before ? (enter?.frames ?? 0) : (shot.lead ?? 0);
    placed.push({ shot, from: start - lead, start, end: start + shot.frames, enter });
    start += shot.frames;
  }
  const last = shots.at(-1);
  const enter = next && last && fitTransition(next.transition, last.frames, next.shot.frames);
  if (next && enter) {
    placed.push({ shot: next.shot, from: start - enter.frames, start, end: start + next.shot.frames, enter });
  }
  return placed;
}

/** A transition takes half of either shot at most, so that every picture is also seen alone; undefined for a cut. */
function fitTransition(transition: Transition, before: number, after: number): MovingTransition | undefined {
  if (transition.kind === 'cut') return undefined;
  const frames = Math.min(transition.frames, Math.floor(before / 2), Math.floor(after / 2));
  return frames > 0 ? { ...transition, frames } : undefined;
}
