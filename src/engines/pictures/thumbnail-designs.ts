import type { Key, LightFrom } from './paint/surface.ts';
import type { Pattern } from './patterns/patterns.ts';
import type { Stage } from './treatments/treatment.ts';

/** Pixels, as YouTube asks for. */
export const thumbnailSize = { width: 1280, height: 720 } as const;

/** A player draws the film's length over this corner: nothing of ours goes there. */
export const badge = { x: 1024, y: 612 } as const;

export interface Design {
  name: string;
  light: LightFrom;
  key: Key;
  pattern: Pattern;
  /** Which of the film's palettes, counted from its first scene's. */
  palette: number;
  stage: Stage;
  hero: { x: number; y: number; size: number; turn: number };
  around: readonly { x: number; y: number; size: number }[];
  words: { x: number; y: number; width: number; height: number; align: 'left' | 'center' | 'right' };
  /** On which side the ground is calmed for words. */
  shade: 'left' | 'right';
  /** What is seen of a given background: so much larger than it need be, 0 for its left part to 1 for its right one. */
  view: { name: string; zoom: number; across: number };
}

/** They differ in the subject's place, layout, colours and words: near copies never decide a test. */
export const designs: readonly [Design, Design, Design] = [
  {
    name: 'subject right on rays, words left',
    light: 'right',
    key: 'dark',
    pattern: 'rays',
    palette: 0,
    stage: 'none',
    hero: { x: 920, y: 310, size: 540, turn: 0.06 },
    around: [
      { x: 1180, y: 105, size: 165 },
      { x: 640, y: 610, size: 160 },
    ],
    words: { x: 60, y: 60, width: 570, height: 540, align: 'left' },
    shade: 'left',
    view: { name: 'picture with its subject right, words left', zoom: 1.35, across: 0 },
  },
  {
    name: 'subject large in the middle of its world, no words',
    light: 'below',
    key: 'light',
    pattern: 'rings',
    palette: 1,
    stage: 'disc',
    hero: { x: 640, y: 350, size: 520, turn: -0.03 },
    around: [
      { x: 205, y: 190, size: 235 },
      { x: 1085, y: 195, size: 225 },
      { x: 195, y: 540, size: 215 },
      { x: 1120, y: 460, size: 180 },
    ],
    words: { x: 0, y: 0, width: 0, height: 0, align: 'center' },
    shade: 'left',
    view: { name: 'whole picture, no words', zoom: 1, across: 0.5 },
  },
  {
    name: 'subject left on a plate, few words right',
    light: 'left',
    key: 'dark',
    pattern: 'facets',
    palette: 2,
    stage: 'card',
    hero: { x: 310, y: 365, size: 430, turn: -0.05 },
    around: [
      { x: 560, y: 600, size: 180 },
      { x: 92, y: 110, size: 140 },
    ],
    words: { x: 620, y: 60, width: 620, height: 510, align: 'center' },
    shade: 'right',
    view: { name: 'picture with its subject left, few words right', zoom: 1.35, across: 1 },
  },
];
