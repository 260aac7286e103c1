import { execa } from 'execa';
import type { EncoderPace } from './encoder-pace.ts';
import { alwaysArguments, processOptions, type RunFfmpegOptions } from './ffmpeg.ts';
import { ffmpegFailure } from './ffmpeg-endings.ts';

/** An FFmpeg that takes raw frames on its standard input. */
export interface FrameSink {
  /** Resolves when the bytes may be overwritten. After the process has ended, it resolves at once: see `finish`. */
  write(frame: Uint8Array): Promise<void>;
  /** True once the process has ended or the pipe to it broke: writing more is in vain. */
  readonly broken: boolean;
  /** Ends the input and waits for the process. Throws a `Failure` when it went wrong. */
  finish(): Promise<void>;
  /** Ends the process, whatever it is doing, and waits for that. */
  kill(): Promise<void>;
}

/** @param pace when given, frames wait here rather than in FFmpeg; the last of `args` is its output then */
export function openFrameSink(
  ffmpeg: string,
  args: string[],
  options: RunFfmpegOptions & { pace?: EncoderPace },
): FrameSink {
  const { pace } = options;
  const paced = pace ? [...args.slice(0, -1), ...pace.args, ...args.slice(-1)] : args;
  const child = execa(ffmpeg, [...alwaysArguments, ...paced], {
    ...processOptions,
    stdin: 'pipe',
    stdout: pace ? 'pipe' : 'ignore',
    buffer: { stdout: false, stderr: true },
    cancelSignal: options.signal,
  });
  let broken = false;
  const breakOff = () => {
    broken = true;
    pace?.release();
  };
  // A process that fails closes its end: the reason is told by `finish`, with FFmpeg's own words.
  child.stdin.on('error', breakOff);
  void child.then(breakOff);
  child.stdout?.on('data', (said: Buffer) => pace?.hear(said.toString('latin1')));
  return {
    async write(frame) {
      await pace?.room();
      if (broken) return;
      await new Promise<void>((resolve) => {
        child.stdin.write(frame, () => resolve());
      });
    },
    get broken() {
      return broken;
    },
    async finish() {
      child.stdin.end();
      const ending = await child;
      if (ending.failed) throw ffmpegFailure(ffmpeg, ending, options.task);
    },
    async kill() {
      child.kill();
      await child;
    },
  };
}
