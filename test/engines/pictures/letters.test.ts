import { expect, it } from 'vitest';
import { paletteOf } from '../../../src/engines/pictures/paint/palette.ts';
import { treatments } from '../../../src/engines/pictures/treatments/treatments.ts';
import { contrast, parseColour } from '../../../src/engines/text/colours.ts';
import { lookOf, styleNames } from './looks.ts';

it.each(styleNames)(
  'letters thumbnails of the style %s with a contrast of 4.5:1 and more, in each of its palettes',
  (style) => {
    const look = lookOf(style);
    for (let scene = 0; scene < look.palettes.length * 3; scene++) {
      for (const key of ['light', 'dark'] as const) {
        const { fills, outline } = treatments[look.treatment].lettersFor({ palette: paletteOf(look, 1, scene), key });
        for (const fill of fills) expect(contrast(parseColour(fill), parseColour(outline))).toBeGreaterThanOrEqual(4.5);
      }
    }
  },
);

it('never gives neighbouring scenes the same palette', () => {
  for (const style of styleNames) {
    for (const seed of [1, 2, 3]) {
      const look = lookOf(style);
      for (let scene = 1; scene < 40; scene++) {
        const [before, after] = [paletteOf(look, seed, scene - 1), paletteOf(look, seed, scene)];
        expect(before.tone(0.6)).not.toBe(after.tone(0.6));
      }
    }
  }
});
