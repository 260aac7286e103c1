import type { LightFrom } from './backdrop.ts';
import type { Figure } from './figures.ts';
import type { Subject } from './find-icons.ts';
import { copies, type Focus, foreground, type Placed, row } from './groups.ts';
import { aroundHero, type Box, layouts, wordsBox } from './layouts.ts';
import { type Pattern, patterns } from './patterns.ts';
import type { Random } from './random.ts';
import { type Scenery, sceneries, sceneryFor } from './scenery.ts';
import type { Stage } from './stages.ts';

export interface Place {
  seed: number;
  sceneIndex: number;
  shotIndex: number;
  width: number;
  height: number;
  /** Whether large words are drawn. */
  words: boolean;
}

/** Everything decided about a still before a pixel is drawn; positions and sizes in pixels. */
export interface Composition {
  light: LightFrom;
  backdrop: Pattern | Scenery;
  stage: Stage;
  /** The middle of attention, also when there is no icon. */
  focus: Focus;
  heroes: Placed[];
  /** Behind the heroes, in painting order. */
  behind: Placed[];
  /** In front of them, out of focus. */
  before: Placed[];
  /** Where the words go. */
  box: Box;
  figure: Figure | undefined;
}

const lights = ['above', 'below', 'left', 'right'] as const;

/**
 * Decides what stands where. Layout, light and backdrop move on with every scene and every shot, so that neighbours
 * differ even when they show the same things.
 */
export function composeStill(
  place: Place,
  subjects: readonly Subject[],
  figure: Figure | undefined,
  random: Random,
): Composition {
  const { seed, sceneIndex, shotIndex, width, height } = place;
  const unit = Math.min(width, height);
  const wide = width / height > 1.25;
  const tall = height / width > 1.25;
  const turn = seed + sceneIndex * 2 + shotIndex * 3;
  const layout = layouts[modulo(turn, layouts.length)] ?? layouts[0];
  const side = Math.sign(layout.hero.dx) * (Math.abs(layout.hero.dx) > 0.05 ? 1 : 0);
  const beside = wide && side !== 0 && place.words && (figure === undefined || figure.kind === 'amount');

  // The chart is drawn at large: its icon would say the same again.
  const charted = figure?.kind === 'percent' && subjects.length > 1;
  const [hero, ...others] = castOf(
    charted ? subjects.filter(({ name }) => !name.includes('chart')) : subjects,
    shotIndex,
  );
  const close = shotIndex > 0 ? 1.22 : 1;
  // Words above the subject take some of its room.
  const crowded = place.words && !beside;
  const room = crowded ? 0.89 : 1.07;
  const level = tall ? (crowded ? 0.4 : 0.365) : crowded ? 0.535 : 0.46;
  const size = layout.hero.size * close * room * unit;
  const trend = figure?.kind === 'percent' && figure.trend !== 'level' ? figure.trend : undefined;
  const middle = figure?.kind === 'year' || trend !== undefined;
  const x = width / 2 + (middle ? 0 : layout.hero.dx * unit * (wide && side !== 0 ? 3.1 : 1));
  const y = layout.hero.dy * unit + height * level;
  const focus = { x, y, size };

  const counted = hero && hero.count > 1 && hero.count <= 6 && shotIndex === 0 ? hero : undefined;
  const rowed = counted
    ? undefined
    : others.slice(0, 2).find(({ count }) => count > 1 && count <= 6 && shotIndex === 0);
  const heroes = !hero
    ? []
    : counted
      ? copies(hero, focus, random)
      : [{ name: hero.name, spot: { ...focus, turn: layout.hero.turn, blur: 0 } }];
  if (hero && rowed) {
    focus.size *= 0.8;
    focus.y -= focus.size * 0.16;
    focus.x = width / 2;
    heroes.splice(0, 1, { name: hero.name, spot: { ...focus, turn: 0, blur: 0 } });
    heroes.push(...row(rowed, focus, unit));
  }

  // Bars rise towards one side: the subject stands where they are low.
  if (hero && trend) {
    focus.size = unit * 0.56;
    const spot = {
      x: focus.x + unit * (trend === 'up' ? -0.21 : 0.21),
      y: y + focus.size * 0.28,
      size: unit * 0.4,
      turn: 0,
      blur: 0,
    };
    heroes.splice(0, heroes.length, { name: hero.name, spot });
  }

  const names = others.filter((other) => other !== rowed).map(({ name }) => name);
  // Beside the words there is room on the subject's other side only.
  const spread = beside ? -0.92 : wide ? 1.3 : 1;
  const around = aroundHero(layout, {
    upperOnly: rowed !== undefined || figure?.kind === 'year',
    trend,
    close: shotIndex > 0,
  });
  const least = tall && place.words ? height * 0.285 : 0;
  const behind = names.slice(0, around.length).map((name, index) => {
    const [dx, dy, share] = around[index] ?? [0, 0, 0];
    const far = share < 0.16;
    return {
      name,
      spot: {
        x: clamp(x + dx * unit * spread, unit * 0.1, width - unit * 0.1),
        y: Math.max(least, y + dy * unit),
        size: share * unit * random.between(0.95, 1.1),
        turn: random.between(-0.2, 0.2),
        blur: far ? 0.018 : 0,
      },
    };
  });
  return {
    light: lights[modulo(seed + sceneIndex + shotIndex * 2, lights.length)] ?? 'above',
    backdrop: backdropOf(place, hero, turn),
    stage: hero && !counted && !rowed && figure?.kind !== 'percent' ? layout.stage : 'none',
    focus,
    heroes,
    behind,
    before: foreground(names.length > 0 ? names.slice(0, 5) : hero ? [hero.name] : [], {
      width,
      height,
      unit,
      tall,
      shotIndex,
      random,
    }),
    box: wordsBox(width, height, { tall, beside, side }),
    figure,
  };
}

/** A later shot of the scene looks at its second subject, if that is nearly as much meant, and at other things around it. */
function castOf(subjects: readonly Subject[], shotIndex: number): Subject[] {
  const [first, second, ...rest] = subjects;
  if (!first || shotIndex === 0) return [...subjects];
  const strong = second && second.score > first.score * 0.45;
  const turn = rest.length === 0 ? 0 : shotIndex % rest.length;
  const others = [...rest.slice(turn), ...rest.slice(0, turn)];
  if (!second) return [first];
  return strong && shotIndex % 2 === 1 ? [second, first, ...others] : [first, ...others, second];
}

function backdropOf(
  { seed, sceneIndex, shotIndex }: Place,
  hero: Subject | undefined,
  turn: number,
): Pattern | Scenery {
  if (!hero) return sceneries[modulo(seed + sceneIndex + shotIndex, sceneries.length)] ?? 'hills';
  const scenery = sceneryFor(hero);
  if (scenery && modulo(seed + sceneIndex + shotIndex, 2) === 0) return scenery;
  return patterns[modulo(turn, patterns.length)] ?? 'rays';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function modulo(value: number, size: number): number {
  return ((Math.trunc(value) % size) + size) % size;
}
