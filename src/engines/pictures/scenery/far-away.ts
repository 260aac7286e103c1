import { Path2D } from '@napi-rs/canvas';
import type { Ground, Layer, Lie } from './scenery.ts';

const full = Math.PI * 2;

/** A planet's limb below, another with a ring far off, many stars. */
export function space(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const reach = Math.max(width, unit) * random.between(0.85, 1.25);
  const [cx, cy] = [width * random.between(0.2, 0.8), level + unit * 0.3 + reach];
  const limb = globe(cx, cy, reach, 1, ground);
  const small = unit * random.between(0.07, 0.12);
  const left = random() > 0.5;
  const far = globe(
    width * (left ? 0.16 : 0.84),
    Math.max(small * 1.8, level - unit * random.between(0.2, 0.34)),
    small,
    0.1,
    ground,
  );
  const ring = new Path2D();
  const [x, y] = [width * (left ? 0.16 : 0.84), far.top + small];
  ring.ellipse(x, y, small * 1.85, small * 0.5, -0.35, 0, full);
  ring.ellipse(x, y, small * 1.45, small * 0.36, -0.35, 0, full);
  const moon = globe(
    width * (left ? 0.8 : 0.2),
    Math.min(height * 0.9, level + unit * random.between(0.02, 0.1)),
    small * 0.42,
    0.3,
    ground,
  );
  return {
    sky: true,
    layers: [{ ...far, lines: ring }, moon, limb],
    light: { kind: 'none', x: width * (left ? 0.85 : 0.15), y: -unit * 0.1 },
  };
}

/** A round world with bands along it. */
function globe(x: number, y: number, radius: number, near: number, { unit, random }: Ground): Layer {
  const body = new Path2D();
  body.arc(x, y, radius, 0, full);
  const lines = new Path2D();
  for (let band = 0; band < 6; band++) {
    const from = random() * full;
    const r = radius * (1 - (band + 1) * Math.min(0.1, (unit * 0.05) / radius));
    lines.moveTo(x + r * Math.cos(from), y + r * Math.sin(from));
    lines.arc(x, y, r, from, from + random.between(0.4, 1.6));
  }
  const crest = (at: number) => y - Math.sqrt(Math.max(0, radius ** 2 - (at - x) ** 2));
  return { near, matter: 'planet', body, crest, top: y - radius, low: y, lines, round: { x, y, radius } };
}
