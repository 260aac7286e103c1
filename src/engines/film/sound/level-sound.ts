import { soundEncoding } from '../encoding.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { gainTo, type Loudness, largestGainDb, measureLoudness } from './loudness.ts';
import { rawSound } from './music-bed.ts';

interface LevelRequest {
  /** `rawSound`. */
  mixed: string;
  measured: Loudness;
  /** ADTS file to write. */
  encoded: string;
}

// −14 LUFS and −1 dBTP are what the platforms play at. The gain is corrected until the loudness is this close.
const targetLufs = -14;
const toleranceLu = 0.2;
const peakLimitDbtp = -1;
// The limiter's ceiling: AAC raises single peaks by a few tenths.
const firstCeilingDb = -1.7;
const largestTries = 4;

// AAC starts with 1024 samples of its own. Leaving out as many at the start keeps the sound in step without an edit list.
const aacPriming = 1024;

/**
 * Gain, then a limiter on true peaks, measured after AAC. FFmpeg's `loudnorm` does the same only while no peak stands in
 * the way; else it silently turns into a compressor that undoes the ducking.
 */
export async function levelSound(
  ffmpeg: string,
  { mixed, measured, encoded }: LevelRequest,
  signal: AbortSignal | undefined,
): Promise<void> {
  const mix = [...rawSound, '-i', `file:${mixed}`];
  let ceiling = firstCeilingDb;
  for (let attempt = 1; ; attempt++) {
    const gain = await findGain(ffmpeg, mix, measured, ceiling, signal);
    const chain = [...levels(measured, gain, ceiling), `atrim=start_sample=${aacPriming}`].join(',');
    await runFfmpeg(ffmpeg, ['-v', 'error', ...mix, '-af', chain, ...soundEncoding, '-f', 'adts', `file:${encoded}`], {
      signal,
      task: 'encoding the sound',
    });
    const { truePeakDbtp } = await measureLoudness(ffmpeg, ['-f', 'aac', '-i', `file:${encoded}`], [], signal);
    const over = truePeakDbtp - peakLimitDbtp;
    if (over <= 0 || attempt === largestTries) return;
    ceiling -= over + 0.1;
  }
}

/** The gain in decibels with which the limited sound comes to the wanted loudness. */
async function findGain(
  ffmpeg: string,
  mix: string[],
  measured: Loudness,
  ceiling: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  let gain = gainTo(targetLufs, measured.integratedLufs);
  let before: { gain: number; lufs: number } | undefined;
  for (let attempt = 1; attempt <= largestTries; attempt++) {
    if (measured.truePeakDbtp + gain <= ceiling) break;
    const { integratedLufs: lufs } = await measureLoudness(ffmpeg, mix, levels(measured, gain, ceiling), signal);
    const off = targetLufs - lufs;
    if (Math.abs(off) <= toleranceLu || gain === largestGainDb) break;
    // The harder the limiter works, the less of a gain is heard: how much less is seen from the try before.
    const heard = before ? (lufs - before.lufs) / (gain - before.gain) : 0.8;
    before = { gain, lufs };
    gain = Math.min(largestGainDb, gain + off / Math.min(1, Math.max(0.2, heard)));
  }
  return gain;
}

function levels(measured: Loudness, gain: number, ceiling: number): string[] {
  return [`volume=${gain}dB`, ...(measured.truePeakDbtp + gain > ceiling ? limiter(ceiling) : [])];
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
