import { type Format, formats, framesPerSecond } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';
import { readFrames } from '../sources/read-frames.ts';
import type { FrameRange, Stretch } from './stretch.ts';

interface LookOptions {
  format: Format;
  /** Of the film, as `readMp4Facts` lists them. */
  keyFrames: readonly number[];
  frames: number;
  signal?: AbortSignal;
}

/** What was seen, as exactly as key frames lie: half a second. */
export interface Seen {
  black: Stretch[];
  frozen: Stretch[];
  /** Nothing can be made out in them, so that nobody sees whether they move. */
  plain: Stretch[];
}

const width = 320;

/**
 * Looks at the key frames, two a second: enough to find what lasts a second. Captions and the progress line move even
 * where the picture does not: what is looked at is the picture between them.
 */
export async function lookAtPicture(ffmpeg: string, file: string, options: LookOptions): Promise<Seen> {
  const { format, keyFrames, frames, signal = new AbortController().signal } = options;
  const { crop, height } = bandOf(format);
  const filter = [crop, `scale=${width}:${height}:flags=area`, 'format=gray', `setpts=N/(${framesPerSecond}*TB)`];
  const reader = readFrames(
    ffmpeg,
    [
      ...['-skip_frame:v', 'nokey', '-i', `file:${file}`, '-map', '0:v:0', '-vf', filter.join(',')],
      // Evenly timed, so that none is left out or doubled.
      ...['-r', `${framesPerSecond}`, '-f', 'rawvideo'],
    ],
    { bytes: width * height, signal, what: `the film ${file}` },
  );
  const watch = createWatch(frames);
  try {
    for (const frame of keyFrames) watch.see(frame, await reader.next());
  } finally {
    await reader.close();
  }
  return watch.end();
}

/** The picture below the progress line and above the captions, 320 pixels wide. */
function bandOf(format: Format): { crop: string; height: number } {
  const { width: full, height: all } = formats[format];
  const { captions, progress } = frameAreas[format];
  const top = progress.y === 0 ? progress.height * 2 : 0;
  // Two lines of captions stand within this of their middle.
  const bottom = captions.y - Math.round(all / 10);
  return { crop: `crop=${full}:${bottom - top}:0:${top}`, height: Math.round(((bottom - top) * width) / full / 2) * 2 };
}

// 16 is black, and 21 the darkest ground of a style.
const blackLuma = 18;
const blackShare = 0.98;

// Mean steepness below which there is nothing to make out, in levels a pixel.
const plainSteepness = 0.1;

// How far a picture moves is told by how much it changes where it is steep, in pixels of 320. The slowest zoom moves 0.1
// in a second; of a picture that stands still, the encoder changes 0.03, and 0.13 at first, while it adds what it left out.
const stillPixels = 0.06;
const settlingPixels = 0.16;

const viewsKept = 5;

interface View {
  frame: number;
  picture: Uint8Array;
}

function createWatch(frames: number) {
  const black: FrameRange[] = [];
  const plain: FrameRange[] = [];
  const frozen: FrameRange[] = [];
  // The views of the last two seconds or so, until there was nothing to make out.
  let recent: View[] = [];
  // What the view before was: it lasts until this one.
  let lasting: FrameRange[] | undefined;
  let before = 0;

  /** Where the picture has stood still since, if it has for a second. */
  function stillSince({ frame, picture }: View, steepness: number): number | undefined {
    const at = recent.findLastIndex((view) => frame - view.frame >= framesPerSecond);
    const past = recent[at];
    if (!past || meanDifference(picture, past.picture) >= stillPixels * steepness) return undefined;
    const earlier = recent[at - 1];
    const settling = earlier && meanDifference(past.picture, earlier.picture) < settlingPixels * steepness;
    return settling ? earlier.frame : past.frame;
  }

  function lastUntil(frame: number): void {
    if (lasting) extend(lasting, before, frame);
    before = frame;
  }

  return {
    see(frame: number, picture: Uint8Array): void {
      lastUntil(frame);
      const steepness = meanSteepness(picture);
      lasting = shareUpTo(picture, blackLuma) >= blackShare ? black : steepness < plainSteepness ? plain : undefined;
      if (lasting) recent = [];
      else {
        const view = { frame, picture: Uint8Array.from(picture) };
        const since = stillSince(view, steepness);
        if (since !== undefined) extend(frozen, since, frame);
        recent = [...recent.slice(1 - viewsKept), view];
      }
    },
    end(): Seen {
      lastUntil(frames);
      const seconds = (ranges: FrameRange[]) =>
        ranges.map(({ from, to }) => ({ start: from / framesPerSecond, seconds: (to - from) / framesPerSecond }));
      return { black: seconds(black), frozen: seconds(frozen), plain: seconds(plain) };
    },
  };
}

/** Adds a range at the end, joined with the last one where they touch. */
function extend(ranges: FrameRange[], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last && from <= last.to) last.to = to;
  else ranges.push({ from, to });
}

function shareUpTo(view: Uint8Array, luma: number): number {
  let count = 0;
  for (const value of view) if (value <= luma) count++;
  return count / view.length;
}

function meanSteepness(view: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at + width < view.length; at++) {
    const value = view[at] as number;
    const across = Math.abs(value - (view[at + 1] as number));
    const down = Math.abs(value - (view[at + width] as number));
    sum += across > down ? across : down;
  }
  return sum / (view.length - width);
}

function meanDifference(view: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < view.length; at++) sum += Math.abs((view[at] as number) - (other[at] as number));
  return sum / view.length;
}
