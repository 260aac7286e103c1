import type { LightFrom } from './backdrop.ts';
import type { Figure } from './figures.ts';
import type { Subject } from './find-icons.ts';
import type { Spot } from './paint-icon.ts';
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
  focus: { x: number; y: number; size: number };
  heroes: { name: string; spot: Spot }[];
  /** Painted before the heroes; the last ones of the list are in front of them. */
  behind: { name: string; spot: Spot }[];
  before: { name: string; spot: Spot }[];
  box: { x: number; y: number; width: number; height: number };
  figure: Figure | undefined;
}

interface Layout {
  stage: Stage;
  hero: { dx: number; dy: number; size: number; turn: number };
  /** Offsets from the hero's centre and sizes, in units. */
  around: readonly (readonly [dx: number, dy: number, size: number])[];
}

const layouts: readonly [Layout, ...Layout[]] = [
  {
    stage: 'none',
    hero: { dx: 0, dy: 0, size: 0.56, turn: 0 },
    around: [
      [-0.35, 0.2, 0.18],
      [0.35, -0.17, 0.17],
      [0.34, 0.21, 0.19],
      [-0.35, -0.16, 0.14],
    ],
  },
  {
    stage: 'disc',
    hero: { dx: 0, dy: 0, size: 0.6, turn: 0.03 },
    around: [
      [0.34, 0.2, 0.2],
      [-0.36, -0.13, 0.16],
      [-0.33, 0.24, 0.13],
    ],
  },
  {
    stage: 'none',
    hero: { dx: -0.11, dy: -0.01, size: 0.6, turn: -0.07 },
    around: [
      [0.42, -0.12, 0.22],
      [0.44, 0.15, 0.18],
      [0.23, 0.3, 0.13],
    ],
  },
  {
    stage: 'orbit',
    hero: { dx: 0, dy: 0, size: 0.51, turn: 0 },
    around: [
      [-0.32, -0.14, 0.16],
      [0.34, 0.1, 0.18],
      [0.24, -0.2, 0.12],
      [-0.27, 0.2, 0.15],
    ],
  },
  {
    stage: 'card',
    hero: { dx: 0.03, dy: 0, size: 0.46, turn: 0 },
    around: [
      [-0.34, 0.2, 0.21],
      [0.32, -0.2, 0.16],
      [0.31, 0.24, 0.14],
    ],
  },
  {
    stage: 'none',
    hero: { dx: 0.12, dy: 0.01, size: 0.62, turn: 0.08 },
    around: [
      [-0.43, -0.1, 0.21],
      [-0.42, 0.17, 0.19],
      [-0.2, 0.31, 0.12],
    ],
  },
];

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
  const room = tall
    ? place.words
      ? 0.88
      : 1.08
    : wide
      ? place.words && !beside
        ? 0.92
        : 1.08
      : place.words
        ? 0.9
        : 1.05;
  const size = layout.hero.size * close * room * unit;
  const trend = figure?.kind === 'percent' && figure.trend !== 'level' ? figure.trend : undefined;
  const middle = figure?.kind === 'year' || trend !== undefined;
  const x = width / 2 + (middle ? 0 : layout.hero.dx * unit * (wide && side !== 0 ? 3.1 : 1));
  const y =
    layout.hero.dy * unit + height * (tall ? (place.words ? 0.4 : 0.365) : place.words && !beside ? 0.535 : 0.46);
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

function aroundHero(
  { around }: Layout,
  { upperOnly, trend, close }: { upperOnly: boolean; trend: 'up' | 'down' | undefined; close: boolean },
): Layout['around'] {
  if (trend) return [[trend === 'up' ? -0.33 : 0.33, -0.1, 0.18]];
  return upperOnly ? around.filter(([, dy]) => dy < 0.12) : around.slice(0, close ? 2 : 4);
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

/** As many of the subject as are told, in one or two rows. */
function copies(subject: Subject, focus: Composition['focus'], random: Random): Composition['heroes'] {
  const rows = subject.count <= 3 ? [subject.count] : [Math.ceil(subject.count / 2), Math.floor(subject.count / 2)];
  const widest = Math.max(...rows);
  const size = Math.min(focus.size * 0.72, (focus.size * 1.55) / widest);
  return rows.flatMap((count, index) =>
    Array.from({ length: count }, (_, place) => ({
      name: subject.name,
      spot: {
        x: focus.x + (place - (count - 1) / 2) * size * 1.02,
        y:
          focus.y +
          (index - (rows.length - 1) / 2) * size * 1.05 +
          (rows.length === 1 && count === 3 && place === 1 ? -size * 0.3 : 0),
        size: size * (count === 3 && place === 1 && rows.length === 1 ? 1.12 : 1),
        turn: random.between(-0.08, 0.08),
        blur: 0,
      },
    })),
  );
}

/** The things that are counted, lined up under the subject. */
function row(subject: Subject, focus: Composition['focus'], unit: number): Composition['heroes'] {
  const size = Math.min(unit * 0.25, (unit * 0.82) / subject.count);
  return Array.from({ length: subject.count }, (_, place) => ({
    name: subject.name,
    spot: {
      x: focus.x + (place - (subject.count - 1) / 2) * size * 1.06,
      y: focus.y + focus.size * 0.56 + size * 0.3,
      size,
      turn: (place - (subject.count - 1) / 2) * 0.08,
      blur: 0,
    },
  }));
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

/** Large things out of focus near the lower corners, as if close to the camera. */
function foreground(
  names: readonly string[],
  {
    width,
    height,
    unit,
    tall,
    shotIndex,
    random,
  }: { width: number; height: number; unit: number; tall: boolean; shotIndex: number; random: Random },
): Composition['before'] {
  const left = random() > 0.5;
  const corners = [
    { x: left ? 0.03 : 0.97, y: tall ? 0.84 : 0.97, size: 0.46 },
    { x: left ? 0.98 : 0.02, y: tall ? 0.74 : 0.1, size: 0.27 },
  ];
  return names.slice(0, 2).map((_, index) => {
    const corner = corners[index] ?? { x: 0, y: 1, size: 0.4 };
    return {
      name: names.at(-1 - ((index + shotIndex) % names.length)) ?? '',
      spot: {
        x: corner.x * width,
        y: corner.y * height,
        size: corner.size * unit,
        turn: random.between(-0.5, 0.5),
        blur: index === 0 ? 0.05 : 0.035,
      },
    };
  });
}

/** Inside what Shorts, Reels and TikTok leave free, a margin for the camera's move included. */
function wordsBox(
  width: number,
  height: number,
  { tall, beside, side }: { tall: boolean; beside: boolean; side: number },
): Composition['box'] {
  if (tall) return { x: width * 0.17, y: height * 0.155, width: width * 0.66, height: height * 0.1 };
  if (beside)
    return { x: width * (side < 0 ? 0.53 : 0.08), y: height * 0.2, width: width * 0.39, height: height * 0.46 };
  return { x: width * 0.1, y: height * 0.085, width: width * 0.8, height: height * 0.16 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function modulo(value: number, size: number): number {
  return ((Math.trunc(value) % size) + size) % size;
}
