import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { full, paintGlow, paintShadow } from '../paint/light.ts';
import type { Surface } from '../paint/surface.ts';
import type { Layer, Scenery } from '../scenery/scenery.ts';

interface Sheets {
  pale: string;
  second: string;
  main: string;
  deep: string;
}

/** Papers of a palette: its accent as a sheet, a lighter one, one of a neighbouring hue, a dark one for lines. */
export function sheetsOf({ palette }: Pick<Surface, 'palette'>): Sheets {
  const { accent, paper, ink } = palette;
  const neighbour = palette.turn(accent, 42);
  return {
    pale: palette.mix(accent, palette.tone(0.5), 0.72),
    second: palette.mix(neighbour, paper, 0.42),
    main: palette.mix(accent, paper, 0.2),
    deep: palette.mix(accent, ink, 0.55),
  };
}

/** A landscape of cut sheets, each with its shadow on the one behind. */
export function paintPaperScenery(surface: Surface, scenery: Scenery): void {
  const { context, width, height, unit, palette, key } = surface;
  const { light, stars, clouds, shafts, layers, falling, time, setting } = scenery;
  const sheets = sheetsOf(surface);
  const dark = time === 'night' || setting === 'space';
  const sky = dark
    ? palette.mix(sheets.deep, palette.turn(sheets.main, -60), 0.34)
    : setting === 'underwater'
      ? palette.mix(sheets.second, palette.paper, 0.35)
      : key === 'light'
        ? palette.tone(0.66)
        : palette.mix(palette.turn(sheets.main, -50), palette.paper, 0.52);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  paintGlow(surface, light.x, Math.max(0, light.y), Math.max(width, height) * 0.7, palette.paper, dark ? 0.16 : 0.55);
  if (light.kind !== 'none') paintBody(surface, scenery, sheets);
  if (stars.length > 0) paintStars(surface, stars);
  for (const cloud of clouds) {
    paintShadow(surface, cloud, { colour: palette.ink, opacity: 0.26, blur: unit * 0.022, dx: 0, dy: unit * 0.01 });
    context.fillStyle = palette.paper;
    context.fill(cloud);
  }
  if (shafts) {
    context.fillStyle = withOpacity(palette.paper, 0.26);
    context.fill(shafts);
  }
  for (const layer of layers) paintLayer(surface, layer, sheets, scenery);
  if (!falling) return;
  context.save();
  context.fillStyle = palette.paper;
  context.strokeStyle = withOpacity(falling.kind === 'rain' ? sheets.deep : palette.paper, 0.75);
  context.lineWidth = unit * 0.003;
  context.lineCap = 'round';
  if (falling.kind === 'snow') context.fill(falling.path);
  else context.stroke(falling.path);
  context.restore();
}

// A sun is yellow whatever the palette.
const sunPaper = '#ffc952';

/** Rounds one in the other, each a sheet. */
function paintBody(surface: Surface, { light }: Scenery, sheets: Sheets): void {
  const { context, unit, palette } = surface;
  const { x, y, radius, kind } = light;
  const rings =
    kind === 'sun'
      ? ([
          [1.7, withOpacity(palette.paper, 0.35)],
          [1.34, withOpacity(palette.paper, 0.55)],
          [1, palette.mix(sunPaper, palette.accent, 0.16)],
        ] as const)
      : ([
          [1.5, withOpacity(palette.paper, 0.12)],
          [1, palette.mix(palette.paper, sheets.second, 0.16)],
        ] as const);
  for (const [share, colour] of rings) {
    const disc = new Path2D();
    disc.arc(x, y, radius * share, 0, full);
    if (share === 1)
      paintShadow(surface, disc, { colour: palette.ink, opacity: 0.3, blur: unit * 0.025, dx: 0, dy: unit * 0.01 });
    context.fillStyle = colour;
    context.fill(disc);
  }
}

/** Small four-pointed cuts and dots. */
function paintStars({ context, unit, palette }: Surface, stars: Scenery['stars']): void {
  const path = new Path2D();
  for (const [index, [x, y, radius]] of stars.entries()) {
    if (index % 3 !== 0) continue;
    const reach = Math.max(unit * 0.003, radius * 3.4);
    if (index % 2 === 0) {
      path.moveTo(x + reach * 0.5, y);
      path.arc(x, y, reach * 0.5, 0, full);
      continue;
    }
    path.moveTo(x, y - reach * 1.8);
    for (const [dx, dy] of [
      [0.4, -0.4],
      [1.8, 0],
      [0.4, 0.4],
      [0, 1.8],
      [-0.4, 0.4],
      [-1.8, 0],
      [-0.4, -0.4],
    ] as const) {
      path.lineTo(x + dx * reach, y + dy * reach);
    }
    path.closePath();
  }
  context.fillStyle = withOpacity(palette.paper, 0.92);
  context.fill(path);
}

function paintLayer(surface: Surface, layer: Layer, sheets: Sheets, { setting, time }: Scenery): void {
  const { context, unit, palette } = surface;
  const { body, dark, lit, lines, matter, near, round } = layer;
  const colour = colourOf(surface, layer, sheets, setting);
  if (matter !== 'indoors' || near > 0.5) {
    paintShadow(surface, body, {
      colour: palette.ink,
      opacity: 0.34,
      blur: unit * 0.032,
      dx: 0,
      dy: matter === 'planet' ? unit * 0.008 : -unit * 0.007,
    });
  }
  if (dark && matter !== 'indoors') {
    paintShadow(surface, dark, { colour: palette.ink, opacity: 0.3, blur: unit * 0.014, dx: 0, dy: unit * 0.005 });
    context.fillStyle = palette.mix(colour, sheets.deep, 0.62);
    context.fill(dark);
  }
  context.fillStyle = colour;
  context.fill(body);
  if (lines) {
    context.save();
    context.strokeStyle =
      round || matter === 'water'
        ? withOpacity(palette.paper, 0.6)
        : withOpacity(sheets.deep, matter === 'indoors' ? 0.16 : 0.3);
    context.lineWidth = unit * (round && near > 0.5 ? 0.02 : 0.0042);
    context.lineCap = 'round';
    if (matter === 'land') context.setLineDash([unit * 0.016, unit * 0.013]);
    context.stroke(lines);
    context.restore();
  }
  if (lit) {
    const glass = time === 'night' ? palette.mix(palette.turn(palette.accent, 40), palette.paper, 0.5) : palette.paper;
    context.fillStyle = withOpacity(glass, matter === 'water' ? 0.85 : 0.92);
    context.fill(lit);
  }
  if (dark && matter === 'indoors') {
    paintShadow(surface, dark, { colour: palette.ink, opacity: 0.3, blur: unit * 0.016, dx: 0, dy: unit * 0.008 });
    context.fillStyle = sheets.deep;
    context.fill(dark);
  }
}

function colourOf({ palette }: Surface, { near, matter }: Layer, sheets: Sheets, setting: Scenery['setting']): string {
  if (matter === 'indoors') {
    return near < 0.5
      ? palette.mix(sheets.second, palette.paper, 0.45)
      : near < 0.9
        ? sheets.main
        : palette.mix(sheets.main, sheets.deep, 0.35);
  }
  if (setting === 'ice' && matter === 'land') return palette.mix(palette.paper, sheets.second, 0.18 + 0.2 * near);
  // Neighbouring sheets differ in hue as well as in depth.
  const hue = palette.turn(sheets.main, (1 - near) * 46 - 12);
  const pale = palette.mix(hue, palette.paper, 0.62 * (1 - near) ** 1.1);
  return palette.mix(pale, sheets.deep, 0.42 * near ** 2);
}
