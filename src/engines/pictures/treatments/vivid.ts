import { withOpacity } from '../../text/colours.ts';
import { paintLabel } from '../charts/label.ts';
import type { Placed } from '../composition/groups.ts';
import { blurred } from '../icons/blurred.ts';
import type { IconSet } from '../icons/icon-store.ts';
import { legible } from '../paint/legible.ts';
import { paintBokeh, paintGlow, paintStand, paintVignette } from '../paint/light.ts';
import type { Pen } from '../paint/pen.ts';
import type { LightFrom, Surface } from '../paint/surface.ts';
import type { Treatment } from './treatment.ts';
import { paintVividScenery } from './vivid-scenery.ts';
import { paintOrb, paintStage } from './vivid-stages.ts';

/** Saturated light and icons modelled in it. */
export const vivid: Treatment = {
  paintGround: paintLight,
  paintScenery: paintVividScenery,
  penFor: createPen,
  lettersFor: ({ palette: { accent, paper, ink, tone }, key }) => ({
    font: 'Anton',
    fills: [legible(accent, ink), paper],
    outline: ink,
    ground: tone(key === 'light' ? 0.4 : 0.1),
  }),
  paintStage,
  paintOrb,
  paintHero,
  paintCompanion: paintIcon,
  paintForeground: paintIcon,
  finish(surface, focus) {
    paintBokeh(surface, 22, surface.palette.tone(1), 0.34);
    paintVignette(surface, focus.y, surface.palette.ink, 0.62);
  },
};

/** A gradient through the palette, then pools of light and shade: none of it flat. */
function paintLight(surface: Surface, from: LightFrom): void {
  const { context, width, height, unit, palette, random } = surface;
  const lean = random.between(-0.18, 0.18);
  const ends = {
    above: [width * (0.5 + lean), 0, width * (0.5 - lean), height],
    below: [width * (0.5 + lean), height, width * (0.5 - lean), 0],
    left: [0, height * (0.35 + lean), width, height * (0.7 - lean)],
    right: [width, height * (0.35 + lean), 0, height * (0.7 - lean)],
  }[from] as [number, number, number, number];
  const gradient = context.createLinearGradient(...ends);
  for (const [stop, amount] of [
    [0, 0.86],
    [0.3, 0.66],
    [0.62, 0.34],
    [1, 0.04],
  ] as const) {
    gradient.addColorStop(stop, palette.tone(amount));
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let pool = 0; pool < 6; pool++) {
    const [x, y] = [random.between(-0.1, 1.1) * width, random.between(-0.05, 1.05) * height];
    const lit = pool < 3;
    const colour = palette.tone(lit ? random.between(0.7, 1) : 0.1);
    paintGlow(surface, x, y, unit * random.between(0.35, 0.75), colour, lit ? 0.36 : 0.32);
  }
}

function createPen(surface: Surface): Pen {
  const { context, unit, palette } = surface;
  const roles = { accent: palette.accent, plain: palette.paper, track: withOpacity(palette.ink, 0.42) };
  return {
    line(path, weight, strength) {
      context.strokeStyle = palette.blend(1, strength * 0.5);
      context.lineWidth = unit * weight;
      context.lineJoin = 'round';
      context.stroke(path);
    },
    fill(path, tone, strength) {
      context.fillStyle = palette.blend(tone, strength);
      context.fill(path);
    },
    mark(path, role) {
      context.save();
      context.fillStyle = role === 'plain' ? withOpacity(palette.tone(0.98), 0.88) : roles[role];
      if (role !== 'track') {
        context.shadowColor = withOpacity(role === 'accent' ? palette.accent : palette.ink, 0.45);
        context.shadowBlur = unit * 0.03;
      }
      context.fill(path);
      context.restore();
    },
    stroke(path, weight, role) {
      context.save();
      context.strokeStyle = roles[role];
      context.lineWidth = unit * weight;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      if (role === 'accent') {
        context.shadowColor = palette.accent;
        context.shadowBlur = unit * 0.03;
      }
      context.stroke(path);
      context.restore();
    },
    label: (text, x, y, size, role) =>
      paintLabel(surface, text, x, y, {
        font: 'Montserrat Black',
        size,
        colour: role === 'accent' ? palette.accent : palette.paper,
        outline: palette.ink,
      }),
  };
}

/** The subject: a light behind it, a shadow where it would stand, then the icon itself. */
async function paintHero(surface: Surface, icons: IconSet, hero: Placed): Promise<void> {
  paintStand(
    surface,
    hero.spot,
    { reach: 0.95, tone: 1, strength: 0.55 },
    { foot: 0.5, reach: 0.56, flatness: 0.17, strength: 0.62 },
  );
  await paintIcon(surface, icons, hero);
}

/** An icon with a soft shadow; blurred ones are out of focus, for depth. */
async function paintIcon({ context, palette }: Surface, icons: IconSet, { name, spot }: Placed): Promise<void> {
  const { x, y, size, turn, blur } = spot;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  if (blur === 0) {
    context.shadowColor = withOpacity(palette.ink, 0.5);
    context.shadowBlur = size * 0.075;
    context.shadowOffsetY = size * 0.05;
    context.drawImage(await icons.rasterize('solid', name, size), -size / 2, -size / 2, size, size);
  } else {
    // A blurred picture has no detail to lose: it is made small and drawn large, at a fraction of the work.
    const soft = await icons.rasterize('solid', name, Math.min(size, 160), blurred(blur));
    const side = (soft.width * size) / Math.min(size, 160);
    context.imageSmoothingQuality = 'high';
    context.globalAlpha = 0.92;
    context.drawImage(soft, -side / 2, -side / 2, side, side);
  }
  context.restore();
}
