import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { hatch } from '../paint/hatch.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import { inksOf } from './documentary-scenery.ts';
import type { Stage } from './treatment.ts';

export function paintStage(surface: Surface, stage: Stage, { x, y, size }: Focus): void {
  const { context, unit, palette } = surface;
  const { line, fill, ground } = inksOf(surface);
  context.save();
  if (stage === 'disc') {
    // A medallion: a hatched field in a double ring with a ring of marks.
    const radius = size * 0.6;
    const field = ring(x, y, radius);
    context.fillStyle = palette.mix(fill, palette.tone(0.6), 0.35);
    context.fill(field);
    context.fillStyle = hatch(surface, withOpacity(palette.ink, 0.34), { gap: 0.0085, weight: 0.0018, slope: 0 });
    context.fill(field);
    context.strokeStyle = palette.ink;
    context.lineWidth = unit * 0.006;
    context.stroke(field);
    context.strokeStyle = line;
    context.lineWidth = unit * 0.0026;
    context.stroke(ring(x, y, radius * 1.05));
    context.stroke(ring(x, y, radius * 1.16));
    context.stroke(ticks(x, y, radius * 1.07, radius * 1.14, 120));
  } else if (stage === 'orbit') {
    // The circles of an old chart of the heavens.
    context.strokeStyle = withOpacity(line, 0.75);
    for (const [index, reach] of [0.62, 0.78, 0.97].entries()) {
      context.lineWidth = unit * (index === 1 ? 0.004 : 0.0022);
      context.stroke(ring(x, y, size * reach));
      const angle = surface.random() * full;
      const [bx, by] = [x + size * reach * Math.cos(angle), y + size * reach * Math.sin(angle)];
      context.fillStyle = index === 1 ? palette.accent : ground;
      context.fill(ring(bx, by, unit * 0.013));
      context.stroke(ring(bx, by, unit * 0.013));
    }
    context.lineWidth = unit * 0.0018;
    context.stroke(ticks(x, y, size * 0.97, size * 1.01, 180));
    const cross = new Path2D();
    for (let arm = 0; arm < 8; arm++) {
      cross.moveTo(x + Math.cos((arm * full) / 8) * size * 0.58, y + Math.sin((arm * full) / 8) * size * 0.58);
      cross.lineTo(x + Math.cos((arm * full) / 8) * size * 1.08, y + Math.sin((arm * full) / 8) * size * 1.08);
    }
    context.strokeStyle = withOpacity(line, 0.35);
    context.stroke(cross);
    context.fillStyle = withOpacity(ground, 0.55);
    context.fill(ring(x, y, size * 0.56));
  } else if (stage === 'card') {
    // A plate from an archive: a sheet with two rules and its corners marked.
    const [wide, tall] = [size * 1.26, size * 1.18];
    context.translate(x, y);
    context.rotate(surface.random.between(-0.02, 0.02));
    context.shadowColor = withOpacity(palette.ink, 0.5);
    context.shadowBlur = unit * 0.035;
    context.shadowOffsetY = unit * 0.012;
    context.fillStyle = fill;
    context.fillRect(-wide / 2, -tall / 2, wide, tall);
    context.shadowColor = 'transparent';
    paintGlow(surface, 0, 0, wide * 0.7, palette.paper, 0.7);
    context.strokeStyle = withOpacity(palette.ink, 0.8);
    for (const [inset, weight] of [
      [0.022, 0.0045],
      [0.036, 0.0018],
    ] as const) {
      context.lineWidth = unit * weight;
      context.strokeRect(
        -wide / 2 + unit * inset,
        -tall / 2 + unit * inset,
        wide - unit * inset * 2,
        tall - unit * inset * 2,
      );
    }
    context.fillStyle = palette.ink;
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const) {
      const [cx, cy] = [sx * (wide / 2 - unit * 0.054), sy * (tall / 2 - unit * 0.054)];
      context.save();
      context.translate(cx, cy);
      context.rotate(Math.PI / 4);
      context.fillRect(-unit * 0.0075, -unit * 0.0075, unit * 0.015, unit * 0.015);
      context.restore();
    }
  }
  context.restore();
}

export function ring(x: number, y: number, radius: number): Path2D {
  const path = new Path2D();
  path.arc(x, y, radius, 0, full);
  return path;
}

function ticks(x: number, y: number, from: number, to: number, count: number): Path2D {
  const path = new Path2D();
  for (let tick = 0; tick < count; tick++) {
    const angle = (full * tick) / count;
    const outer = tick % 10 === 0 ? to : from + (to - from) * (tick % 5 === 0 ? 0.7 : 0.45);
    path.moveTo(x + Math.cos(angle) * from, y + Math.sin(angle) * from);
    path.lineTo(x + Math.cos(angle) * outer, y + Math.sin(angle) * outer);
  }
  return path;
}
