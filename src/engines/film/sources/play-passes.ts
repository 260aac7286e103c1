import type { Passes } from './plan-passes.ts';
import type { FrameReader } from './read-frames.ts';

/** A clip's frames in I420, BT.709, limited range, at 30 a second. */
export interface ClipSource {
  /** The next frame, as often as frames were asked for; the bytes are overwritten by the next call. Throws a `Failure`. */
  next(): Promise<Uint8Array>;
  /** Ends the processes behind it. Must be called, also after a failure. */
  close(): Promise<void>;
}

/** Plays the passes one after the other, each dissolving into the next; at most two are open at once. */
export function playPasses(
  { count, frames: passFrames, overlap }: Passes,
  frames: number,
  open: () => FrameReader,
): ClipSource {
  const step = passFrames - overlap;
  let current = open();
  let leaving: FrameReader | undefined;
  let pass = 0;
  let given = 0;

  return {
    async next() {
      if (given >= frames) throw new RangeError(`the clip was opened for ${frames} frames; all of them were given`);
      if (pass < count - 1 && given === (pass + 1) * step) {
        leaving = current;
        current = open();
        pass++;
      }
      const frame = await current.next();
      const place = given++ - pass * step;
      if (leaving && place < overlap) mix(frame, await leaving.next(), (place + 1) / (overlap + 1));
      else if (leaving) {
        await leaving.close();
        leaving = undefined;
      }
      return frame;
    },
    async close() {
      await Promise.all([current.close(), leaving?.close()]);
    },
  };
}

/** Leaves `share` of `frame` and lets the rest of `other` be seen. */
function mix(frame: Uint8Array, other: Uint8Array, share: number): void {
  const weight = Math.round(share * 256);
  for (let at = 0; at < frame.length; at++) {
    frame[at] = ((frame[at] as number) * weight + (other[at] as number) * (256 - weight) + 128) >> 8;
  }
}
