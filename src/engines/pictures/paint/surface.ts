import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Areas } from '../composition/areas.ts';
import type { Random } from '../random.ts';
import type { Palette } from './palette.ts';

/** Light or dark: neighbouring shots differ in it where the scene leaves it open. */
export type Key = 'light' | 'dark';

/** Where light comes from, or the largest sheet lies: neighbours differ in it. */
export type LightFrom = 'above' | 'below' | 'left' | 'right';

/** What every painter gets: the canvas, its size in pixels, and `unit`, the shorter side, which all sizes follow. */
export interface Surface {
  context: SKRSContext2D;
  width: number;
  height: number;
  unit: number;
  palette: Palette;
  key: Key;
  /** Where light comes from; may lie outside. */
  source: { x: number; y: number };
  areas: Areas;
  random: Random;
}

/** The middle of attention and the width of what is there, in pixels. */
export interface Focus {
  x: number;
  y: number;
  size: number;
}
