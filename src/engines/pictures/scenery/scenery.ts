import type { Path2D } from '@napi-rs/canvas';
import type { Random } from '../random.ts';

/** Places a scene can be set in. */
export const settings = [
  'hills',
  'mountains',
  'forest',
  'fields',
  'desert',
  'ice',
  'sea',
  'underwater',
  'city',
  'ruins',
  'space',
  'room',
] as const;

export type Setting = (typeof settings)[number];
export type Time = 'day' | 'dusk' | 'night';
export type Weather = 'clear' | 'clouds' | 'rain' | 'snow';

/** One thing behind the next, drawn from the farthest to the nearest: a hill, the water, a row of houses. */
export interface Layer {
  /** 0 farthest, 1 nearest. */
  near: number;
  matter: 'land' | 'water' | 'built' | 'planet' | 'indoors';
  /** Reaches down to the picture's bottom. */
  body: Path2D;
  /** Height of the upper edge at `x`; pixels from the top. */
  crest: (x: number) => number;
  /** The highest and lowest of the crest. */
  top: number;
  low: number;
  /** What stands on it and is darker: trees, weed, doors. */
  dark?: Path2D;
  /** What is lit: windows, snow on peaks, foam. */
  lit?: Path2D;
  /** Thin lines along it: furrows, ripples, courses of stone. */
  lines?: Path2D;
  /** Of a planet: its middle and radius. */
  round?: { x: number; y: number; radius: number };
}

/** A round body in the sky, or where light comes from. */
export interface Body {
  kind: 'sun' | 'moon' | 'none';
  x: number;
  y: number;
  radius: number;
}

/** A place as shapes, before any treatment gives it colours. Pixels. */
export interface Scenery {
  setting: Setting;
  time: Time;
  light: Body;
  /** Round stars by place and radius. */
  stars: readonly (readonly [x: number, y: number, radius: number])[];
  clouds: readonly Path2D[];
  /** Beams that come down from above. */
  shafts: Path2D | undefined;
  layers: readonly Layer[];
  /** In front of everything: drops are lines, flakes and bubbles are round. */
  falling: { kind: 'rain' | 'snow' | 'bubbles'; path: Path2D } | undefined;
}

/** What a place is laid out for. */
export interface Ground {
  width: number;
  height: number;
  unit: number;
  /** Where the subject stands: the nearest far edge of the ground, from the top. */
  level: number;
  /** The subject's middle: the sun stands beside it. */
  subject: number;
  time: Time;
  random: Random;
}

/** The part of a place that its kind decides. */
export type Lie = Pick<Scenery, 'layers'> & {
  /** Whether the sky is seen. */
  sky: boolean;
  light?: Partial<Body>;
  shafts?: Path2D;
  falling?: Scenery['falling'];
};
