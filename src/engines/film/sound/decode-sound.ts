import { stat } from 'node:fs/promises';
import { Failure } from '../../../contracts/failures.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { openMedia } from '../sources/probe-media.ts';
import { sampleRate } from './samples.ts';

/** A use of people's sound files. */
export interface SoundUse {
  /** For messages: `music`. */
  name: string;
  /** What to do about a file that is no good: `choose another piece`. */
  advice: string;
  /** FFmpeg's filters. */
  filter: string;
  /** How it is written, at 48 kHz: FFmpeg's name of the samples, and how many channels of how many bytes. */
  format: 's16le' | 'f32le';
  channels: 1 | 2;
  bytesPerSample: number;
  /** One that is shorter is refused. */
  shortest: { seconds: number; words: string };
}

// How much of what its header promises a file may lack.
const tolerance = { seconds: 2, share: 0.02 };
// Reading ends with a packet of the file's, and some codecs begin with samples of their own.
const packetSeconds = 0.2;

export interface DecodeOptions {
  /** Of a longer file only this much is read. */
  seconds: number;
  /** Raw sound to write. */
  output: string;
  signal?: AbortSignal;
  /** Seconds read so far. */
  onSeconds?: (seconds: number) => void;
}

/**
 * Writes the sound of any file FFmpeg reads, a video's too, and answers its length in samples.
 * @throws Failure `InvalidInput` when there is no sound in it, too little of it, or less than its header says
 */
export async function decodeSound(ffmpeg: string, path: string, use: SoundUse, options: DecodeOptions) {
  const { seconds, output, signal, onSeconds } = options;
  const { name, filter, format, channels, bytesPerSample, shortest } = use;
  const args = ['-v', 'info', '-t', `${seconds}`, ...openMedia(path), '-map', '0:a:0', '-af', filter];
  const stored = ['-f', format, '-ar', `${sampleRate}`, '-ac', `${channels}`, `file:${output}`];
  const task = `reading the ${name} ${path}`;
  const { stderr } = await runFfmpeg(ffmpeg, [...args, ...stored], { signal, task, onSeconds })
    // What FFmpeg cannot read will not be readable the next time.
    .catch((error: unknown) => {
      if (!(error instanceof Failure) || error.type !== 'ToolFailed') throw error;
      const reason = error.message.includes('matches no streams')
        ? 'has no sound in it'
        : `is no ${name} that can be read (${error.message.split(' | ').at(-1)})`;
      throw refuseSound(use, path, reason, error);
    });
  const samples = Math.floor((await stat(output)).size / bytesPerSample);
  const decoded = samples / sampleRate;
  const promised = promisedSeconds(stderr);
  if (
    promised !== undefined &&
    decoded < Math.min(seconds - packetSeconds, promised * (1 - tolerance.share) - tolerance.seconds)
  ) {
    const lengths = `it should last ${promised.toFixed(0)} s, but ends after ${decoded.toFixed(0)} s`;
    throw refuseSound(use, path, `is cut short: ${lengths}`);
  }
  if (decoded < shortest.seconds) throw refuseSound(use, path, `is shorter than ${shortest.words}`);
  return samples;
}

export function refuseSound({ name, advice }: SoundUse, path: string, reason: string, cause?: unknown): Failure {
  return new Failure('InvalidInput', `the ${name} ${path} ${reason}: ${advice}`, { cause });
}

/** What the header says, where it is to be trusted: not where it was guessed, nor where it is a picture's length. */
function promisedSeconds(stderr: string): number | undefined {
  if (/Estimating duration/.test(stderr)) return undefined;
  if (stderr.split('\n').some((line) => /Stream #0.*Video:/.test(line) && !line.includes('attached pic')))
    return undefined;
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
