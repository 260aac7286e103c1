import type { Stage } from './stages.ts';

/** A rectangle in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  stage: Stage;
  hero: { dx: number; dy: number; size: number; turn: number };
  /** Offsets from the hero's centre and sizes, in units. */
  around: readonly (readonly [dx: number, dy: number, size: number])[];
}

export const layouts: readonly [Layout, ...Layout[]] = [
  {
    stage: 'none',
    hero: { dx: 0, dy: 0, size: 0.56, turn: 0 },
    around: [
      [-0.35, 0.2, 0.18],
      [0.35, -0.17, 0.17],
      [0.34, 0.21, 0.19],
      [-0.35, -0.16, 0.14],
    ],
  },
  {
    stage: 'disc',
    hero: { dx: 0, dy: 0, size: 0.6, turn: 0.03 },
    around: [
      [0.34, 0.2, 0.2],
      [-0.36, -0.13, 0.16],
      [-0.33, 0.24, 0.13],
    ],
  },
  {
    stage: 'none',
    hero: { dx: -0.11, dy: -0.01, size: 0.6, turn: -0.07 },
    around: [
      [0.42, -0.12, 0.22],
      [0.44, 0.15, 0.18],
      [0.23, 0.3, 0.13],
    ],
  },
  {
    stage: 'orbit',
    hero: { dx: 0, dy: 0, size: 0.51, turn: 0 },
    around: [
      [-0.32, -0.14, 0.16],
      [0.34, 0.1, 0.18],
      [0.24, -0.2, 0.12],
      [-0.27, 0.2, 0.15],
    ],
  },
  {
    stage: 'card',
    hero: { dx: 0.03, dy: 0, size: 0.46, turn: 0 },
    around: [
      [-0.34, 0.2, 0.21],
      [0.32, -0.2, 0.16],
      [0.31, 0.24, 0.14],
    ],
  },
  {
    stage: 'none',
    hero: { dx: 0.12, dy: 0.01, size: 0.62, turn: 0.08 },
    around: [
      [-0.43, -0.1, 0.21],
      [-0.42, 0.17, 0.19],
      [-0.2, 0.31, 0.12],
    ],
  },
];

/** Where other icons may stand: not on the chart, nor where a row or a line of years runs. */
export function aroundHero(
  { around }: Layout,
  { upperOnly, trend, close }: { upperOnly: boolean; trend: 'up' | 'down' | undefined; close: boolean },
): Layout['around'] {
  if (trend) return [[trend === 'up' ? -0.33 : 0.33, -0.1, 0.18]];
  return upperOnly ? around.filter(([, dy]) => dy < 0.12) : around.slice(0, close ? 2 : 4);
}

/** Inside what Shorts, Reels and TikTok leave free, a margin for the camera's move included. */
export function wordsBox(
  width: number,
  height: number,
  { tall, beside, side }: { tall: boolean; beside: boolean; side: number },
): Box {
  if (tall) return { x: width * 0.17, y: height * 0.155, width: width * 0.66, height: height * 0.1 };
  if (beside)
    return { x: width * (side < 0 ? 0.53 : 0.08), y: height * 0.2, width: width * 0.39, height: height * 0.46 };
  return { x: width * 0.1, y: height * 0.085, width: width * 0.8, height: height * 0.16 };
}
