import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPhotograph } from '../../../bench/render/photograph.ts';
import { likestPicture, type SmallPicture, shrinkPicture } from '../../../src/engines/pictures/likest-picture.ts';
import { createPictureEngine, type PictureEngine } from '../../../src/engines/pictures/picture-engine.ts';
import { lookOf } from './looks.ts';

let engine: PictureEngine;
let designs: { image: Buffer; small: SmallPicture }[];
beforeAll(async () => {
  engine = createPictureEngine({ threads: 2 });
  designs = await Promise.all([draw('THREE HEARTS', 0), draw('BLUE BLOOD', 0), draw('THREE HEARTS', 1)]);
});
afterAll(() => engine.close());

async function draw(words: string, variant: 0 | 1 | 2) {
  const { image } = await engine.drawThumbnail({
    ...{ seed: 6, title: 'Why do octopuses have three hearts?', words: words.split(' '), keywords: ['octopus'] },
    ...{ language: 'en', look: lookOf('vivid'), variant },
  });
  return { image, small: await shrinkPicture(image) };
}

interface Size {
  width: number;
  height: number;
  quality: number;
}

/** As a platform makes it of what it was given: at 4:3 there is black above and below. */
async function encodeAnew(picture: Buffer, { width, height, quality }: Size): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  const between = Math.round((width * 9) / 16);
  context.drawImage(await loadImage(picture), 0, Math.round((height - between) / 2), width, between);
  return canvas.encode('jpeg', quality);
}

const smallOf = () => designs.map(({ small }) => small);

/** Which of the designs each is taken for, after it was encoded anew. */
async function takenFor(size: Size): Promise<(number | undefined)[]> {
  const seen = await Promise.all(designs.map(async ({ image }) => shrinkPicture(await encodeAnew(image, size))));
  return seen.map((picture) => likestPicture(picture, smallOf()));
}

describe('a picture is known again', () => {
  it.each([40, 60, 75, 90, 100])('as JPEG of quality %i', async (quality) => {
    expect(await takenFor({ width: 1280, height: 720, quality })).toEqual([0, 1, 2]);
  });

  it.each([
    [320, 180],
    [640, 360],
    [1920, 1080],
  ])('at %i×%i', async (width, height) => {
    expect(await takenFor({ width, height, quality: 75 })).toEqual([0, 1, 2]);
  });

  it.each([
    [120, 90],
    [480, 360],
    [640, 480],
  ])('at %i×%i, with bars above and below', async (width, height) => {
    expect(await takenFor({ width, height, quality: 75 })).toEqual([0, 1, 2]);
  });

  it('as PNG', async () => {
    const canvas = createCanvas(1280, 720);
    canvas.getContext('2d').drawImage(await loadImage(designs[1]?.image ?? ''), 0, 0);
    expect(likestPicture(await shrinkPicture(canvas.toBuffer('image/png')), smallOf())).toBe(1);
  });
});

describe('a picture is none of those that are known', () => {
  it('where it is another', async () => {
    const photograph = await shrinkPicture(drawPhotograph({ width: 1280, height: 720 }, 4));
    expect(likestPicture(photograph, smallOf())).toBeUndefined();
  });

  it('where it is one of them turned upside down', async () => {
    const canvas = createCanvas(1280, 720);
    const context = canvas.getContext('2d');
    context.scale(1, -1);
    context.drawImage(await loadImage(designs[0]?.image ?? ''), 0, -720);
    expect(likestPicture(await shrinkPicture(canvas.toBuffer('image/jpeg', 80)), smallOf())).toBeUndefined();
  });

  it('where none are', () => {
    expect(likestPicture(smallOf()[0] ?? new Uint8ClampedArray(), [])).toBeUndefined();
  });
});
