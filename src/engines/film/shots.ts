import { type Format, framesPerSecond } from '../../contracts/formats.ts';

export interface ShotsRequest {
  /** Of the scene. */
  frames: number;
  format: Format;
  sceneIndex: number;
  /** Mean length of a shot: the style's. */
  seconds: number;
  /** The scene opens the film: its first seconds show more. */
  filmStart?: boolean;
  /** Pictures there are, when they are given: no more shots than that. */
  most?: number;
}

// Shorter, and the eye has not yet understood what it sees.
const leastFrames = framesPerSecond;
const mostShots = 40;

// Equal lengths read as a slide deck. Coefficient of variation 0.6 of what is left after each shot's first second; repeats
// after seven shots, no two alike.
const weights = [1, 0.25, 1.8, 0.6, 2.2, 0.4, 1.3];

// A Short shows its third picture 3.2 s in; a long film's first scene changes every 2.5 s. Sources: CRAFT's 'more than two
// shots in the first 5 s' is Google's ABCD guide to effective video.
const openingFrames = [52, 44];
const openingSeconds = 2.5;

/** Frames of each shot of a scene, in order; they add up to `frames`, each a second or more unless the scene is shorter. */
export function planShots(request: ShotsRequest): number[] {
  const { frames, format, filmStart = false, most = mostShots } = request;
  if (!filmStart) return share(frames, request.seconds, request);
  if (format === 'long') return share(frames, Math.min(request.seconds, openingSeconds), request);
  const opening = openingFrames.reduce((sum, length) => sum + length, 0);
  const shortest = (openingFrames.length + 1) * leastFrames;
  if (most <= openingFrames.length || frames < shortest) return share(frames, request.seconds, request);
  if (frames < opening + leastFrames) return share(frames, frames / framesPerSecond / 3, request);
  return [
    ...openingFrames,
    ...share(frames - opening, request.seconds, { ...request, most: most - openingFrames.length }),
  ];
}

function share(
  frames: number,
  seconds: number,
  { sceneIndex, most = mostShots }: Pick<ShotsRequest, 'sceneIndex' | 'most'>,
): number[] {
  const wanted = Math.round(frames / framesPerSecond / seconds);
  const possible = Math.floor(frames / leastFrames);
  const count = Math.max(1, Math.min(wanted, possible, most, mostShots));
  const parts = Array.from({ length: count }, (_, shot) => weights[(sceneIndex * 3 + shot) % weights.length] ?? 1);
  const sum = parts.reduce((total, part) => total + part, 0);
  // Each has its first second; what is left is shared out by weight.
  const least = count > 1 ? leastFrames : 0;
  const left = frames - least * count;
  let weight = 0;
  let begin = 0;
  return parts.map((part, shot) => {
    weight += part;
    const end = least * (shot + 1) + Math.round((left * weight) / sum);
    const length = end - begin;
    begin = end;
    return length;
  });
}
