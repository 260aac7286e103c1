import { framesPerSecond } from '../../contracts/formats.ts';
import type { Style } from '../../contracts/style.ts';
import type { Transition } from '../../contracts/timeline.ts';
import { seededNumbers } from './seeded.ts';

export interface TransitionsRequest {
  /** Frames of each shot of the scene. */
  shots: number[];
  style: Pick<Style, 'transitions'>;
  /** The film's. */
  seed: number;
  sceneIndex: number;
}

export interface EntranceRequest {
  style: Pick<Style, 'transitions'>;
  /** The film's. */
  seed: number;
  sceneIndex: number;
  startsChapter: boolean;
}

// Half of the shortest shot: longer, it would have to be cut down to fit one, and the scenes on its two sides, planned
// apart, would not agree on it.
const mostFrames = framesPerSecond / 2;
// A shot that is hardly there before it goes again is left to cuts.
const leastShotFrames = 1.5 * framesPerSecond;

// Salts of their own, away from the scenes' indices.
const shotsSalt = 1_000_003;
const scenesSalt = 2_000_003;
// Multiples of the golden ratio lie evenly between 0 and 1 wherever one stops: the share holds in short films too.
const golden = 0.618_033_988_749_895;

/** How each shot of a scene comes in. The first is a cut: how the scene itself comes in, `planEntrance` says. */
export function planTransitions({ shots, style, seed, sceneIndex }: TransitionsRequest): Transition[] {
  const { kind, share, seconds } = style.transitions.shots;
  const phase = (seededNumbers(seed, shotsSalt)() + sceneIndex * golden) % 1;
  return shots.map((length, shot) => {
    const moves = shot > 0 && isChosen(shot - 1, share, phase);
    const roomy = Math.min(length, shots[shot - 1] ?? 0) >= leastShotFrames;
    return moves && roomy ? transition(kind, seconds) : cut;
  });
}

/** How a scene comes in after the one before. Asked for either scene, the answer is the same. */
export function planEntrance({ style, seed, sceneIndex, startsChapter }: EntranceRequest): Transition {
  if (sceneIndex === 0) return cut;
  const { chapters, scenes } = style.transitions;
  if (startsChapter) return transition(chapters.kind, chapters.seconds);
  const phase = seededNumbers(seed, scenesSalt)();
  return isChosen(sceneIndex - 1, scenes.share, phase) ? transition(scenes.kind, scenes.seconds) : cut;
}

const cut: Transition = { kind: 'cut' };

/** True for exactly `share` of the indices, evenly spread. */
function isChosen(index: number, share: number, phase: number): boolean {
  return Math.floor((index + 1) * share + phase) > Math.floor(index * share + phase);
}

function transition(kind: Transition['kind'], seconds: number): Transition {
  if (kind === 'cut') return cut;
  return { kind, frames: Math.min(mostFrames, Math.max(2, Math.round(seconds * framesPerSecond))) };
}
