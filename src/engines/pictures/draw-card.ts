import type { Canvas } from '@napi-rs/canvas';
import { placeIn } from './composition/layouts.ts';
import { encodePng } from './encode-png.ts';
import { openIcons } from './icons/icon-store.ts';
import { openSurface } from './open-surface.ts';
import { paintGlow } from './paint/light.ts';
import type { Surface } from './paint/surface.ts';
import { paintPattern } from './patterns/patterns.ts';
import type { CardRequest } from './picture-engine.ts';
import { checkSize } from './picture-size.ts';
import { withCanvas } from './spare-canvas.ts';
import { findIcons } from './subjects/find-icons.ts';
import { readSetting } from './subjects/setting.ts';
import { suiting } from './subjects/suiting.ts';
import { treatments } from './treatments/treatments.ts';

type Spot = readonly [across: number, down: number, size: number];

// Around the edges, the first ones first: by the picture's shape, in shares of what is free and in units.
const spots: Readonly<Record<Surface['areas']['shape'], readonly Spot[]>> = {
  short: [
    [-0.62, -0.72, 0.34],
    [0.7, -0.86, 0.26],
    [0.66, 0.66, 0.34],
    [-0.72, 0.8, 0.28],
    [0.85, -0.5, 0.2],
    [-0.9, 0.46, 0.19],
    [0.05, -0.97, 0.17],
    [0.02, 0.95, 0.19],
  ],
  long: [
    [-0.84, -0.5, 0.3],
    [0.85, 0.45, 0.31],
    [-0.8, 0.68, 0.24],
    [0.82, -0.62, 0.25],
    [-0.42, -0.94, 0.16],
    [0.42, 0.95, 0.17],
    [0.36, -0.97, 0.14],
    [-0.38, 0.97, 0.15],
  ],
  square: [
    [-0.78, -0.78, 0.28],
    [0.8, 0.76, 0.29],
    [-0.8, 0.8, 0.23],
    [0.78, -0.8, 0.23],
    [0, -0.92, 0.17],
    [0, 0.94, 0.17],
    [-0.97, 0.02, 0.14],
    [0.97, -0.02, 0.14],
  ],
};

/** The ground of a card: what the film shows lies around the edges, the middle is calm for words. */
export async function drawCard(request: CardRequest, signal: AbortSignal): Promise<Buffer> {
  const { width, height } = request;
  checkSize(width, height);
  return withCanvas(width, height, async (canvas) => {
    await paintCard(canvas, request, signal);
    return encodePng(canvas);
  });
}

async function paintCard(canvas: Canvas, request: CardRequest, signal: AbortSignal): Promise<void> {
  const { width, height, seed, title, look, keywords, language, kind } = request;
  const subjects = suiting(look.treatment, findIcons({ language, keywords, title }));
  const intro = kind === 'intro';
  const light = intro ? 'above' : 'below';
  const surface = openSurface(canvas, {
    look,
    seed,
    scene: intro ? 0 : 1,
    // Titles are light on dark, but for those on paper.
    key: look.treatment === 'paper' ? 'light' : 'dark',
    light,
    words: false,
    part: `card ${kind}`,
  });
  const treatment = treatments[look.treatment];
  const { context, unit, areas } = surface;
  const middle = { x: width / 2, y: height / 2, size: unit * 0.5 };
  treatment.paintGround(surface, light);
  const pattern = intro ? (readSetting(subjects).pattern ?? 'rays') : 'rings';
  paintPattern(surface, treatment.penFor(surface), pattern, middle);
  const { ground } = treatment.lettersFor(surface);
  context.save();
  context.translate(middle.x, middle.y);
  context.scale(width / unit, Math.max(0.8, (height / unit) * 0.5));
  paintGlow(surface, 0, 0, unit * 0.56, ground, 0.72);
  context.restore();
  signal.throwIfAborted();

  const icons = openIcons();
  const free = { x: width * 0.03, y: height * 0.03, width: width * 0.94, height: height * 0.94 };
  for (const [index, [across, down, size]] of spots[areas.shape].entries()) {
    const subject = subjects[index];
    if (!subject) break;
    // The outro shows the same things from the other side.
    const spot = placeIn(free, [intro ? across : -across, down], size * unit);
    const placed = { name: subject.name, spot: { ...spot, turn: surface.random.between(-0.2, 0.2), blur: 0 } };
    if (index < 4) await treatment.paintHero(surface, icons, placed);
    else await treatment.paintCompanion(surface, icons, placed);
  }
  treatment.finish(surface, middle);
  signal.throwIfAborted();
}
