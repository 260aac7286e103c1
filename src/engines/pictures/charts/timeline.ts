import { Path2D } from '@napi-rs/canvas';
import type { Box } from '../composition/areas.ts';
import type { Pen } from '../paint/pen.ts';
import type { Surface } from '../paint/surface.ts';

const full = Math.PI * 2;

/** A line of years across the picture: one year in the middle of its neighbours, or the stretch from one to another. */
export function paintTimeline(
  { unit, width }: Surface,
  pen: Pen,
  box: Box,
  years: readonly [number] | readonly [number, number],
): void {
  const y = box.y + box.height * 0.34;
  const foot = y + unit * 0.082;
  const [line, dots, marks] = [new Path2D(), new Path2D(), new Path2D()];
  line.moveTo(-unit * 0.05, y);
  line.lineTo(width + unit * 0.05, y);
  const [first, last] = years;
  if (last === undefined) {
    const gap = unit * 0.19;
    const steps = Math.ceil(width / gap / 2);
    const small: [string, number][] = [];
    for (let step = -steps; step <= steps; step++) {
      const x = box.x + box.width / 2 + step * gap;
      if (step === 0) dot(marks, x, y, unit * 0.024);
      else {
        dot(dots, x, y, unit * 0.01);
        small.push([String(first + step * 10), x]);
      }
    }
    pen.stroke(line, 0.008, 'plain');
    pen.mark(dots, 'plain');
    pen.mark(marks, 'accent');
    // What a neighbour's label would touch is left out.
    for (const [text, x] of small) {
      if (Math.abs(x - width / 2) > gap * 1.2 && x > box.x && x < box.x + box.width)
        pen.label(text, x, foot - unit * 0.012, unit * 0.034, 'plain');
    }
    pen.label(String(first), box.x + box.width / 2, foot, unit * 0.062, 'accent');
    return;
  }
  const [from, to] = [box.x + box.width * 0.2, box.x + box.width * 0.8];
  const stretch = new Path2D();
  stretch.moveTo(from, y);
  stretch.lineTo(to, y);
  for (let step = 1; step < 10; step++) {
    marks.moveTo(from + ((to - from) * step) / 10, y - unit * 0.012);
    marks.lineTo(from + ((to - from) * step) / 10, y + unit * 0.012);
  }
  for (const x of [from, to]) dot(dots, x, y, unit * 0.022);
  pen.stroke(line, 0.006, 'plain');
  pen.stroke(stretch, 0.014, 'accent');
  pen.stroke(marks, 0.004, 'plain');
  pen.mark(dots, 'accent');
  pen.label(String(first), from, foot, unit * 0.058, 'plain');
  pen.label(String(last), to, foot, unit * 0.058, 'accent');
}

function dot(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, full);
}
