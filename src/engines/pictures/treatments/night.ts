import { withOpacity } from '../../text/colours.ts';
import { paintLabel } from '../charts/label.ts';
import type { Placed } from '../composition/groups.ts';
import { blurred } from '../icons/blurred.ts';
import type { IconEffect, IconSet } from '../icons/icon-store.ts';
import { lit } from '../icons/lit.ts';
import { legible } from '../paint/legible.ts';
import { paintBokeh, paintGlow, paintStand, paintVignette } from '../paint/light.ts';
import type { Pen } from '../paint/pen.ts';
import type { LightFrom, Surface } from '../paint/surface.ts';
import { paintNightScenery } from './night-scenery.ts';
import { paintOrb, paintStage } from './night-stages.ts';
import type { Treatment } from './treatment.ts';

/** Nearly black, with one light in it. */
export const night: Treatment = {
  paintGround,
  paintScenery: paintNightScenery,
  penFor: createPen,
  lettersFor: ({ palette: { accent, paper, ink } }) => ({
    font: 'Bebas Neue',
    fills: [paper, legible(accent, ink)],
    outline: ink,
    ground: ink,
  }),
  paintStage,
  paintOrb,
  paintHero,
  paintCompanion: (surface, icons, companion) => paintLit(surface, icons, companion, [0.3, 0.86]),
  paintForeground: (surface, icons, near) => paintLit(surface, icons, near, [0.72, 0.96]),
  finish(surface, focus) {
    paintBokeh(surface, 26, surface.palette.accent, 0.2);
    paintVignette(surface, focus.y, surface.palette.ink, 0.8);
  },
};

/** Dark, a cone or a pool of light from one side, and dust in it. */
function paintGround(surface: Surface, from: LightFrom): void {
  const { context, width, height, unit, palette, random, key } = surface;
  const ground = context.createLinearGradient(0, 0, 0, height);
  ground.addColorStop(0, palette.tone(from === 'below' ? 0.02 : 0.2));
  ground.addColorStop(0.5, palette.tone(0.13));
  ground.addColorStop(1, palette.tone(from === 'below' ? 0.34 : 0));
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  const { x, y } = surface.source;
  const reach = Math.hypot(width, height);
  paintGlow(surface, x, y, reach * 0.75, palette.tone(0.85), 0.75);
  paintGlow(surface, x, y, reach * 0.3, palette.accent, 0.5);
  if (key === 'light') {
    // Beams through the dust.
    const aim = Math.atan2(height * 0.55 - y, width / 2 - x);
    const beam = context.createRadialGradient(x, y, unit * 0.1, x, y, reach * 0.95);
    beam.addColorStop(0, withOpacity(palette.accent, 0.34));
    beam.addColorStop(1, withOpacity(palette.accent, 0));
    context.fillStyle = beam;
    for (const lean of [-0.34, -0.06, 0.2]) {
      const wide = random.between(0.05, 0.12);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + Math.cos(aim + lean - wide) * reach, y + Math.sin(aim + lean - wide) * reach);
      context.lineTo(x + Math.cos(aim + lean + wide) * reach, y + Math.sin(aim + lean + wide) * reach);
      context.fill();
    }
    return;
  }
  // Mist.
  for (let bank = 0; bank < 5; bank++) {
    context.save();
    context.translate(random() * width, height * random.between(0.3, 1));
    context.scale(2.2, 0.5);
    paintGlow(surface, 0, 0, unit * random.between(0.3, 0.55), palette.tone(0.7), 0.26);
    context.restore();
  }
}

function createPen(surface: Surface): Pen {
  const { context, width, height, unit, palette, source } = surface;
  /** Lines shine near the light and are lost in the dark. */
  const shining = (strength: number, floor: number) => {
    const reach = Math.hypot(width, height);
    const fade = context.createRadialGradient(source.x, source.y, 0, source.x, source.y, reach);
    fade.addColorStop(0, withOpacity(palette.accent, strength));
    fade.addColorStop(0.5, withOpacity(palette.accent, Math.max(floor, strength * 0.42)));
    fade.addColorStop(1, withOpacity(palette.accent, floor));
    return fade;
  };
  return {
    line(path, weight, strength) {
      context.strokeStyle = shining(strength * 0.7, strength * 0.1);
      context.lineWidth = unit * Math.min(0.02, weight) * 0.8;
      context.lineJoin = 'round';
      context.stroke(path);
    },
    fill(path, tone, strength) {
      context.fillStyle =
        tone > 0.4 ? shining(strength * 0.5, strength * 0.07) : withOpacity(palette.ink, strength * 0.9);
      context.fill(path);
    },
    mark(path, role) {
      context.save();
      if (role === 'accent') {
        context.shadowColor = palette.accent;
        context.shadowBlur = unit * 0.045;
      }
      context.fillStyle =
        role === 'accent'
          ? palette.accent
          : role === 'plain'
            ? palette.mix(palette.tone(0.62), palette.ink, 0.2)
            : withOpacity(palette.paper, 0.1);
      context.fill(path);
      context.restore();
      context.strokeStyle = withOpacity(palette.accent, role === 'track' ? 0.12 : 0.5);
      context.lineWidth = unit * 0.002;
      context.stroke(path);
    },
    stroke(path, weight, role) {
      context.save();
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.lineWidth = unit * weight * 0.9;
      if (role === 'accent') {
        context.shadowColor = palette.accent;
        context.shadowBlur = unit * 0.05;
      }
      context.strokeStyle =
        role === 'accent' ? palette.accent : withOpacity(palette.paper, role === 'track' ? 0.12 : 0.6);
      context.stroke(path);
      context.restore();
    },
    label: (text, x, y, size, role) =>
      paintLabel(surface, text, x, y, {
        font: 'Bebas Neue',
        size: size * 1.15,
        colour: role === 'accent' ? palette.accent : palette.paper,
        outline: palette.ink,
      }),
  };
}

async function paintHero(surface: Surface, icons: IconSet, hero: Placed): Promise<void> {
  paintStand(
    surface,
    hero.spot,
    { reach: 0.9, tone: 0.95, strength: 0.4 },
    { foot: 0.48, reach: 0.6, flatness: 0.15, strength: 0.9 },
  );
  await paintLit(surface, icons, hero, [0.02, 0.72]);
}

/** An icon lit from where the picture's light is. */
async function paintLit(
  surface: Surface,
  icons: IconSet,
  { name, spot }: Placed,
  shade: readonly [number, number],
): Promise<void> {
  const { context, palette, source } = surface;
  const { x, y, size, turn, blur } = spot;
  const from = Math.atan2(source.y - y, source.x - x);
  const effect: IconEffect = lit({
    light: palette.accent,
    dark: palette.mix(palette.ink, palette.tone(0.1), 0.5),
    from,
    shade,
  });
  context.save();
  context.translate(x, y);
  context.rotate(turn * 0.6);
  if (blur === 0)
    context.drawImage(await icons.rasterize('solid', name, size, effect), -size / 2, -size / 2, size, size);
  else {
    const soft = await icons.rasterize('solid', name, Math.min(size, 160), blurred(blur * 0.7, effect));
    const side = (soft.width * size) / Math.min(size, 160);
    context.imageSmoothingQuality = 'high';
    context.drawImage(soft, -side / 2, -side / 2, side, side);
  }
  context.restore();
}
