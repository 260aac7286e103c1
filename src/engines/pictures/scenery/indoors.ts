import { Path2D } from '@napi-rs/canvas';
import { landUnder } from './crest.ts';
import type { Ground, Layer, Lie } from './scenery.ts';

/** A wall with a window, a table before it. */
export function room(ground: Ground): Lie {
  const { width, height, unit, level, random } = ground;
  const table = level + unit * 0.2;
  const right = random() > 0.5;
  const wide = unit * random.between(0.3, 0.38);
  const tall = wide * 1.35;
  const [x, y] = [width * (right ? 0.78 : 0.22) - wide / 2, Math.max(unit * 0.05, level - tall * 0.95)];
  const wall: Layer = {
    near: 0.1,
    matter: 'indoors',
    body: rectangle(-unit * 0.05, -unit * 0.05, width + unit * 0.1, height + unit * 0.1),
    crest: () => 0,
    top: 0,
    low: 0,
    lit: pane(x, y, wide, tall, unit),
    dark: frame(x, y, wide, tall, unit),
    lines: boards(ground, table),
  };
  const desk = landUnder(() => table, 0.7, ground, 'indoors');
  const edge = {
    ...landUnder(() => table + unit * 0.045, 1, ground, 'indoors'),
    lines: drawers(ground, table + unit * 0.045),
  };
  const things = new Path2D();
  const other = width * (right ? 0.13 : 0.87);
  shelf(things, other, Math.max(unit * 0.2, level - unit * 0.2), ground);
  return {
    sky: false,
    layers: [{ ...wall, dark: joined(wall.dark, things) }, desk, edge],
    light: { kind: 'none', x: x + wide / 2, y: y + tall / 2, radius: wide * 0.5 },
  };
}

function joined(one: Path2D | undefined, other: Path2D): Path2D {
  one?.addPath(other);
  return one ?? other;
}

function rectangle(x: number, y: number, width: number, height: number): Path2D {
  const path = new Path2D();
  path.rect(x, y, width, height);
  return path;
}

function pane(x: number, y: number, wide: number, tall: number, unit: number): Path2D {
  const path = new Path2D();
  const bar = unit * 0.007;
  for (const [column, row] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    path.rect(x + (column * wide) / 2 + bar, y + (row * tall) / 2 + bar, wide / 2 - bar * 2, tall / 2 - bar * 2);
  }
  return path;
}

function frame(x: number, y: number, wide: number, tall: number, unit: number): Path2D {
  const bar = unit * 0.016;
  const path = new Path2D();
  path.rect(x - bar, y - bar, wide + bar * 2, bar);
  path.rect(x - bar, y, bar, tall);
  path.rect(x + wide, y, bar, tall);
  path.rect(x - bar * 2, y + tall, wide + bar * 4, bar * 1.5);
  return path;
}

/** A board with books and a pot on it. */
function shelf(path: Path2D, x: number, y: number, { unit, random }: Ground): void {
  const half = unit * 0.14;
  path.rect(x - half, y, half * 2, unit * 0.014);
  for (let at = x - half * 0.9; at < x + half * 0.4; ) {
    const [thick, tall] = [unit * random.between(0.014, 0.03), unit * random.between(0.07, 0.11)];
    path.rect(at, y - tall, thick * 0.88, tall);
    at += thick;
  }
  path.roundRect(x + half * 0.5, y - unit * 0.05, unit * 0.055, unit * 0.05, unit * 0.008);
  for (const lean of [-1, 0, 1]) {
    path.moveTo(x + half * 0.5 + unit * 0.02, y - unit * 0.045);
    path.quadraticCurveTo(
      x + half * 0.5 + unit * (0.0275 + lean * 0.04),
      y - unit * 0.09,
      x + half * 0.5 + unit * (0.0275 + lean * 0.05),
      y - unit * 0.12,
    );
    path.lineTo(x + half * 0.5 + unit * 0.035, y - unit * 0.045);
    path.closePath();
  }
}

/** Fronts of drawers under the table's edge, a knob on each. */
function drawers({ width, height, unit }: Ground, top: number): Path2D {
  const path = new Path2D();
  const [wide, tall, gap] = [unit * 0.43, unit * 0.2, unit * 0.035];
  const columns = Math.ceil(width / (wide + gap)) + 1;
  const left = (width - columns * (wide + gap) + gap) / 2;
  for (let y = top + gap; y < height; y += tall + gap) {
    for (let column = 0; column < columns; column++) {
      const x = left + column * (wide + gap);
      path.roundRect(x, y, wide, tall, unit * 0.012);
      path.moveTo(x + wide / 2 + unit * 0.012, y + tall / 2);
      path.arc(x + wide / 2, y + tall / 2, unit * 0.012, 0, Math.PI * 2);
    }
  }
  return path;
}

function boards({ width, unit }: Ground, table: number): Path2D {
  const path = new Path2D();
  for (let x = unit * 0.06; x < width; x += unit * 0.125) {
    path.moveTo(x, 0);
    path.lineTo(x, table);
  }
  return path;
}
