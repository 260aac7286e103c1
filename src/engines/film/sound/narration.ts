import { Failure } from '../../../contracts/failures.ts';
import { blockSamples, samplesPerFrame } from './samples.ts';
import { openNarration } from './wav.ts';

/** What is heard of the voice over a stretch of the film. */
export type NarrationPart =
  /** WAV, 48 kHz, mono, 16 bit, of exactly 1600 samples a frame. */
  { kind: 'narration'; path: string; frames: number } | { kind: 'silence'; frames: number };

/** @throws Failure `ArtifactMissing`, `ArtifactCorrupt` when a narration is not as long as it should be */
export async function checkNarration(parts: readonly NarrationPart[]): Promise<void> {
  for (const part of parts) {
    if (part.kind === 'silence') continue;
    const { file, samples } = await openNarration(part.path);
    await file.close();
    const needed = part.frames * samplesPerFrame;
    if (samples === needed) continue;
    throw new Failure(
      'ArtifactCorrupt',
      `the narration ${part.path} has ${samples} samples, but its picture of ${part.frames} frames needs ${needed}: narrate and render the scene again`,
    );
  }
}

/**
 * The parts one after another, in blocks of `blockSamples`; only the last one is shorter.
 * A block is overwritten by the next.
 */
export async function* readNarration(parts: readonly NarrationPart[]): AsyncGenerator<Float32Array, void, undefined> {
  const block = new Float32Array(blockSamples);
  const stored = new Int16Array(blockSamples);
  const bytes = Buffer.from(stored.buffer);
  let filled = 0;
  for (const part of parts) {
    const length = part.frames * samplesPerFrame;
    const source = part.kind === 'narration' ? await openNarration(part.path) : undefined;
    try {
      for (let done = 0; done < length; ) {
        const count = Math.min(length - done, blockSamples - filled);
        if (source) {
          await source.file.read(bytes, 0, count * 2, source.offset + done * 2);
          for (let at = 0; at < count; at++) block[filled + at] = (stored[at] as number) / 32_768;
        } else {
          block.fill(0, filled, filled + count);
        }
        done += count;
        filled += count;
        if (filled < blockSamples) continue;
        yield block;
        filled = 0;
      }
    } finally {
      await source?.file.close();
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
