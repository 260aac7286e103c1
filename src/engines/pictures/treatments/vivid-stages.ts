import { withOpacity } from '../../text/colours.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import type { Stage } from './treatment.ts';

export function paintStage(surface: Surface, stage: Stage, { x, y, size }: Focus): void {
  const { context, unit, palette, random } = surface;
  context.save();
  if (stage === 'disc') {
    const radius = size * 0.58;
    context.shadowColor = withOpacity(palette.ink, 0.45);
    context.shadowBlur = unit * 0.05;
    context.shadowOffsetY = unit * 0.02;
    const plate = context.createRadialGradient(x - radius * 0.3, y - radius * 0.5, radius * 0.1, x, y, radius);
    plate.addColorStop(0, palette.tone(1));
    plate.addColorStop(0.6, palette.tone(0.86));
    plate.addColorStop(1, palette.tone(0.6));
    context.fillStyle = plate;
    circle(radius);
    context.fill();
    context.shadowColor = 'transparent';
    context.strokeStyle = palette.blend(1, 0.6);
    context.lineWidth = unit * 0.006;
    circle(radius * 1.09);
    context.stroke();
    context.setLineDash([unit * 0.012, unit * 0.024]);
    circle(radius * 1.19);
    context.stroke();
  } else if (stage === 'orbit') {
    paintGlow(surface, x, y, size, palette.tone(0.92), 0.5);
    context.translate(x, y);
    context.rotate(random.between(-0.35, 0.35));
    for (const [index, reach] of [0.66, 0.82, 1].entries()) {
      context.strokeStyle = palette.blend(1, 0.6 - 0.14 * index);
      context.lineWidth = unit * (0.008 - 0.0015 * index);
      context.beginPath();
      context.ellipse(0, 0, size * reach, size * reach * 0.4, index * 0.42 - 0.4, 0, full);
      context.stroke();
      const at = random() * full;
      const [bx, by] = [size * reach * Math.cos(at), size * reach * 0.4 * Math.sin(at)];
      context.save();
      context.rotate(index * 0.42 - 0.4);
      context.fillStyle = palette.accent;
      context.beginPath();
      context.arc(bx, by, unit * 0.012, 0, full);
      context.fill();
      context.restore();
    }
  } else if (stage === 'card') {
    const side = size * 1.16;
    context.translate(x, y);
    context.rotate(random.between(-0.05, 0.05));
    for (const [lean, tone] of [
      [0.09, 0.5],
      [-0.06, 0.66],
      [0, 0.92],
    ] as const) {
      context.save();
      context.rotate(lean);
      context.shadowColor = withOpacity(palette.ink, 0.34);
      context.shadowBlur = unit * 0.045;
      context.shadowOffsetY = unit * 0.018;
      const glass = context.createLinearGradient(-side / 2, -side / 2, side / 2, side / 2);
      glass.addColorStop(0, palette.tone(Math.min(1, tone + 0.08)));
      glass.addColorStop(1, palette.tone(tone - 0.22));
      context.fillStyle = glass;
      context.beginPath();
      context.roundRect(-side / 2, -side / 2, side, side, side * 0.14);
      context.fill();
      context.restore();
    }
    context.strokeStyle = withOpacity(palette.paper, 0.75);
    context.lineWidth = unit * 0.007;
    context.beginPath();
    context.roundRect(-side / 2, -side / 2, side, side, side * 0.14);
    context.stroke();
  }
  context.restore();

  function circle(radius: number): void {
    context.beginPath();
    context.arc(x, y, radius, 0, full);
  }
}

/** A lit ball with rings of light. */
export function paintOrb(surface: Surface, { x, y, size }: Focus): void {
  const { context, unit, palette } = surface;
  const radius = size * 0.42;
  paintGlow(surface, x, y, radius * 2.6, palette.tone(1), 0.6);
  const ball = context.createRadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.1, x, y, radius);
  ball.addColorStop(0, palette.paper);
  ball.addColorStop(0.35, palette.tone(0.88));
  ball.addColorStop(1, palette.tone(0.25));
  context.fillStyle = ball;
  context.beginPath();
  context.arc(x, y, radius, 0, full);
  context.fill();
  for (const reach of [1.35, 1.7, 2.05]) {
    context.strokeStyle = palette.blend(1, 0.6 / reach);
    context.lineWidth = unit * 0.005;
    context.beginPath();
    context.ellipse(x, y, radius * reach, radius * reach * 0.32, -0.35, 0, full);
    context.stroke();
  }
}
