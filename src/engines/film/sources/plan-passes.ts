/** How a clip fills a number of frames. */
export interface Passes {
  /** Where it begins in the clip, seconds. */
  start: number;
  /** 1 as filmed, 0.6 slowed down. */
  speed: number;
  /** How often it is shown; each time but the last dissolves into the next one. */
  count: number;
  /** Of one pass. */
  frames: number;
  /** Frames in which the end of a pass and the beginning of the next are both seen. */
  overlap: number;
}

// Stock clips often fade in, or the camera is still being steadied.
const skippedShare = 0.1;
// Slower, and movement looks wrong.
const slowest = 0.6;
const dissolveFrames = 15;
/** Under this many seconds, a clip shown again and again flickers. */
const shortestRepeated = 0.5;

/**
 * A clip that is long enough is cut, past its first tenth. A shorter one is slowed down to at most 0.6 of its speed; where
 * that isn't enough it is shown again, each time dissolving from its end into its beginning: unlike played backwards,
 * nobody in it walks or pours the wrong way. Undefined where it is too short for that.
 *
 * @param seconds of picture there are; more than 0
 * @param frames wanted, at `framesPerSecond`
 */
export function planPasses(seconds: number, frames: number, framesPerSecond: number): Passes | undefined {
  const wanted = frames / framesPerSecond;
  if (seconds >= wanted) {
    return { start: Math.min(seconds * skippedShare, seconds - wanted), speed: 1, count: 1, frames, overlap: 0 };
  }
  if (seconds >= wanted * slowest) return { start: 0, speed: seconds / wanted, count: 1, frames, overlap: 0 };
  if (seconds < shortestRepeated) return undefined;
  const fastPass = Math.floor(seconds * framesPerSecond);
  const slowPass = Math.floor((seconds * framesPerSecond) / slowest);
  const overlap = Math.min(dissolveFrames, Math.floor(fastPass / 3));
  // Each pass but the first adds what does not overlap.
  const count = Math.ceil((frames - overlap) / (slowPass - overlap));
  const evenPass = Math.ceil((frames + (count - 1) * overlap) / count);
  const pass = Math.min(slowPass, Math.max(fastPass, evenPass));
  return { start: 0, speed: Math.min(1, (seconds * framesPerSecond) / pass), count, frames: pass, overlap };
}
