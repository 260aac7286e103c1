import { Path2D } from '@napi-rs/canvas';
import type { Random } from '../random.ts';

const full = Math.PI * 2;

/** Three tiers of a conifer with its foot at `x`, `foot`. */
export function conifer(path: Path2D, x: number, foot: number, tall: number): void {
  for (let tier = 0; tier < 3; tier++) {
    const half = tall * 0.34 * (1 - tier * 0.25);
    path.moveTo(x - half, foot - tall * tier * 0.3);
    path.lineTo(x, foot - tall * (0.62 + tier * 0.3));
    path.lineTo(x + half, foot - tall * tier * 0.3);
    path.closePath();
  }
}

/** A crown on a trunk. */
export function leafTree(path: Path2D, x: number, foot: number, tall: number, random: Random): void {
  path.rect(x - tall * 0.035, foot - tall * 0.5, tall * 0.07, tall * 0.52);
  for (const [dx, dy, radius] of [
    [0, 0.72, 0.27],
    [-0.18, 0.58, 0.2],
    [0.19, 0.56, 0.21],
  ] as const) {
    const r = tall * radius * random.between(0.9, 1.1);
    path.moveTo(x + tall * dx + r, foot - tall * dy);
    path.arc(x + tall * dx, foot - tall * dy, r, 0, full);
  }
}

/** A slender cypress. */
export function cypress(path: Path2D, x: number, foot: number, tall: number): void {
  path.moveTo(x, foot - tall);
  path.bezierCurveTo(x + tall * 0.17, foot - tall * 0.5, x + tall * 0.13, foot, x + tall * 0.02, foot + tall * 0.02);
  path.lineTo(x - tall * 0.02, foot + tall * 0.02);
  path.bezierCurveTo(x - tall * 0.13, foot, x - tall * 0.17, foot - tall * 0.5, x, foot - tall);
  path.closePath();
}

/** A saguaro with two arms. */
export function cactus(path: Path2D, x: number, foot: number, tall: number): void {
  const thick = tall * 0.13;
  path.roundRect(x - thick / 2, foot - tall, thick, tall * 1.03, thick / 2);
  for (const [side, from, to] of [
    [-1, 0.42, 0.72],
    [1, 0.55, 0.86],
  ] as const) {
    const reach = side * tall * 0.24;
    path.roundRect(Math.min(x, x + reach), foot - tall * from, Math.abs(reach), thick * 0.8, thick * 0.4);
    path.roundRect(
      x + reach - thick * 0.4,
      foot - tall * to,
      thick * 0.8,
      tall * (to - from) + thick * 0.8,
      thick * 0.4,
    );
  }
}

/** A waving blade of weed that grows from the sea's floor. */
export function weed(path: Path2D, x: number, foot: number, tall: number, lean: number): void {
  const wide = tall * 0.055;
  path.moveTo(x - wide, foot);
  path.bezierCurveTo(
    x - wide + lean * tall * 0.5,
    foot - tall * 0.4,
    x - lean * tall * 0.4,
    foot - tall * 0.7,
    x + lean * tall * 0.35,
    foot - tall,
  );
  path.bezierCurveTo(
    x + wide - lean * tall * 0.2,
    foot - tall * 0.66,
    x + wide + lean * tall * 0.6,
    foot - tall * 0.4,
    x + wide,
    foot,
  );
  path.closePath();
}

/** Branching coral. */
export function coral(path: Path2D, x: number, foot: number, tall: number, random: Random): void {
  const branch = (fromX: number, fromY: number, angle: number, length: number, depth: number): void => {
    const [toX, toY] = [fromX + Math.sin(angle) * length, fromY - Math.cos(angle) * length];
    const thick = tall * 0.028 * (depth + 1);
    const [dx, dy] = [Math.cos(angle) * thick, Math.sin(angle) * thick];
    path.moveTo(fromX - dx, fromY - dy);
    path.lineTo(toX - dx * 0.8, toY - dy * 0.8);
    path.arc(toX, toY, thick * 0.8, angle + Math.PI, angle + full);
    path.lineTo(fromX + dx, fromY + dy);
    path.closePath();
    if (depth === 0) return;
    for (const side of [-1, 1]) {
      branch(toX, toY, angle + side * random.between(0.3, 0.75), length * random.between(0.6, 0.85), depth - 1);
    }
  };
  branch(x, foot + tall * 0.03, random.between(-0.15, 0.15), tall * 0.36, 3);
}

/** A cloud of overlapping rounds with a flat foot; `wide` pixels. */
export function cloud(x: number, y: number, wide: number, random: Random): Path2D {
  const path = new Path2D();
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    const along = (round + 0.5) / rounds;
    const radius = wide * (0.09 + 0.11 * Math.sin(along * Math.PI)) * random.between(0.85, 1.2);
    const cx = x + (along - 0.5) * wide * 0.82;
    path.moveTo(cx + radius, y - radius * 0.55);
    path.arc(cx, y - radius * 0.55, radius, 0, full);
  }
  path.roundRect(x - wide * 0.5, y - wide * 0.07, wide, wide * 0.13, wide * 0.065);
  return path;
}
