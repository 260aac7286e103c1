import { planFit } from '../../../engines/film/sources/fit.ts';
import type { FoundPicture, WantedPicture } from './source.ts';

// A still is prepared at 1.074 times the frame's size: one of just the frame's size is as sharp as a film can show it.
const sharp = 1.15;
// Seen on a phone, half of the pixels each way is where softness begins to be noticed as a fault.
const softest = 1.85;
// A longer one is a large file of which seconds are shown.
const longestClip = 90;
/** As `planPasses` slows a clip down at most. */
const slowest = 0.6;

/** How well a picture fills a shot. `asWanted`: in its shape, sharp, for all of its time. */
export type Suiting = 'asWanted' | 'soft' | 'makeshift' | 'not';

export function suitingOf(
  { kind, width, height, seconds: length }: Pick<FoundPicture, 'kind' | 'width' | 'height' | 'seconds'>,
  { request, seconds }: WantedPicture,
): Suiting {
  if (Math.min(width, height) < 1) return 'not';
  const { kept, shown } = planFit({ width, height }, request);
  const enlarged = Math.max(shown.width / kept.width, shown.height / kept.height);
  if (enlarged > softest) return 'not';
  if (kind === 'clip' && length !== undefined && length < seconds * slowest) return 'not';
  const isLongEnough = kind === 'still' || length === undefined || (length >= seconds && length <= longestClip);
  // Where it leaves room, a blurred copy lies behind it.
  const isCovering = shown.width === request.width && shown.height === request.height;
  if (!isLongEnough || !isCovering) return 'makeshift';
  return enlarged > sharp ? 'soft' : 'asWanted';
}

/** Of the sizes a picture is offered in, the smallest that is sharp on the shot, else the largest: a smaller one loads sooner. */
export function chooseSize<Offered extends { width: number; height: number }>(
  offered: readonly Offered[],
  target: { width: number; height: number },
): Offered | undefined {
  const bySize = [...offered].sort((a, b) => a.width * a.height - b.width * b.height);
  const enlarged = (size: Offered) => {
    const { kept, shown } = planFit(size, target);
    return Math.max(shown.width / kept.width, shown.height / kept.height);
  };
  return bySize.find((size) => enlarged(size) <= sharp) ?? bySize.at(-1);
}
