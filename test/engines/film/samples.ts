import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { type Style, styleSchema } from '../../../src/contracts/style.ts';
import type { SceneLettering } from '../../../src/engines/film/lettering/scene-lettering.ts';
import { seeded } from './captions/samples.ts';

const stylesFolder = new URL('../../../styles/', import.meta.url);

/** A style as it lies in `styles/`. */
export function readStyle(name: string): Style {
  return styleSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, stylesFolder), 'utf8')));
}

export const vivid = readStyle('vivid');

/** No word on the picture. */
export const noLettering: SceneLettering = {
  captions: undefined,
  words: { look: vivid.words, texts: [] },
  language: 'en',
};

/** A picture with edges and colour: discs on a gradient. */
export async function writeStill(path: string, seed: number, size = { width: 1160, height: 1160 }): Promise<void> {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const random = seeded(seed);
  const gradient = context.createLinearGradient(0, 0, size.width, size.height);
  gradient.addColorStop(0, `hsl(${random() * 360} 70% 60%)`);
  gradient.addColorStop(1, `hsl(${random() * 360} 70% 25%)`);
  context.fillStyle = gradient;
  context.fillRect(0, 0, size.width, size.height);
  for (let disc = 0; disc < 40; disc++) {
    context.fillStyle = `hsl(${random() * 360} 80% 55%)`;
    context.beginPath();
    context.arc(random() * size.width, random() * size.height, 10 + random() * 60, 0, 2 * Math.PI);
    context.fill();
  }
  await writeFile(path, canvas.toBuffer('image/png'));
}

/** A picture of one colour. */
export async function writePlainStill(path: string, colour: string): Promise<void> {
  const canvas = createCanvas(200, 200);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 200, 200);
  await writeFile(path, canvas.toBuffer('image/png'));
}

/** WAV, mono, 48 kHz, 16 bit, from samples of −1 to 1. */
export async function writeWav(path: string, samples: Float32Array): Promise<void> {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(96_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  const body = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) body.writeInt16LE(Math.round(sample * 32_767), index * 2);
  await writeFile(path, Buffer.concat([header, body]));
}

/** Sound with the ups and downs of speech: syllables of a buzz with peaks well above their loudness, and pauses. */
export function babble(frames: number, seed = 1): Float32Array {
  const random = seeded(seed);
  const samples = new Float32Array(frames * 1600);
  for (let at = 4800; at < samples.length - 12_000; ) {
    const length = 5000 + Math.floor(random() * 5000);
    const pitch = 110 + random() * 60;
    for (let index = 0; index < length && at + index < samples.length; index++) {
      const phase = ((at + index) * pitch) / 48_000;
      const buzz = (1 - (phase % 1)) ** 6 - 0.14;
      samples[at + index] = 0.5 * buzz * Math.sin((Math.PI * index) / length);
    }
    at += length + (random() < 0.2 ? 14_000 : 1500);
  }
  return samples;
}
