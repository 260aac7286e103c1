import { Path2D } from '@napi-rs/canvas';
import { city, ruins } from './built.ts';
import { besideSubject } from './crest.ts';
import { space } from './far-away.ts';
import { cloud } from './growth.ts';
import { room } from './indoors.ts';
import { desert, fields, forest, hills, mountains } from './open-land.ts';
import type { Ground, Lie, Scenery, Setting, Time, Weather } from './scenery.ts';
import { ice, sea, underwater } from './waters.ts';

const lies: Readonly<Record<Setting, (ground: Ground) => Lie>> = {
  hills,
  mountains,
  forest,
  fields,
  desert,
  ice,
  sea,
  underwater,
  city,
  ruins,
  space,
  room,
};

const full = Math.PI * 2;

/** Lays a place out as shapes. The same ground and numbers give the same place. */
export function layScenery(setting: Setting, weather: Weather, ground: Ground): Scenery {
  const { unit, level, random, time } = ground;
  const { sky, light, layers, shafts, falling } = lies[setting](ground);
  const open = sky && setting !== 'space' && setting !== 'forest';
  const wet = weather === 'rain' || weather === 'snow';
  return {
    setting,
    time,
    light: {
      kind: !sky || wet ? 'none' : time === 'night' ? 'moon' : 'sun',
      x: besideSubject(ground),
      y: level - unit * 0.3,
      radius: unit * (time === 'night' ? 0.085 : 0.15),
      ...light,
    },
    stars:
      sky && (time === 'night' || setting === 'space') && !wet ? scatter(setting === 'space' ? 420 : 170, ground) : [],
    clouds:
      open && (wet || weather === 'clouds' || (time !== 'night' && random() > 0.45)) ? clouds(ground, wet ? 7 : 4) : [],
    shafts,
    layers,
    falling: wet && sky ? { kind: weather, path: weather === 'rain' ? rain(ground) : snow(ground) } : falling,
  };
}

function scatter(count: number, { width, level, unit, random }: Ground): [number, number, number][] {
  return Array.from({ length: count }, () => [
    random() * width,
    random() ** 1.2 * (level + unit * 0.3),
    unit * (0.0007 + 0.0026 * random() ** 3),
  ]);
}

function clouds({ width, level, unit, random }: Ground, count: number): Path2D[] {
  return Array.from({ length: count }, (_, index) => {
    const x = width * ((index + random.between(0.1, 0.9)) / count);
    return cloud(
      x,
      Math.max(unit * 0.06, level * random.between(0.12, 0.78)),
      unit * random.between(0.2, 0.42),
      random,
    );
  });
}

function rain({ width, height, unit, random }: Ground): Path2D {
  const path = new Path2D();
  for (let drop = 0; drop < 210; drop++) {
    const [x, y, long] = [random() * width * 1.1, random() * height, unit * random.between(0.02, 0.06)];
    path.moveTo(x, y);
    path.lineTo(x - long * 0.25, y + long);
  }
  return path;
}

function snow({ width, height, unit, random }: Ground): Path2D {
  const path = new Path2D();
  for (let flake = 0; flake < 190; flake++) {
    const [x, y, radius] = [random() * width, random() * height, unit * (0.0016 + 0.006 * random() ** 2)];
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, full);
  }
  return path;
}

/** What a place looks like at a time for which nothing was said. */
export function usualTime(setting: Setting, turn: number): Time {
  if (setting === 'space') return 'night';
  if (setting === 'underwater') return turn % 2 === 0 ? 'day' : 'dusk';
  return (['dusk', 'day', 'night', 'day', 'dusk'] as const)[turn % 5] ?? 'day';
}
