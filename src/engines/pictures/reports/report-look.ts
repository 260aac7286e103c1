import type { SKRSContext2D } from '@napi-rs/canvas';
import type { VariantId } from '../../../contracts/variant-ids.ts';

export const inks = {
  ground: '#fcfbf8',
  text: '#1b212b',
  quiet: '#5d6470',
  axis: '#8b919b',
  grid: '#e4e2dc',
  week: '#efede8',
} as const;

type Shape = 'circle' | 'square' | 'triangle' | 'diamond';

/**
 * How variants are told apart: by colour and by shape. The colours were searched for: any two are 0.12 or more apart in
 * Oklab as people with each kind of colour blindness see them, and all can be read as letters (4.5:1 on the ground).
 */
export const variantLooks: Readonly<Record<VariantId, { colour: string; shape: Shape }>> = {
  a: { colour: '#575e69', shape: 'circle' },
  b: { colour: '#0074cd', shape: 'square' },
  c: { colour: '#b25900', shape: 'triangle' },
  d: { colour: '#730088', shape: 'diamond' },
};

/** The mark of a variant; a circle of this radius, or what looks as large. */
export function paintMarker(context: SKRSContext2D, variant: VariantId, x: number, y: number, radius: number): void {
  const { colour, shape } = variantLooks[variant];
  context.beginPath();
  if (shape === 'circle') context.arc(x, y, radius, 0, Math.PI * 2);
  else for (const [across, down] of corners[shape]) context.lineTo(x + across * radius, y + down * radius);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}

const corners: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  triangle: [
    [0, -1.3],
    [1.17, 0.74],
    [-1.17, 0.74],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
};

export interface Stroke {
  colour: string;
  width: number;
  opacity?: number;
  dash?: readonly number[];
}

/** A line through these points. */
export function strokeLine(
  context: SKRSContext2D,
  points: readonly (readonly [number, number])[],
  { colour, width, opacity = 1, dash = [] }: Stroke,
): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = opacity;
  context.setLineDash([...dash]);
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
  context.restore();
}

export function strokeAcross(
  context: SKRSContext2D,
  { left, right, y }: { left: number; right: number; y: number },
  stroke: Stroke,
): void {
  const ends = [left, right].map((x) => [x, y] as const);
  strokeLine(context, ends, stroke);
}

export function strokeDown(
  context: SKRSContext2D,
  { x, top, bottom }: { x: number; top: number; bottom: number },
  stroke: Stroke,
): void {
  const ends = [top, bottom].map((y) => [x, y] as const);
  strokeLine(context, ends, stroke);
}

/** A part of the picture, in pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
