import type { Format } from '../../contracts/formats.ts';

/** Seconds a shot lasts on average: 2–4 in a Short, 4–7 in a long film once it is under way. */
const shotSeconds: Readonly<Record<Format, number>> = { short: 3.2, square: 3.2, long: 5.5 };

// Equal lengths read as a slide deck; these weights vary by a third around their mean and repeat after seven shots.
const weights = [1, 0.62, 1.35, 0.8, 1.5, 0.7, 1.15];

/** Frames of each shot of a scene, in order; they add up to `frames`. A short scene is one shot. */
export function planShots(frames: number, format: Format, sceneIndex: number, framesPerSecond: number): number[] {
  const count = Math.max(1, Math.min(40, Math.round(frames / framesPerSecond / shotSeconds[format])));
  const parts = Array.from({ length: count }, (_, shot) => weights[(sceneIndex * 3 + shot) % weights.length] ?? 1);
  const sum = parts.reduce((total, part) => total + part, 0);
  let weight = 0;
  let begin = 0;
  return parts.map((part) => {
    weight += part;
    const end = Math.round((frames * weight) / sum);
    const length = end - begin;
    begin = end;
    return length;
  });
}
