import type { Scene2D } from './backdrop.ts';

/** Faint line work over the light; in an order in which any two neighbours look unlike each other. */
export const patterns = ['honeycomb', 'rays', 'contours', 'dots', 'waves', 'rings', 'facets'] as const;

export type Pattern = (typeof patterns)[number];

const full = Math.PI * 2;

/** Lays a pattern over the picture; `x`, `y` in pixels is where rays and rings come from. */
export function paintPattern(scene: Scene2D, pattern: Pattern, x: number, y: number): void {
  const { context, unit, palette } = scene;
  context.save();
  context.strokeStyle = palette.blend(1, 0.17);
  context.fillStyle = palette.blend(1, 0.15);
  context.lineWidth = unit * 0.0042;
  context.lineJoin = 'round';
  painters[pattern](scene, x, y);
  context.restore();
}

const painters: Record<Pattern, (scene: Scene2D, x: number, y: number) => void> = {
  honeycomb({ context, width, height, unit, palette, random }) {
    const side = unit * random.between(0.075, 0.1);
    for (let row = 0; row * side * 1.5 < height + side * 2; row++) {
      for (let column = 0; column * side * 1.74 < width + side * 2; column++) {
        const cx = column * side * 1.74 + (row % 2) * side * 0.87 - side;
        const cy = row * side * 1.5 - side;
        context.beginPath();
        for (let corner = 0; corner < 6; corner++) {
          const angle = (full / 6) * corner + full / 12;
          context.lineTo(cx + side * 0.93 * Math.cos(angle), cy + side * 0.93 * Math.sin(angle));
        }
        context.closePath();
        context.stroke();
        if (random() > 0.86) {
          context.fillStyle = palette.blend(1, random.between(0.05, 0.2));
          context.fill();
        }
      }
    }
  },
  rays({ context, width, height, palette, random }, x, y) {
    const count = 14 + 2 * Math.floor(random() * 4);
    const reach = Math.hypot(width, height);
    const turn = random() * full;
    const fade = context.createRadialGradient(x, y, 0, x, y, reach * 0.7);
    fade.addColorStop(0, palette.blend(1, 0.34));
    fade.addColorStop(1, palette.blend(1, 0.03));
    context.fillStyle = fade;
    for (let ray = 0; ray < count; ray++) {
      const from = turn + (full / count) * ray;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + Math.cos(from) * reach, y + Math.sin(from) * reach);
      context.lineTo(x + Math.cos(from + full / count / 2) * reach, y + Math.sin(from + full / count / 2) * reach);
      context.fill();
    }
  },
  contours({ context, width, height, unit, random }) {
    const cx = width * random.between(0.1, 0.9);
    const cy = height * random.between(0.6, 1);
    const phases = [random() * full, random() * full, random() * full] as const;
    const most = Math.hypot(width, height);
    for (let radius = unit * 0.06; radius < most; radius += unit * 0.062) {
      context.beginPath();
      for (let step = 0; step <= 90; step++) {
        const angle = (full / 90) * step;
        const bulge =
          1 +
          0.16 * Math.sin(2 * angle + phases[0] + radius / unit) +
          0.09 * Math.sin(3 * angle + phases[1]) +
          0.05 * Math.sin(5 * angle + phases[2] - (2 * radius) / unit);
        context.lineTo(cx + Math.cos(angle) * radius * bulge, cy + Math.sin(angle) * radius * bulge);
      }
      context.closePath();
      context.stroke();
    }
  },
  dots({ context, width, height, unit, palette }, x, y) {
    const gap = unit * 0.062;
    for (let row = 0; row * gap * 0.87 < height + gap; row++) {
      for (let column = 0; column * gap < width + gap; column++) {
        const px = (column + (row % 2) / 2) * gap;
        const py = row * gap * 0.87;
        const far = Math.min(1, Math.hypot(px - x, py - y) / (unit * 1.1));
        context.fillStyle = palette.blend(1, 0.1 + 0.2 * far);
        context.beginPath();
        context.arc(px, py, gap * (0.07 + 0.24 * far ** 1.5), 0, full);
        context.fill();
      }
    }
  },
  waves({ context, width, height, unit, palette, random }) {
    const bands = 8;
    for (let band = 0; band < bands; band++) {
      const base = height * (0.12 + (0.98 * band) / bands);
      const phase = random() * full;
      const swing = unit * random.between(0.03, 0.075);
      const length = unit * random.between(0.7, 1.3);
      context.fillStyle = palette.blend(0.75 - (0.7 * band) / bands, 0.3);
      context.beginPath();
      context.moveTo(0, height);
      for (let px = 0; px <= width + 8; px += 8) {
        context.lineTo(
          px,
          base +
            swing * Math.sin((px / length) * full + phase) +
            swing * 0.4 * Math.sin((px / length) * full * 2.3 + phase * 2),
        );
      }
      context.lineTo(width, height);
      context.fill();
    }
  },
  rings({ context, width, height, unit, palette, random }, x, y) {
    const most = Math.hypot(width, height) * 0.8;
    let index = 0;
    for (let radius = unit * 0.2; radius < most; radius += unit * 0.12) {
      context.lineWidth = unit * (index % 2 === 0 ? 0.045 : 0.008);
      context.strokeStyle = palette.blend(1, 0.19 * (1 - radius / most) + 0.02);
      context.setLineDash(index % 2 === 0 ? [] : [unit * 0.05, unit * 0.03]);
      context.beginPath();
      context.arc(x, y, radius, random() * full, random() * full + full * 0.9);
      context.stroke();
      index++;
    }
  },
  facets({ context, width, height, unit, palette, random }) {
    const size = unit * 0.24;
    const columns = Math.ceil(width / size) + 2;
    const rows = Math.ceil(height / size) + 2;
    const corners = Array.from({ length: columns * rows }, (_, index) => ({
      x: ((index % columns) - 0.5 + random.between(-0.32, 0.32)) * size,
      y: (Math.floor(index / columns) - 0.5 + random.between(-0.32, 0.32)) * size,
    }));
    for (let row = 0; row < rows - 1; row++) {
      for (let column = 0; column < columns - 1; column++) {
        const at = row * columns + column;
        for (const triangle of [
          [at, at + 1, at + columns],
          [at + 1, at + columns, at + columns + 1],
        ]) {
          context.fillStyle = random() > 0.5 ? palette.blend(1, random() * 0.2) : palette.blend(0, random() * 0.22);
          context.beginPath();
          for (const index of triangle) context.lineTo(corners[index]?.x ?? 0, corners[index]?.y ?? 0);
          context.fill();
        }
      }
    }
  },
};
