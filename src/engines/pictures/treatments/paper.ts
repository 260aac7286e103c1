import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { paintLabel } from '../charts/label.ts';
import type { Placed } from '../composition/groups.ts';
import { cutOut } from '../icons/cut-out.ts';
import type { IconSet } from '../icons/icon-store.ts';
import { paintGrain } from '../paint/grain.ts';
import { hatch } from '../paint/hatch.ts';
import { legible } from '../paint/legible.ts';
import { full, paintGlow, paintShadow } from '../paint/light.ts';
import type { Pen } from '../paint/pen.ts';
import type { LightFrom, Surface } from '../paint/surface.ts';
import { paintPaperScenery, sheetsOf } from './paper-scenery.ts';
import { paintStage } from './paper-stages.ts';
import type { Treatment } from './treatment.ts';

/** Sheets of coloured paper, cut and laid over each other. */
export const paper: Treatment = {
  paintGround,
  paintScenery: paintPaperScenery,
  penFor: createPen,
  lettersFor: ({ palette: { accent, paper, ink } }) => ({
    font: 'Montserrat Black',
    fills: [ink, legible(accent, paper)],
    outline: paper,
    ground: paper,
  }),
  paintStage,
  paintOrb(surface, focus) {
    paintStage(surface, 'orbit', focus);
    paintStage(surface, 'disc', { ...focus, size: focus.size * 0.62 });
  },
  paintHero: paintSticker,
  paintCompanion: paintSticker,
  paintForeground: (surface, icons, { name, spot }) =>
    paintSticker(surface, icons, { name, spot: { ...spot, blur: 0 } }),
  finish: (surface) => paintGrain(surface, 0.34),
};

/** A base and three sheets that reach in from one side, the next one always a little less. */
function paintGround(surface: Surface, from: LightFrom): void {
  const { context, width, height, unit, palette, random, key } = surface;
  const sheets = sheetsOf(surface);
  context.fillStyle = key === 'light' ? palette.tone(0.72) : palette.mix(palette.tone(0.2), sheets.main, 0.3);
  context.fillRect(0, 0, width, height);
  paintGlow(
    surface,
    width / 2,
    height * 0.4,
    Math.max(width, height) * 0.6,
    palette.paper,
    key === 'light' ? 0.7 : 0.4,
  );
  const level = from === 'left' || from === 'right';
  const [along, across] = level ? [height, width] : [width, height];
  const colours = [sheets.pale, sheets.second, sheets.main];
  for (const [index, colour] of colours.entries()) {
    const reach = across * (0.36 - index * 0.11) * random.between(0.9, 1.1);
    const [phase, swing] = [random() * full, unit * (0.055 - index * 0.012)];
    const sheet = new Path2D();
    const far = from === 'below' || from === 'right';
    const place = (at: number, deep: number) => {
      const edge = far ? across - deep : deep;
      return level ? ([edge, at] as const) : ([at, edge] as const);
    };
    sheet.moveTo(...place(-unit * 0.1, -unit * 0.1));
    for (let at = -unit * 0.1; at <= along + unit * 0.1; at += unit * 0.02) {
      const wave = Math.sin(phase + (at / unit) * (2.6 + index * 0.8)) + 0.4 * Math.sin(phase * 2 + (at / unit) * 6.1);
      sheet.lineTo(...place(at, reach + wave * swing));
    }
    sheet.lineTo(...place(along + unit * 0.1, -unit * 0.1));
    sheet.closePath();
    paintShadow(surface, sheet, {
      colour: palette.ink,
      opacity: 0.3,
      blur: unit * 0.035,
      dx: 0,
      dy: unit * (from === 'below' ? -0.004 : 0.014),
    });
    context.fillStyle = colour;
    context.fill(sheet);
  }
}

function createPen(surface: Surface): Pen {
  const { context, unit, palette } = surface;
  const sheets = sheetsOf(surface);
  const roles = { accent: palette.accent, plain: sheets.deep, track: withOpacity(palette.ink, 0.13) };
  return {
    line(path, weight, strength) {
      context.save();
      context.strokeStyle = withOpacity(sheets.deep, strength * 0.5);
      context.lineWidth = unit * Math.min(weight, 0.02);
      context.lineJoin = 'round';
      if (weight < 0.003) context.setLineDash([unit * 0.014, unit * 0.009]);
      context.stroke(path);
      context.restore();
    },
    fill(path, tone, strength) {
      paintShadow(surface, path, {
        colour: palette.ink,
        opacity: 0.22 * Math.min(1, strength * 2),
        blur: unit * 0.014,
        dx: 0,
        dy: unit * 0.005,
      });
      context.fillStyle = withOpacity(
        palette.mix(sheets.main, palette.paper, 0.15 + tone * 0.75),
        Math.min(1, strength * 2.6),
      );
      context.fill(path);
    },
    mark(path, role) {
      if (role !== 'track') {
        paintShadow(surface, path, { colour: palette.ink, opacity: 0.36, blur: unit * 0.016, dx: 0, dy: unit * 0.007 });
      }
      context.fillStyle = role === 'plain' ? palette.mix(sheets.main, palette.paper, 0.35) : roles[role];
      context.fill(path);
      if (role !== 'accent') return;
      context.fillStyle = hatch(surface, withOpacity(palette.paper, 0.3), { gap: 0.013, weight: 0.0035, slope: 1 });
      context.fill(path);
    },
    stroke(path, weight, role) {
      context.save();
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.lineWidth = unit * weight;
      if (role === 'accent' && weight > 0.02) {
        context.shadowColor = withOpacity(palette.ink, 0.4);
        context.shadowBlur = unit * 0.016;
        context.shadowOffsetY = unit * 0.006;
      }
      if (role === 'plain' && weight < 0.008) context.setLineDash([unit * 0.012, unit * 0.012]);
      context.strokeStyle = roles[role];
      context.stroke(path);
      context.restore();
    },
    label: (text, x, y, size, role) =>
      paintLabel(surface, text, x, y, {
        font: 'Montserrat Black',
        size,
        colour: role === 'accent' ? palette.accent : palette.ink,
        outline: palette.paper,
      }),
  };
}

/** A flat icon cut out with a white margin; it casts a shadow. */
async function paintSticker(
  { context, palette, unit }: Surface,
  icons: IconSet,
  { name, spot }: Placed,
): Promise<void> {
  const { x, y, size, turn } = spot;
  const margin = Math.max(2, Math.min(size * 0.03, unit * 0.013));
  const cut = await icons.rasterize('flat', name, size * 0.94, cutOut(palette.paper, margin));
  const side = cut.width;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.shadowColor = withOpacity(palette.ink, 0.42);
  context.shadowBlur = unit * 0.02 + size * 0.02;
  context.shadowOffsetY = unit * 0.006 + size * 0.016;
  context.drawImage(cut, -side / 2, -side / 2, side, side);
  context.restore();
}
