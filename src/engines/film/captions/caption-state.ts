import { framesPerSecond } from '../../../contracts/formats.ts';
import type { Cue } from '../../../contracts/timeline.ts';

/** What the captions show on one frame. Two frames with equal `key` look the same. */
export interface CaptionState {
  key: string;
  cue: Cue;
  /** Index of the word being spoken, or last spoken. */
  spoken: number;
  /** Size of the whole caption as it appears, 1 when it has settled. */
  scale: number;
}

// A caption comes in over three frames, a little too large at the end: the eye is drawn without noticing why.
const entrance = [0.86, 0.96, 1.03];

const speakable = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** Answers what is shown at each frame, asked in ascending order. */
export function createCaptionTrack(cues: Cue[]): (frame: number) => CaptionState | undefined {
  let index = 0;
  let entered = -1;
  let firstFrame = 0;
  return (frame) => {
    const seconds = frame / framesPerSecond;
    while (index < cues.length && (cues[index] as Cue).end <= seconds) index++;
    const cue = cues[index];
    if (!cue || cue.start > seconds) return undefined;
    if (entered !== index) {
      entered = index;
      firstFrame = frame;
    }
    const scale = entrance[frame - firstFrame] ?? 1;
    let spoken = 0;
    for (const [word, { start, text }] of cue.words.entries()) {
      if (start <= seconds && speakable.test(text)) spoken = word;
    }
    return { key: `${index} ${spoken} ${scale}`, cue, spoken, scale };
  };
}
