import { soundEncoding } from '../encoding.ts';
import { openFrameSink } from '../frame-sink.ts';
import { createLimiter, limiterDelay } from './limiter.ts';
import { measureLoudness } from './loudness.ts';
import { createLoudnessMeter, integrate } from './loudness-meter.ts';
import { type Mix, mixSound } from './mix.ts';
import { factor, type StereoBlock, sampleRate } from './samples.ts';

interface LevelOptions {
  signal?: AbortSignal;
  /** 0–1. */
  onShare: (share: number) => void;
}

/** What the sound goes through before it is encoded: a gain, then a limiter on true peaks. Decibels, dBTP. */
interface Level {
  gain: number;
  ceiling: number;
}

// −14 LUFS and −1 dBTP are what the platforms play at.
const targetLufs = -14;
const peakLimitDbtp = -1;
// After AAC it is 0.3; FFmpeg tells tenths.
const tolerance = { mixed: 0.1, encoded: 0.35 };
// AAC raises single peaks by a few tenths.
const firstCeiling = -1.7;

const mostPasses = 6;
const mostEncodings = 4;

// With more gain than this beyond what loudness asks for, there would be little to hear but the limiter at work.
const mostDriveDb = 20;

// AAC starts with 1024 samples of its own. Leaving out as many at the start keeps the sound in step without an edit list.
const aacPriming = 1024;

/** Mixes to −14 LUFS under −1 dBTP and encodes: an ADTS file, measured after AAC too and made again if it is off. */
export async function levelSound(ffmpeg: string, mix: Mix, encoded: string, options: LevelOptions): Promise<void> {
  const { signal, onShare } = options;
  const searching = halving(0, 0.2, onShare);
  const retrying = halving(0.95, 1, onShare);
  let wanted = targetLufs;
  let level: Level = { gain: wanted - mix.voice.lufs, ceiling: firstCeiling };
  if (!Number.isFinite(level.gain)) level.gain = 0;
  for (let attempt = 1; attempt <= mostEncodings; attempt++) {
    const first = attempt === 1;
    level = await findGain(mix, level, wanted, () => ({ signal, onShare: first ? searching() : retrying() }));
    const onEncoded = first ? (share: number) => onShare(0.2 + 0.7 * share) : retrying();
    await encode(ffmpeg, mix, level, encoded, { signal, onShare: onEncoded });
    const onHeard = first ? (share: number) => onShare(0.9 + 0.05 * share) : retrying();
    const heard = await measureLoudness(ffmpeg, ['-f', 'aac', '-i', `file:${encoded}`], {
      signal,
      onSeconds: (seconds) => onHeard(Math.min(1, (seconds * sampleRate) / mix.samples)),
    });
    const over = heard.truePeakDbtp - peakLimitDbtp;
    const off = targetLufs - heard.integratedLufs;
    if (over <= 0 && (Math.abs(off) <= tolerance.encoded || !Number.isFinite(off))) return;
    if (over > 0) level.ceiling -= over + 0.1;
    if (Number.isFinite(off)) wanted += off;
  }
}

/** The gain with which the limited sound comes to the wanted loudness, or as near as limiting can bring it. */
async function findGain(mix: Mix, start: Level, wanted: number, pass: () => LevelOptions): Promise<Level> {
  const { ceiling } = start;
  let { gain } = start;
  let [tooLittle, tooMuch] = [Number.NEGATIVE_INFINITY, gain + mostDriveDb];
  let best = { gain, off: Number.POSITIVE_INFINITY };
  let before: { gain: number; lufs: number } | undefined;
  for (let attempt = 1; attempt <= mostPasses; attempt++) {
    const lufs = await measureLevelled(mix, { gain, ceiling }, pass());
    const off = wanted - lufs;
    if (!Number.isFinite(off)) break;
    if (Math.abs(off) < Math.abs(best.off)) best = { gain, off };
    if (Math.abs(off) <= tolerance.mixed) break;
    // The mix may be far fainter than its voice: one word, heard a moment.
    if (attempt === 1) tooMuch = Math.max(tooMuch, gain + off + mostDriveDb);
    if (off > 0) tooLittle = gain;
    else tooMuch = gain;
    // The harder the limiter works, the less of a gain is heard, and ever less: seen from the pass before.
    const heard = before ? Math.min(1, Math.max(0.05, (lufs - before.lufs) / (gain - before.gain))) : 1;
    const next = gain + (off / heard) * (heard < 0.5 ? 1.5 : 1);
    before = { gain, lufs };
    // Where pauses come to count or cease to, loudness leaps: then halving what is left finds the way.
    gain = next > tooLittle && next < tooMuch ? next : (Math.max(tooLittle, gain - mostDriveDb) + tooMuch) / 2;
  }
  return { gain: best.gain, ceiling };
}

async function measureLevelled(mix: Mix, level: Level, { signal, onShare }: LevelOptions): Promise<number> {
  const meter = createLoudnessMeter();
  let done = 0;
  for await (const block of levelled(mix, level, signal)) {
    meter.add(block);
    done += block.left.length;
    onShare(done / mix.samples);
  }
  return integrate(meter.energies());
}

async function encode(ffmpeg: string, mix: Mix, level: Level, encoded: string, options: LevelOptions): Promise<void> {
  const { signal, onShare } = options;
  const raw = ['-f', 'f32le', '-ar', `${sampleRate}`, '-ac', '2', '-i', 'pipe:0'];
  const sink = openFrameSink(ffmpeg, ['-v', 'error', ...raw, ...soundEncoding, '-f', 'adts', `file:${encoded}`], {
    signal,
    task: 'encoding the sound',
  });
  try {
    let done = 0;
    for await (const block of levelled(mix, level, signal)) {
      // The process has ended before its input: `finish` says why.
      if (sink.broken) break;
      await sink.write(interleave(block, Math.max(0, aacPriming - done)));
      done += block.left.length;
      onShare(done / mix.samples);
    }
    await sink.finish();
  } catch (error) {
    await sink.kill();
    throw error;
  }
}

/** The mix after gain and limiter, sample for sample in its place. */
async function* levelled(mix: Mix, { gain, ceiling }: Level, signal?: AbortSignal): AsyncGenerator<StereoBlock> {
  const limit = createLimiter(factor(ceiling));
  const times = factor(gain);
  // The limiter's delay is cut off in front and made good behind.
  let early = limiterDelay;
  const pass = (block: StereoBlock): StereoBlock => {
    limit(block);
    const from = Math.min(early, block.left.length);
    early -= from;
    return { left: block.left.subarray(from), right: block.right.subarray(from) };
  };
  for await (const block of mixSound(mix, signal)) {
    for (let at = 0; at < block.left.length; at++) {
      block.left[at] = (block.left[at] as number) * times;
      block.right[at] = (block.right[at] as number) * times;
    }
    yield pass(block);
  }
  yield pass({ left: new Float32Array(limiterDelay), right: new Float32Array(limiterDelay) });
}

function interleave({ left, right }: StereoBlock, from: number): Uint8Array {
  const length = Math.max(0, left.length - from);
  const samples = new Float32Array(2 * length);
  for (let at = 0; at < length; at++) {
    samples[2 * at] = left[from + at] as number;
    samples[2 * at + 1] = right[from + at] as number;
  }
  return new Uint8Array(samples.buffer);
}

/** For passes whose number is seen only on the way: each reports on half of what is left. */
function halving(from: number, to: number, onShare: (share: number) => void): () => (share: number) => void {
  let begin = from;
  return () => {
    const [start, width] = [begin, (to - begin) / 2];
    begin += width;
    return (share) => onShare(start + width * Math.min(1, share));
  };
}
