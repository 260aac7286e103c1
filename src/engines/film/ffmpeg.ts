import { execa, type Options } from 'execa';
import { ffmpegFailure } from './ffmpeg-endings.ts';

export interface RunFfmpegOptions {
  signal?: AbortSignal;
  /** What is being done, for the error message: `decoding the still …`. */
  task: string;
  /** Written to its standard input (`-i pipe:0`). */
  input?: Uint8Array;
  /** Called with how far the output has come. */
  onSeconds?: (seconds: number) => void;
}

export const alwaysArguments = ['-hide_banner', '-nostdin', '-nostats', '-y'];

// SIGKILL: asked politely, FFmpeg would first finish a file that is thrown away anyway.
export const processOptions = {
  reject: false,
  killSignal: 'SIGKILL',
  stripFinalNewline: false,
} as const satisfies Options;

/** Runs FFmpeg to its end. Answers what it wrote to its outputs; throws a `Failure`. */
export async function runFfmpeg(
  ffmpeg: string,
  args: string[],
  { signal, task, input, onSeconds }: RunFfmpegOptions,
): Promise<{ stdout: Uint8Array; stderr: string }> {
  const progress = onSeconds ? ['-progress', 'pipe:1'] : [];
  const child = execa(ffmpeg, [...alwaysArguments, ...progress, ...args], {
    ...processOptions,
    ...(input ? { input } : { stdin: 'ignore' as const }),
    encoding: 'buffer',
    cancelSignal: signal,
  });
  if (onSeconds) {
    child.stdout.on('data', (chunk: Buffer) => {
      const microseconds = [...chunk.toString('latin1').matchAll(/out_time_us=(\d+)/g)].at(-1)?.[1];
      if (microseconds) onSeconds(Number(microseconds) / 1e6);
    });
  }
  const ending = await child;
  const stderr = Buffer.from(ending.stderr).toString('utf8');
  if (ending.failed) throw ffmpegFailure(ffmpeg, { ...ending, stderr }, task);
  return { stdout: ending.stdout, stderr };
}
