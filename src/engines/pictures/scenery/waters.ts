import { Path2D } from '@napi-rs/canvas';
import { besideSubject, jagged, landUnder, rolling } from './crest.ts';
import { coral, weed } from './growth.ts';
import { beams } from './open-land.ts';
import type { Ground, Layer, Lie } from './scenery.ts';

const full = Math.PI * 2;

/** Rows of waves to the horizon, a coast far off. */
export function sea(ground: Ground): Lie {
  const { height, unit, level, random } = ground;
  const horizon = level + unit * 0.04;
  const coast = landUnder(rolling(random, unit, horizon - unit * 0.01, unit * 0.05, 0.7), 0, ground);
  const sunX = besideSubject(ground);
  const water = Array.from({ length: 6 }, (_, index): Layer => {
    const near = 0.2 + 0.8 * (index / 5);
    const base = horizon + (height - horizon) * (index / 6) ** 1.35;
    const layer = landUnder(
      waves(random() * full, base, unit * (0.003 + 0.02 * near * near), unit * (0.12 + 0.5 * near)),
      near,
      ground,
      'water',
    );
    return { ...layer, lit: glitter(layer, sunX, ground, index), lines: ripples(layer, ground, near) };
  });
  return { sky: true, layers: [coast, ...water], light: { x: sunX, y: horizon - unit * random.between(0.1, 0.34) } };
}

function waves(phase: number, base: number, tall: number, long: number): (x: number) => number {
  // Crests are sharper than troughs.
  return (x) => base - tall * (1 - 2 * Math.abs(Math.sin(phase + (x / long) * Math.PI)) ** 0.8);
}

/** Dashes of light under the sun, wider towards the viewer. */
function glitter({ crest }: Layer, sunX: number, { unit, random, height, level }: Ground, row: number): Path2D {
  const path = new Path2D();
  for (let dash = 0; dash < 9; dash++) {
    const wide = unit * random.between(0.012, 0.05) * (1 + row * 0.45);
    const x = sunX + (random() + random() - 1) * unit * (0.07 + 0.05 * row);
    const y = crest(x) + random() * ((height - level) / 7);
    path.roundRect(x - wide / 2, y, wide, unit * 0.0035 * (1 + row * 0.3), unit * 0.002);
  }
  return path;
}

function ripples({ crest }: Layer, { width, unit, random }: Ground, near: number): Path2D {
  const path = new Path2D();
  for (let ripple = 0; ripple < 9; ripple++) {
    const from = random() * width;
    const long = unit * random.between(0.06, 0.22) * (0.5 + near);
    const drop = unit * random.between(0.012, 0.1) * near;
    path.moveTo(from, crest(from) + drop);
    path.quadraticCurveTo(
      from + long / 2,
      crest(from + long / 2) + drop + unit * 0.012 * near,
      from + long,
      crest(from + long) + drop,
    );
  }
  return path;
}

/** Light from the surface, reefs, weed and bubbles. */
export function underwater(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const layers = Array.from({ length: 4 }, (_, index): Layer => {
    const near = index / 3;
    const base = level + unit * 0.1 + (height - level - unit * 0.12) * 0.84 * near;
    const layer = landUnder(rolling(random, unit, base, unit * 0.085), near, ground);
    const dark = new Path2D();
    const plants = 9 + index * 3;
    for (let plant = 0; plant < plants; plant++) {
      // They crowd towards the sides: the middle is the subject's.
      const side = random() > 0.5 ? random() ** 1.6 * 0.42 : 1 - random() ** 1.6 * 0.42;
      const x = width * side;
      const tall = unit * (0.08 + 0.24 * near) * random.between(0.6, 1.2);
      if (random() > 0.32) weed(dark, x, layer.crest(x) + tall * 0.05, tall, random.between(-0.5, 0.5));
      else coral(dark, x, layer.crest(x), tall * 0.8, random);
    }
    return { ...layer, dark };
  });
  return {
    sky: false,
    layers,
    light: { kind: 'none', y: 0, x: width * random.between(0.25, 0.75) },
    shafts: beams(ground),
    falling: { kind: 'bubbles', path: bubbles(ground) },
  };
}

function bubbles({ width, height, unit, random }: Ground): Path2D {
  const path = new Path2D();
  for (let string = 0; string < 5; string++) {
    const x = width * (string % 2 === 0 ? random.between(0.02, 0.3) : random.between(0.7, 0.98));
    const foot = height * random.between(0.4, 1);
    for (let bubble = 0; bubble < 7; bubble++) {
      const radius = unit * (0.003 + 0.014 * random() ** 2);
      const cx = x + random.between(-0.03, 0.03) * unit;
      const cy = foot - bubble * unit * random.between(0.04, 0.08);
      path.moveTo(cx + radius, cy);
      path.arc(cx, cy, radius, 0, full);
    }
  }
  return path;
}

/** Bergs with lit faces in still water. */
export function ice(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const horizon = level + unit * 0.07;
  const far = landUnder(jagged(random, width, horizon - unit * 0.04, unit * 0.17, 0.45), 0, ground);
  const near = landUnder(jagged(random, width, horizon + unit * 0.02, unit * 0.3, 0.42), 0.25, ground);
  const water = landUnder((x) => horizon + Math.sin(x / unit / 0.2) * unit * 0.002 + unit * 0.07, 0.6, ground, 'water');
  const floes = Array.from({ length: 3 }, (_, index) => {
    const base = horizon + unit * 0.14 + ((height - horizon) * (index + 0.4)) / 3.1;
    return { ...water, ...floeAt(base, index, ground), near: 0.65 + index * 0.17 };
  });
  return {
    sky: true,
    layers: [
      { ...far, lit: facets(far, ground) },
      { ...near, lit: facets(near, ground) },
      { ...water, lines: ripples(water, ground, 0.8) },
      ...floes,
    ],
    light: { y: horizon - unit * random.between(0.2, 0.45) },
  };
}

/** The sunny side of every second peak. */
function facets({ crest, low }: Layer, { width, unit, random }: Ground): Path2D {
  const path = new Path2D();
  const step = unit * 0.09;
  for (let x = -step * random(); x < width; x += step * random.between(0.9, 1.6)) {
    const [y, right] = [crest(x), x + step * 0.6];
    path.moveTo(x, y);
    path.lineTo(right, crest(right));
    path.lineTo(right - step * 0.1, Math.max(crest(right), low - unit * 0.03));
    path.lineTo(x + step * 0.1, y + (low - y) * random.between(0.4, 0.8));
    path.closePath();
  }
  return path;
}

/** Flat pieces of ice at one distance, as one layer. */
function floeAt(
  base: number,
  row: number,
  { width, unit, random }: Ground,
): Pick<Layer, 'body' | 'lit' | 'crest' | 'top' | 'low'> & { lines: undefined } {
  const body = new Path2D();
  const lit = new Path2D();
  const scale = 0.55 + row * 0.5;
  for (let x = -unit * 0.1; x < width; x += unit * scale * random.between(0.4, 0.8)) {
    const [wide, thick] = [unit * scale * random.between(0.16, 0.34), unit * 0.02 * scale];
    const y = base + random.between(-0.05, 0.05) * unit;
    const corners = [0, 0.22, 0.61, 0.86, 1].map(
      (share) => [x + share * wide, y + (share === 0 || share === 1 ? 0 : random.between(-1, -0.35) * thick)] as const,
    );
    for (const path of [lit, body]) {
      path.moveTo(x, y);
      for (const [cx, cy] of corners) path.lineTo(cx, cy);
      path.lineTo(x + wide * 0.9, y + thick * (path === body ? 1.3 : 0.35));
      path.lineTo(x + wide * 0.15, y + thick * (path === body ? 1.5 : 0.5));
      path.closePath();
    }
  }
  return { body, lit, crest: () => base, top: base - unit * 0.05, low: base + unit * 0.05, lines: undefined };
}
