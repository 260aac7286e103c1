import { withOpacity } from '../../text/colours.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Surface } from '../paint/surface.ts';
import type { Layer, Scenery } from '../scenery/scenery.ts';

/** Silhouettes before a glow, mist between them, edges that catch the light. */
export function paintNightScenery(surface: Surface, scenery: Scenery): void {
  const { context, width, height, unit, palette, key } = surface;
  const { light, stars, clouds, shafts, layers, falling, setting } = scenery;
  const under = setting === 'underwater';
  context.save();
  const sky = context.createLinearGradient(0, 0, 0, height * 0.8);
  sky.addColorStop(0, palette.tone(under ? 0.55 : 0.02));
  sky.addColorStop(0.5, palette.tone(under ? 0.25 : key === 'light' ? 0.4 : 0.22));
  sky.addColorStop(1, palette.tone(under ? 0 : key === 'light' ? 0.66 : 0.4));
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  const reach = Math.max(width, height);
  paintGlow(surface, light.x, light.y, reach * 0.62, palette.tone(1), key === 'light' ? 0.85 : 0.55);
  paintGlow(surface, light.x, light.y, reach * 0.26, palette.accent, key === 'light' ? 0.7 : 0.5);
  for (const [x, y, radius] of stars.length > 0 ? stars : []) {
    context.fillStyle = withOpacity(palette.paper, 0.3 + radius / unit / 0.005);
    context.beginPath();
    context.arc(x, y, radius, 0, full);
    context.fill();
  }
  if (light.kind !== 'none') paintMoon(surface, light);
  for (const cloud of clouds) {
    context.fillStyle = withOpacity(palette.tone(0.3), 0.7);
    context.fill(cloud);
  }
  if (shafts) {
    const beam = context.createLinearGradient(0, 0, 0, height * 0.82);
    beam.addColorStop(0, withOpacity(palette.accent, 0.34));
    beam.addColorStop(1, withOpacity(palette.accent, 0));
    context.fillStyle = beam;
    context.fill(shafts);
  }
  for (const layer of layers) paintLayer(surface, layer, scenery);
  if (falling) {
    context.strokeStyle = withOpacity(palette.accent, 0.32);
    context.fillStyle = withOpacity(palette.paper, 0.7);
    context.lineWidth = unit * 0.0018;
    if (falling.kind === 'snow') context.fill(falling.path);
    else context.stroke(falling.path);
  }
  context.restore();
}

function paintMoon(surface: Surface, { x, y, radius, kind }: Scenery['light']): void {
  const { context, palette } = surface;
  const size = radius * (kind === 'sun' ? 0.8 : 1);
  const disc = context.createRadialGradient(x - size * 0.3, y - size * 0.3, size * 0.1, x, y, size);
  disc.addColorStop(0, palette.paper);
  disc.addColorStop(1, palette.mix(palette.accent, palette.paper, 0.45));
  context.fillStyle = disc;
  context.beginPath();
  context.arc(x, y, size, 0, full);
  context.fill();
}

function paintLayer(surface: Surface, layer: Layer, { light, setting }: Scenery): void {
  const { context, width, height, unit, palette } = surface;
  const { body, dark, lit, lines, matter, near, top, low, round } = layer;
  const tone = matter === 'indoors' ? (near < 0.5 ? 0.3 : 0.1) : 0.34 * (1 - near) ** 1.3;
  const shade = context.createLinearGradient(0, top, 0, Math.min(height, top + unit * 0.7));
  shade.addColorStop(0, palette.tone(tone + (matter === 'water' ? 0.14 : 0.03)));
  shade.addColorStop(1, palette.mix(palette.tone(tone * 0.5), palette.ink, 0.35 + 0.4 * near));
  context.fillStyle = shade;
  context.fill(body);
  if (matter === 'indoors' && near < 0.5) {
    paintGlow(surface, light.x, light.y, light.radius * 5, palette.accent, 0.5);
  }
  const reach = Math.max(width, height) * 0.62;
  const [x, y] = [light.x, Math.max(-height * 0.1, light.y)];
  const rim = context.createRadialGradient(x, y, 0, x, y, reach);
  rim.addColorStop(0, withOpacity(palette.accent, 0.85));
  rim.addColorStop(0.5, withOpacity(palette.accent, 0.3));
  rim.addColorStop(1, withOpacity(palette.accent, 0.03));
  context.strokeStyle = rim;
  context.lineWidth = unit * 0.0028;
  if (matter !== 'indoors' || near > 0.5) context.stroke(body);
  if (round) {
    const ball = context.createRadialGradient(
      round.x + (light.x - round.x) * 0.2,
      round.y - round.radius * 0.9,
      round.radius * 0.1,
      round.x,
      round.y,
      round.radius,
    );
    ball.addColorStop(0, withOpacity(palette.accent, 0.42));
    ball.addColorStop(0.5, withOpacity(palette.tone(0.6), 0.25));
    ball.addColorStop(1, withOpacity(palette.ink, 0));
    context.fillStyle = ball;
    context.fill(body);
  }
  if (dark) {
    context.fillStyle =
      matter === 'indoors' ? palette.ink : palette.mix(palette.tone(tone * 0.6), palette.ink, 0.6 + 0.3 * near);
    context.fill(dark);
  }
  if (lines) {
    context.strokeStyle = round ? withOpacity(palette.accent, near > 0.5 ? 0.12 : 0.5) : rim;
    context.globalAlpha = round ? 1 : 0.5;
    context.lineWidth = unit * (round && near > 0.5 ? 0.012 : 0.0022);
    context.stroke(lines);
    context.globalAlpha = 1;
  }
  if (lit) {
    const window = matter === 'built' || matter === 'indoors';
    context.fillStyle = window
      ? withOpacity(palette.mix(palette.accent, palette.paper, 0.3), matter === 'built' ? 0.35 + 0.4 * near : 0.9)
      : rim;
    context.fill(lit);
  }
  // Mist in front of all but the nearest.
  if (near < 0.75 && matter === 'land' && setting !== 'desert') {
    context.save();
    context.translate(width * (0.3 + 0.4 * near), low + unit * 0.12);
    context.scale(1, 0.2);
    paintGlow(surface, 0, 0, Math.max(width, unit) * 0.75, palette.tone(0.72), 0.3 * (1 - near));
    context.restore();
  }
}
