import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPhotograph } from '../../../bench/render/photograph.ts';
import { paletteOf } from '../../../src/engines/pictures/paint/palette.ts';
import {
  createPictureEngine,
  type PictureEngine,
  type Thumbnail,
} from '../../../src/engines/pictures/picture-engine.ts';
import { veilOpacity } from '../../../src/engines/pictures/thumbnail-background.ts';
import { designs } from '../../../src/engines/pictures/thumbnail-designs.ts';
import { treatments } from '../../../src/engines/pictures/treatments/treatments.ts';
import { contrast, parseColour, type Rgb } from '../../../src/engines/text/colours.ts';
import { distance, luminance, perceptualHash } from './look.ts';
import { lookOf, styleNames } from './looks.ts';

const film = {
  ...{ seed: 6, title: 'Why do octopuses have three hearts?', words: [], keywords: ['octopus'] },
  language: 'en' as const,
};

let engine: PictureEngine;
beforeAll(() => {
  engine = createPictureEngine({ threads: 2 });
});
afterAll(() => engine.close());

function drawAll(style: (typeof styleNames)[number], background: Uint8Array): Promise<Thumbnail[]> {
  const look = lookOf(style);
  return Promise.all(
    ([0, 1, 2] as const).map((variant) => engine.drawThumbnail({ ...film, look, variant, background })),
  );
}

function plain(colour: string): Buffer {
  const canvas = createCanvas(1536, 1024);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.toBuffer('image/png');
}

/** Colours along the upper edge of the words' box, where no letter reaches. */
async function besideWords(image: Buffer, { x, y, width }: { x: number; y: number; width: number }): Promise<Rgb[]> {
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  context.drawImage(await loadImage(image), 0, 0);
  const { data } = context.getImageData(x, y, width, 1);
  return Array.from({ length: width }, (_, at) => [...data.subarray(at * 4, at * 4 + 3)] as unknown as Rgb);
}

describe('thumbnails on a given picture', () => {
  const photograph = drawPhotograph({ width: 1536, height: 1024 }, 4);

  it.each(styleNames)(
    'are three 1280×720 JPEGs that show different parts of it, one without words: %s',
    async (style) => {
      const three = await drawAll(style, photograph);
      for (const { image } of three) {
        const { width, height } = await loadImage(image);
        expect([width, height, image.subarray(0, 3).toString('hex')]).toEqual([1280, 720, 'ffd8ff']);
        expect(image.length).toBeLessThan(2_000_000);
      }
      expect(three.map(({ text }) => text === '')).toEqual([false, true, false]);
      expect(new Set(three.map(({ design }) => design)).size).toBe(3);
      const [a = [], b = [], c = []] = await Promise.all(three.map(({ image }) => perceptualHash(image)));
      expect(Math.min(distance(a, b), distance(a, c), distance(b, c))).toBeGreaterThan(10);
    },
  );

  it('show nothing but the picture where there are no words', async () => {
    const [, bare] = await drawAll('vivid', photograph);
    const cropped = createCanvas(1280, 720);
    cropped.getContext('2d').drawImage(await loadImage(photograph), 0, 80, 1536, 864, 0, 0, 1280, 720);
    const wanted = await luminance(cropped.toBuffer('image/png'), 64);
    const seen = await luminance(bare?.image as Buffer, 64);
    expect(Math.max(...seen.map((light, at) => Math.abs(light - (wanted[at] ?? 0))))).toBeLessThan(12);
  });

  it.each(styleNames)('have words that stand out by 3:1 on white and on black alike: %s', async (style) => {
    const look = lookOf(style);
    for (const colour of ['#ffffff', '#000000']) {
      const three = await drawAll(style, plain(colour));
      for (const variant of [0, 2] as const) {
        const { key, palette, words } = designs[variant];
        const letters = { palette: paletteOf(look, film.seed, palette), key };
        const { fills } = treatments[look.treatment].lettersFor(letters);
        for (const ground of await besideWords(three[variant]?.image as Buffer, words)) {
          // JPEG shifts colours a little.
          for (const fill of fills) expect(contrast(parseColour(fill), ground)).toBeGreaterThan(2.9);
        }
      }
    }
  });

  it('are refused where it is no picture', async () => {
    await expect(drawAll('vivid', Buffer.from('no picture'))).rejects.toMatchObject({ type: 'InvalidInput' });
  });
});

it.each(styleNames)('any grey shows through a veil of %s so little that letters stand out by 3:1', (style) => {
  const look = lookOf(style);
  for (let scene = 0; scene < look.palettes.length; scene++) {
    for (const key of ['light', 'dark'] as const) {
      const letters = treatments[look.treatment].lettersFor({ palette: paletteOf(look, 1, scene), key });
      const opacity = veilOpacity(letters);
      expect(opacity).toBeLessThan(0.95);
      for (let grey = 0; grey <= 255; grey += 5) {
        const seen = parseColour(letters.outline).map((value) => value * opacity + grey * (1 - opacity));
        for (const fill of letters.fills) {
          expect(contrast(parseColour(fill), seen as unknown as Rgb)).toBeGreaterThanOrEqual(3);
        }
      }
    }
  }
});
