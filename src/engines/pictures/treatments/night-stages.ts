import { Path2D } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { full, paintGlow } from '../paint/light.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import type { Stage } from './treatment.ts';

export function paintStage(surface: Surface, stage: Stage, { x, y, size }: Focus): void {
  const { context, unit, palette } = surface;
  context.save();
  if (stage === 'disc') {
    // A great moon behind the subject.
    const radius = size * 0.6;
    paintGlow(surface, x, y, radius * 2.3, palette.accent, 0.5);
    const moon = context.createRadialGradient(x - radius * 0.3, y - radius * 0.35, radius * 0.1, x, y, radius);
    moon.addColorStop(0, palette.mix(palette.paper, palette.accent, 0.3));
    moon.addColorStop(0.65, palette.mix(palette.accent, palette.tone(1), 0.45));
    moon.addColorStop(1, palette.tone(0.92));
    context.fillStyle = moon;
    context.beginPath();
    context.arc(x, y, radius, 0, full);
    context.fill();
  } else if (stage === 'orbit') {
    context.shadowColor = palette.accent;
    context.shadowBlur = unit * 0.03;
    for (const [index, reach] of [0.62, 0.8].entries()) {
      const arc = new Path2D();
      const from = surface.random() * full;
      arc.arc(x, y, size * reach, from, from + full * (0.62 + index * 0.2));
      context.strokeStyle = withOpacity(palette.accent, 0.8 - index * 0.35);
      context.lineWidth = unit * (0.005 - index * 0.002);
      context.stroke(arc);
    }
  } else if (stage === 'card') {
    // A lit doorway.
    const [wide, tall] = [size * 1.12, size * 1.22];
    paintGlow(surface, x, y, size * 1.25, palette.accent, 0.42);
    const door = context.createLinearGradient(0, y - tall / 2, 0, y + tall / 2);
    door.addColorStop(0, palette.tone(0.72));
    door.addColorStop(0.7, palette.mix(palette.tone(1), palette.accent, 0.45));
    door.addColorStop(1, palette.mix(palette.accent, palette.paper, 0.35));
    context.shadowColor = palette.accent;
    context.shadowBlur = unit * 0.06;
    context.fillStyle = door;
    context.beginPath();
    context.roundRect(x - wide / 2, y - tall / 2, wide, tall, [wide * 0.5, wide * 0.5, unit * 0.012, unit * 0.012]);
    context.fill();
  } else {
    paintGlow(surface, x, y, size * 1.05, palette.tone(1), 0.4);
  }
  context.restore();
}

/** A lamp: a bright core in a wide glow. */
export function paintOrb(surface: Surface, { x, y, size }: Focus): void {
  const { palette } = surface;
  paintGlow(surface, x, y, size * 1.2, palette.accent, 0.6);
  paintGlow(surface, x, y, size * 0.42, palette.paper, 0.95);
  paintStage(surface, 'orbit', { x, y, size: size * 0.8 });
}
