import type { Chart } from '../charts/paint-chart.ts';
import type { Figure } from '../figures.ts';
import type { Focus } from '../paint/surface.ts';
import type { Subject } from '../subjects/find-icons.ts';
import type { Areas, Box } from './areas.ts';
import type { Placed } from './groups.ts';
import { largestIn, placeIn } from './layouts.ts';

interface Charted {
  chart: Chart;
  focus: Focus;
  heroes: Placed[];
  /** For companions. */
  places: Focus[];
}

interface Given {
  areas: Areas;
  unit: number;
  turn: number;
  hero: Subject | undefined;
}

/** A chart of the number, and the subject where it leaves room: both inside the main area. */
export function composeChart(figure: Figure, { areas: { main }, unit, turn, hero }: Given): Charted | undefined {
  const side = turn % 2 === 0 ? 1 : -1;
  const heroesAt = (focus: Focus): Placed[] =>
    hero ? [{ name: hero.name, spot: { ...focus, turn: 0, blur: 0 } }] : [];
  const largest = largestIn(main, unit);

  switch (figure.kind) {
    case 'share': {
      const { share, label } = figure;
      if (turn % 3 === 0 && main.width > main.height * 1.15) {
        const [chart, rest] = halves(main, side);
        const focus = placeIn(rest, [0, 0], Math.min(largest, rest.width * 0.9));
        return {
          chart: { form: 'squares', share, label, box: chart, side },
          focus,
          heroes: heroesAt(focus),
          places: [],
        };
      }
      const ring = Math.min(main.height * 0.94, largest * 1.25);
      const box = squareAround(placeIn(main, [side * 0.25, 0], ring));
      const focus = { x: box.x + ring / 2, y: box.y + ring / 2, size: ring * 0.56 };
      const beside = placeIn(main, [-side * 0.98, 0.7], unit * 0.2);
      return { chart: { form: 'ring', share, label, box, side }, focus, heroes: heroesAt(focus), places: [beside] };
    }
    case 'trend':
    case 'money': {
      const rising = figure.kind === 'trend' ? figure.rising : figure.growing;
      // Bars rise towards one side: the subject stands over the low ones.
      const focus = placeIn(main, [rising ? -0.86 : 0.86, -1], Math.min(largest * 0.6, main.width * 0.38));
      const chart: Chart =
        figure.kind === 'trend'
          ? { form: 'bars', rising, label: figure.label, box: main }
          : { form: 'coins', growing: rising, box: main };
      return { chart, focus, heroes: heroesAt(focus), places: [] };
    }
    case 'ratio': {
      const large = Math.min(main.height * 0.92, main.width * 0.56);
      const small = Math.max(large * 0.16, large / Math.max(1.5, Math.sqrt(figure.times)));
      const focus = placeIn(main, [side * 0.8, 0], large);
      const other = {
        x: focus.x - side * (large * 0.56 + small * 0.75),
        y: focus.y + (large - small) / 2,
        size: small,
      };
      return {
        chart: { form: 'scale', box: main, from: other, to: focus },
        focus,
        heroes: hero
          ? [focus, other].map((spot) => ({
              name: hero.name,
              spot: { ...spot, size: spot.size * 0.84, turn: 0, blur: 0 },
            }))
          : [],
        places: [],
      };
    }
    case 'length': {
      const focus = placeIn({ ...main, height: main.height * 0.84 }, [side * 0.3, 0], largest * 0.84);
      const beside = placeIn(main, [-side * 0.95, -0.5], unit * 0.2);
      return { chart: { form: 'measure', box: main, to: focus }, focus, heroes: heroesAt(focus), places: [beside] };
    }
    case 'heat': {
      const [chart, rest] = halves(main, side, 0.3);
      const focus = placeIn(rest, [0, 0], Math.min(largest, rest.width * 0.9));
      return {
        chart: { form: 'thermometer', share: figure.share, box: chart },
        focus,
        heroes: heroesAt(focus),
        places: [],
      };
    }
    case 'span':
      return undefined;
    case 'years': {
      const line = unit * 0.13;
      const upper = { ...main, height: main.height - line };
      const focus = placeIn(upper, [0, 0], largestIn(upper, unit) * 0.94);
      const small = Math.min(unit * 0.2, upper.height * 0.5);
      return {
        chart: { form: 'timeline', years: figure.years, box: { ...main, y: main.y + upper.height, height: line } },
        focus,
        heroes: heroesAt(focus),
        places: [placeIn(upper, [-0.94, 0.2], small), placeIn(upper, [0.94, -0.4], small)],
      };
    }
  }
}

/** One side of a box for the chart, the other for the subject. */
function halves(box: Box, side: number, share = 0.48): [chart: Box, rest: Box] {
  const wide = box.width * share;
  const rest = box.width - wide;
  return side > 0
    ? [
        { ...box, x: box.x + rest, width: wide },
        { ...box, width: rest },
      ]
    : [
        { ...box, width: wide },
        { ...box, x: box.x + wide, width: rest },
      ];
}

function squareAround({ x, y, size }: Focus): Box {
  return { x: x - size / 2, y: y - size / 2, width: size, height: size };
}
