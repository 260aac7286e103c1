import { describe, expect, it } from 'vitest';
import { createLettering } from '../../../../src/engines/film/lettering/scene-lettering.ts';
import { contrast, parseColour, type Rgb } from '../../../../src/engines/text/colours.ts';
import { captioned, type Ground, layOver, paintGround, readStyle, styleNames } from './samples.ts';

const format = 'square';

/**
 * Contrasts of a colour's letters with what lies four pixels beside them, ascending.
 *
 * @param letters the pixels of whole letters are those of this colour that let nothing of the ground through
 */
function contrasts(pixels: Uint8ClampedArray, width: number, opaque: Uint8Array, letters: Rgb): number[] {
  const rgbAt = (at: number): Rgb => [
    pixels[at * 4] as number,
    pixels[at * 4 + 1] as number,
    pixels[at * 4 + 2] as number,
  ];
  const near = (a: Rgb, b: Rgb, by: number) => a.every((value, index) => Math.abs(value - (b[index] as number)) <= by);
  const isLetter = Uint8Array.from(opaque, (full, at) => (full && near(rgbAt(at), letters, 40) ? 1 : 0));
  const found: number[] = [];
  for (let at = width * 6; at < isLetter.length - width * 6; at++) {
    if (!isLetter[at]) continue;
    for (const direction of [1, -1, width, -width]) {
      // From the letter outwards: one pixel is its smooth edge.
      if (isLetter[at + direction]) continue;
      const beside = at + 4 * direction;
      const others = [1, 2, 3, 4, 5].some((step) => isLetter[at + step * direction]);
      if (!others) found.push(contrast(rgbAt(beside), letters));
    }
  }
  return found.sort((a, b) => a - b);
}

/** The contrast that all but a twentieth of the edges of these colours have, on a ground. */
function leastContrast(
  lettering: ReturnType<typeof captioned>,
  frame: number,
  ground: Ground,
  colours: readonly string[],
): number {
  const [overlay] = createLettering(format, lettering)(frame);
  if (!overlay) throw new Error('nothing was drawn');
  const frameDrawn = layOver(paintGround(format, ground), [overlay]).getContext('2d');
  const { x, y, width, height, lumaKeep } = overlay;
  const { data } = frameDrawn.getImageData(x, y, width, height);
  const opaque = Uint8Array.from(lumaKeep, (keep) => (keep < 4 ? 1 : 0));
  return Math.min(
    ...colours.map((colour) => {
      const found = contrasts(data, width, opaque, parseColour(colour));
      expect(found.length, colour).toBeGreaterThan(50);
      return found[Math.floor(found.length / 20)] as number;
    }),
  );
}

describe.each(['white', 'black', 'noise'] as const)('on a ground of %s', (ground) => {
  it.each(styleNames)('on-screen words stand out by 4.5:1 at their edges: %s', (name) => {
    const style = readStyle(name);
    const lettering = {
      ...captioned('unused', { style, format }),
      captions: undefined,
      words: {
        look: style.words,
        texts: [{ role: 'title' as const, text: 'Extraordinary lines of wonderful words', from: 0, to: 60 }],
      },
    };
    expect(leastContrast(lettering, 20, ground, [style.words.colour, style.words.highlight])).toBeGreaterThan(4.5);
  });

  it.each(styleNames)('captions stand out by 4.5:1 at their edges: %s', (name) => {
    const style = readStyle(name);
    expect(
      leastContrast(captioned('Wonderful hearts', { style, format }), 6, ground, [style.captions.colour]),
    ).toBeGreaterThan(4.5);
  });
});
