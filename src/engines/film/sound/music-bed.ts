import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeMusic, refuse, shortestSeconds, storedBytesPerSample } from './decode-music.ts';
import { findLoop, type Loop } from './find-loop.ts';
import { blockSamples, factor, type StereoBlock, sampleRate, windowSamples, windowsPerSecond } from './samples.ts';

/** Music as it lies under a film, without end. */
export interface MusicBed {
  /** Fills the block with the music from this sample of the film on. */
  read(block: StereoBlock, from: number): Promise<void>;
  close(): Promise<void>;
}

interface OpenOptions {
  filmSamples: number;
  workFolder: string;
  signal?: AbortSignal;
  /** 0–1. */
  onShare?: (share: number) => void;
}

// Silence at its beginning that is read over.
const spareSeconds = 15;

const silent = factor(-60);

/** Bytes that `openMusic` may write. */
export const musicBytes = (filmSamples: number) => (filmSamples + spareSeconds * sampleRate) * storedBytesPerSample;

/**
 * Decodes the music and finds where it can go on into itself.
 * @throws Failure `InvalidInput` when it is no music; see `decodeMusic`
 */
export async function openMusic(ffmpeg: string, music: string, options: OpenOptions): Promise<MusicBed> {
  const { filmSamples, signal, onShare } = options;
  const output = join(options.workFolder, 'music.s16');
  const seconds = filmSamples / sampleRate + spareSeconds;
  const onSeconds = (done: number) => onShare?.(Math.min(1, done / seconds));
  const samples = await decodeMusic(ffmpeg, music, { seconds, output, signal, onSeconds });
  const file = await open(output);
  try {
    const { levels, peak } = await measureLevels(file, samples, signal);
    if (peak < silent) throw refuse(music, `is silent in its first ${Math.ceil(samples / sampleRate)} s`);
    const loud = (level: number) => level > silent;
    const start = levels.findIndex(loud) * windowSamples;
    if (
      samples - start < filmSamples &&
      levels.findLastIndex(loud) * windowSamples - start < shortestSeconds * sampleRate
    ) {
      throw refuse(music, 'is shorter than a second');
    }
    if (samples - start >= filmSamples) {
      return { read: (block, from) => readStereo(file, start + from, block), close: () => file.close() };
    }
    const loop = findLoop(levels);
    const bed = createEndless(file, loop, await blendOf(file, loop));
    return { read: bed, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** How loud each window of 10 ms is, as RMS of both channels. */
async function measureLevels(file: FileHandle, samples: number, signal: AbortSignal | undefined) {
  const levels = new Float32Array(Math.floor(samples / windowSamples));
  const block = newBlock(blockSamples);
  let peak = 0;
  for (let window = 0; window < levels.length; window++) {
    const at = (window % windowsPerSecond) * windowSamples;
    if (at === 0) {
      signal?.throwIfAborted();
      await readStereo(file, window * windowSamples, block);
    }
    let energy = 0;
    for (let sample = at; sample < at + windowSamples; sample++) {
      energy += ((block.left[sample] as number) ** 2 + (block.right[sample] as number) ** 2) / 2;
    }
    levels[window] = Math.sqrt(energy / windowSamples);
    peak = Math.max(peak, levels[window] as number);
  }
  return { levels, peak };
}

/**
 * How alike the two stretches are that are laid over each other, 0–1: sounds that are alike add up to more than others do.
 */
async function blendOf(file: FileHandle, { begin, end, overlap }: Loop): Promise<number> {
  const [arriving, leaving] = [newBlock(overlap), newBlock(overlap)];
  await readStereo(file, begin, arriving);
  await readStereo(file, end - overlap, leaving);
  let [both, one, other] = [0, 0, 0];
  for (const channel of ['left', 'right'] as const) {
    for (let at = 0; at < overlap; at++) {
      const [a, b] = [arriving[channel][at] as number, leaving[channel][at] as number];
      both += a * b;
      one += a * a;
      other += b * b;
    }
  }
  return one > 0 && other > 0 ? Math.max(0, both / Math.sqrt(one * other)) : 0;
}

/** The music from its start; where its loop ends, the loop's beginning has come in over its end. */
function createEndless(file: FileHandle, { start, begin, end, overlap }: Loop, alike: number): MusicBed['read'] {
  const lead = end - overlap - start;
  const period = end - overlap - begin;
  const leaving = newBlock(blockSamples);
  return async (block, from) => {
    for (let done = 0; done < block.left.length; ) {
      const position = from + done;
      const round = position < lead ? 0 : 1 + Math.floor((position - lead) / period);
      const within = round === 0 ? position : (position - lead) % period;
      const length = Math.min(block.left.length - done, (round === 0 ? lead : period) - within);
      const target = partOf(block, done, length);
      await readStereo(file, (round === 0 ? start : begin) + within, target);
      const blended = round === 0 ? 0 : Math.min(length, Math.max(0, overlap - within));
      if (blended > 0) {
        const old = partOf(leaving, 0, blended);
        await readStereo(file, end - overlap + within, old);
        for (let at = 0; at < blended; at++) {
          const turn = ((within + at + 0.5) / overlap) * (Math.PI / 2);
          const [coming, going] = [Math.sin(turn), Math.cos(turn)];
          const level = 1 / Math.sqrt(1 + 2 * alike * coming * going);
          target.left[at] = level * (coming * (target.left[at] as number) + going * (old.left[at] as number));
          target.right[at] = level * (coming * (target.right[at] as number) + going * (old.right[at] as number));
        }
      }
      done += length;
    }
  };
}

const newBlock = (length: number): StereoBlock => ({ left: new Float32Array(length), right: new Float32Array(length) });

const partOf = ({ left, right }: StereoBlock, from: number, length: number): StereoBlock => ({
  left: left.subarray(from, from + length),
  right: right.subarray(from, from + length),
});

/** Fills the block from the decoded file; beyond its end there is silence. */
async function readStereo(file: FileHandle, from: number, { left, right }: StereoBlock): Promise<void> {
  const stored = new Int16Array(left.length * 2);
  await file.read(Buffer.from(stored.buffer), 0, stored.byteLength, from * storedBytesPerSample);
  for (let at = 0; at < left.length; at++) {
    left[at] = (stored[2 * at] as number) / 32_768;
    right[at] = (stored[2 * at + 1] as number) / 32_768;
  }
}
