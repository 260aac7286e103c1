import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../contracts/failures.ts';
import { type RunFfmpegOptions, runFfmpeg } from '../ffmpeg.ts';
import { loudnessMeter, readLoudness } from './loudness.ts';

/** Raw stereo sound, 32-bit float, 48 kHz: FFmpeg arguments that read it, before `-i`. */
export const rawSound = ['-f', 'f32le', '-ar', '48000', '-ac', '2'];
const rawSoundBytesPerSecond = 48_000 * 2 * 4;

interface MusicBed {
  /** `rawSound`; meant to be repeated without end. */
  path: string;
  integratedLufs: number;
}

// The end of a piece is laid over its beginning for this long.
const crossfadeSeconds = 3;
// Pieces begin and end with silence, which a loop would turn into a hole.
const trimSilence = 'silenceremove=start_periods=1:start_threshold=-50dB';
// Pieces shorter than this are heard as a stutter, not as music.
const shortestSeconds = 1;

/**
 * Music that can be repeated without a seam: its end fades into its own beginning, at constant power, so that where the
 * file begins again the sound goes on as it was. Music longer than the film is only cut.
 */
export async function prepareMusic(
  ffmpeg: string,
  music: string,
  options: { filmSeconds: number; workFolder: string; signal?: AbortSignal },
): Promise<MusicBed> {
  const run: RunFfmpegOptions = { signal: options.signal, task: `reading the music ${music}` };
  const decoded = join(options.workFolder, 'music.f32');
  const { stderr } = await runFfmpeg(
    ffmpeg,
    [
      ...['-v', 'info', '-t', `${options.filmSeconds + crossfadeSeconds}`, '-i', `file:${music}`, '-vn'],
      ...['-af', `aresample=48000,aformat=channel_layouts=stereo,${loudnessMeter}`, ...rawSound, `file:${decoded}`],
    ],
    run,
  );
  const { integratedLufs } = readLoudness(stderr);
  const seconds = (await stat(decoded)).size / rawSoundBytesPerSecond;
  if (seconds < shortestSeconds || integratedLufs === Number.NEGATIVE_INFINITY) {
    throw new Failure('InvalidInput', `the music ${music} is silent or shorter than a second: choose another piece`);
  }
  if (seconds >= options.filmSeconds) return { path: decoded, integratedLufs };

  const trimmed = join(options.workFolder, 'music-trimmed.f32');
  const bothEnds = `${trimSilence},areverse,${trimSilence},areverse`;
  await runFfmpeg(
    ffmpeg,
    ['-v', 'error', ...rawSound, '-i', `file:${decoded}`, '-af', bothEnds, ...rawSound, `file:${trimmed}`],
    run,
  );
  const length = (await stat(trimmed)).size / rawSoundBytesPerSecond;
  const overlap = Math.min(crossfadeSeconds, length / 4);
  const loop = join(options.workFolder, 'music-loop.f32');
  const graph = [
    '[0:a]asplit[one][two]',
    `[one]atrim=start=${length - overlap},asetpts=PTS-STARTPTS,afade=t=out:curve=qsin:d=${overlap}[tail]`,
    `[two]atrim=end=${length - overlap},afade=t=in:curve=qsin:d=${overlap}[body]`,
    '[tail][body]amix=inputs=2:duration=longest:normalize=0',
  ].join(';');
  await runFfmpeg(
    ffmpeg,
    ['-v', 'error', ...rawSound, '-i', `file:${trimmed}`, '-filter_complex', graph, ...rawSound, `file:${loop}`],
    run,
  );
  return { path: loop, integratedLufs };
}
