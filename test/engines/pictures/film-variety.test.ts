import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Script } from '../../../src/contracts/script.ts';
import { createPictureEngine, type PictureEngine } from '../../../src/engines/pictures/picture-engine.ts';
import { readScript } from '../../../src/engines/writing/read-script.ts';
import { colourfulness, distance, luminance, perceptualHash, similarity } from './look.ts';
import { lookOf, styleNames } from './looks.ts';

const examples = new URL('../../../examples/', import.meta.url);

function exampleScript(fileName: string): Script {
  return readScript(readFileSync(new URL(fileName, examples), 'utf8'), { fileName, language: 'en' }).script;
}

// Hasler–Süsstrunk: what each style promises, from restrained to saturated.
const colours = { vivid: [45, 135], documentary: [4, 40], paper: [22, 110], night: [18, 70] } as const;

let engine: PictureEngine;
beforeAll(() => {
  engine = createPictureEngine({ threads: 2 });
});
afterAll(() => engine.close());

interface Look {
  hash: boolean[];
  light: number[];
  colour: number;
}

async function looksOf(script: Script, style: (typeof styleNames)[number], size: { width: number; height: number }) {
  const shots = script.scenes.flatMap((scene, sceneIndex) =>
    [0, 1].map((shotIndex) => ({ scene, sceneIndex, shotIndex })),
  );
  return Promise.all(
    shots.map(async ({ scene: { visual, narration }, sceneIndex, shotIndex }): Promise<Look> => {
      const picture = await engine.drawStill({
        ...size,
        seed: 4711,
        title: script.title,
        language: script.language,
        look: lookOf(style),
        idea: visual.idea,
        keywords: visual.keywords,
        narration,
        words: shotIndex === 0 && sceneIndex % 2 === 0 ? 'title' : 'none',
        sceneIndex,
        sceneCount: script.scenes.length,
        shotIndex,
      });
      const [hash, light, colour] = await Promise.all([
        perceptualHash(picture),
        luminance(picture, 96),
        colourfulness(picture),
      ]);
      return { hash, light, colour };
    }),
  );
}

function expectApart(looks: readonly Look[], least: number): void {
  for (const [index, look] of looks.entries()) {
    const before = looks[index - 1];
    if (!before) continue;
    expect(distance(before.hash, look.hash), `hashes of ${index - 1} and ${index}`).toBeGreaterThan(least);
    expect(similarity(before.light, look.light), `similarity of ${index - 1} and ${index}`).toBeLessThanOrEqual(0.8);
  }
}

describe.each(styleNames)('a film in the style %s', (style) => {
  it.each([
    ['roman-concrete.md', { width: 204, height: 116 }],
    ['octopus-hearts.md', { width: 116, height: 204 }],
    ['miel-eternel.md', { width: 140, height: 140 }],
  ])('shows no two neighbours of %s alike, and keeps to the colours of its style', async (fileName, size) => {
    const looks = await looksOf(exampleScript(fileName), style, size);
    expectApart(looks, 6);
    expectApart(
      looks.filter((_, index) => index % 2 === 0),
      10,
    );
    const [least, most] = colours[style];
    for (const { colour } of looks) {
      expect(colour).toBeGreaterThan(least);
      expect(colour).toBeLessThan(most);
    }
  });
});
