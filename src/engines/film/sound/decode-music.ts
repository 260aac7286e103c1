import { stat } from 'node:fs/promises';
import { Failure } from '../../../contracts/failures.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { openMedia } from '../sources/probe-media.ts';
import { sampleRate } from './samples.ts';

/** Stereo, 16 bit, 48 kHz, left and right by turns. */
const storedSound = ['-f', 's16le', '-ar', `${sampleRate}`, '-ac', '2'];
export const storedBytesPerSample = 4;

// Pieces shorter than this are heard as a stutter, not as music.
export const shortestSeconds = 1;

// How much of what its header promises a file may lack.
const tolerance = { seconds: 2, share: 0.02 };
// Reading ends with a packet of the file's, and some codecs begin with samples of their own.
const packetSeconds = 0.2;

interface DecodeOptions {
  /** Of a longer file only this much is read. */
  seconds: number;
  /** Raw sound to write: 192 kB a second. */
  output: string;
  signal?: AbortSignal;
  /** Seconds read so far. */
  onSeconds?: (seconds: number) => void;
}

/**
 * Writes the sound of any file FFmpeg reads, a video's too, and answers its length in samples.
 * @throws Failure `InvalidInput` when there is no sound in it, less than a second of it, or less than its header says
 */
export async function decodeMusic(ffmpeg: string, music: string, options: DecodeOptions): Promise<number> {
  const { seconds, output, signal, onSeconds } = options;
  // Louder than full scale between samples, as compressed music is, it would be clipped.
  const args = ['-v', 'info', '-t', `${seconds}`, ...openMedia(music), '-map', '0:a:0', '-af', 'volume=0.5'];
  const task = `reading the music ${music}`;
  const { stderr } = await runFfmpeg(ffmpeg, [...args, ...storedSound, `file:${output}`], { signal, task, onSeconds })
    // What FFmpeg cannot read will not be readable the next time.
    .catch((error: unknown) => {
      if (!(error instanceof Failure) || error.type !== 'ToolFailed') throw error;
      const reason = error.message.includes('matches no streams')
        ? 'has no sound in it'
        : `is no music that can be read (${error.message.split(' | ').at(-1)})`;
      throw refuse(music, reason, error);
    });
  const samples = Math.floor((await stat(output)).size / storedBytesPerSample);
  const decoded = samples / sampleRate;
  const promised = promisedSeconds(stderr);
  if (
    promised !== undefined &&
    decoded < Math.min(seconds - packetSeconds, promised * (1 - tolerance.share) - tolerance.seconds)
  ) {
    throw refuse(
      music,
      `is cut short: it should last ${promised.toFixed(0)} s, but ends after ${decoded.toFixed(0)} s`,
    );
  }
  if (decoded < shortestSeconds) throw refuse(music, 'is shorter than a second');
  return samples;
}

export function refuse(music: string, reason: string, cause?: unknown): Failure {
  return new Failure('InvalidInput', `the music ${music} ${reason}: choose another piece`, { cause });
}

/** What the header says, where it is to be trusted: not where it was guessed, nor where it is a picture's length. */
function promisedSeconds(stderr: string): number | undefined {
  if (/Estimating duration/.test(stderr)) return undefined;
  if (stderr.split('\n').some((line) => /Stream #0.*Video:/.test(line) && !line.includes('attached pic')))
    return undefined;
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
