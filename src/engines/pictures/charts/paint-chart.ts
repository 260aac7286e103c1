import { Path2D } from '@napi-rs/canvas';
import type { Box } from '../composition/areas.ts';
import type { Pen } from '../paint/pen.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import { paintBars, paintCoins } from './columns.ts';
import { paintTimeline } from './timeline.ts';

/** A number as something to see, and where it goes. */
export type Chart =
  | { form: 'ring' | 'squares'; share: number; label: string; box: Box; side: number }
  | { form: 'bars'; rising: boolean; label: string; box: Box }
  | { form: 'coins'; growing: boolean; box: Box }
  | { form: 'scale'; box: Box; from: Focus; to: Focus }
  | { form: 'measure'; box: Box; to: Focus }
  | { form: 'thermometer'; share: number; box: Box }
  | { form: 'timeline'; years: readonly [number] | readonly [number, number]; box: Box };

const full = Math.PI * 2;

export function paintChart(surface: Surface, pen: Pen, chart: Chart): void {
  switch (chart.form) {
    case 'ring':
      return paintRing(surface, pen, chart);
    case 'squares':
      return paintSquares(pen, chart);
    case 'bars':
      return paintBars(surface, pen, chart.box, chart.rising, chart.label);
    case 'coins':
      return paintCoins(surface, pen, chart.box, chart.growing);
    case 'scale':
      return paintScale(pen, chart);
    case 'measure':
      return paintMeasure(surface, pen, chart);
    case 'thermometer':
      return paintThermometer(surface, pen, chart);
    case 'timeline':
      return paintTimeline(surface, pen, chart.box, chart.years);
  }
}

type Of<Form extends Chart['form']> = Extract<Chart, { form: Form }>;
type Share = Extract<Chart, { share: number; label: string }>;

/** A ring of the share around the subject, its label at the box's lower corner on one side. */
function paintRing({ unit }: Surface, pen: Pen, { box, share: part, label, side }: Share): void {
  const radius = box.width / 2 - unit * 0.03;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const [track, share] = [new Path2D(), new Path2D()];
  track.arc(x, y, radius, 0, full);
  share.arc(x, y, radius, -full / 4, -full / 4 + full * Math.min(1, Math.max(0.015, part)));
  pen.stroke(track, 0.046, 'track');
  pen.stroke(share, 0.046, 'accent');
  pen.label(label, x + side * radius * 0.86, y + radius * 0.98, unit * 0.075, 'accent');
}

/** A hundred squares, as many of them lit. */
function paintSquares(pen: Pen, { box, share }: Share): void {
  const side = Math.min(box.width, box.height) * 0.92;
  const cell = side / 10;
  const [left, top] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2];
  const [lit, rest] = [new Path2D(), new Path2D()];
  const many = Math.round(share * 100);
  for (let index = 0; index < 100; index++) {
    // They fill from below.
    const [column, row] = [index % 10, 9 - Math.floor(index / 10)];
    (index < many ? lit : rest).roundRect(
      left + column * cell + cell * 0.08,
      top + row * cell + cell * 0.08,
      cell * 0.84,
      cell * 0.84,
      cell * 0.2,
    );
  }
  pen.mark(rest, 'track');
  pen.mark(lit, 'accent');
}

/** The same thing small and large on one line, with lines from one to the other. */
function paintScale(pen: Pen, { from, to, box }: Of<'scale'>): void {
  const foot = to.y + to.size / 2;
  const line = new Path2D();
  line.moveTo(box.x, foot);
  line.lineTo(box.x + box.width, foot);
  const [small, large, joins] = [new Path2D(), new Path2D(), new Path2D()];
  for (const [path, { x, y, size }] of [
    [small, from],
    [large, to],
  ] as const) {
    path.arc(x, y, size / 2, 0, full);
  }
  joins.moveTo(from.x, from.y - from.size / 2);
  joins.lineTo(to.x, to.y - to.size / 2);
  joins.moveTo(from.x, from.y + from.size / 2);
  joins.lineTo(to.x, to.y + to.size / 2);
  pen.stroke(joins, 0.003, 'plain');
  pen.mark(large, 'track');
  pen.stroke(large, 0.009, 'accent');
  pen.mark(small, 'track');
  pen.stroke(small, 0.007, 'plain');
}

/** A dimension line under the subject, with a ruler's marks. */
function paintMeasure({ unit }: Surface, pen: Pen, { box, to }: Of<'measure'>): void {
  const y = Math.min(to.y + to.size * 0.5 + unit * 0.05, box.y + box.height - unit * 0.02);
  const half = Math.min(to.size * 0.72, to.x - box.x, box.x + box.width - to.x);
  const [line, ends, marks] = [new Path2D(), new Path2D(), new Path2D()];
  line.moveTo(to.x - half, y);
  line.lineTo(to.x + half, y);
  for (const side of [-1, 1]) {
    ends.moveTo(to.x + side * half, y - unit * 0.035);
    ends.lineTo(to.x + side * half, y + unit * 0.03);
    ends.moveTo(to.x + side * (half - unit * 0.03), y - unit * 0.017);
    ends.lineTo(to.x + side * (half - unit * 0.004), y);
    ends.lineTo(to.x + side * (half - unit * 0.03), y + unit * 0.017);
  }
  for (let mark = 1; mark < 20; mark++) {
    const x = to.x - half + (mark * half) / 10;
    marks.moveTo(x, y);
    marks.lineTo(x, y - unit * (mark % 5 === 0 ? 0.024 : 0.013));
  }
  pen.stroke(marks, 0.004, 'plain');
  pen.stroke(line, 0.008, 'accent');
  pen.stroke(ends, 0.008, 'accent');
}

function paintThermometer({ unit }: Surface, pen: Pen, { box, share }: Of<'thermometer'>): void {
  const [tall, wide] = [box.height * 0.96, Math.min(unit * 0.085, box.width * 0.3)];
  const [x, top] = [box.x + box.width / 2, box.y + box.height * 0.02];
  const bulb = top + tall - wide;
  const [glass, column, marks] = [new Path2D(), new Path2D(), new Path2D()];
  glass.roundRect(x - wide / 2, top, wide, tall - wide, wide / 2);
  glass.moveTo(x + wide, bulb);
  glass.arc(x, bulb, wide, 0, full);
  const level = bulb - (tall - wide * 2.4) * Math.max(0.08, share);
  column.roundRect(x - wide * 0.27, level, wide * 0.54, bulb - level, wide * 0.27);
  column.moveTo(x + wide * 0.72, bulb);
  column.arc(x, bulb, wide * 0.72, 0, full);
  for (let mark = 1; mark < 9; mark++) {
    const y = bulb - wide - ((tall - wide * 2.6) * mark) / 9;
    marks.moveTo(x + wide * 0.7, y);
    marks.lineTo(x + wide * (mark % 2 === 0 ? 1.25 : 1), y);
  }
  pen.mark(glass, 'plain');
  pen.mark(column, 'accent');
  pen.stroke(marks, 0.005, 'plain');
}
