import { type RunFfmpegOptions, runFfmpeg } from '../ffmpeg.ts';

/** LUFS and dBTP, by EBU R 128. Silence, or sound shorter than the gate's 0.4 s, has a loudness of −∞. */
export interface Loudness {
  integratedLufs: number;
  truePeakDbtp: number;
}

/** Measures what passes through it; the figures are in FFmpeg's messages at log level `info`. */
export const loudnessMeter = 'ebur128=peak=true:framelog=verbose';

// The meter's floor: what it says of silence.
const floorLufs = -70;

/** The figures of a `loudnessMeter` out of FFmpeg's messages. */
export function readLoudness(stderr: string): Loudness {
  const figure = (pattern: RegExp) => {
    const text = [...stderr.matchAll(pattern)].at(-1)?.[1];
    return text === undefined || text.includes('inf') || text === 'nan' ? Number.NEGATIVE_INFINITY : Number(text);
  };
  const integrated = figure(/^\s+I:\s+(\S+) LUFS/gm);
  return {
    integratedLufs: integrated <= floorLufs ? Number.NEGATIVE_INFINITY : integrated,
    truePeakDbtp: figure(/^\s+Peak:\s+(\S+) dBFS/gm),
  };
}

/** What the sound of an input is like. */
export async function measureLoudness(
  ffmpeg: string,
  input: string[],
  options: Pick<RunFfmpegOptions, 'signal' | 'onSeconds'>,
): Promise<Loudness> {
  const { stderr } = await runFfmpeg(ffmpeg, ['-v', 'info', ...input, '-af', loudnessMeter, '-f', 'null', '-'], {
    ...options,
    task: 'measuring the sound',
  });
  return readLoudness(stderr);
}
