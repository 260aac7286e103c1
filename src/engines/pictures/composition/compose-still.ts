import type { Chart } from '../charts/paint-chart.ts';
import type { Figure } from '../figures.ts';
import type { Focus } from '../paint/surface.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../subjects/find-icons.ts';
import type { Stage } from '../treatments/treatment.ts';
import type { Areas } from './areas.ts';
import { type Backdrop, chooseBackdrop } from './backdrop.ts';
import { composeChart } from './compose-chart.ts';
import { copies, type Placed } from './groups.ts';
import { type Layout, largestIn, layouts, placeIn } from './layouts.ts';
import type { Place } from './place.ts';

/** Everything decided about a still before a pixel is drawn; positions and sizes in pixels. */
export interface Composition {
  backdrop: Backdrop;
  stage: Stage;
  /** The middle of attention, also when there is no icon. */
  focus: Focus;
  chart: Chart | undefined;
  heroes: Placed[];
  /** Around the heroes, in painting order. */
  companions: Placed[];
  /** Large and close to the camera, at the edges. */
  foreground: Placed[];
}

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
  const { seed, sceneIndex, shotIndex, areas, width, height } = place;
  const unit = Math.min(width, height);
  const turn = seed + sceneIndex * 3 + shotIndex * 5;
  const layout = at(layouts, turn);
  // A chart drawn at large needs no picture of one.
  const shown = figure ? subjects.filter(({ name }) => !name.startsWith('chart-') && name !== 'bar-chart') : subjects;
  const cast = castOf(shown.length > 0 ? shown : subjects, shotIndex);
  const [hero, ...others] = cast;

  const charted = figure && composeChart(figure, { areas, unit, turn, hero });
  const group = charted ? undefined : composeGroup(cast, layout, areas, unit, random);
  const focus = charted?.focus ?? group?.focus ?? placeIn(areas.main, [0, 0], largestIn(areas.main, unit));
  const heroes = charted?.heroes ?? group?.heroes ?? [];
  const spare: readonly Subject[] = charted
    ? others.slice(0, charted.places.length)
    : others.filter(({ name }) => name !== group?.counted);
  const places = charted?.places ?? group?.places ?? [];
  const companions = placeCompanions(spare, places, [...heroes.map(({ spot }) => spot), focus], random);
  const names = calmOnes(others, hero).map(({ name }) => name);
  return {
    backdrop: chooseBackdrop(place, subjects, focus, busyCharts.has(charted?.chart.form)),
    stage: charted || !hero || (group?.heroes.length ?? 0) > 1 ? 'none' : layout.stage,
    focus,
    chart: charted?.chart,
    heroes,
    companions,
    foreground: composeForeground(names, place, random),
  };
}

/** Each in the first place that is free; where the places lie too close, fewer are shown. */
function placeCompanions(
  subjects: readonly Subject[],
  places: readonly Focus[],
  taken: readonly Focus[],
  random: Random,
): Placed[] {
  const free: Focus[] = [];
  for (const place of places) {
    const clashes = (other: Focus, share: number) =>
      Math.hypot(other.x - place.x, other.y - place.y) < ((other.size + place.size) / 2) * share;
    if (taken.some((other) => clashes(other, 0.72)) || free.some((other) => clashes(other, 1))) continue;
    free.push(place);
  }
  return subjects.slice(0, free.length).map(({ name }, index) => {
    const spot = free[index] as Focus;
    return { name, spot: { ...spot, turn: random.between(-0.16, 0.16), blur: 0 } };
  });
}

/** Large faces stare: where nothing else is beside the subject, it is shown again itself. */
function calmOnes(others: readonly Subject[], hero: Subject | undefined): Subject[] {
  const things = others.filter(({ kind }) => !kind.startsWith('face-'));
  return things.length > 0 ? things.slice(0, 3) : hero ? [hero] : [];
}

// They need a calm ground.
const busyCharts: ReadonlySet<Chart['form'] | undefined> = new Set(['ring', 'squares', 'bars', 'coins', 'scale']);

interface Group {
  focus: Focus;
  heroes: Placed[];
  places: Focus[];
  /** The name of what is counted beside the subject. */
  counted: string | undefined;
}

/** The subject as often as it is told, or with what is counted beside it, or with its companions around it. */
function composeGroup(
  [hero, ...others]: readonly Subject[],
  layout: Layout,
  { main }: Areas,
  unit: number,
  random: Random,
): Group | undefined {
  if (!hero) return undefined;
  const largest = largestIn(main, unit);
  if (hero.count > 1 && hero.count <= 9) {
    const focus = placeIn(main, [0, 0], largest);
    return { focus, heroes: copies(hero, focus, main, random), places: [], counted: undefined };
  }
  const counted = others.slice(0, 2).find(({ count }) => count > 1 && count <= 9);
  if (counted) {
    // The subject takes one side, what is counted the other.
    const side = layout.hero.at[0] > 0 ? 1 : -1;
    const focus = placeIn(main, [side * 0.92, 0], Math.min(largest, main.width * 0.46));
    const room = { width: (main.width - focus.size) * 0.94, height: main.height * 0.9 };
    const middle = { ...focus, x: focus.x - side * (focus.size / 2 + room.width / 2) };
    const beside = copies(counted, { ...middle, size: unit * 0.34 }, room, random);
    return { focus, heroes: [...beside, solo(hero, focus, 0)], places: [], counted: counted.name };
  }
  // Where words take the room, the subject needs all that is left.
  const crowded = main.height < unit * 0.5;
  const focus = placeIn(main, layout.hero.at, largest * (crowded ? 1 : layout.hero.size));
  const small = Math.min(1, main.height / (unit * 0.55)) * (main.width > main.height * 1.8 ? 1.2 : 1);
  const places = layout.around.map(([across, down, size]) => placeIn(main, [across, down], size * unit * small * 0.95));
  return { focus, heroes: [solo(hero, focus, layout.hero.turn)], places, counted: undefined };
}

function solo({ name }: Subject, spot: Focus, turn: number): Placed {
  return { name, spot: { ...spot, turn, blur: 0 } };
}

/** A later shot of the scene looks at its second subject, if that is nearly as much meant, and at other things around it. */
function castOf(subjects: readonly Subject[], shotIndex: number): Subject[] {
  const [first, second, ...rest] = subjects;
  if (!first || !second || shotIndex === 0) return [...subjects];
  const single = (subject: Subject): Subject => ({ ...subject, count: 1 });
  const turn = rest.length === 0 ? 0 : shotIndex % rest.length;
  const others = [...rest.slice(turn), ...rest.slice(0, turn)];
  const strong = second.score > first.score * 0.3;
  const third = rest[0];
  const cast =
    strong && shotIndex % 3 === 1
      ? [second, first, ...others]
      : third && third.score > first.score * 0.3 && shotIndex % 3 === 2
        ? [third, second, first, ...rest.slice(1)]
        : [first, ...others, second];
  return cast.map(single);
}

/** On tall pictures under the captions; on others in the lower corners, beside them. */
function composeForeground(
  names: readonly string[],
  { areas, width, height, shotIndex, seed, sceneIndex }: Place,
  random: Random,
): Placed[] {
  const unit = Math.min(width, height);
  const left = (seed + sceneIndex + shotIndex) % 2 === 0;
  // Where words take the room above, what is below carries the picture: it is sharp then.
  const crowded = areas.shape === 'short' && areas.main.height < unit * 0.5;
  const corners = crowded
    ? [
        { x: left ? 0.28 : 0.72, y: 0.81, size: 0.46, blur: 0 },
        { x: left ? 0.78 : 0.22, y: 0.75, size: 0.27, blur: 0 },
      ]
    : areas.shape === 'short'
      ? [
          { x: left ? 0.14 : 0.86, y: 0.84, size: 0.52, blur: 0.045 },
          { x: left ? 0.86 : 0.14, y: 0.735, size: 0.27, blur: 0.03 },
        ]
      : [{ x: left ? 0.02 : 0.98, y: 0.93, size: areas.shape === 'long' ? 0.4 : 0.26, blur: 0.04 }];
  return corners.slice(0, names.length).map(({ x, y, size, blur }, index) => ({
    name: names[(index + shotIndex) % names.length] ?? '',
    spot: { x: x * width, y: y * height, size: size * unit, turn: random.between(-0.22, 0.22), blur },
  }));
}

function at<Item>(items: readonly [Item, ...Item[]], turn: number): Item {
  return items[((turn % items.length) + items.length) % items.length] ?? items[0];
}
