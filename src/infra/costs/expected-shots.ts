import { type Format, framesPerSecond } from '../../contracts/formats.ts';

export interface ShotsRequest {
  format: Format;
  /** Mean length of a shot: the style's. */
  shotSeconds: number;
  /** The scene opens the film: its first seconds show more. */
  opensFilm?: boolean;
  /** By which share the scene may be longer or shorter than thought. */
  uncertainty: number;
}

// Places between the shortest and the longest a scene may be.
const places = [-1, -0.5, 0, 0.5, 1];

/**
 * How many shots, and so pictures, a scene of about this length has: the mean over what it may come to, for a scene a little
 * longer than one and a half shots has two and one a little shorter has one.
 */
export function expectedShots(seconds: number, { uncertainty, ...request }: ShotsRequest): number {
  const counts = places.map((place) => shotsOf(seconds * (1 + place * uncertainty), request));
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

// What follows is how the film engine parts a scene into shots.
const mostShots = 40;
const shortestFrames = framesPerSecond;
const opening = { shots: 2, frames: 96 };
const openingOfLong = 2.5;

function shotsOf(seconds: number, { format, shotSeconds, opensFilm }: Omit<ShotsRequest, 'uncertainty'>): number {
  const frames = Math.round(seconds * framesPerSecond);
  if (!opensFilm) return share(frames, shotSeconds);
  if (format === 'long') return share(frames, Math.min(shotSeconds, openingOfLong));
  if (frames < (opening.shots + 1) * shortestFrames) return share(frames, shotSeconds);
  return opening.shots + share(frames - opening.frames, shotSeconds);
}

function share(frames: number, shotSeconds: number): number {
  const wanted = Math.round(frames / framesPerSecond / shotSeconds);
  return Math.max(1, Math.min(wanted, Math.floor(frames / shortestFrames), mostShots));
}
