import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { luminanceSsim } from '../support/ssim.ts';
import { allGoldens, goldenFile } from './all-goldens.ts';
import { type GoldenStudio, goldenName, openGoldenStudio } from './draw-golden.ts';

/**
 * Frames of films as they were when someone looked at them and found them good. After a change that is meant to be seen:
 * `npm run goldens`, look at each, commit them.
 */
const leastSsim = 0.97;

let studio: GoldenStudio;
beforeAll(async () => {
  studio = await openGoldenStudio();
});
afterAll(() => studio.close());

async function pixels(image: Buffer | string) {
  const picture = await loadImage(image);
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, picture.width, picture.height);
}

describe('a film of every style, format and script', () => {
  test.each(allGoldens.map((golden) => [goldenName(golden), golden] as const))(
    '%s looks as it did',
    async (_, golden) => {
      const [now, then] = await Promise.all([studio.draw(golden).then(pixels), pixels(goldenFile(golden))]);
      expect([now.width, now.height]).toEqual([then.width, then.height]);
      expect(luminanceSsim(now, then)).toBeGreaterThanOrEqual(leastSsim);
    },
  );

  test('styles differ plainly from one another', async () => {
    const inStyle = (style: string) => pixels(goldenFile({ style, format: 'short', language: 'en', sceneIndex: 0 }));
    const all = await Promise.all(['vivid', 'documentary', 'paper', 'night'].map(inStyle));
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) expect(luminanceSsim(one, other)).toBeLessThan(0.6);
    }
  });

  test('no golden is left of what is no longer drawn', async () => {
    const folder = dirname(goldenFile(allGoldens[0] as (typeof allGoldens)[number]));
    expect((await readdir(folder)).sort()).toEqual(allGoldens.map((golden) => basename(goldenFile(golden))).sort());
  });
});
