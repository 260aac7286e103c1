import type { Canvas } from '@napi-rs/canvas';
import type { PictureLook } from '../../contracts/style.ts';
import { areasOf } from './composition/areas.ts';
import { paletteOf } from './paint/palette.ts';
import type { Key, LightFrom, Surface } from './paint/surface.ts';
import { seededRandom } from './random.ts';

export interface SurfaceOptions {
  look: PictureLook;
  seed: number;
  /** Whose palette is taken. */
  scene: number;
  key: Key;
  light: LightFrom;
  words: boolean;
  /** Tells the film's pictures apart: each has random numbers of its own. */
  part: string;
}

/** All that painters get, for a canvas. */
export function openSurface(canvas: Canvas, { look, seed, scene, key, light, words, part }: SurfaceOptions): Surface {
  const { width, height } = canvas;
  return {
    context: canvas.getContext('2d'),
    width,
    height,
    unit: Math.min(width, height),
    palette: paletteOf(look, seed, scene),
    key,
    source: sourceOf(light, width, height),
    areas: areasOf(width, height, words),
    random: seededRandom(seed, part),
  };
}

/** A point outside the picture, or at its edge. */
function sourceOf(from: LightFrom, width: number, height: number): { x: number; y: number } {
  return {
    above: { x: width * 0.5, y: -height * 0.1 },
    below: { x: width * 0.5, y: height * 1.05 },
    left: { x: -width * 0.1, y: height * 0.25 },
    right: { x: width * 1.1, y: height * 0.25 },
  }[from];
}
