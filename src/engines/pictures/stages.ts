import { canvasFont, registerFonts } from '../text/fonts.ts';
import { paintGlow, type Scene2D } from './backdrop.ts';
import type { Figure } from './figures.ts';
import { withOpacity } from './palette.ts';

/** What the subject stands before: round plate, orbits, glass card. */
export const stages = ['none', 'disc', 'orbit', 'card'] as const;

export type Stage = (typeof stages)[number];

const full = Math.PI * 2;

/** `x`, `y` is the subject's centre and `size` its width, in pixels. */
export function paintStage(scene: Scene2D, stage: Stage, x: number, y: number, size: number): void {
  const { context, unit, palette, random } = scene;
  context.save();
  if (stage === 'disc') {
    const radius = size * 0.56;
    context.shadowColor = withOpacity(palette.ink, 0.45);
    context.shadowBlur = unit * 0.05;
    context.shadowOffsetY = unit * 0.02;
    const plate = context.createLinearGradient(x, y - radius, x, y + radius);
    plate.addColorStop(0, palette.blend(0.98));
    plate.addColorStop(1, palette.blend(0.66));
    context.fillStyle = plate;
    circle(x, y, radius);
    context.fill();
    context.shadowColor = 'transparent';
    context.strokeStyle = palette.blend(1, 0.5);
    context.lineWidth = unit * 0.006;
    circle(x, y, radius * 1.09);
    context.stroke();
    context.setLineDash([unit * 0.012, unit * 0.024]);
    circle(x, y, radius * 1.19);
    context.stroke();
  } else if (stage === 'orbit') {
    paintGlow(scene, x, y, size, palette.blend(0.9), 0.5);
    context.translate(x, y);
    context.rotate(random.between(-0.35, 0.35));
    for (const [index, reach] of [0.66, 0.82, 1.0].entries()) {
      context.strokeStyle = palette.blend(1, 0.5 - 0.13 * index);
      context.lineWidth = unit * (0.007 - 0.0015 * index);
      context.beginPath();
      context.ellipse(0, 0, size * reach, size * reach * 0.4, index * 0.42 - 0.4, 0, full);
      context.stroke();
    }
  } else if (stage === 'card') {
    const side = size * 1.16;
    context.translate(x, y);
    context.rotate(random.between(-0.05, 0.05));
    context.shadowColor = withOpacity(palette.ink, 0.4);
    context.shadowBlur = unit * 0.06;
    context.shadowOffsetY = unit * 0.025;
    const glass = context.createLinearGradient(-side / 2, -side / 2, side / 2, side / 2);
    glass.addColorStop(0, palette.blend(0.9));
    glass.addColorStop(1, palette.blend(0.5));
    context.fillStyle = glass;
    context.beginPath();
    context.roundRect(-side / 2, -side / 2, side, side, side * 0.14);
    context.fill();
    context.shadowColor = 'transparent';
    context.strokeStyle = withOpacity(palette.paper, 0.75);
    context.lineWidth = unit * 0.008;
    context.stroke();
  }
  context.restore();

  function circle(cx: number, cy: number, radius: number): void {
    context.beginPath();
    context.arc(cx, cy, radius, 0, full);
  }
}

/** A chart of the number around the subject: a ring of the share, bars that rise or fall, a line of years; `named` when large words say the year. */
export function paintFigure(
  scene: Scene2D,
  figure: Figure,
  focus: { x: number; y: number; size: number },
  named: boolean,
): void {
  const { context } = scene;
  const { x, y, size } = focus;
  context.save();
  if (figure.kind === 'percent' && figure.trend === 'level') paintShare(scene, figure.share, x, y, size * 0.62);
  else if (figure.kind === 'percent') paintBars(scene, figure.trend === 'up', x, y, size);
  else if (figure.kind === 'year') paintYears(scene, figure.year, y + size * 0.58, named);
  context.restore();
}

function paintShare({ context, unit, palette }: Scene2D, share: number, x: number, y: number, radius: number): void {
  context.lineWidth = unit * 0.045;
  context.lineCap = 'round';
  context.strokeStyle = withOpacity(palette.ink, 0.45);
  context.beginPath();
  context.arc(x, y, radius, 0, full);
  context.stroke();
  context.strokeStyle = palette.accent;
  context.shadowColor = palette.accent;
  context.shadowBlur = unit * 0.03;
  context.beginPath();
  context.arc(x, y, radius, -full / 4, -full / 4 + full * Math.max(0.02, share));
  context.stroke();
}

function paintBars(
  { context, unit, palette, random }: Scene2D,
  rising: boolean,
  x: number,
  y: number,
  size: number,
): void {
  const count = 6;
  const wide = (size * 1.55) / count;
  const foot = y + size * 0.56;
  const tops: { x: number; y: number }[] = [];
  for (let bar = 0; bar < count; bar++) {
    const order = rising ? bar : count - 1 - bar;
    const tall = size * (0.22 + 0.8 * (order / (count - 1)) ** 1.4 + random.between(-0.02, 0.05));
    const left = x - (wide * count) / 2 + bar * wide + wide * 0.1;
    const last = bar === count - 1;
    const fill = context.createLinearGradient(0, foot - tall, 0, foot);
    fill.addColorStop(0, last ? palette.accent : palette.blend(1, 0.85));
    fill.addColorStop(1, last ? palette.blend(0.72) : palette.blend(0.6, 0.55));
    context.fillStyle = fill;
    context.shadowColor = withOpacity(palette.ink, 0.35);
    context.shadowBlur = unit * 0.03;
    context.beginPath();
    context.roundRect(left, foot - tall, wide * 0.8, tall, [wide * 0.18, wide * 0.18, wide * 0.06, wide * 0.06]);
    context.fill();
    tops.push({ x: left + wide * 0.4, y: foot - tall - unit * 0.05 });
  }
  context.strokeStyle = palette.paper;
  context.fillStyle = palette.paper;
  context.lineWidth = unit * 0.014;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  for (const top of tops) context.lineTo(top.x, top.y);
  context.stroke();
  const end = tops.at(-1);
  if (!end) return;
  context.beginPath();
  context.arc(end.x, end.y, unit * 0.02, 0, full);
  context.fill();
}

function paintYears(scene: Scene2D, year: number, y: number, named: boolean): void {
  const { context, width, unit, palette } = scene;
  registerFonts();
  const gap = unit * 0.2;
  context.lineCap = 'round';
  context.strokeStyle = withOpacity(palette.paper, 0.85);
  context.lineWidth = unit * 0.009;
  context.shadowColor = withOpacity(palette.ink, 0.6);
  context.shadowBlur = unit * 0.02;
  context.beginPath();
  context.moveTo(-unit * 0.05, y);
  context.lineTo(width + unit * 0.05, y);
  context.stroke();
  const steps = Math.ceil(width / gap / 2);
  context.textAlign = 'center';
  for (let step = -steps; step <= steps; step++) {
    const x = width / 2 + step * gap;
    const here = step === 0;
    context.fillStyle = here ? palette.accent : palette.paper;
    context.beginPath();
    context.arc(x, y, unit * (here ? 0.026 : 0.011), 0, full);
    context.fill();
    context.font = canvasFont('Montserrat Black', unit * (here ? 0.05 : 0.028));
    context.globalAlpha = here ? 1 : 0.75;
    if (!here || !named) context.fillText(String(year + step * 10), x, y + unit * (here ? 0.085 : 0.06));
    context.globalAlpha = 1;
  }
}
