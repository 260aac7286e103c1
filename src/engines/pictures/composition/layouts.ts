import type { Focus } from '../paint/surface.ts';
import type { Stage } from '../treatments/treatment.ts';
import type { Box } from './areas.ts';

/** A place inside a box: −1 its left or upper end, 0 the middle, 1 the right or lower end; things never reach out of it. */
export type Position = readonly [across: number, down: number];

export interface Layout {
  stage: Stage;
  /** `size` is a share of the largest that fits, `turn` in radians. */
  hero: { at: Position; size: number; turn: number };
  /** Sizes in units. */
  around: readonly (readonly [...Position, size: number])[];
}

/** In an order in which neighbours look unlike each other. */
export const layouts: readonly [Layout, ...Layout[]] = [
  {
    stage: 'none',
    hero: { at: [0, 0.1], size: 1, turn: 0 },
    around: [
      [-0.96, 0.75, 0.2],
      [0.98, -0.8, 0.19],
      [0.95, 0.7, 0.21],
      [-0.98, -0.75, 0.16],
    ],
  },
  {
    stage: 'disc',
    hero: { at: [0.5, 0], size: 0.84, turn: 0.03 },
    around: [
      [-0.9, 0.55, 0.25],
      [-0.62, -0.75, 0.2],
      [0.99, -0.95, 0.14],
    ],
  },
  {
    stage: 'none',
    hero: { at: [-0.55, 0.1], size: 1, turn: -0.06 },
    around: [
      [0.92, -0.7, 0.24],
      [0.72, 0.75, 0.22],
      [0.35, -0.95, 0.15],
    ],
  },
  {
    stage: 'orbit',
    hero: { at: [0, 0], size: 0.78, turn: 0 },
    around: [
      [-0.92, -0.7, 0.18],
      [0.95, 0.35, 0.2],
      [0.8, -0.95, 0.14],
      [-0.85, 0.8, 0.17],
    ],
  },
  {
    stage: 'card',
    hero: { at: [-0.42, 0], size: 0.78, turn: 0 },
    around: [
      [0.85, -0.45, 0.24],
      [0.95, 0.85, 0.18],
      [0.45, 0.95, 0.15],
    ],
  },
  {
    stage: 'none',
    hero: { at: [0.58, 0.1], size: 1, turn: 0.07 },
    around: [
      [-0.9, -0.55, 0.24],
      [-0.75, 0.8, 0.22],
      [-0.3, -0.95, 0.15],
    ],
  },
  {
    stage: 'disc',
    hero: { at: [0, 0], size: 0.86, turn: -0.02 },
    around: [
      [0.98, 0.8, 0.22],
      [-0.98, -0.7, 0.19],
      [-0.95, 0.85, 0.16],
    ],
  },
  {
    stage: 'card',
    hero: { at: [0.4, 0], size: 0.8, turn: 0.02 },
    around: [
      [-0.88, 0.4, 0.24],
      [-0.7, -0.8, 0.18],
    ],
  },
];

/** The largest a subject of a square shape is drawn in a box. */
export function largestIn({ width, height }: Box, unit: number): number {
  return Math.min(height, width * 0.66, unit * 0.7);
}

/** The middle of a thing of a size at a position of a box. */
export function placeIn(box: Box, [across, down]: Position, size: number): Focus {
  return {
    x: box.x + box.width / 2 + across * Math.max(0, (box.width - size) / 2),
    y: box.y + box.height / 2 + down * Math.max(0, (box.height - size) / 2),
    size,
  };
}
