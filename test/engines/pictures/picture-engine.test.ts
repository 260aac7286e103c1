import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPictureEngine,
  type PictureEngine,
  type StillRequest,
} from '../../../src/engines/pictures/picture-engine.ts';
import { colourfulness, distance, luminance, perceptualHash } from './look.ts';
import { lookOf, styleNames } from './looks.ts';

const scene: StillRequest = {
  width: 290,
  height: 516,
  seed: 3,
  title: 'Why octopuses have three hearts',
  idea: 'An octopus with three hearts',
  keywords: ['octopus', 'heart'],
  narration: 'An octopus has three hearts. Two pump blood to the gills.',
  language: 'en',
  look: lookOf('vivid'),
  words: 'none',
  sceneIndex: 0,
  sceneCount: 6,
  shotIndex: 0,
};

let engine: PictureEngine;
beforeAll(() => {
  engine = createPictureEngine({ threads: 2 });
});
afterAll(() => engine.close());

async function differences(pictures: Buffer[]): Promise<{ hash: number; mean: number }[]> {
  const hashes = await Promise.all(pictures.map(perceptualHash));
  const lights = await Promise.all(pictures.map((picture) => luminance(picture, 48)));
  return hashes.slice(1).map((hash, index) => {
    const before = lights[index] ?? [];
    const after = lights[index + 1] ?? [];
    const total = before.reduce((sum, value, at) => sum + Math.abs(value - (after[at] ?? 0)), 0);
    return { hash: distance(hashes[index] ?? [], hash), mean: total / before.length };
  });
}

describe('drawStill', () => {
  it.each([
    [1160, 2062],
    [2062, 1160],
    [580, 580],
    [301, 517],
    [64, 1000],
  ])('draws a PNG of exactly %i×%i', async (width, height) => {
    const png = await engine.drawStill({ ...scene, width, height });
    const image = await loadImage(png);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([image.width, image.height]).toEqual([width, height]);
  });

  it('does not write a number on its chart that the film calls out above it', async () => {
    const counted = { ...scene, narration: 'The price rose by 40 % in one year.', keywords: ['money'] };
    const [titled, called] = await Promise.all([
      engine.drawStill({ ...counted, words: 'title' }),
      engine.drawStill({ ...counted, words: 'figure' }),
    ]);
    expect(called.equals(titled)).toBe(false);
    // The number is small: all but it is the same picture.
    expect(distance(await perceptualHash(called), await perceptualHash(titled))).toBeLessThan(12);
  });

  it('gives the same bytes for the same request, on whichever thread, and others for another seed', async () => {
    const [one, two, three] = await Promise.all([
      engine.drawStill(scene),
      engine.drawStill(scene),
      engine.drawStill({ ...scene, seed: 4 }),
    ]);
    expect(one?.equals(two as Buffer)).toBe(true);
    expect(one?.equals(three as Buffer)).toBe(false);
  });

  it('draws neighbouring scenes apart even when all say the same', async () => {
    for (const seed of [1, 2, 3]) {
      const stills = await Promise.all(
        Array.from({ length: 6 }, (_, sceneIndex) => engine.drawStill({ ...scene, seed, sceneIndex })),
      );
      for (const { hash, mean } of await differences(stills)) {
        expect(hash).toBeGreaterThan(10);
        expect(mean).toBeGreaterThan(8);
      }
    }
  });

  it('draws the shots of a scene apart', async () => {
    const shots = await Promise.all([0, 1, 2].map((shotIndex) => engine.drawStill({ ...scene, shotIndex })));
    for (const { hash } of await differences(shots)) expect(hash).toBeGreaterThan(10);
  });

  it('draws something where no word names an icon', async () => {
    const mute = { ...scene, title: 'Zxqv', idea: '', keywords: [], narration: 'Zxqv brrm.' };
    for (const style of styleNames) {
      for (const sceneIndex of [0, 1, 2, 3]) {
        const still = await engine.drawStill({ ...mute, look: lookOf(style), sceneIndex });
        const light = await luminance(still, 32);
        expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(60);
      }
    }
  });

  it('draws the same scene plainly differently in each style', async () => {
    const stills = await Promise.all(styleNames.map((style) => engine.drawStill({ ...scene, look: lookOf(style) })));
    const looks = await Promise.all(
      stills.map(async (still) => {
        const light = await luminance(still, 32);
        return {
          colour: await colourfulness(still),
          light: light.reduce((sum, value) => sum + value, 0) / light.length,
        };
      }),
    );
    const [vivid, documentary, paper, night] = looks as [
      (typeof looks)[0],
      (typeof looks)[0],
      (typeof looks)[0],
      (typeof looks)[0],
    ];
    expect(documentary.colour).toBeLessThan(vivid.colour / 2);
    expect(paper.light).toBeGreaterThan(vivid.light + 20);
    expect(night.light).toBeLessThan(Math.min(vivid.light, paper.light) - 40);
  });

  it('moves the subject out of the words’ way', async () => {
    const shown = { ...scene, sceneIndex: 3 };
    const [free, crowded] = await Promise.all([
      engine.drawStill(shown),
      engine.drawStill({ ...shown, words: 'title' }),
    ]);
    expect(distance(await perceptualHash(free), await perceptualHash(crowded))).toBeGreaterThan(4);
  });

  it('draws a number as a chart, and another one otherwise', async () => {
    const charted = ['It is 70% water.', 'It is 20% water.', 'Prices rose by 20%.', 'In 1789 it began.'];
    const stills = await Promise.all(charted.map((narration) => engine.drawStill({ ...scene, narration, idea: '' })));
    const hashes = await Promise.all(stills.map((still) => luminance(still, 96)));
    for (const [index, light] of hashes.entries()) {
      for (const other of hashes.slice(index + 1)) {
        const moved = light.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 25).length;
        expect(moved).toBeGreaterThan(40);
      }
    }
  });

  it('refuses a size that is no picture', async () => {
    await expect(engine.drawStill({ ...scene, width: 0 })).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(engine.drawStill({ ...scene, height: 100.5 })).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('stops when it is cancelled', async () => {
    await expect(engine.drawStill(scene, { signal: AbortSignal.abort() })).rejects.toMatchObject({ type: 'Cancelled' });
  });
});

describe('drawCard', () => {
  const card = {
    seed: 3,
    title: scene.title,
    keywords: ['octopus', 'heart', 'shell', 'coral', 'crab', 'droplet'],
    language: 'en' as const,
  };

  /** How much neighbouring pixels differ in a part of a picture, on average. */
  async function busyness(png: Buffer, part: { x: number; y: number; width: number; height: number }): Promise<number> {
    const image = await loadImage(png);
    const canvas: Canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const [x, y, width, height] = [
      part.x * image.width,
      part.y * image.height,
      part.width * image.width,
      part.height * image.height,
    ].map(Math.round) as [number, number, number, number];
    const { data } = context.getImageData(x, y, width, height);
    let total = 0;
    for (let at = 4; at < data.length; at += 4) total += Math.abs((data[at + 1] ?? 0) - (data[at - 3] ?? 0));
    return total / (width * height);
  }

  it.each([
    [290, 516],
    [516, 290],
    [290, 290],
  ])('draws grounds of %i×%i that are calm in the middle, the first unlike the last', async (width, height) => {
    for (const style of styleNames) {
      const look = lookOf(style);
      const [intro, outro] = (await Promise.all(
        (['intro', 'outro'] as const).map((kind) => engine.drawCard({ ...card, width, height, look, kind })),
      )) as [Buffer, Buffer];
      const { width: wide, height: tall } = await loadImage(intro);
      expect([wide, tall]).toEqual([width, height]);
      const middle = await busyness(intro, { x: 0.3, y: 0.4, width: 0.4, height: 0.2 });
      expect(middle).toBeLessThan(await busyness(intro, { x: 0, y: 0, width: 1, height: 1 }));
      expect(distance(await perceptualHash(intro), await perceptualHash(outro))).toBeGreaterThan(10);
    }
  });
});

describe('drawThumbnail', () => {
  const films = [
    {
      title: 'Why do octopuses have three hearts?',
      words: [],
      keywords: ['octopus', 'heart'],
      language: 'en' as const,
    },
    {
      title: 'Le miel ne périme jamais',
      words: ['3000', 'ans'],
      keywords: ['miel', 'abeille'],
      language: 'fr' as const,
    },
    { title: '为什么章鱼有三颗心脏？', words: [], keywords: ['章鱼'], language: 'zh' as const },
    { title: 'Zxqv', words: [], keywords: [], language: 'en' as const },
  ];

  it.each(styleNames.flatMap((style) => films.map((film) => ({ style, ...film }))))(
    'draws in the style $style three 1280×720 JPEGs for “$title” that a test can tell apart, one without words',
    async ({ style, ...film }) => {
      const three = await Promise.all(
        ([0, 1, 2] as const).map((variant) => engine.drawThumbnail({ ...film, look: lookOf(style), seed: 6, variant })),
      );
      for (const { image } of three) {
        const { width, height } = await loadImage(image);
        expect([width, height]).toEqual([1280, 720]);
        expect(image.subarray(0, 3).toString('hex')).toBe('ffd8ff');
        expect(image.length).toBeLessThan(2_000_000);
      }
      const [a = [], b = [], c = []] = await Promise.all(three.map(({ image }) => perceptualHash(image)));
      expect(Math.min(distance(a, b), distance(a, c), distance(b, c))).toBeGreaterThanOrEqual(20);
      expect(three.map(({ text }) => text === '')).toEqual([false, true, false]);
      expect(new Set(three.map(({ text }) => text)).size).toBe(3);
      expect(new Set(three.map(({ design }) => design)).size).toBe(3);
      for (const { text } of three) expect(text.split(/\s+/).length).toBeLessThanOrEqual(3);
    },
  );

  it('leaves the corner of the duration badge calm', async () => {
    for (const style of styleNames) {
      for (const variant of [0, 1, 2] as const) {
        const film = { seed: 3, title: scene.title, words: [], keywords: scene.keywords, language: scene.language };
        const { image } = await engine.drawThumbnail({ ...film, look: lookOf(style), variant });
        const side = 160;
        const light = await luminance(image, side);
        const corner = light.flatMap((value, at) => {
          const x = at % side;
          const y = Math.floor(at / side);
          return x > side * 0.81 && y > side * 0.86 && x < side - 1 ? [Math.abs(value - (light[at + 1] ?? 0))] : [];
        });
        expect(Math.max(...corner)).toBeLessThan(14);
      }
    }
  });

  it('draws the words it is given, in capitals', async () => {
    const { text } = await engine.drawThumbnail({
      seed: 1,
      title: 'Le café',
      words: ['café', 'noir'],
      keywords: [],
      language: 'fr',
      look: lookOf('vivid'),
      variant: 0,
    });
    expect(text).toBe('CAFÉ NOIR');
  });
});
