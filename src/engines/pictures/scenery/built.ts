import { Path2D } from '@napi-rs/canvas';
import { landUnder, rolling } from './crest.ts';
import { cypress } from './growth.ts';
import type { Ground, Layer, Lie } from './scenery.ts';

/** Rows of houses, windows in the near ones. */
export function city(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const rows = 4;
  const layers = Array.from({ length: rows }, (_, row): Layer => {
    const near = row / (rows - 1);
    const base = level + unit * 0.12 + (height - level) * 0.66 * near ** 1.2;
    const body = new Path2D();
    const lit = new Path2D();
    const roofs: [from: number, to: number, top: number][] = [];
    for (let x = -unit * 0.1 * random(); x < width; ) {
      const wide = unit * random.between(0.065, 0.14) * (1 + near * 0.35);
      const top = base - unit * random.between(0.03, 0.33 - 0.12 * near);
      house(body, x, top, wide, height - top, unit, random());
      if (row > 0) windows(lit, { x, top, wide }, ground, near);
      roofs.push([x, x + wide, top]);
      x += wide + unit * random.between(0, 0.014);
    }
    const crest = (x: number) => roofs.find(([from, to]) => x >= from && x <= to)?.[2] ?? base;
    const tops = roofs.map(([, , top]) => top);
    return { near, matter: 'built', body, lit, crest, top: Math.min(...tops), low: Math.max(...tops) };
  });
  return { sky: true, layers, light: { y: level - unit * random.between(0.1, 0.36) } };
}

function house(path: Path2D, x: number, top: number, wide: number, tall: number, unit: number, kind: number): void {
  path.rect(x, top, wide, tall + unit * 0.03);
  if (kind > 0.82) path.rect(x + wide * 0.46, top - unit * 0.055, wide * 0.08, unit * 0.06);
  else if (kind > 0.66) path.rect(x + wide * 0.18, top - unit * 0.028, wide * 0.64, unit * 0.03);
  else if (kind > 0.52) {
    path.moveTo(x, top + 1);
    path.lineTo(x + wide / 2, top - wide * 0.42);
    path.lineTo(x + wide, top + 1);
    path.closePath();
  }
}

function windows(
  path: Path2D,
  { x, top, wide }: { x: number; top: number; wide: number },
  ground: Ground,
  near: number,
): void {
  const { height, unit, random } = ground;
  const pane = unit * (0.008 + 0.007 * near);
  const columns = Math.max(2, Math.floor((wide - pane) / (pane * 2)));
  const gap = wide / columns;
  const foot = Math.min(height, top + unit * 0.5);
  for (let y = top + pane * 2; y < foot; y += pane * 2.5) {
    for (let column = 0; column < columns; column++) {
      if (random() > 0.45) continue;
      path.rect(x + (column + 0.5) * gap - pane / 2, y, pane, pane * 1.4);
    }
  }
}

/** Hills with an aqueduct, temples and cypresses. */
export function ruins(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const far = landUnder(rolling(random, unit, level - unit * 0.03, unit * 0.07), 0, ground);
  const bridge = aqueduct(level + unit * random.between(0.02, 0.06), ground);
  const middle = landUnder(rolling(random, unit, level + unit * 0.16, unit * 0.04), 0.55, ground);
  const temples = new Path2D();
  const left = random() > 0.5;
  for (const [share, size] of left
    ? ([
        [0.14, 0.2],
        [0.84, 0.14],
      ] as const)
    : ([
        [0.86, 0.2],
        [0.18, 0.14],
      ] as const)) {
    temple(temples, width * share, middle.crest(width * share) + unit * 0.02, unit * size);
  }
  const trees = new Path2D();
  const front = landUnder(rolling(random, unit, height - (height - level) * 0.34, unit * 0.05), 1, ground);
  for (let tree = 0; tree < 9; tree++) {
    const x = width * (tree % 2 === 0 ? random.between(0, 0.26) : random.between(0.74, 1));
    const tall = unit * random.between(0.12, 0.26);
    cypress(trees, x, front.crest(x) + tall * 0.05, tall);
  }
  return {
    sky: true,
    layers: [far, bridge, { ...middle, dark: temples }, { ...front, dark: trees }],
    light: { y: level - unit * random.between(0.15, 0.4) },
  };
}

/** Two storeys of arches, broken off at one end. */
function aqueduct(level: number, { width, height, unit, random }: Ground): Layer {
  const body = new Path2D();
  const [span, tall] = [unit * 0.088, unit * 0.19];
  const top = level - tall * 0.55;
  const broken = random() > 0.5 ? Math.floor(random.between(6, 9)) : 99;
  const count = Math.ceil(width / span) + 1;
  for (let arch = 0; arch < count; arch++) {
    if (arch >= broken && arch < broken + 3) continue;
    const x = arch * span - span * 0.4;
    for (const [from, to] of [
      [top, top + tall * 0.4],
      [top + tall * 0.4, height],
    ] as const) {
      const pier = span * 0.17;
      const [inside, spring] = [span - pier * 2, from + span * 0.62];
      body.moveTo(x, from);
      body.lineTo(x + span, from);
      body.lineTo(x + span, to);
      body.lineTo(x + span - pier, to);
      body.lineTo(x + span - pier, spring);
      body.arc(x + span / 2, spring, inside / 2, 0, Math.PI, true);
      body.lineTo(x + pier, to);
      body.lineTo(x, to);
      body.closePath();
    }
  }
  return { near: 0.25, matter: 'built', body: body.simplify(), crest: () => top, top, low: level };
}

function temple(path: Path2D, x: number, foot: number, wide: number): void {
  const tall = wide * 0.62;
  const roof = foot - tall;
  path.rect(x - wide * 0.56, foot - wide * 0.07, wide * 1.12, wide * 0.16);
  path.rect(x - wide * 0.5, roof, wide, wide * 0.09);
  path.moveTo(x - wide * 0.56, roof + wide * 0.01);
  path.lineTo(x, roof - wide * 0.24);
  path.lineTo(x + wide * 0.56, roof + wide * 0.01);
  path.closePath();
  for (let column = 0; column < 6; column++) {
    path.rect(
      x - wide * 0.47 + (column * wide * 0.94) / 6 + wide * 0.03,
      roof + wide * 0.08,
      wide * 0.085,
      tall - wide * 0.12,
    );
  }
}
