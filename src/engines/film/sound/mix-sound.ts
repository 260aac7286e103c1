import { join } from 'node:path';
import { framesPerSecond } from '../../../contracts/formats.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { levelSound } from './level-sound.ts';
import { gainTo, loudnessMeter, measureLoudness, readLoudness } from './loudness.ts';
import { prepareMusic, rawSound } from './music-bed.ts';

interface MixRequest {
  /** A list for FFmpeg's concat demuxer of the narrations. */
  narrationList: string;
  music?: { path: string };
  frames: number;
  workFolder: string;
}

interface MixOptions {
  signal?: AbortSignal;
  /** 0–1. */
  onShare?: (share: number) => void;
}

export const samplesPerFrame = 48_000 / framesPerSecond;

// The mix is made with the voice at a fixed level, so that the compressor's threshold means the same for every voice.
const voiceLufs = -18;
// Music in the pauses of the voice, and how the voice presses it down: 14 LU under speech, as Torcoli et al. advise.
const musicUnderVoiceLu = 4;
const ducking = 'sidechaincompress=threshold=0.03:ratio=4:attack=60:release=600';
const musicFade = { inSeconds: 1, outSeconds: 2.5 };

/** The film's whole sound: narrations one after another, music under them, levelled. Answers the path of an ADTS file. */
export async function mixSound(ffmpeg: string, request: MixRequest, options: MixOptions): Promise<string> {
  const { workFolder, frames } = request;
  const filmSeconds = frames / framesPerSecond;
  const { signal } = options;
  const narration = ['-f', 'concat', '-safe', '0', '-i', `file:${request.narrationList}`];
  const toStereo = 'pan=stereo|c0=c0|c1=c0';

  const [voice, bed] = await Promise.all([
    measureLoudness(ffmpeg, narration, [toStereo], signal),
    request.music && prepareMusic(ffmpeg, request.music.path, { filmSeconds, workFolder, signal }),
  ]);
  options.onShare?.(0.2);

  const spoken = `[0:a]${toStereo},volume=${gainTo(voiceLufs, voice.integratedLufs)}dB`;
  const exactly = `apad,atrim=end_sample=${frames * samplesPerFrame},${loudnessMeter}[mix]`;
  const fadeOutAt = Math.max(0, filmSeconds - musicFade.outSeconds);
  const graph = bed
    ? [
        `${spoken},asplit[voice][key]`,
        `[1:a]volume=${gainTo(voiceLufs - musicUnderVoiceLu, bed.integratedLufs)}dB,` +
          `afade=t=in:d=${musicFade.inSeconds},afade=t=out:st=${fadeOutAt}:d=${musicFade.outSeconds}[music]`,
        `[music][key]${ducking}[ducked]`,
        `[voice][ducked]amix=inputs=2:duration=first:normalize=0,${exactly}`,
      ]
    : [`${spoken},${exactly}`];
  const music = bed ? ['-stream_loop', '-1', ...rawSound, '-i', `file:${bed.path}`] : [];
  const mixed = join(workFolder, 'mix.f32');
  const { stderr } = await runFfmpeg(
    ffmpeg,
    [
      ...['-v', 'info', ...narration, ...music, '-filter_complex', graph.join(';'), '-map', '[mix]'],
      ...[...rawSound, `file:${mixed}`],
    ],
    {
      signal,
      task: 'mixing the sound',
      onSeconds: (seconds) => options.onShare?.(0.2 + (0.3 * seconds) / filmSeconds),
    },
  );
  const encoded = join(workFolder, 'sound.aac');
  await levelSound(ffmpeg, { mixed, measured: readLoudness(stderr), encoded }, signal);
  options.onShare?.(1);
  return encoded;
}
