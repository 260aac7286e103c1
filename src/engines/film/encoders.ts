import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { formats, framesPerSecond } from '../../contracts/formats.ts';
import { type Encoder, mp4Muxing, pictureEncoding } from './encoding.ts';
import { outsideFailure } from './ffmpeg-endings.ts';
import { firstWords } from './first-words.ts';
import { readMp4Facts } from './mp4-facts.ts';
import { listPackets } from './sources/list-packets.ts';

export interface FoundEncoder {
  encoder: Encoder;
  /** A sentence, when it is another than was wanted. */
  note?: string;
}

const onApple: readonly Encoder[] = ['videotoolbox'];
const elsewhere: readonly Encoder[] = ['nvenc', 'qsv', 'vaapi'];

/**
 * The encoder to use: the wanted one, or with `auto` the first chip that works, when a trial of the real arguments gives
 * what YouTube recommends; else x264, with a note. x264 is taken at its word (finding FFmpeg checks for it), and is what
 * one gets without asking: at the same size its pictures are better than a chip's, and the same on every machine.
 * Throws `ToolMissing` when FFmpeg cannot be run, `Cancelled`.
 */
export async function findEncoder(
  ffmpeg: string,
  wanted: Encoder | 'auto',
  signal?: AbortSignal,
): Promise<FoundEncoder> {
  if (wanted === 'x264') return { encoder: wanted };
  const candidates = wanted !== 'auto' ? [wanted] : process.platform === 'darwin' ? onApple : elsewhere;
  const reasons: string[] = [];
  for (const encoder of candidates) {
    const reason = await tryEncoder(ffmpeg, encoder, signal);
    if (!reason) return { encoder };
    reasons.push(`${encoder}: ${reason}`);
  }
  const what = wanted === 'auto' ? 'no graphics chip here encodes as films need it' : `${wanted} does not work here`;
  return { encoder: 'x264', note: `${what}, so x264 is used (${reasons.join('; ')})` };
}

// Two groups and a frame: enough for B-frames, and for key frames to be where they belong.
const trialFrames = framesPerSecond + 1;
// A driver that hangs is one that does not work.
const trialMs = 30_000;

/** Encodes a second of the largest frames and looks at what came out. Answers why it will not do, or nothing. */
export async function tryEncoder(ffmpeg: string, encoder: Encoder, signal?: AbortSignal): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'encoder-trial-'));
  try {
    const file = join(folder, 'trial.mp4');
    const { width, height } = formats.short;
    const pictures = `testsrc2=size=${width}x${height}:rate=${framesPerSecond},format=yuv420p`;
    const ending = await execa(
      ffmpeg,
      [
        ...['-hide_banner', '-nostdin', '-nostats', '-v', 'error', '-f', 'lavfi', '-i', pictures],
        ...['-frames:v', `${trialFrames}`, ...pictureEncoding(encoder), ...mp4Muxing(), `file:${file}`],
      ],
      { reject: false, stdin: 'ignore', cancelSignal: signal, timeout: trialMs, killSignal: 'SIGKILL' },
    );
    if (ending.timedOut) return `it took more than ${trialMs / 1000} s`;
    const outside = outsideFailure(ffmpeg, ending, `trying the encoder ${encoder}`);
    // A driver may end the process; nothing but FFmpeg itself is needed to go on with x264.
    if (outside && outside.type !== 'ToolFailed') throw outside;
    return ending.failed ? firstWords(ending.stderr, 1) || 'FFmpeg broke off' : await findFault(ffmpeg, file, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findFault(ffmpeg: string, file: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const { width, height } = formats.short;
  const { tracks, editLists } = await readMp4Facts(file);
  const [picture] = tracks;
  if (picture?.codec !== 'avc1' || picture.profile !== 100) return 'what it makes is not H.264 High';
  if (picture.width !== width || picture.height !== height) return 'it changes the size';
  if (picture.samples !== trialFrames || !picture.even) {
    return `it made ${picture.samples} frames of ${trialFrames}, or not evenly long ones`;
  }
  if (editLists) return 'its files have edit lists';
  const { packets, report } = await listPackets(ffmpeg, ['-i', `file:${file}`], {
    mostSeconds: 10,
    signal,
    task: 'reading the trial of an encoder',
  });
  if (!/Stream #0:0\S*: Video: h264 \(High\).*?, yuv420p\(tv, bt709/.test(report)) {
    return 'its pixels are not BT.709 in 4:2:0';
  }
  if (packets[0]?.time !== 0) return 'its first frame does not begin at zero';
  const keys = packets.flatMap(({ key }, frame) => (key ? frame : [])).join(' ');
  if (keys !== '0 15 30') return `its key frames are ${keys} instead of 0 15 30`;
  return undefined;
}
