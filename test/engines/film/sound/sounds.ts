import { execa } from 'execa';
import { createLoudnessMeter, integrate } from '../../../../src/engines/film/sound/loudness-meter.ts';
import { type Mix, mixSound } from '../../../../src/engines/film/sound/mix.ts';
import type { StereoBlock } from '../../../../src/engines/film/sound/samples.ts';
import { testTools } from '../../../support/tools.ts';
import { seeded } from '../captions/samples.ts';

const { ffmpeg } = testTools();

export function stereo(left: Float32Array, right = left): StereoBlock {
  return { left: Float32Array.from(left), right: Float32Array.from(right) };
}

export function tone(seconds: number, frequency: number, level = 0.2): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * 48_000) },
    (_, at) => level * Math.sin((2 * Math.PI * frequency * at) / 48_000),
  );
}

export function noise(seconds: number, level = 0.2, seed = 1): Float32Array {
  const random = seeded(seed);
  return Float32Array.from({ length: Math.round(seconds * 48_000) }, () => level * (2 * random() - 1));
}

/** Syllables of noise and tone for so long, then silence, and so on: seconds of speech and of pause by turns. */
export function phrases(...seconds: number[]): Float32Array {
  const total = seconds.reduce((sum, length) => sum + length, 0);
  const samples = new Float32Array(Math.round(total * 30) * 1600);
  const random = seeded(3);
  let from = 0;
  for (const [index, length] of seconds.entries()) {
    const end = from + Math.round(length * 48_000);
    for (let at = from; index % 2 === 0 && at < Math.min(end, samples.length); at++) {
      const syllable = 0.55 + 0.45 * Math.sin((2 * Math.PI * 4 * at) / 48_000);
      const buzz = (1 - (((at * 130) / 48_000) % 1)) ** 3 - 0.25;
      samples[at] = 0.3 * syllable * (buzz + 0.15 * (2 * random() - 1));
    }
    from = end;
  }
  return samples;
}

/** The whole mix in one piece. */
export async function render(mix: Mix): Promise<StereoBlock> {
  const whole = { left: new Float32Array(mix.samples), right: new Float32Array(mix.samples) };
  let at = 0;
  for await (const { left, right } of mixSound(mix)) {
    whole.left.set(left, at);
    whole.right.set(right, at);
    at += left.length;
  }
  return whole;
}

/** LUFS of what lies in these seconds. */
export function lufsOf(sound: StereoBlock, from = 0, to = sound.left.length / 48_000): number {
  const meter = createLoudnessMeter();
  meter.add(sound, Math.round(from * 48_000), Math.round(to * 48_000));
  return integrate(meter.energies());
}

function interleaved({ left, right }: StereoBlock): Buffer {
  const samples = new Float32Array(2 * left.length);
  for (const [at, sample] of left.entries()) {
    samples[2 * at] = sample;
    samples[2 * at + 1] = right[at] as number;
  }
  return Buffer.from(samples.buffer);
}

/** LUFS and dBTP as FFmpeg's meter finds them. */
export async function measure(sound: StereoBlock): Promise<{ lufs: number; peak: number }> {
  const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0'];
  const args = ['-hide_banner', ...raw, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
  const { stderr } = await execa(ffmpeg, args, { input: interleaved(sound) });
  const figure = (pattern: RegExp) => Number([...stderr.matchAll(pattern)].at(-1)?.[1]);
  return { lufs: figure(/I:\s+(\S+) LUFS/g), peak: figure(/Peak:\s+(\S+) dBFS/g) };
}
