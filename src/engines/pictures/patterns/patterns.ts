import { Path2D } from '@napi-rs/canvas';
import type { Pen } from '../paint/pen.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import { cells, circuit, dial, grid, map, network, type PatternPainter } from './told-patterns.ts';

/** Line work over a ground; in an order in which neighbours look unlike each other. */
export const patterns = ['honeycomb', 'rays', 'contours', 'dots', 'waves', 'rings', 'facets'] as const;

/** Those that say something: cells of a body, graph paper, a circuit, things that hang together, a map, a clock. */
const toldPatterns = ['cells', 'grid', 'circuit', 'network', 'map', 'dial'] as const;

export type Pattern = (typeof patterns)[number] | (typeof toldPatterns)[number];

const full = Math.PI * 2;

/** Lays a pattern over the picture; rays, rings and the like come from the focus. */
export function paintPattern(surface: Surface, pen: Pen, pattern: Pattern, focus: Focus): void {
  surface.context.save();
  painters[pattern](surface, pen, focus);
  surface.context.restore();
}

const painters: Readonly<Record<Pattern, PatternPainter>> = {
  cells,
  grid,
  circuit,
  network,
  map,
  dial,
  honeycomb({ width, height, unit, random }, pen) {
    const side = unit * random.between(0.075, 0.1);
    const [comb, full1, full2] = [new Path2D(), new Path2D(), new Path2D()];
    for (let row = 0; row * side * 1.5 < height + side * 2; row++) {
      for (let column = 0; column * side * 1.74 < width + side * 2; column++) {
        const cx = column * side * 1.74 + (row % 2) * side * 0.87 - side;
        const cy = row * side * 1.5 - side;
        const chance = random();
        for (const path of chance > 0.93 ? [comb, full1] : chance > 0.86 ? [comb, full2] : [comb]) {
          for (let corner = 0; corner < 6; corner++) {
            const angle = (full / 6) * corner + full / 12;
            const [x, y] = [cx + side * 0.93 * Math.cos(angle), cy + side * 0.93 * Math.sin(angle)];
            if (corner === 0) path.moveTo(x, y);
            else path.lineTo(x, y);
          }
          path.closePath();
        }
      }
    }
    pen.fill(full1, 1, 0.18);
    pen.fill(full2, 0.2, 0.16);
    pen.line(comb, 0.0042, 0.4);
  },
  rays({ width, height, random }, pen, { x, y }) {
    const count = 12 + 2 * Math.floor(random() * 4);
    const reach = Math.hypot(width, height);
    const turn = random() * full;
    const path = new Path2D();
    for (let ray = 0; ray < count; ray++) {
      const from = turn + (full / count) * ray;
      path.moveTo(x, y);
      path.lineTo(x + Math.cos(from) * reach, y + Math.sin(from) * reach);
      path.lineTo(x + Math.cos(from + full / count / 2) * reach, y + Math.sin(from + full / count / 2) * reach);
      path.closePath();
    }
    pen.fill(path, 1, 0.24);
  },
  contours({ width, height, unit, random }, pen) {
    const [cx, cy] = [width * random.between(0.1, 0.9), height * random.between(0.15, 1)];
    const phases = [random() * full, random() * full, random() * full] as const;
    const most = Math.hypot(width, height);
    const [thin, thick] = [new Path2D(), new Path2D()];
    let index = 0;
    for (let radius = unit * 0.05; radius < most; radius += unit * 0.05) {
      const path = index++ % 5 === 0 ? thick : thin;
      for (let step = 0; step <= 110; step++) {
        const angle = (full / 110) * step;
        const bulge =
          1 +
          0.16 * Math.sin(2 * angle + phases[0] + radius / unit) +
          0.09 * Math.sin(3 * angle + phases[1]) +
          0.05 * Math.sin(5 * angle + phases[2] - (2 * radius) / unit);
        const [x, y] = [cx + Math.cos(angle) * radius * bulge, cy + Math.sin(angle) * radius * bulge];
        if (step === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
    }
    pen.line(thin, 0.0028, 0.4);
    pen.line(thick, 0.005, 0.5);
  },
  dots({ width, height, unit }, pen, { x, y }) {
    const gap = unit * 0.062;
    const [near, far] = [new Path2D(), new Path2D()];
    for (let row = 0; row * gap * 0.87 < height + gap; row++) {
      for (let column = 0; column * gap < width + gap; column++) {
        const px = (column + (row % 2) / 2) * gap;
        const py = row * gap * 0.87;
        const away = Math.min(1, Math.hypot(px - x, py - y) / (unit * 1.1));
        const radius = gap * (0.06 + 0.26 * away ** 1.5);
        const path = away > 0.55 ? far : near;
        path.moveTo(px + radius, py);
        path.arc(px, py, radius, 0, full);
      }
    }
    pen.fill(near, 1, 0.2);
    pen.fill(far, 1, 0.28);
  },
  waves({ width, height, unit, random }, pen) {
    const bands = 7;
    const rising = random() > 0.5;
    for (let band = 0; band < bands; band++) {
      const base = height * (0.1 + (0.98 * band) / bands);
      const [phase, swing, long] = [
        random() * full,
        unit * random.between(0.03, 0.08),
        unit * random.between(0.7, 1.3),
      ];
      const path = new Path2D();
      path.moveTo(-8, height + 8);
      for (let px = -8; px <= width + 8; px += 8) {
        path.lineTo(
          px,
          base +
            swing * Math.sin((px / long) * full + phase) +
            swing * 0.4 * Math.sin((px / long) * full * 2.3 + phase * 2),
        );
      }
      path.lineTo(width + 8, height + 8);
      path.closePath();
      const depth = band / (bands - 1);
      pen.fill(path, rising ? 0.1 + 0.8 * depth : 0.8 - 0.75 * depth, 0.42);
    }
  },
  rings({ width, height, unit, random }, pen, { x, y }) {
    const most = Math.hypot(width, height) * 0.8;
    let index = 0;
    for (let radius = unit * 0.24; radius < most; radius += unit * 0.12) {
      const path = new Path2D();
      const from = random() * full;
      path.arc(x, y, radius, from, from + full * random.between(0.6, 0.95));
      pen.line(path, index % 2 === 0 ? 0.04 : 0.007, (index % 2 === 0 ? 0.36 : 0.6) * (1 - (0.75 * radius) / most));
      index++;
    }
  },
  facets({ width, height, unit, random }, pen) {
    const size = unit * 0.24;
    const columns = Math.ceil(width / size) + 2;
    const rows = Math.ceil(height / size) + 2;
    const corners = Array.from({ length: columns * rows }, (_, index) => ({
      x: ((index % columns) - 0.5 + random.between(-0.32, 0.32)) * size,
      y: (Math.floor(index / columns) - 0.5 + random.between(-0.32, 0.32)) * size,
    }));
    const kinds = [
      [1, 0.2],
      [1, 0.09],
      [0, 0.2],
      [0, 0.1],
    ] as const;
    const paths = kinds.map(() => new Path2D());
    for (let row = 0; row < rows - 1; row++) {
      for (let column = 0; column < columns - 1; column++) {
        const at = row * columns + column;
        for (const triangle of [
          [at, at + 1, at + columns],
          [at + 1, at + columns, at + columns + 1],
        ]) {
          const path = paths[Math.floor(random() * paths.length)];
          for (const [corner, index] of triangle.entries()) {
            const { x = 0, y = 0 } = corners[index] ?? {};
            if (corner === 0) path?.moveTo(x, y);
            else path?.lineTo(x, y);
          }
          path?.closePath();
        }
      }
    }
    for (const [index, [tone, strength]] of kinds.entries()) pen.fill(paths[index] as Path2D, tone, strength);
  },
};
