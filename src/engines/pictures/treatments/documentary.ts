import { withOpacity } from '../../text/colours.ts';
import { paintLabel } from '../charts/label.ts';
import type { Placed } from '../composition/groups.ts';
import { engraved, silhouette } from '../icons/engrave.ts';
import type { IconSet } from '../icons/icon-store.ts';
import { paintGrain, paintMottle } from '../paint/grain.ts';
import { hatch } from '../paint/hatch.ts';
import { legible } from '../paint/legible.ts';
import { paintGlow, paintVignette } from '../paint/light.ts';
import type { Pen } from '../paint/pen.ts';
import type { LightFrom, Surface } from '../paint/surface.ts';
import { inksOf, paintEngravedScenery } from './documentary-scenery.ts';
import { paintStage, ring } from './documentary-stages.ts';
import type { Treatment } from './treatment.ts';

/** Old prints and maps: two inks on toned paper, engraved lines. */
export const documentary: Treatment = {
  paintGround,
  paintScenery: paintEngravedScenery,
  penFor: createPen,
  lettersFor: ({ palette: { accent, paper, ink, tone }, key }) => ({
    font: 'Lora Bold',
    fills: [paper, legible(accent, ink)],
    outline: ink,
    ground: tone(key === 'light' ? 0.8 : 0.06),
  }),
  paintStage,
  paintOrb(surface, focus) {
    paintStage(surface, 'orbit', focus);
    paintStage(surface, 'disc', { ...focus, size: focus.size * 0.6 });
  },
  paintHero,
  paintCompanion: paintStamp,
  paintForeground,
  finish(surface, focus) {
    paintGrain(surface, 0.55);
    paintVignette(surface, focus.y, surface.palette.ink, surface.key === 'light' ? 0.4 : 0.6);
  },
};

function paintGround(surface: Surface, from: LightFrom): void {
  const { context, width, height, unit, palette, key } = surface;
  const { ground } = inksOf(surface);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  const [x, y] = { above: [0.5, 0.1], below: [0.5, 0.85], left: [0.1, 0.4], right: [0.9, 0.4] }[from] as [
    number,
    number,
  ];
  const reach = Math.max(width, height) * 0.85;
  if (key === 'light') paintGlow(surface, width * x, height * y, reach, palette.paper, 0.85);
  else paintGlow(surface, width * x, height * y, reach, palette.tone(0.5), 0.6);
  const [farX, farY] = [width * (1 - x), height * (1 - y)];
  paintGlow(surface, farX, farY, unit * 0.9, key === 'light' ? palette.tone(0.6) : palette.ink, 0.4);
  paintMottle(surface, key === 'light' ? palette.tone(0.55) : palette.ink, 0.3);
}

function createPen(surface: Surface): Pen {
  const { context, unit, palette } = surface;
  const { line, fill } = inksOf(surface);
  return {
    line(path, weight, strength) {
      context.strokeStyle = withOpacity(line, strength * 0.62);
      context.lineWidth = unit * Math.min(weight, 0.012) * 0.75;
      context.lineJoin = 'round';
      context.stroke(path);
    },
    fill(path, tone, strength) {
      context.fillStyle = withOpacity(tone > 0.5 ? palette.tone(0.85) : palette.ink, strength * 0.55);
      context.fill(path);
      if (strength < 0.3) return;
      context.strokeStyle = withOpacity(line, strength * 0.7);
      context.lineWidth = unit * 0.0022;
      context.stroke(path);
    },
    mark(path, role) {
      context.fillStyle = role === 'accent' ? palette.accent : role === 'plain' ? fill : withOpacity(palette.ink, 0.16);
      context.fill(path);
      if (role !== 'track') {
        context.fillStyle = hatch(surface, withOpacity(palette.ink, 0.5), { gap: 0.009, weight: 0.0022, slope: 1 });
        context.fill(path);
      }
      context.strokeStyle = role === 'track' ? withOpacity(line, 0.55) : palette.ink;
      context.lineWidth = unit * 0.003;
      context.stroke(path);
    },
    stroke(path, weight, role) {
      context.save();
      context.lineCap = 'butt';
      context.lineJoin = 'round';
      context.strokeStyle = palette.ink;
      context.lineWidth = unit * (weight + 0.006);
      if (role === 'accent') context.stroke(path);
      context.strokeStyle = role === 'accent' ? palette.accent : withOpacity(line, role === 'track' ? 0.28 : 0.9);
      context.lineWidth = unit * weight * (role === 'plain' ? 0.7 : 1);
      context.stroke(path);
      context.restore();
    },
    label: (text, x, y, size, role) =>
      paintLabel(surface, text, x, y, {
        font: 'Lora Bold',
        size,
        colour: line,
        ...(role === 'accent' && { outline: inksOf(surface).ground }),
      }),
  };
}

async function paintHero(surface: Surface, icons: IconSet, { name, spot }: Placed): Promise<void> {
  const { context, palette, unit } = surface;
  const { x, y, size, turn } = spot;
  const { fill } = inksOf(surface);
  context.save();
  context.translate(x, y + size * 0.47);
  context.scale(1, 0.12);
  paintGlow(surface, 0, 0, size * 0.5, palette.ink, 0.6);
  context.restore();
  const print = await icons.rasterize('solid', name, size, engraved(palette.ink, fill, Math.max(3.2, unit * 0.0072)));
  context.save();
  context.translate(x, y);
  context.rotate(turn * 0.4);
  context.drawImage(print, -size / 2, -size / 2, size, size);
  context.restore();
}

/** A small sign in one ink, in a round field. */
async function paintStamp(surface: Surface, icons: IconSet, { name, spot }: Placed): Promise<void> {
  const { context, unit, palette } = surface;
  const { x, y, size } = spot;
  const { fill } = inksOf(surface);
  const radius = size * 0.5;
  context.save();
  context.fillStyle = fill;
  context.fill(ring(x, y, radius));
  context.strokeStyle = palette.ink;
  context.lineWidth = unit * 0.004;
  context.stroke(ring(x, y, radius));
  context.lineWidth = unit * 0.0016;
  context.stroke(ring(x, y, radius * 0.92));
  context.restore();
  const flag = name.startsWith('flag:');
  const drawn = size * 0.66;
  const sign = flag
    ? await icons.rasterize('solid', name, drawn, engraved(palette.ink, fill, Math.max(2.4, unit * 0.005)))
    : await icons.rasterize('lines', name, drawn, {
        name: `ink ${palette.ink}`,
        apply: (icon) => silhouette(icon, palette.ink),
      });
  context.drawImage(sign, x - drawn / 2, y - drawn / 2, drawn, drawn);
}

/** Large, and held back so that it doesn't vie with the subject. */
async function paintForeground(surface: Surface, icons: IconSet, near: Placed): Promise<void> {
  const { context } = surface;
  context.save();
  context.globalAlpha = near.spot.blur > 0 ? 0.5 : 0.94;
  await paintHero(surface, icons, near);
  context.restore();
}
