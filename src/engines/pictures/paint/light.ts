import { createCanvas, type Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import type { Surface } from './surface.ts';

export const full = Math.PI * 2;

/** A soft round light; `colour` is `#rrggbb`, `strength` its opacity in the middle. */
export function paintGlow(
  { context }: Pick<Surface, 'context'>,
  x: number,
  y: number,
  radius: number,
  colour: string,
  strength: number,
): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, withOpacity(colour, strength));
  glow.addColorStop(0.45, withOpacity(colour, strength * 0.45));
  glow.addColorStop(1, withOpacity(colour, 0));
  context.fillStyle = glow;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** Where a thing of `size` stands: light behind it, and its shadow on the ground `foot` of its size below its middle. */
export function paintStand(
  surface: Surface,
  { x, y, size }: { x: number; y: number; size: number },
  light: { reach: number; tone: number; strength: number },
  shadow: { foot: number; reach: number; flatness: number; strength: number },
): void {
  const { context, palette } = surface;
  context.save();
  context.globalCompositeOperation = 'screen';
  paintGlow(surface, x, y, size * light.reach, palette.tone(light.tone), light.strength);
  context.restore();
  context.save();
  context.translate(x, y + size * shadow.foot);
  context.scale(1, shadow.flatness);
  paintGlow(surface, 0, 0, size * shadow.reach, palette.ink, shadow.strength);
  context.restore();
}

/** Out-of-focus specks of light. */
export function paintBokeh(surface: Surface, count: number, colour: string, strength: number): void {
  const { context, width, height, unit, random } = surface;
  for (let speck = 0; speck < count; speck++) {
    const radius = unit * (0.004 + 0.03 * random() ** 3);
    context.fillStyle = withOpacity(colour, strength * random.between(0.25, 1));
    context.beginPath();
    context.arc(random() * width, random() * height, radius, 0, full);
    context.fill();
  }
}

/** Darkens the edges, so that the eye goes to the middle. */
export function paintVignette(surface: Surface, centreY: number, colour: string, strength: number): void {
  const { context, width, height } = surface;
  const reach = Math.hypot(width, height) / 2;
  const vignette = context.createRadialGradient(
    width / 2,
    centreY,
    reach * 0.42,
    width / 2,
    height * 0.5,
    reach * 1.08,
  );
  vignette.addColorStop(0, withOpacity(colour, 0));
  vignette.addColorStop(0.6, withOpacity(colour, strength * 0.3));
  vignette.addColorStop(1, withOpacity(colour, strength));
  context.fillStyle = vignette;
  context.fillRect(0, 0, width, height);
}

/** A shadow under a shape that is drawn afterwards: made small and drawn large, since a blur has no detail to lose. */
export function paintShadow(
  { context, width, height, unit }: Pick<Surface, 'context' | 'width' | 'height' | 'unit'>,
  shape: Path2D,
  { colour, opacity, blur, dx, dy }: { colour: string; opacity: number; blur: number; dx: number; dy: number },
): void {
  const scale = Math.min(1, 120 / unit);
  const margin = blur * 2;
  const small = createCanvas(Math.ceil((width + margin * 2) * scale), Math.ceil((height + margin * 2) * scale));
  const pen = small.getContext('2d');
  pen.filter = `blur(${Math.max(0.5, blur * scale * 0.5)}px)`;
  pen.scale(scale, scale);
  pen.translate(margin, margin);
  pen.fillStyle = withOpacity(colour, opacity);
  pen.fill(shape);
  context.save();
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, dx - margin, dy - margin, small.width / scale, small.height / scale);
  context.restore();
}
