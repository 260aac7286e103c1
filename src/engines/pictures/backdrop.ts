import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Palette, withOpacity } from './palette.ts';
import type { Random } from './random.ts';

/** What every painter gets: the canvas, its size in pixels, and `unit`, the shorter side, which all sizes follow. */
export interface Scene2D {
  context: SKRSContext2D;
  width: number;
  height: number;
  unit: number;
  palette: Palette;
  random: Random;
}

/** Light from the top, or dark at the top and bright at the bottom, or from a side: alternates between neighbours. */
export type LightFrom = 'above' | 'below' | 'left' | 'right';

/** Fills the picture with layered light: a gradient through the palette, then pools of it, none of them flat. */
export function paintLight(scene: Scene2D, from: LightFrom): void {
  const { context, width, height, unit, palette, random } = scene;
  const lean = random.between(-0.18, 0.18);
  const ends = {
    above: [width * (0.5 + lean), 0, width * (0.5 - lean), height],
    below: [width * (0.5 + lean), height, width * (0.5 - lean), 0],
    left: [0, height * (0.35 + lean), width, height * (0.7 - lean)],
    right: [width, height * (0.35 + lean), 0, height * (0.7 - lean)],
  }[from] as [number, number, number, number];
  const gradient = context.createLinearGradient(...ends);
  for (const [stop, amount] of [
    [0, 0.82],
    [0.3, 0.64],
    [0.62, 0.34],
    [1, 0.04],
  ] as const) {
    gradient.addColorStop(stop, palette.blend(amount));
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let pool = 0; pool < 7; pool++) {
    const x = random.between(-0.1, 1.1) * width;
    const y = random.between(-0.05, 1.05) * height;
    const lit = pool < 4;
    paintGlow(
      scene,
      x,
      y,
      unit * random.between(0.35, 0.8),
      palette.blend(lit ? random.between(0.7, 1) : 0.1, 1),
      lit ? 0.34 : 0.3,
    );
  }
}

/** A soft round light; `colour` is opaque, `strength` its opacity in the middle. */
export function paintGlow(
  scene: Scene2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  strength: number,
): void {
  const { context } = scene;
  const glow = context.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, withOpacity(colour, strength));
  glow.addColorStop(0.45, withOpacity(colour, strength * 0.45));
  glow.addColorStop(1, withOpacity(colour, 0));
  context.fillStyle = glow;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** Out-of-focus specks of light. */
export function paintBokeh(scene: Scene2D, count: number): void {
  const { context, width, height, unit, palette, random } = scene;
  for (let speck = 0; speck < count; speck++) {
    const x = random() * width;
    const y = random() * height;
    const radius = unit * (0.004 + 0.03 * random() ** 3);
    context.fillStyle = palette.blend(random.between(0.85, 1), random.between(0.1, 0.4));
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }
}

/** Darkens the edges, so that the eye goes to the middle and the words stay readable. */
export function paintVignette(scene: Scene2D, centreY: number): void {
  const { context, width, height, palette } = scene;
  const reach = Math.hypot(width, height) / 2;
  const vignette = context.createRadialGradient(
    width / 2,
    height * centreY,
    reach * 0.42,
    width / 2,
    height * 0.5,
    reach * 1.08,
  );
  vignette.addColorStop(0, withOpacity(palette.ink, 0));
  vignette.addColorStop(0.6, withOpacity(palette.ink, 0.22));
  vignette.addColorStop(1, withOpacity(palette.ink, 0.72));
  context.fillStyle = vignette;
  context.fillRect(0, 0, width, height);
}
