import { Path2D } from '@napi-rs/canvas';
import type { Random } from '../random.ts';
import type { Ground, Layer } from './scenery.ts';

type Crest = (x: number) => number;

const full = Math.PI * 2;

/** Rolling: a few sines, the higher the slower. */
export function rolling(random: Random, unit: number, base: number, swing: number, pace = 1): Crest {
  const waves = Array.from({ length: 5 }, (_, index) => ({
    phase: random() * full,
    pace: ((1.1 + index * 1.8 * (1 + random())) / unit) * full * 0.72 * pace,
    height: swing / (index + 1) ** 1.4,
  }));
  return (x) => base + waves.reduce((sum, wave) => sum + Math.sin(wave.phase + x * wave.pace) * wave.height, 0);
}

/** Jagged: peaks by halving, straight between them. */
export function jagged(random: Random, width: number, base: number, swing: number, roughness = 0.52): Crest {
  let points = [random.between(-0.3, 1), random.between(-1, 0.2), random.between(-0.4, 1)];
  for (let depth = 0, step = 1; depth < 6; depth++, step *= roughness) {
    points = points.flatMap((value, index) => {
      const next = points[index + 1];
      return next === undefined ? [value] : [value, (value + next) / 2 + random.between(-1, 1) * step];
    });
  }
  const last = points.length - 1;
  return (x) => {
    const place = Math.min(last - 0.001, Math.max(0, ((x / width) * 0.92 + 0.04) * last));
    const at = Math.floor(place);
    const [from = 0, to = 0] = [points[at], points[at + 1]];
    return base - (from + (to - from) * (place - at)) * swing;
  };
}

/** Dunes: a long rise to the wind and a steep lee, their crests sharp. */
export function duned(random: Random, width: number, base: number, swing: number): Crest {
  const dunes = Array.from({ length: 3 }, (_, index) => ({
    peak: width * ((index + random.between(0.15, 0.85)) / 3),
    tall: swing * random.between(0.55, 1),
    rise: width * random.between(0.35, 0.6),
    lee: width * random.between(0.14, 0.24),
  }));
  return (x) =>
    base -
    Math.max(
      ...dunes.map(({ peak, tall, rise, lee }) => {
        const share = x < peak ? 1 - (peak - x) / rise : 1 - (x - peak) / lee;
        return share <= 0 ? 0 : tall * share ** 1.35;
      }),
    );
}

/** The land under a crest, down to the picture's bottom; it reaches a little past both sides. */
export function landUnder(
  crest: Crest,
  near: number,
  { width, height }: Pick<Ground, 'width' | 'height'>,
  matter: Layer['matter'] = 'land',
): Layer {
  const body = new Path2D();
  const margin = width * 0.03;
  const step = Math.max(2, width / 260);
  let [top, low] = [Number.POSITIVE_INFINITY, 0];
  body.moveTo(-margin, height + margin);
  for (let x = -margin; x <= width + margin; x += step) {
    const y = crest(x);
    top = Math.min(top, y);
    low = Math.max(low, y);
    body.lineTo(x, y);
  }
  body.lineTo(width + margin, height + margin);
  body.closePath();
  return { near, matter, body, crest, top, low };
}

/** Where light stands free of the subject, across the picture. */
export function besideSubject({ width, subject, random }: Ground): number {
  const place = subject / width;
  const right = place < 0.42 || (place <= 0.58 && random() > 0.5);
  return width * (right ? random.between(0.74, 0.88) : random.between(0.12, 0.26));
}
