import { createCanvas } from '@napi-rs/canvas';
import { paintGlow, type Scene2D } from './backdrop.ts';
import type { IconStore } from './icon-store.ts';
import { withOpacity } from './palette.ts';

/** Where an icon stands: centre and size in pixels, `turn` in radians, `blur` as a share of the size (0: sharp). */
export interface Spot {
  x: number;
  y: number;
  size: number;
  turn: number;
  blur: number;
}

/** An icon with a soft shadow; blurred ones are out of focus, for depth. */
export async function paintIcon(scene: Scene2D, icons: IconStore, name: string, spot: Spot): Promise<void> {
  const { context, palette } = scene;
  const { x, y, size, turn, blur } = spot;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  if (blur === 0) {
    context.shadowColor = withOpacity(palette.ink, 0.5);
    context.shadowBlur = size * 0.075;
    context.shadowOffsetY = size * 0.05;
    context.drawImage(await icons.rasterize(name, size), -size / 2, -size / 2, size, size);
  } else {
    // A blurred picture has no detail to lose: it is made small and drawn large, at a fraction of the work.
    const small = Math.max(24, Math.round(Math.min(size, 160)));
    const margin = Math.ceil(small * blur * 3);
    const soft = createCanvas(small + margin * 2, small + margin * 2);
    const pen = soft.getContext('2d');
    pen.filter = `blur(${small * blur}px)`;
    pen.drawImage(await icons.rasterize(name, small), margin, margin, small, small);
    const side = (soft.width * size) / small;
    context.imageSmoothingQuality = 'high';
    context.globalAlpha = 0.92;
    context.drawImage(soft, -side / 2, -side / 2, side, side);
  }
  context.restore();
}

/** The subject: a light behind it, a shadow where it would stand, then the icon itself. */
export async function paintHero(scene: Scene2D, icons: IconStore, name: string, spot: Spot): Promise<void> {
  const { context, palette } = scene;
  const { x, y, size } = spot;
  context.save();
  context.globalCompositeOperation = 'screen';
  paintGlow(scene, x, y, size * 0.95, palette.glow, 0.62);
  context.restore();
  context.save();
  context.translate(x, y + size * 0.53);
  context.scale(1, 0.2);
  paintGlow(scene, 0, 0, size * 0.55, palette.ink, 0.55);
  context.restore();
  await paintIcon(scene, icons, name, spot);
}
