import { Path2D } from '@napi-rs/canvas';
import type { Box } from '../composition/areas.ts';
import type { Pen } from '../paint/pen.ts';
import type { Surface } from '../paint/surface.ts';

const columns = 6;

/** How high a column is, 0–1: growth is seen best when it quickens. */
function heightOf(order: number, last: number): number {
  return 0.16 + 0.84 * (order / last) ** 1.7;
}

/** Bars that rise or fall, a line over their tops, the label over the highest. */
export function paintBars({ unit, random }: Surface, pen: Pen, box: Box, rising: boolean, label: string): void {
  const room = unit * 0.11;
  const [wide, foot] = [box.width / columns, box.y + box.height];
  const tall = box.height - room;
  const [plain, accent, line, base] = [new Path2D(), new Path2D(), new Path2D(), new Path2D()];
  let peak = { x: box.x, y: foot };
  for (let bar = 0; bar < columns; bar++) {
    const order = rising ? bar : columns - 1 - bar;
    const height = tall * Math.min(1, heightOf(order, columns - 1) + random.between(-0.025, 0.025));
    const left = box.x + bar * wide + wide * 0.13;
    const last = bar === columns - 1;
    const radius = wide * 0.1;
    (last ? accent : plain).roundRect(left, foot - height, wide * 0.74, height, [radius, radius, 0, 0]);
    const top = { x: left + wide * 0.37, y: foot - height - unit * 0.035 };
    line.lineTo(top.x, top.y);
    if (last) peak = top;
  }
  base.moveTo(box.x, foot);
  base.lineTo(box.x + box.width, foot);
  pen.mark(plain, 'plain');
  pen.mark(accent, 'accent');
  pen.stroke(base, 0.006, 'plain');
  pen.stroke(line, 0.011, 'plain');
  const dot = new Path2D();
  dot.arc(peak.x, peak.y, unit * 0.02, 0, Math.PI * 2);
  pen.mark(dot, 'accent');
  // Over the low end of falling bars stands the subject.
  const [x, y] = rising
    ? [Math.min(peak.x, box.x + box.width - unit * 0.09), peak.y - unit * 0.035]
    : [box.x + box.width * 0.42, box.y + box.height * 0.3];
  pen.label(label, x, y, unit * 0.07, 'accent');
}

/** Stacks of coins, each higher than the last, or lower. */
export function paintCoins({ unit, random }: Surface, pen: Pen, box: Box, growing: boolean): void {
  const [wide, foot] = [box.width / columns, box.y + box.height];
  const thick = unit * 0.034;
  const most = Math.floor((box.height * 0.9) / thick);
  for (let stack = 0; stack < columns; stack++) {
    const order = growing ? stack : columns - 1 - stack;
    const coins = Math.max(1, Math.round(most * heightOf(order, columns - 1) ** 1.25));
    const x = box.x + (stack + 0.5) * wide;
    const [sides, rims] = [new Path2D(), new Path2D()];
    for (let coin = 0; coin < coins; coin++) {
      const cx = x + random.between(-0.02, 0.02) * wide;
      const y = foot - (coin + 0.5) * thick;
      sides.roundRect(cx - wide * 0.38, y - thick / 2, wide * 0.76, thick * 0.92, thick * 0.42);
      for (let notch = -3; notch <= 3; notch++) {
        rims.moveTo(cx + notch * wide * 0.1, y - thick * 0.3);
        rims.lineTo(cx + notch * wide * 0.1, y + thick * 0.22);
      }
    }
    const best = stack === (growing ? columns - 1 : 0);
    pen.mark(sides, best ? 'accent' : 'plain');
    pen.stroke(rims, 0.0025, 'track');
  }
}
