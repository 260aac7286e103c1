import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { Failure } from '../../contracts/failures.ts';
import { canvasFont, registerFonts } from '../text/fonts.ts';
import { drawLettering } from '../text/lettering.ts';
import { type LightFrom, paintBokeh, paintGlow, paintLight, paintVignette, type Scene2D } from './backdrop.ts';
import { findIcons } from './find-icons.ts';
import { type IconStore, openIconStore } from './icon-store.ts';
import { paintHero, paintIcon } from './paint-icon.ts';
import { type Palette, paletteOf, withOpacity } from './palette.ts';
import { type Pattern, paintPattern } from './patterns.ts';
import type { Picture, ThumbnailRequest } from './picture-engine.ts';
import { seededRandom } from './random.ts';
import { paintStage, type Stage } from './stages.ts';
import { wordingsOf } from './thumbnail-words.ts';

const width = 1280;
const height = 720;
// A player draws the film's length over this corner: nothing of ours goes there.
const badge = { x: 1024, y: 612 };
// Capitals are at least 12 % of the height, so that they can be read on a phone.
const leastCapital = 0.12 * height;
const mostBytes = 2_000_000;

interface Design {
  name: string;
  light: LightFrom;
  pattern: Pattern;
  /** Offsets to the film's own colours: another family, another step. */
  colours: { family: number; step: number };
  stage: Stage;
  hero: { x: number; y: number; size: number; turn: number };
  around: readonly { x: number; y: number; size: number }[];
  words: { x: number; y: number; width: number; height: number; align: 'left' | 'center' | 'right' };
  /** Where a dark panel darkens the ground, and from which edge. */
  shade: 'left' | 'right' | 'edges';
}

const designs: readonly [Design, Design, Design] = [
  {
    name: 'subject right on rays, words left',
    light: 'right',
    pattern: 'rays',
    colours: { family: 0, step: 0 },
    stage: 'none',
    hero: { x: 920, y: 300, size: 520, turn: 0.06 },
    around: [
      { x: 1180, y: 110, size: 165 },
      { x: 620, y: 600, size: 160 },
    ],
    words: { x: 66, y: 70, width: 560, height: 520, align: 'left' },
    shade: 'left',
  },
  {
    name: 'subject large in the middle of its world, no words',
    light: 'left',
    pattern: 'rings',
    colours: { family: 2, step: 1 },
    stage: 'disc',
    hero: { x: 640, y: 345, size: 560, turn: -0.03 },
    around: [
      { x: 215, y: 200, size: 230 },
      { x: 1085, y: 205, size: 220 },
      { x: 200, y: 545, size: 210 },
      { x: 1120, y: 470, size: 180 },
    ],
    words: { x: 0, y: 0, width: 0, height: 0, align: 'center' },
    shade: 'edges',
  },
  {
    name: 'subject left on a plate, few words right',
    light: 'below',
    pattern: 'facets',
    colours: { family: 4, step: 4 },
    stage: 'card',
    hero: { x: 300, y: 362, size: 430, turn: -0.05 },
    around: [
      { x: 545, y: 590, size: 190 },
      { x: 92, y: 118, size: 140 },
    ],
    words: { x: 600, y: 70, width: 640, height: 500, align: 'center' },
    shade: 'right',
  },
];

/** Draws one of three thumbnails that differ in subject's place, layout, colours and words; the second has no words. */
export async function drawThumbnail(request: ThumbnailRequest, signal: AbortSignal): Promise<Picture> {
  const { seed, title, keywords, language, variant } = request;
  const design = designs[variant];
  const icons = openIconStore();
  const subjects = findIcons({ language, keywords, title, narration: title }, icons).map(({ name }) => name);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const palette = paletteOf(seed + design.colours.family, design.colours.step);
  const random = seededRandom(seed, 'thumbnail', variant);
  const scene: Scene2D = { context, width, height, unit: height, palette, random };

  paintLight(scene, design.light);
  paintPattern(scene, design.pattern, design.hero.x, design.hero.y);
  paintShade(context, palette, design.shade);
  paintBokeh(scene, 14);
  paintVignette(scene, 0.5);
  clearBadge(context, palette);
  signal.throwIfAborted();
  await paintSubjects(scene, icons, design, variant === 2 ? secondFirst(subjects) : subjects);
  signal.throwIfAborted();
  const text = drawWords(context, palette, design, wordingsOf(request));
  return { image: encode(canvas), text, design: `${design.name}${text ? `: “${text}”` : ''}` };

  function encode(picture: typeof canvas): Buffer {
    for (const quality of [92, 84, 72]) {
      const image = picture.toBuffer('image/jpeg', quality);
      if (image.length < mostBytes) return image;
    }
    throw new Failure('Internal', `the thumbnail of '${title}' is larger than 2 MB at the lowest quality`);
  }
}

/** The third variant shows another subject, where the film has one. */
function secondFirst([first, second, ...rest]: string[]): string[] {
  return [second, first, ...rest].filter((name) => name !== undefined);
}

async function paintSubjects(
  scene: Scene2D,
  icons: IconStore,
  { hero, around, stage }: Design,
  names: string[],
): Promise<void> {
  const [first, ...others] = names;
  if (first === undefined) {
    paintGlow(scene, hero.x, hero.y, hero.size * 0.8, scene.palette.paper, 0.9);
    paintStage(scene, 'orbit', hero.x, hero.y, hero.size * 0.8);
    return;
  }
  paintStage(scene, stage, hero.x, hero.y, hero.size);
  const companions = others.length > 0 ? others : [first];
  for (const [index, { x, y, size }] of around.slice(0, Math.max(1, companions.length)).entries()) {
    const name = companions[index % companions.length] ?? first;
    await paintIcon(scene, icons, name, { x, y, size, turn: scene.random.between(-0.2, 0.2), blur: 0 });
  }
  await paintHero(scene, icons, first, { ...hero, blur: 0 });
}

function paintShade(context: SKRSContext2D, palette: Palette, shade: Design['shade']): void {
  if (shade === 'edges') return;
  const [from, to] = shade === 'left' ? [0, width * 0.62] : [width, width * 0.4];
  const dark = context.createLinearGradient(from, 0, to, 0);
  dark.addColorStop(0, withOpacity(palette.ink, 0.78));
  dark.addColorStop(1, withOpacity(palette.ink, 0));
  context.fillStyle = dark;
  context.fillRect(0, 0, width, height);
}

/** Fades pattern and specks of light out in the badge's corner. */
function clearBadge(context: SKRSContext2D, palette: Palette): void {
  context.save();
  context.translate(width, height);
  context.scale((width - badge.x) * 1.7, (height - badge.y) * 2.2);
  const corner = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  corner.addColorStop(0, palette.blend(0.12));
  corner.addColorStop(0.6, palette.blend(0.12, 0.95));
  corner.addColorStop(1, palette.blend(0.12, 0));
  context.fillStyle = corner;
  context.fillRect(-1, -1, 1, 1);
  context.restore();
}

/** Draws the first wording whose capitals can be large enough; answers what was drawn. */
function drawWords(
  context: SKRSContext2D,
  palette: Palette,
  { words: box }: Design,
  wordings: readonly string[],
): string {
  registerFonts();
  context.font = canvasFont('Anton', 100);
  const least = (leastCapital / context.measureText('H').actualBoundingBoxAscent) * 100;
  for (const text of wordings) {
    const drawn = drawLettering(context, {
      text,
      family: 'Anton',
      box,
      align: box.align,
      most: 260,
      least,
      mostLines: 3,
      fills: [palette.accent, palette.paper],
      outline: palette.ink,
    });
    if (drawn) return text;
  }
  return '';
}
