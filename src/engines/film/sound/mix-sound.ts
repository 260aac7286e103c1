import { join } from 'node:path';
import { framesPerSecond } from '../../../contracts/formats.ts';
import { soundEncoding } from '../encoding.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { type Loudness, loudnessMeter, readLoudness } from './loudness.ts';
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

// −14 LUFS and −1 dBTP are what the platforms play at. Levels are corrected until they are this close.
const targetLufs = -14;
const toleranceLu = 0.3;
const peakLimitDbtp = -1;
// The limiter's ceiling: AAC raises single peaks by a few tenths.
const firstCeilingDb = -1.7;
// Sound so faint that it would take more than this is noise, and stays faint.
const largestGainDb = 40;
const largestTries = 5;

// The mix is made with the voice at a fixed level, so that the compressor's threshold means the same for every voice.
const voiceLufs = -18;
// Music in the pauses of the voice, and how the voice presses it down: 14 LU under speech, as Torcoli et al. advise.
const musicUnderVoiceLu = 5;
const ducking = 'sidechaincompress=threshold=0.03:ratio=4:attack=60:release=600';
const musicFade = { inSeconds: 1, outSeconds: 2.5 };

// AAC starts with 1024 samples of its own. Leaving out as many at the start keeps the sound in step without an edit list.
const aacPriming = 1024;

/** The film's whole sound: narrations one after another, music under them, levelled. Answers the path of an ADTS file. */
export async function mixSound(ffmpeg: string, request: MixRequest, options: MixOptions): Promise<string> {
  const { workFolder, frames } = request;
  const filmSeconds = frames / framesPerSecond;
  const { signal } = options;
  const narration = ['-f', 'concat', '-safe', '0', '-i', `file:${request.narrationList}`];
  const toStereo = 'pan=stereo|c0=c0|c1=c0';

  const [voice, bed] = await Promise.all([
    runFfmpeg(ffmpeg, ['-v', 'info', ...narration, '-af', `${toStereo},${loudnessMeter}`, '-f', 'null', '-'], {
      signal,
      task: 'measuring the narration',
    }).then(({ stderr }) => readLoudness(stderr)),
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
  return levelSound(ffmpeg, mixed, readLoudness(stderr), request, options);
}

/**
 * Gain, then a limiter on true peaks, measured after AAC and corrected. FFmpeg's `loudnorm` does the same only while no
 * peak stands in the way; else it silently turns into a compressor that undoes the ducking.
 */
async function levelSound(
  ffmpeg: string,
  mixed: string,
  measured: Loudness,
  { workFolder }: MixRequest,
  { signal, onShare }: MixOptions,
): Promise<string> {
  const encoded = join(workFolder, 'sound.aac');
  let gain = gainTo(targetLufs, measured.integratedLufs);
  let ceiling = firstCeilingDb;
  let before: { gain: number; lufs: number } | undefined;
  for (let attempt = 1; ; attempt++) {
    const limited = measured.truePeakDbtp + gain > ceiling;
    const chain = [`volume=${gain}dB`, ...(limited ? limiter(ceiling) : []), `atrim=start_sample=${aacPriming}`];
    await runFfmpeg(
      ffmpeg,
      [
        ...['-v', 'error', ...rawSound, '-i', `file:${mixed}`, '-af', chain.join(',')],
        ...[...soundEncoding, '-f', 'adts', `file:${encoded}`],
      ],
      { signal, task: 'levelling the sound' },
    );
    const { stderr } = await runFfmpeg(
      ffmpeg,
      ['-v', 'info', '-f', 'aac', '-i', `file:${encoded}`, '-af', loudnessMeter, '-f', 'null', '-'],
      { signal, task: 'measuring the sound' },
    );
    onShare?.(0.5 + (0.5 * attempt) / largestTries);
    const { integratedLufs: lufs, truePeakDbtp } = readLoudness(stderr);
    const off = lufs === Number.NEGATIVE_INFINITY ? 0 : targetLufs - lufs;
    const over = truePeakDbtp - peakLimitDbtp;
    const settled = (Math.abs(off) <= toleranceLu || gain === largestGainDb) && over <= 0;
    if (settled || attempt === largestTries) return encoded;
    // The harder the limiter works, the less of a gain is heard: how much less is seen from the try before.
    const heard = before && before.gain !== gain ? (lufs - before.lufs) / (gain - before.gain) : 1;
    before = { gain, lufs };
    gain = Math.min(largestGainDb, gain + off / Math.min(1, Math.max(0.2, heard)));
    if (over > 0) ceiling -= over + 0.1;
  }
}

/** Filters that keep true peaks under the ceiling: at four times the rate, peaks between samples are samples too. */
function limiter(ceilingDb: number): string[] {
  const lookahead = 5;
  // The limiter looks ahead by delaying the sound: the delay is cut off in front and made good behind.
  const delay = (lookahead * 48_000) / 1000;
  return [
    `apad=pad_len=${delay}`,
    'aresample=192000',
    `alimiter=limit=${10 ** (ceilingDb / 20)}:attack=${lookahead}:release=80:level=0`,
    'aresample=48000',
    `atrim=start_sample=${delay}`,
    'asetpts=N/SR/TB',
  ];
}

function gainTo(wanted: number, measured: number): number {
  return measured === Number.NEGATIVE_INFINITY ? 0 : Math.min(largestGainDb, wanted - measured);
}
