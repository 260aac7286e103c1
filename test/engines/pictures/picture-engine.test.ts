import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPictureEngine,
  type PictureEngine,
  type StillRequest,
} from '../../../src/engines/pictures/picture-engine.ts';
import { distance, luminance, perceptualHash } from './look.ts';

const scene: StillRequest = {
  width: 290,
  height: 516,
  seed: 3,
  title: 'Why octopuses have three hearts',
  idea: 'An octopus with three hearts',
  keywords: ['octopus', 'heart'],
  narration: 'An octopus has three hearts. Two pump blood to the gills.',
  language: 'en',
  onScreenText: '3 hearts',
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
    const mute = { ...scene, title: 'Zxqv', idea: '', keywords: [], narration: 'Zxqv brrm.', onScreenText: undefined };
    for (const sceneIndex of [0, 1, 2, 3]) {
      const light = await luminance(await engine.drawStill({ ...mute, sceneIndex }), 32);
      expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(90);
    }
  });

  it('draws the words of the scene, and a striking number where there are none', async () => {
    const plain = { ...scene, onScreenText: undefined };
    const [said, silent, figure] = await Promise.all([
      engine.drawStill(scene),
      engine.drawStill(plain),
      engine.drawStill({ ...plain, narration: 'In 1789 an octopus had three hearts.' }),
    ]);
    const white = async (png: Buffer | undefined) =>
      (await luminance(png as Buffer, 128)).slice(128 * 18, 128 * 34).filter((value) => value < 35).length;
    const ground = await white(silent);
    expect(await white(said)).toBeGreaterThan(ground + 60);
    expect(await white(figure)).toBeGreaterThan(ground + 60);
  });

  it('refuses a size that is no picture', async () => {
    await expect(engine.drawStill({ ...scene, width: 0 })).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(engine.drawStill({ ...scene, height: 100.5 })).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('stops when it is cancelled', async () => {
    await expect(engine.drawStill(scene, { signal: AbortSignal.abort() })).rejects.toMatchObject({ type: 'Cancelled' });
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
    { title: 'Zxqv', words: [], keywords: [], language: 'en' as const },
  ];

  it.each(films)(
    'draws three 1280×720 JPEGs for “$title” that a test can tell apart, one without words',
    async (film) => {
      for (const seed of [1, 6]) {
        const three = await Promise.all(
          ([0, 1, 2] as const).map((variant) => engine.drawThumbnail({ ...film, seed, variant })),
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
      }
    },
  );

  it('leaves the corner of the duration badge calm', async () => {
    for (const film of films) {
      for (const variant of [0, 1, 2] as const) {
        const { image } = await engine.drawThumbnail({ ...film, seed: 3, variant });
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
      variant: 0,
    });
    expect(text).toBe('CAFÉ NOIR');
  });
});
