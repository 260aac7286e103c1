import { Path2D } from '@napi-rs/canvas';
import { duned, jagged, landUnder, rolling } from './crest.ts';
import { cactus, conifer, leafTree } from './growth.ts';
import type { Ground, Layer, Lie } from './scenery.ts';

/** Ridge behind ridge, the near ones wooded. */
export function hills(ground: Ground): Lie {
  const { height, unit, level, random } = ground;
  const count = 5;
  const layers = Array.from({ length: count }, (_, index) => {
    const near = index / (count - 1);
    const base = level - unit * 0.12 + (height - level + unit * 0.02) * near ** 1.25 * 0.8;
    const layer = landUnder(rolling(random, unit, base, unit * (0.12 - 0.05 * near)), near, ground);
    return index < 2 ? layer : { ...layer, dark: wood(layer, ground, 20 + index * 8, 0.03 + 0.075 * near) };
  });
  return { sky: true, layers, light: { y: level - unit * random.between(0.16, 0.4) } };
}

/** Conifers in copses along a crest and down its slope. */
function wood({ crest }: Layer, { width, unit, random }: Ground, trees: number, tall: number): Path2D {
  const path = new Path2D();
  const copses = Array.from({ length: 5 }, () => random() * width);
  for (let tree = 0; tree < trees; tree++) {
    const x = (copses[tree % copses.length] ?? 0) + (random() + random() - 1) * unit * 0.17;
    const height = unit * tall * random.between(0.6, 1.3);
    conifer(path, x, crest(x) + height * random.between(0.1, 0.5), height);
  }
  return path;
}

/** Peaks with snow on them over a dark wood. */
export function mountains(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const far = landUnder(jagged(random, width, level - unit * 0.02, unit * 0.2), 0, ground);
  const peaks = landUnder(jagged(random, width, level + unit * 0.1, unit * 0.34), 0.3, ground);
  const foot = landUnder(rolling(random, unit, level + unit * 0.24, unit * 0.05), 0.65, ground);
  const front = landUnder(rolling(random, unit, height - (height - level) * 0.28, unit * 0.07), 1, ground);
  return {
    sky: true,
    layers: [
      { ...far, lit: snowOn(far, ground, 0.3) },
      { ...peaks, lit: snowOn(peaks, ground, 0.42), lines: faces(peaks, ground) },
      { ...foot, dark: wood(foot, ground, 46, 0.06) },
      { ...front, dark: wood(front, ground, 40, 0.12) },
    ],
    light: { y: level - unit * random.between(0.25, 0.5) },
  };
}

/** Snow on what rises over a height; its lower edge is torn. */
function snowOn({ crest, top, low }: Layer, { width, unit, random }: Ground, share: number): Path2D {
  const path = new Path2D();
  const line = top + (low - top) * share;
  const step = unit * 0.016;
  let edge: [number, number][] = [];
  for (let x = -step; x <= width + step; x += step) {
    const y = crest(x);
    if (y < line) {
      edge.push([x, y]);
      continue;
    }
    close();
  }
  close();
  return path;

  function close(): void {
    const [first] = edge;
    if (first && edge.length > 2) {
      path.moveTo(...first);
      for (const [x, y] of edge) path.lineTo(x, y);
      for (const [index, [x, y]] of edge.reverse().entries()) {
        const deep = Math.min(line - y, unit * 0.1) * (index % 2 === 0 ? 0.45 : 0.85) * random.between(0.7, 1.2);
        path.lineTo(x, y + deep);
      }
      path.closePath();
    }
    edge = [];
  }
}

/** Lines down the faces of rock. */
function faces({ crest, top, low }: Layer, { width, unit, random }: Ground): Path2D {
  const path = new Path2D();
  for (let x = 0; x < width; x += unit * 0.022) {
    const from = crest(x) + unit * 0.006;
    const down = (low - top) * random.between(0.08, 0.3);
    path.moveTo(x, from);
    path.lineTo(x + down * random.between(0.15, 0.55), from + down);
  }
  return path;
}

/** Trunks one behind the other, a canopy over them. */
export function forest(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const layers = Array.from({ length: 4 }, (_, index): Layer => {
    const near = index / 3;
    const floor = rolling(random, unit, level + unit * 0.06 + (height - level) * 0.72 * near ** 1.2, unit * 0.025);
    const land = landUnder(floor, near, ground);
    const dark = new Path2D();
    const thick = unit * (0.016 + 0.055 * near);
    for (let x = -random() * thick * 4; x < width + thick; x += thick * random.between(3.2, 7.5)) {
      // The nearest stand at the sides: the middle is the subject's.
      if (near > 0.6 && Math.abs(x / width - 0.5) < 0.27) continue;
      const wide = thick * random.between(0.7, 1.2);
      const lean = random.between(-0.3, 0.3) * wide;
      const foot = floor(x) + wide * 0.5;
      dark.moveTo(x - wide * 0.75, foot);
      dark.quadraticCurveTo(x - wide * 0.36, foot - unit * 0.12, x - wide * 0.36 + lean, -unit * 0.05);
      dark.lineTo(x + wide * 0.36 + lean, -unit * 0.05);
      dark.quadraticCurveTo(x + wide * 0.36, foot - unit * 0.12, x + wide * 0.75, foot);
      dark.closePath();
    }
    return { ...land, dark };
  });
  return {
    sky: true,
    layers,
    light: { kind: 'none', y: level - unit * 0.2, x: width * random.between(0.35, 0.65) },
    shafts: beams(ground),
  };
}

/** Beams of light from above, spreading. */
export function beams({ width, height, random }: Ground): Path2D {
  const path = new Path2D();
  const source = width * random.between(0.15, 0.85);
  for (let shaft = 0; shaft < 7; shaft++) {
    const end = source + width * random.between(-1.1, 1.1);
    const wide = width * random.between(0.04, 0.13);
    const from = source + (end - source) * 0.1;
    path.moveTo(from - wide * 0.25, -1);
    path.lineTo(from + wide * 0.25, -1);
    path.lineTo(end + wide, height * 0.82);
    path.lineTo(end - wide, height * 0.82);
    path.closePath();
  }
  return path;
}

/** Furrows that run to the horizon, a row of trees on it. */
export function fields(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const far = landUnder(rolling(random, unit, level - unit * 0.02, unit * 0.05, 0.8), 0, ground);
  const field = landUnder(rolling(random, unit, level + unit * 0.08, unit * 0.012, 0.6), 0.55, ground);
  const lines = new Path2D();
  const vanish = width * random.between(0.25, 0.75);
  for (let furrow = -16; furrow <= 16; furrow++) {
    const foot = vanish + furrow * unit * 0.2 * (1 + Math.abs(furrow) * 0.06);
    const head = vanish + furrow * unit * 0.035;
    lines.moveTo(head, field.crest(head));
    lines.quadraticCurveTo((head + foot) / 2 + furrow * unit * 0.01, (level + height) / 2, foot, height);
  }
  const dark = new Path2D();
  for (let x = random() * unit * 0.1; x < width; x += unit * random.between(0.07, 0.26)) {
    const tall = unit * random.between(0.05, 0.12);
    leafTree(dark, x, far.crest(x) + tall * 0.1, tall, random);
  }
  const hedge = landUnder(rolling(random, unit, height - (height - level) * 0.16, unit * 0.03), 1, ground);
  return {
    sky: true,
    layers: [{ ...far, dark }, { ...field, lines }, hedge],
    light: { y: level - unit * random.between(0.2, 0.45) },
  };
}

export function desert(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const layers = Array.from({ length: 4 }, (_, index): Layer => {
    const near = index / 3;
    const base = level + unit * 0.03 + (height - level) * 0.72 * near ** 1.15;
    const layer = landUnder(duned(random, width, base, unit * (0.13 + 0.1 * near)), near, ground);
    const lines = new Path2D();
    for (let ripple = 1; ripple < 7; ripple++) {
      const drop = unit * 0.024 * ripple * (1 + near);
      const from = random() * width * 0.5;
      for (let x = from; x < from + width * random.between(0.3, 0.6); x += unit * 0.02) {
        const y = layer.crest(x) + drop + Math.sin(x / unit / 0.05) * unit * 0.002;
        if (x === from) lines.moveTo(x, y);
        else lines.lineTo(x, y);
      }
    }
    if (index !== 2) return { ...layer, lines };
    const dark = new Path2D();
    for (let plant = 0; plant < 4; plant++) {
      const x = width * (plant < 2 ? random.between(0.03, 0.22) : random.between(0.78, 0.97));
      const tall = unit * random.between(0.07, 0.16);
      cactus(dark, x, layer.crest(x) + tall * 0.06, tall);
    }
    return { ...layer, lines, dark };
  });
  return { sky: true, layers, light: { radius: unit * 0.2, y: level - unit * random.between(0.12, 0.36) } };
}
