import type { Cue } from '../../../contracts/timeline.ts';

/** What the captions show on one frame. */
export interface CaptionState {
  cue: Cue;
  /** Index, among the cue's words, of the one being spoken, or last spoken. */
  spoken: number;
  /** Frames since the cue came in. */
  age: number;
}

const speakable = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
// Rounding of a time that is meant to be a whole frame.
const hair = 1e-6;

/** Answers what is shown at each frame, asked in ascending order. */
export function createCaptionTrack(
  cues: readonly Cue[],
  framesPerSecond: number,
): (frame: number) => CaptionState | undefined {
  let index = 0;
  return (frame) => {
    const seconds = frame / framesPerSecond + hair;
    while (index < cues.length && (cues[index] as Cue).end <= seconds) index++;
    const cue = cues[index];
    if (!cue || cue.start > seconds) return undefined;
    let spoken = 0;
    for (const [word, { start, text }] of cue.lines.flat().entries()) {
      if (start <= seconds && speakable.test(text)) spoken = word;
    }
    return { cue, spoken, age: frame - Math.ceil(cue.start * framesPerSecond - hair) };
  };
}
