import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { hatch } from '../paint/hatch.ts';
import { full, paintShadow } from '../paint/light.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import { sheetsOf } from './paper-scenery.ts';
import type { Stage } from './treatment.ts';

export function paintStage(surface: Surface, stage: Stage, { x, y, size }: Focus): void {
  const { context, unit, palette, random } = surface;
  const sheets = sheetsOf(surface);
  context.save();
  if (stage === 'disc') {
    for (const [share, colour] of [
      [0.68, sheets.second],
      [0.6, palette.paper],
    ] as const) {
      const disc = new Path2D();
      disc.arc(x, y, size * share, 0, full);
      paintShadow(surface, disc, { colour: palette.ink, opacity: 0.32, blur: unit * 0.035, dx: 0, dy: unit * 0.014 });
      context.fillStyle = colour;
      context.fill(disc);
    }
    dashed(size * 0.555, withOpacity(sheets.main, 0.8));
  } else if (stage === 'orbit') {
    for (const [index, reach] of [0.6, 0.78, 0.96].entries()) {
      dashed(size * reach, withOpacity(sheets.deep, 0.7 - index * 0.15));
      const angle = random() * full;
      const bead = new Path2D();
      bead.arc(
        x + size * reach * Math.cos(angle),
        y + size * reach * Math.sin(angle),
        unit * (0.018 - index * 0.003),
        0,
        full,
      );
      paintShadow(surface, bead, { colour: palette.ink, opacity: 0.4, blur: unit * 0.012, dx: 0, dy: unit * 0.005 });
      context.fillStyle = index === 1 ? palette.accent : sheets.second;
      context.fill(bead);
    }
  } else if (stage === 'card') {
    paintCard();
  }
  context.restore();

  function dashed(radius: number, colour: string): void {
    context.strokeStyle = colour;
    context.lineWidth = unit * 0.005;
    context.setLineDash([unit * 0.018, unit * 0.014]);
    context.beginPath();
    context.arc(x, y, radius, 0, full);
    context.stroke();
    context.setLineDash([]);
  }

  /** A print with a white border, taped at the top. */
  function paintCard(): void {
    const [wide, tall] = [size * 1.22, size * 1.26];
    context.translate(x, y + size * 0.03);
    context.rotate(random.between(-0.05, 0.05));
    context.shadowColor = withOpacity(palette.ink, 0.42);
    context.shadowBlur = unit * 0.04;
    context.shadowOffsetY = unit * 0.016;
    context.fillStyle = palette.paper;
    context.fillRect(-wide / 2, -tall / 2, wide, tall);
    context.shadowColor = 'transparent';
    const rim = unit * 0.026;
    context.fillStyle = palette.mix(sheets.pale, palette.paper, 0.25);
    context.fillRect(-wide / 2 + rim, -tall / 2 + rim, wide - rim * 2, tall - rim * 3.1);
    context.fillStyle = hatch(surface, withOpacity(sheets.main, 0.22), { gap: 0.016, weight: 0.005, slope: 1 });
    context.fillRect(-wide / 2 + rim, -tall / 2 + rim, wide - rim * 2, tall - rim * 3.1);
    context.rotate(random.between(-0.06, 0.06));
    context.fillStyle = withOpacity(palette.mix(palette.accent, palette.paper, 0.45), 0.78);
    context.fillRect(-unit * 0.085, -tall / 2 - unit * 0.025, unit * 0.17, unit * 0.052);
  }
}
