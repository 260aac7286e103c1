import { Path2D } from '@napi-rs/canvas';
import type { Pen } from '../paint/pen.ts';
import type { Focus, Surface } from '../paint/surface.ts';

export type PatternPainter = (surface: Surface, pen: Pen, focus: Focus) => void;

const full = Math.PI * 2;

/** Round cells with a core each, as seen through a microscope. */
export const cells: PatternPainter = ({ width, height, unit, random }, pen) => {
  const [wall, plasma, core] = [new Path2D(), new Path2D(), new Path2D()];
  const placed: [number, number, number][] = [];
  for (let attempt = 0; attempt < 160 && placed.length < 34; attempt++) {
    const radius = unit * random.between(0.045, 0.15);
    const [x, y] = [random() * width, random() * height];
    if (placed.some(([px, py, r]) => Math.hypot(px - x, py - y) < r + radius + unit * 0.012)) continue;
    placed.push([x, y, radius]);
    const [lean, flat] = [random() * full, random.between(0.84, 1)];
    for (const path of [wall, plasma]) {
      path.moveTo(x + radius * Math.cos(lean), y + radius * Math.sin(lean));
      path.ellipse(x, y, radius, radius * flat, lean, 0, full);
    }
    const [cx, cy, r] = [x + random.between(-0.3, 0.3) * radius, y + random.between(-0.3, 0.3) * radius, radius * 0.27];
    core.moveTo(cx + r, cy);
    core.arc(cx, cy, r, 0, full);
  }
  pen.fill(plasma, 0.85, 0.2);
  pen.line(wall, 0.0055, 0.55);
  pen.fill(core, 0.15, 0.3);
};

/** Graph paper with a faint curve. */
export const grid: PatternPainter = ({ width, height, unit, random }, pen) => {
  const [thin, thick, curve] = [new Path2D(), new Path2D(), new Path2D()];
  const gap = unit * 0.045;
  const [left, top] = [random() * gap, random() * gap];
  for (let index = 0; index * gap < Math.max(width, height); index++) {
    const path = index % 5 === 0 ? thick : thin;
    path.moveTo(left + index * gap, -2);
    path.lineTo(left + index * gap, height + 2);
    path.moveTo(-2, top + index * gap);
    path.lineTo(width + 2, top + index * gap);
  }
  const rising = random() > 0.4;
  let y = height * (rising ? 0.86 : 0.3);
  curve.moveTo(-unit * 0.05, y);
  for (let x = 0; x <= width + unit * 0.1; x += unit * 0.06) {
    y += ((rising ? -1 : 1) * height * 0.5 * unit * 0.06) / width + random.between(-1, 1) * unit * 0.045;
    curve.lineTo(x, y);
  }
  pen.line(thin, 0.0016, 0.38);
  pen.line(thick, 0.0032, 0.5);
  pen.line(curve, 0.012, 0.45);
};

/** Tracks that turn by right and half-right angles, a contact at each end. */
export const circuit: PatternPainter = ({ width, height, unit, random }, pen) => {
  const [tracks, contacts] = [new Path2D(), new Path2D()];
  const step = unit * 0.055;
  for (let track = 0; track < 34; track++) {
    let [x, y] = [Math.round((random() * width) / step) * step, Math.round((random() * height) / step) * step];
    let heading = Math.floor(random() * 4) * 2;
    dot(contacts, x, y, unit * 0.009);
    tracks.moveTo(x, y);
    for (let leg = 0; leg < 4; leg++) {
      const long = step * Math.ceil(random() * 4);
      x += Math.cos((heading * Math.PI) / 4) * long;
      y += Math.sin((heading * Math.PI) / 4) * long;
      tracks.lineTo(x, y);
      heading += random() > 0.5 ? 1 : -1;
    }
    dot(contacts, x, y, unit * 0.009);
  }
  pen.line(tracks, 0.005, 0.5);
  pen.fill(contacts, 1, 0.6);
};

/** Points joined to their neighbours. */
export const network: PatternPainter = ({ width, height, unit, random }, pen) => {
  const points = Array.from({ length: 46 }, () => [random() * width, random() * height, random()] as const);
  const [joins, knots, large] = [new Path2D(), new Path2D(), new Path2D()];
  for (const [index, [x, y, weight]] of points.entries()) {
    const nearest = points
      .filter((_, other) => other > index)
      .map(([ox, oy]) => [ox, oy, Math.hypot(ox - x, oy - y)] as const)
      .sort((one, other) => one[2] - other[2])
      .slice(0, 2);
    for (const [ox, oy] of nearest) {
      joins.moveTo(x, y);
      joins.lineTo(ox, oy);
    }
    dot(weight > 0.75 ? large : knots, x, y, unit * (weight > 0.75 ? 0.018 : 0.008));
  }
  pen.line(joins, 0.0032, 0.5);
  pen.fill(knots, 1, 0.6);
  pen.fill(large, 1, 0.45);
};

/** Coasts, a graticule and a dotted way that ends at a cross. */
export const map: PatternPainter = ({ width, height, unit, random }, pen) => {
  const lines = new Path2D();
  for (let line = 0; line < Math.max(width, height) / (unit * 0.16) + 1; line++) {
    lines.moveTo(line * unit * 0.16, -2);
    lines.quadraticCurveTo(line * unit * 0.16 + unit * 0.03, height / 2, line * unit * 0.16, height + 2);
    lines.moveTo(-2, line * unit * 0.16);
    lines.quadraticCurveTo(width / 2, line * unit * 0.16 + unit * 0.03, width + 2, line * unit * 0.16);
  }
  pen.line(lines, 0.0022, 0.32);
  for (let land = 0; land < 5; land++) {
    const [cx, cy] = [width * random.between(0, 1), height * ((land + random.between(0.1, 0.9)) / 5)];
    const radius = unit * random.between(0.16, 0.36);
    const phases = [random() * full, random() * full, random() * full] as const;
    const [coast, shelf] = [new Path2D(), new Path2D()];
    for (let step = 0; step <= 80; step++) {
      const angle = (full / 80) * step;
      const bulge =
        1 +
        0.28 * Math.sin(2 * angle + phases[0]) +
        0.15 * Math.sin(4 * angle + phases[1]) +
        0.07 * Math.sin(9 * angle + phases[2]) +
        0.03 * Math.sin(19 * angle + phases[0]);
      for (const [path, reach] of [
        [coast, radius],
        [shelf, radius * 1.09],
      ] as const) {
        const [x, y] = [cx + Math.cos(angle) * reach * bulge * 1.2, cy + Math.sin(angle) * reach * bulge * 0.9];
        if (step === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
    }
    pen.fill(coast, land % 2 === 0 ? 0.85 : 0.25, 0.34);
    pen.line(coast, 0.004, 0.7);
    pen.line(shelf, 0.002, 0.45);
  }
  const way = new Path2D();
  let [x, y] = [width * 0.08, height * random.between(0.7, 0.92)];
  for (let step = 0; step < 24; step++) {
    x += (width * 0.84) / 24;
    y += Math.sin(step / 3.2) * unit * 0.03 - (height * 0.5) / 24;
    dot(way, x, y, unit * 0.007);
  }
  pen.fill(way, 1, 0.8);
};

/** The rim of a clock around the focus, its marks and hands behind the subject. */
export const dial: PatternPainter = ({ unit, width, height, random }, pen, { x, y }) => {
  const radius = Math.max(unit * 0.62, Math.min(width, height) * 0.66);
  const [rim, marks, hours] = [new Path2D(), new Path2D(), new Path2D()];
  for (const share of [1, 0.93, 0.55]) {
    rim.moveTo(x + radius * share, y);
    rim.arc(x, y, radius * share, 0, full);
  }
  for (let mark = 0; mark < 60; mark++) {
    const angle = (full / 60) * mark;
    const path = mark % 5 === 0 ? hours : marks;
    const inside = mark % 5 === 0 ? 0.8 : 0.87;
    path.moveTo(x + Math.cos(angle) * radius * inside, y + Math.sin(angle) * radius * inside);
    path.lineTo(x + Math.cos(angle) * radius * 0.92, y + Math.sin(angle) * radius * 0.92);
  }
  const hands = new Path2D();
  for (const [turn, long] of [
    [random() * full, 0.52],
    [random() * full, 0.78],
  ] as const) {
    hands.moveTo(x, y);
    hands.lineTo(x + Math.cos(turn) * radius * long, y + Math.sin(turn) * radius * long);
  }
  pen.line(rim, 0.006, 0.55);
  pen.line(marks, 0.004, 0.45);
  pen.line(hours, 0.014, 0.55);
  pen.line(hands, 0.018, 0.4);
};

function dot(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, full);
}
