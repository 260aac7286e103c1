import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { type Format, formats } from '../../../../src/contracts/formats.ts';
import type { Language } from '../../../../src/contracts/languages.ts';
import { type Style, styleSchema } from '../../../../src/contracts/style.ts';
import { buildCues } from '../../../../src/engines/film/captions/cues.ts';
import { createLettering, type SceneLettering } from '../../../../src/engines/film/lettering/scene-lettering.ts';
import type { Overlay } from '../../../../src/engines/film/resampler/resampler.ts';
import { seeded, speak } from '../captions/samples.ts';

export const styleNames = ['vivid', 'documentary', 'paper', 'night'] as const;

export function readStyle(name: (typeof styleNames)[number]): Style {
  const file = join(import.meta.dirname, `../../../../styles/${name}.json`);
  return styleSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The lettering of a scene that has captions of this text and nothing else, unless it is given. */
export function captioned(
  text: string,
  {
    style = readStyle('vivid'),
    format = 'short',
    language = 'en',
  }: { style?: Style; format?: Format; language?: Language } = {},
): SceneLettering {
  const { captions, words } = style;
  const cues = buildCues(speak(text, 0, language), { language, format, mostWords: captions.mostWords });
  return { captions: { look: captions, cues }, words: { look: words, texts: [] }, language };
}

/** What lies over one frame, after all frames before it. */
export function overlaysAt(format: Format, lettering: SceneLettering, frame: number): readonly Overlay[] {
  const at = createLettering(format, lettering);
  for (let before = 0; before < frame; before++) at(before);
  return at(frame);
}

/** Where anything is drawn that stands out, in pixels of the frame. */
export function extentOf({ x, y, width, lumaKeep }: Overlay): {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [at, keep] of lumaKeep.entries()) {
    if (keep > 64) continue;
    extent.left = Math.min(extent.left, x + (at % width));
    extent.right = Math.max(extent.right, x + (at % width));
    extent.top = Math.min(extent.top, y + Math.floor(at / width));
    extent.bottom = Math.max(extent.bottom, y + Math.floor(at / width));
  }
  return extent;
}

export type Ground = 'white' | 'black' | 'noise';

/** Red, green, blue and opacity of a frame to lay words over. */
export function paintGround(format: Format, ground: Ground): Canvas {
  const { width, height } = formats[format];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const random = seeded(7);
  if (ground === 'white' || ground === 'black') {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    return canvas;
  }
  const pixels = context.createImageData(width, height);
  for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : random() * 255;
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** Lays overlays over a canvas as the renderer lays them over I420, and turns the result back into colours. */
export function layOver(canvas: Canvas, overlays: readonly Overlay[]): Canvas {
  const context = canvas.getContext('2d');
  for (const { x, y, width, height, luma, lumaKeep, chromaU, chromaV, chromaKeep } of overlays) {
    const pixels = context.getImageData(x, y, width, height);
    const { data } = pixels;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const at = row * width + column;
        const sample = (row >> 1) * (width / 2) + (column >> 1);
        const [red, green, blue] = [data[at * 4] as number, data[at * 4 + 1] as number, data[at * 4 + 2] as number];
        const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        const keep = (lumaKeep[at] as number) / 255;
        const chroma = (chromaKeep[sample] as number) / 255;
        const light = (luma[at] as number) + keep * (16 + (grey * 219) / 255);
        const u = (chromaU[sample] as number) + chroma * (128 + ((blue - grey) / 1.8556) * (224 / 255)) - 128;
        const v = (chromaV[sample] as number) + chroma * (128 + ((red - grey) / 1.5748) * (224 / 255)) - 128;
        const value = ((light - 16) * 255) / 219;
        data[at * 4] = value + v * 1.5748 * (255 / 224);
        data[at * 4 + 2] = value + u * 1.8556 * (255 / 224);
        data[at * 4 + 1] = value - (u * 0.1873 + v * 0.4681) * (255 / 224);
      }
    }
    context.putImageData(pixels, x, y);
  }
  return canvas;
}
