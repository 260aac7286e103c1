import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { paintMottle } from '../paint/grain.ts';
import { hatch } from '../paint/hatch.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Surface } from '../paint/surface.ts';
import type { Layer, Scenery } from '../scenery/scenery.ts';

/** The inks of a print: dark on light paper, or light on a dark plate. `fill` is what icons and cards are printed on. */
export function inksOf({ palette, key }: Pick<Surface, 'palette' | 'key'>): {
  ground: string;
  line: string;
  fill: string;
} {
  return key === 'light'
    ? { ground: palette.tone(0.92), line: palette.ink, fill: palette.mix(palette.paper, palette.tone(1), 0.25) }
    : {
        ground: palette.tone(0.14),
        line: palette.tone(0.96),
        fill: palette.mix(palette.paper, palette.tone(0.95), 0.6),
      };
}

// Of the sky from its top down, and of the farthest and nearest land.
const tones = {
  light: { sky: [0.74, 0.9, 1], far: 0.8, near: 0.2 },
  dark: { sky: [0.02, 0.2, 0.55], far: 0.4, near: 0.02 },
} as const;

/** A landscape as an engraver cuts it: washes of one ink, lines that follow the lie of the land. */
export function paintEngravedScenery(surface: Surface, scenery: Scenery): void {
  const { context, width, height, unit, palette, key } = surface;
  const { light, stars, clouds, shafts, layers, falling } = scenery;
  const { line } = inksOf(surface);
  const { sky, far, near } = tones[key];
  context.save();
  const wash = context.createLinearGradient(0, 0, 0, height * 0.75);
  for (const [index, tone] of sky.entries()) wash.addColorStop(index / 2, palette.tone(tone));
  context.fillStyle = wash;
  context.fillRect(0, 0, width, height);
  paintMottle(surface, key === 'light' ? palette.tone(0.55) : palette.ink, 0.22);
  const floor = layers[0]?.low ?? height / 2;
  paintSkyLines(surface, light, Math.min(height, floor + unit * 0.1), withOpacity(line, key === 'light' ? 0.3 : 0.22));
  if (light.kind !== 'none') paintBody(surface, scenery);
  else
    paintGlow(
      surface,
      light.x,
      light.y,
      Math.max(width, height) * 0.6,
      key === 'light' ? palette.paper : palette.tone(0.8),
      0.6,
    );
  for (const [x, y, radius] of stars) {
    context.fillStyle = withOpacity(line, 0.75);
    context.beginPath();
    context.arc(x, y, radius * 1.2, 0, full);
    context.fill();
  }
  for (const cloud of clouds) {
    context.fillStyle = key === 'light' ? palette.paper : palette.tone(0.5);
    context.fill(cloud);
    context.fillStyle = hatch(surface, withOpacity(palette.ink, 0.28), { gap: 0.0085, weight: 0.0016, slope: 0 });
    context.fill(cloud);
  }
  if (shafts) {
    context.fillStyle = withOpacity(palette.paper, 0.2);
    context.fill(shafts);
  }
  for (const layer of layers) paintLayer(surface, layer, far + (near - far) * layer.near);
  if (falling) {
    context.strokeStyle = withOpacity(line, 0.5);
    context.lineWidth = unit * 0.0018;
    if (falling.kind === 'snow') {
      context.fillStyle = palette.paper;
      context.fill(falling.path);
    } else context.stroke(falling.path);
  }
  context.restore();
}

/** Level lines, closer at the top, that open around the sun. */
function paintSkyLines(
  { context, width, unit, random }: Surface,
  { x, y, radius }: Scenery['light'],
  foot: number,
  colour: string,
): void {
  const path = new Path2D();
  for (let at = unit * 0.01, gap = unit * 0.0095; at < foot; at += gap, gap *= 1.012) {
    const clear = Math.sqrt(Math.max(0, (radius * 1.5) ** 2 - (at - y) ** 2));
    const [left, right] = [x - clear, x + clear];
    const start = random() * unit * 0.1 - unit * 0.05;
    if (clear === 0) {
      path.moveTo(start, at);
      path.lineTo(width, at);
      continue;
    }
    path.moveTo(start, at);
    path.lineTo(left, at);
    path.moveTo(right, at);
    path.lineTo(width, at);
  }
  context.strokeStyle = colour;
  context.lineWidth = unit * 0.0017;
  context.stroke(path);
}

function paintBody({ context, unit, palette, key }: Surface, { light }: Scenery): void {
  const { x, y, radius, kind } = light;
  const { line } = inksOf({ palette, key });
  const disc = new Path2D();
  disc.arc(x, y, radius, 0, full);
  context.fillStyle = kind === 'moon' || key === 'light' ? palette.paper : palette.tone(0.95);
  context.fill(disc);
  if (kind === 'sun') {
    context.fillStyle = withOpacity(palette.accent, key === 'light' ? 0.5 : 0.75);
    context.fill(disc);
    const rays = new Path2D();
    for (let ray = 0; ray < 72; ray++) {
      const angle = (full * ray) / 72;
      const to = radius * (ray % 2 === 0 ? 1.46 : 1.3);
      rays.moveTo(x + Math.cos(angle) * radius * 1.12, y + Math.sin(angle) * radius * 1.12);
      rays.lineTo(x + Math.cos(angle) * to, y + Math.sin(angle) * to);
    }
    context.strokeStyle = withOpacity(line, 0.6);
    context.lineWidth = unit * 0.0024;
    context.stroke(rays);
  }
  context.strokeStyle = palette.ink;
  context.lineWidth = unit * 0.0034;
  context.stroke(disc);
}

function paintLayer(surface: Surface, layer: Layer, tone: number): void {
  const { context, unit, palette, key } = surface;
  const { body, dark, lit, lines, matter, near, top, round } = layer;
  const { line } = inksOf(surface);
  const base =
    matter === 'water'
      ? tone + 0.12
      : matter === 'indoors'
        ? ((key === 'light' ? [0.86, 0.5, 0.3] : [0.3, 0.14, 0.06])[near < 0.5 ? 0 : near < 0.9 ? 1 : 2] ?? tone)
        : tone;
  const wash = context.createLinearGradient(0, top, 0, top + unit * 0.6);
  wash.addColorStop(0, palette.tone(base + 0.07));
  wash.addColorStop(1, palette.tone(base - 0.18));
  context.fillStyle = wash;
  context.fill(body);
  const inkOn = base > 0.42 ? withOpacity(palette.ink, 0.36 + 0.12 * near) : withOpacity(palette.tone(0.95), 0.2);
  if (round) paintGlobe(surface, round, body);
  else if (matter === 'built') {
    context.fillStyle = hatch(surface, inkOn, { gap: 0.008, weight: 0.0017, slope: near > 0.5 ? 1 : 0 });
    context.fill(body);
  } else if (matter !== 'indoors') paintContours(surface, layer, inkOn);
  context.strokeStyle = withOpacity(palette.ink, 0.7);
  context.lineWidth = unit * 0.0026;
  if (matter !== 'indoors') context.stroke(body);
  if (lines) {
    context.strokeStyle = matter === 'indoors' ? withOpacity(palette.ink, 0.25) : withOpacity(line, 0.45);
    context.lineWidth = unit * 0.0026;
    context.stroke(lines);
  }
  if (lit) {
    context.fillStyle = matter === 'built' ? withOpacity(palette.accent, 0.7) : withOpacity(palette.paper, 0.9);
    context.fill(lit);
    context.strokeStyle = withOpacity(palette.ink, 0.45);
    context.lineWidth = unit * 0.0016;
    if (matter !== 'water') context.stroke(lit);
  }
  if (dark) {
    context.fillStyle = palette.mix(palette.ink, palette.tone(base), 0.32 * (1 - near));
    context.fill(dark);
  }
}

/** Lines under the crest that follow it, and flatten as they go down. */
function paintContours(
  { context, width, height, unit }: Surface,
  { crest, low, top, near }: Layer,
  colour: string,
): void {
  const path = new Path2D();
  const step = width / 90;
  const count = 15 + Math.round(9 * near);
  const heights = Array.from({ length: 92 }, (_, index) => crest((index - 0.5) * step));
  for (let line = 1, drop = 0; line <= count; line++) {
    drop += unit * (0.0075 + 0.0011 * line);
    const flat = Math.min(0.75, line / count);
    if (top + drop > height) break;
    for (const [index, y] of heights.entries()) {
      const at = y + (low - y) * flat * 0.5 + drop;
      if (index === 0) path.moveTo(-step / 2, at);
      else path.lineTo((index - 0.5) * step, at);
    }
  }
  context.strokeStyle = colour;
  context.lineWidth = unit * 0.0019;
  context.stroke(path);
}

/** Meridians and parallels on a world, one side of it in shade. */
function paintGlobe(
  { context, unit, palette }: Surface,
  { x, y, radius }: NonNullable<Layer['round']>,
  body: Path2D,
): void {
  const shade = context.createRadialGradient(x - radius * 0.4, y - radius * 0.6, radius * 0.1, x, y, radius);
  shade.addColorStop(0, palette.tone(0.95));
  shade.addColorStop(0.6, palette.tone(0.62));
  shade.addColorStop(1, palette.tone(0.15));
  context.fillStyle = shade;
  context.fill(body);
  const grid = new Path2D();
  for (const share of [0.25, 0.5, 0.75, 0.95]) {
    grid.ellipse(x, y, radius * share, radius, 0.3, 0, full);
    const [half, lift] = [radius * Math.sqrt(1 - share ** 2), radius * share];
    for (const side of [-1, 1]) {
      const [cx, cy] = [x - Math.sin(0.3) * lift * side, y + Math.cos(0.3) * lift * side];
      grid.moveTo(cx + Math.cos(0.3) * half, cy + Math.sin(0.3) * half);
      grid.ellipse(cx, cy, half, half * 0.12, 0.3, 0, full);
    }
  }
  context.strokeStyle = withOpacity(palette.ink, 0.4);
  context.lineWidth = unit * 0.002;
  context.stroke(grid);
}
