import { runFfmpeg } from './ffmpeg.ts';

/** Keeps few frames between us and the encoder: FFmpeg alone would take 24 before it lets us wait, 75 MB of a tall film. */
export interface EncoderPace {
  /** For FFmpeg, before its output. */
  readonly args: string[];
  /** Resolves when another frame may be written. Asked once a frame. */
  room(): Promise<void>;
  /** What FFmpeg says on its standard output. */
  hear(said: string): void;
  /** No more waiting: the process has ended. */
  release(): void;
}

// Nothing heard for so long means that nothing is said: better too many frames than none.
const patienceMs = 2000;

/** @param ahead frames that may be on their way to the encoder */
export function createEncoderPace(ahead: number): EncoderPace {
  let written = 0;
  let taken = 0;
  let released = false;
  let wake: (() => void) | undefined;
  const release = () => {
    released = true;
    wake?.();
  };
  return {
    // A line for each frame as it reaches the encoder.
    args: ['-stats_enc_pre', 'pipe:1', '-stats_enc_pre_fmt', '{n}'],
    async room() {
      while (!released && written - taken >= ahead) {
        const patience = setTimeout(release, patienceMs);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        clearTimeout(patience);
      }
      written++;
    },
    hear(said) {
      taken += said.split('\n').length - 1;
      wake?.();
    },
    release,
  };
}

const known = new Map<string, Promise<boolean>>();

/** Whether this FFmpeg can say which frames have reached its encoder: those from 6.0 on can. Asked once a thread. */
export function canPace(ffmpeg: string, signal: AbortSignal): Promise<boolean> {
  const asked = known.get(ffmpeg);
  if (asked) return asked;
  const answer = runFfmpeg(ffmpeg, ['-h', 'long'], { signal, task: 'encoding a scene' }).then(({ stdout }) =>
    Buffer.from(stdout).toString('latin1').includes('-stats_enc_pre_fmt'),
  );
  known.set(ffmpeg, answer);
  answer.catch(() => known.delete(ffmpeg));
  return answer;
}
