import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSound } from '../../../../src/engines/film/sound/make-sound.ts';
import type { NarrationPart } from '../../../../src/engines/film/sound/narration.ts';
import type { StereoBlock } from '../../../../src/engines/film/sound/samples.ts';
import { testTools } from '../../../support/tools.ts';
import { babble, writeWav } from '../samples.ts';
import { lufsOf, measure, phrases } from './sounds.ts';

const { ffmpeg, music } = testTools();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sound-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const track = { path: join(music, 'happy/happy_acoustic_1.opus'), underVoiceLu: 14 };

async function decode(path: string): Promise<StereoBlock> {
  const { stdout } = await execa(ffmpeg, ['-v', 'error', '-i', path, '-f', 'f32le', '-'], { encoding: 'buffer' });
  const samples = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength / 4);
  const channel = (from: number) =>
    Float32Array.from({ length: samples.length / 2 }, (_, at) => samples[2 * at + from] as number);
  return { left: channel(0), right: channel(1) };
}

async function soundOf(parts: (Float32Array | number)[], withMusic = true) {
  const narration = await Promise.all(
    parts.map(async (part, index): Promise<NarrationPart> => {
      if (typeof part === 'number') return { kind: 'silence', frames: part };
      const path = join(folder, `${index}.wav`);
      await writeWav(path, part);
      return { kind: 'narration', path, frames: part.length / 1600 };
    }),
  );
  const frames = narration.reduce((sum, part) => sum + part.frames, 0);
  const shares: number[] = [];
  const request = { narration, effects: [], frames, workFolder: folder, music: withMusic ? track : undefined };
  const encoded = await makeSound(ffmpeg, request, { onShare: (share) => shares.push(share) });
  return { sound: await decode(encoded), frames, shares };
}

const scaled = (samples: Float32Array, gain: number) => samples.map((sample) => sample * gain);
const clipped = (samples: Float32Array) => samples.map((sample) => Math.max(-1, Math.min(1, sample * 30)));

/** Syllables with single strokes 30 dB above them, as of a hand on the table. */
function withStrokes(samples: Float32Array): Float32Array {
  const struck = scaled(samples, 0.05);
  for (let at = 20_000; at < struck.length - 100; at += 61_000) {
    for (let stroke = 0; stroke < 60; stroke++) struck[at + stroke] = Math.cos(stroke / 3) * Math.exp(-stroke / 12);
  }
  return struck;
}

describe('the sound of a film', () => {
  it.each<[string, (Float32Array | number)[], boolean]>([
    ['of a usual voice with music', [phrases(5, 1.5, 4)], true],
    ['of a voice alone', [babble(200)], false],
    ['of a very quiet voice', [scaled(phrases(4, 1, 3), 0.004)], true],
    ['of a clipped voice', [clipped(phrases(4, 1, 3))], true],
    ['of a voice with strokes far above it', [withStrokes(babble(240))], false],
    ['of three seconds', [phrases(2, 1)], true],
    ['of one word and a long silence', [phrases(0.5, 0.5), 600], false],
    ['of one word in a long piece of music', [300, phrases(0.5, 0.5), 300], true],
    ['of music alone', [240], true],
  ])('%s has −14 LUFS and true peaks of −1 dBTP at most after AAC', async (_, parts, withMusic) => {
    const { sound, frames, shares } = await soundOf(parts, withMusic);
    const { lufs, peak } = await measure(sound);
    expect(Math.abs(lufs + 14)).toBeLessThan(0.35);
    expect(peak).toBeLessThanOrEqual(-1);
    expect(Math.abs(sound.left.length - frames * 1600)).toBeLessThan(1600);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  });

  it('has the music under the voice after all that too', async () => {
    // A voice without the notes that the music is then looked for at.
    const voice = phrases(8, 4, 4);
    const { sound } = await soundOf([voice]);
    const alone = await soundOf([voice], false);
    const pause = lufsOf(sound, 9, 11.5);
    expect(lufsOf(alone.sound, 9, 11.5)).toBe(Number.NEGATIVE_INFINITY);
    expect(lufsOf(sound, 1, 7) - pause).toBeGreaterThan(2);
    expect(lufsOf(sound, 1, 7) - pause).toBeLessThan(8);
  });

  it('is made of silence too', async () => {
    const { sound } = await soundOf([90], false);
    expect(lufsOf(sound)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('leaves nothing that grows with the film but the music and the result', async () => {
    expect((await readdir(folder)).filter((name) => !name.endsWith('.wav')).sort()).toEqual(['music.s16', 'sound.aac']);
  });
});
