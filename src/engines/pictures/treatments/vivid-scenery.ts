import { withOpacity } from '../../text/colours.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Surface } from '../paint/surface.ts';
import type { Layer, Scenery } from '../scenery/scenery.ts';

// Of the sky at its top, its middle and its foot, and of the farthest and the nearest land.
const tones = {
  day: { sky: [0.5, 0.74, 0.98], far: 0.64, near: 0.1 },
  dusk: { sky: [0.03, 0.36, 0.86], far: 0.52, near: 0 },
  night: { sky: [0, 0.12, 0.42], far: 0.34, near: 0 },
} as const;

export function paintVividScenery(surface: Surface, scenery: Scenery): void {
  const { context, width, height, unit, palette } = surface;
  const { time, light, stars, clouds, shafts, layers, falling, setting } = scenery;
  const { sky, far, near } = tones[setting === 'underwater' ? 'day' : time];
  context.save();
  const gradient = context.createLinearGradient(0, 0, 0, height * (setting === 'underwater' ? 1 : 0.72));
  const [top, middle, foot] = setting === 'underwater' ? (time === 'day' ? [0.94, 0.6, 0.08] : [0.7, 0.36, 0]) : sky;
  gradient.addColorStop(0, palette.tone(top));
  gradient.addColorStop(0.45, palette.tone(middle));
  gradient.addColorStop(1, palette.tone(foot));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);

  if (setting === 'space') paintNebula(surface);
  for (const [x, y, radius] of stars) {
    context.fillStyle = withOpacity(palette.paper, 0.35 + radius / unit / 0.006);
    context.beginPath();
    context.arc(x, y, radius, 0, full);
    context.fill();
  }
  if (light.kind !== 'none') paintBody(surface, scenery);
  else paintGlow(surface, light.x, light.y, Math.max(width, height) * 0.55, palette.tone(1), 0.5);
  for (const cloud of clouds) {
    context.fillStyle = withOpacity(
      palette.mix(palette.tone(0.95), palette.paper, 0.5),
      time === 'night' ? 0.16 : 0.55,
    );
    context.fill(cloud);
  }
  if (shafts) {
    const beam = context.createLinearGradient(0, 0, 0, height * 0.82);
    beam.addColorStop(0, palette.blend(1, 0.36));
    beam.addColorStop(1, palette.blend(1, 0));
    context.fillStyle = beam;
    context.fill(shafts);
  }
  for (const layer of layers) paintLayer(surface, layer, far + (near - far) * layer.near, scenery);
  if (falling) {
    context.strokeStyle = palette.blend(1, 0.5);
    context.fillStyle = falling.kind === 'snow' ? withOpacity(palette.paper, 0.85) : palette.blend(1, 0.3);
    context.lineWidth = unit * 0.0022;
    if (falling.kind !== 'rain') context.fill(falling.path);
    if (falling.kind !== 'snow') context.stroke(falling.path);
  }
  context.restore();
}

function paintLayer(surface: Surface, layer: Layer, tone: number, { setting, time, light }: Scenery): void {
  const { context, height, unit, palette } = surface;
  const { body, dark, lit, lines, matter, near, top, round } = layer;
  if (round) return paintPlanet(surface, layer, round);
  const below = Math.max(top + 1, Math.min(height, top + unit * 0.75));
  const slope = context.createLinearGradient(0, top, 0, below);
  const water = matter === 'water';
  const base =
    matter === 'indoors'
      ? near < 0.5
        ? 0.62
        : near < 0.9
          ? 0.3
          : 0.12
      : setting === 'ice' || setting === 'desert'
        ? tone + 0.24
        : tone;
  slope.addColorStop(0, palette.tone(base + (water ? 0.12 : 0.06)));
  slope.addColorStop(1, palette.tone(base - (water ? 0.14 : 0.2)));
  context.fillStyle = slope;
  context.fill(body);
  if (matter === 'indoors' && near < 0.5)
    paintGlow(surface, light.x, light.y, light.radius * 4.2, palette.tone(1), 0.6);
  if (dark && matter !== 'indoors') {
    context.fillStyle = palette.mix(palette.tone(base - 0.16), palette.ink, 0.25 + 0.25 * near);
    context.fill(dark);
  }
  if (lines) {
    context.strokeStyle = water ? palette.blend(1, 0.3) : withOpacity(palette.ink, matter === 'indoors' ? 0.1 : 0.2);
    context.lineWidth = unit * (0.0022 + 0.003 * near);
    context.lineCap = 'round';
    context.stroke(lines);
  }
  if (lit) {
    const warm =
      matter === 'built'
        ? palette.mix(palette.accent, palette.paper, 0.35)
        : palette.mix(palette.tone(1), palette.paper, 0.6);
    context.fillStyle = withOpacity(
      warm,
      matter === 'built' ? (time === 'day' ? 0.4 : 0.85) : matter === 'water' ? 0.7 : 0.82,
    );
    context.fill(lit);
  }
  if (dark && matter === 'indoors') {
    context.fillStyle = palette.mix(palette.tone(0.18), palette.ink, 0.2);
    context.fill(dark);
  }
}

/** A sun or a moon with light around it. */
function paintBody(surface: Surface, { light, time }: Scenery): void {
  const { context, palette } = surface;
  const { x, y, radius, kind } = light;
  paintGlow(surface, x, y, radius * (kind === 'moon' ? 6 : 4.5), palette.tone(1), time === 'day' ? 0.75 : 0.6);
  const disc = context.createLinearGradient(0, y - radius, 0, y + radius);
  disc.addColorStop(0, palette.paper);
  disc.addColorStop(1, kind === 'moon' ? palette.tone(0.97) : palette.mix(palette.tone(1), palette.accent, 0.55));
  context.fillStyle = disc;
  context.beginPath();
  context.arc(x, y, radius, 0, full);
  context.fill();
  if (kind === 'sun') return;
  context.fillStyle = palette.blend(0.72, 0.28);
  for (const [dx, dy, share] of [
    [-0.3, -0.2, 0.22],
    [0.28, 0.1, 0.3],
    [-0.12, 0.42, 0.16],
  ] as const) {
    context.beginPath();
    context.arc(x + radius * dx, y + radius * dy, radius * share, 0, full);
    context.fill();
  }
}

function paintNebula(surface: Surface): void {
  const { width, height, unit, palette, random } = surface;
  const lean = random() > 0.5 ? 1 : -1;
  for (let cloud = 0; cloud < 9; cloud++) {
    const along = cloud / 8;
    const x = width * (along + random.between(-0.1, 0.1));
    const y = height * (0.4 + lean * 0.34 * (along - 0.5) + random.between(-0.06, 0.06));
    paintGlow(surface, x, y, unit * random.between(0.22, 0.5), palette.tone(random.between(0.36, 0.85)), 0.34);
  }
}

/** A world lit from a corner, air around it. */
function paintPlanet(
  surface: Surface,
  { body, lines, near }: Layer,
  { x, y, radius }: NonNullable<Layer['round']>,
): void {
  const { context, unit, palette } = surface;
  paintGlow(surface, x, y, radius * 1.18, palette.tone(0.85), 0.5);
  const ball = context.createRadialGradient(x - radius * 0.4, y - radius * 0.8, radius * 0.05, x, y, radius);
  ball.addColorStop(0, palette.tone(0.95));
  ball.addColorStop(near > 0.5 ? 0.4 : 0.5, palette.tone(0.6));
  ball.addColorStop(1, palette.tone(0.14));
  context.fillStyle = ball;
  context.fill(body);
  if (!lines) return;
  context.strokeStyle = palette.blend(1, near > 0.5 ? 0.22 : 0.7);
  context.lineWidth = unit * (near > 0.5 ? 0.014 : 0.006);
  context.lineCap = 'round';
  context.stroke(lines);
}
