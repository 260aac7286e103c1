import { execa } from 'execa';
import { Failure } from '../../../contracts/failures.ts';
import { outsideFailure } from '../ffmpeg-endings.ts';
import { firstWords } from '../first-words.ts';

/** Frames of one FFmpeg, made as they are asked for. */
export interface FrameReader {
  /** The next frame; the bytes are overwritten by the next call. Throws a `Failure` when there is none. */
  next(): Promise<Uint8Array>;
  /** Ends the process, whatever it is doing, and waits for that. */
  close(): Promise<void>;
}

interface ReadFramesOptions {
  /** Of one frame. */
  bytes: number;
  signal: AbortSignal;
  /** What is read, for the error message: `the clip a.mp4`. */
  what: string;
  /** Written to its standard input. */
  input?: Uint8Array;
}

/** Starts an FFmpeg that writes raw frames to its standard output. It waits whenever no frame is being asked for. */
export function readFrames(
  ffmpeg: string,
  args: string[],
  { bytes, signal, what, input }: ReadFramesOptions,
): FrameReader {
  const child = execa(ffmpeg, ['-hide_banner', '-nostdin', '-nostats', '-v', 'error', ...args, 'pipe:1'], {
    reject: false,
    killSignal: 'SIGKILL',
    ...(input ? { input } : { stdin: 'ignore' as const }),
    encoding: 'buffer',
    buffer: { stdout: false, stderr: true },
    cancelSignal: signal,
  });
  // Else execa empties what nobody reads at once.
  child.stdout.pause();
  const chunks = child.stdout.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const frame = new Uint8Array(bytes);
  let rest: Uint8Array = new Uint8Array();
  let given = 0;

  async function explain(): Promise<Failure> {
    const ending = await child;
    const stderr = Buffer.from(ending.stderr).toString('utf8');
    const outside = outsideFailure(ffmpeg, { ...ending, stderr }, `reading ${what}`);
    if (outside) return outside;
    const said = firstWords(stderr);
    const reason = given === 0 ? 'cannot be decoded' : `ends after ${given} frames, before it should: it is damaged`;
    return new Failure('InvalidInput', `${what} ${reason}${said && ` (${said})`}: export it again, or use another`);
  }

  return {
    async next() {
      for (let filled = 0; filled < bytes; ) {
        if (rest.length === 0) {
          const chunk = await chunks.next().catch(() => ({ done: true as const, value: undefined }));
          if (chunk.done) throw await explain();
          rest = chunk.value;
        }
        const taken = rest.subarray(0, bytes - filled);
        frame.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
      }
      given++;
      return frame;
    },
    async close() {
      child.kill();
      // A pipe that nobody empties would keep the process from being done with.
      child.stdout.destroy();
      await child;
    },
  };
}
