import type { PaletteColours, PictureLook } from '../../../contracts/style.ts';
import { withOpacity } from '../../text/colours.ts';
import { seededRandom } from '../random.ts';
import { fromOklab, mixOklab, type Oklab, toOklab } from './oklab.ts';

/** Colours of one picture. Those without an opacity are `#rrggbb`. */
export interface Palette {
  /** Stands out against the ground: charts, what is lit. */
  accent: string;
  /** Light things. */
  paper: string;
  /** Nearly black, with the palette's hue: outlines and shadows. */
  ink: string;
  /** A colour of the ground, from its darkest (0) to its lightest (1). */
  tone(amount: number): string;
  /** The same with an opacity, as the canvas takes it. */
  blend(amount: number, opacity: number): string;
  /** So far on the way from one colour to the other. */
  mix(from: string, to: string, amount: number): string;
  /** The same colour with its hue turned by so many degrees. */
  turn(colour: string, degrees: number): string;
}

// A film that comes round to a palette again shows it turned a little, so that its scenes belong together and still differ.
const turns = [0, 9, -9, 16, -16].map((degrees) => (degrees * Math.PI) / 180);

/**
 * The palette of a scene. The film's seed decides the order of the style's palettes and scenes go through it, so that
 * neighbours never share one.
 */
export function paletteOf({ palettes }: PictureLook, seed: number, scene: number): Palette {
  const order = shuffled(palettes, seed);
  const colours = order[scene % order.length] ?? (order[0] as PaletteColours);
  return createPalette(colours, turns[Math.floor(scene / order.length) % turns.length] ?? 0);
}

function createPalette({ ground, accent, paper, ink }: PaletteColours, turn: number): Palette {
  const ramp = ground.map((colour) => turned(toOklab(colour), turn));
  const last = ramp.length - 1;
  const tones = new Map<number, string>();
  const tone = (amount: number) => {
    // A hundred steps are more than the eye tells apart; most pictures ask for the same few again and again.
    const step = Math.round(Math.min(1, Math.max(0, amount)) * 100);
    let colour = tones.get(step);
    if (!colour) {
      const place = (step / 100) * last;
      const from = ramp[Math.floor(place)] as Oklab;
      colour = fromOklab(mixOklab(from, ramp[Math.ceil(place)] ?? from, place % 1));
      tones.set(step, colour);
    }
    return colour;
  };
  return {
    accent,
    paper,
    ink,
    tone,
    blend: (amount, opacity) => withOpacity(tone(amount), opacity),
    mix: (from, to, amount) => fromOklab(mixOklab(toOklab(from), toOklab(to), amount)),
    turn: (colour, degrees) => fromOklab(turned(toOklab(colour), (degrees * Math.PI) / 180)),
  };
}

function turned([lightness, a, b]: Oklab, angle: number): Oklab {
  return [lightness, a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)];
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed, 'palettes');
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Item, order[at] as Item];
  }
  return order;
}
