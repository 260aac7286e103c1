import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { Failure } from '../../contracts/failures.ts';
import { withOpacity } from '../text/colours.ts';
import { canvasFont, registerFonts } from '../text/fonts.ts';
import { drawLettering } from '../text/lettering.ts';
import type { Placed } from './composition/groups.ts';
import { type IconSet, openIcons } from './icons/icon-store.ts';
import { openSurface } from './open-surface.ts';
import type { Surface } from './paint/surface.ts';
import { paintPattern } from './patterns/patterns.ts';
import type { Picture, ThumbnailRequest } from './picture-engine.ts';
import { findIcons } from './subjects/find-icons.ts';
import { suiting } from './subjects/suiting.ts';
import { paintBackground, paintVeil } from './thumbnail-background.ts';
import { badge, type Design, designs, thumbnailSize } from './thumbnail-designs.ts';
import { wordingsOf } from './thumbnail-words.ts';
import type { Letters, Treatment } from './treatments/treatment.ts';
import { treatments } from './treatments/treatments.ts';

// Capitals are at least 12 % of the height, so that they can be read on a phone.
const leastCapital = 0.12 * thumbnailSize.height;
const mostBytes = 2_000_000;

/** Draws one of three thumbnails that differ in subject's place, layout, colours and words; the second has no words. */
export async function drawThumbnail(request: ThumbnailRequest, signal: AbortSignal): Promise<Picture> {
  const { seed, title, keywords, language, look, variant, background } = request;
  const design = designs[variant];
  const subjects = suiting(look.treatment, findIcons({ language, keywords, title, narration: title }));
  const names = subjects.map(({ name }) => name);
  const canvas = createCanvas(thumbnailSize.width, thumbnailSize.height);
  const surface = openSurface(canvas, {
    look,
    seed,
    scene: design.palette,
    key: design.key,
    light: design.light,
    words: false,
    part: `thumbnail ${variant}`,
  });
  const treatment = treatments[look.treatment];
  const letters = treatment.lettersFor(surface);
  const wordings = wordingsOf(request);

  if (background) {
    await paintBackground(surface, background, design.view);
    if (wordings.length > 0) paintVeil(surface, letters, design);
  } else {
    treatment.paintGround(surface, design.light);
    paintPattern(surface, treatment.penFor(surface), design.pattern, design.hero);
    if (wordings.length > 0) paintShade(surface, letters, design.shade);
    signal.throwIfAborted();
    await paintSubjects(surface, treatment, openIcons(), design, variant === 2 ? secondFirst(names) : names);
    treatment.finish(surface, design.hero);
    clearBadge(surface, letters);
  }
  signal.throwIfAborted();
  const text = drawWords(surface, letters, design, wordings, language);
  const { name } = background ? design.view : design;
  return { image: encode(canvas, title), text, design: `${name}${text ? `: “${text}”` : ''}` };
}

function encode(canvas: Canvas, title: string): Buffer {
  for (const quality of [92, 84, 72]) {
    const image = canvas.toBuffer('image/jpeg', quality);
    if (image.length < mostBytes) return image;
  }
  throw new Failure('Internal', `the thumbnail of '${title}' is larger than 2 MB at the lowest quality`);
}

/** The third variant shows another subject, where the film has one. */
function secondFirst([first, second, ...rest]: string[]): string[] {
  return [second, first, ...rest].filter((name) => name !== undefined);
}

async function paintSubjects(
  surface: Surface,
  treatment: Treatment,
  icons: IconSet,
  { hero, around, stage }: Design,
  names: readonly string[],
): Promise<void> {
  const [first, ...others] = names;
  if (first === undefined) return treatment.paintOrb(surface, hero);
  treatment.paintStage(surface, stage, hero);
  const companions = others.length > 0 ? others : [first];
  for (const [index, spot] of around.slice(0, Math.max(1, companions.length)).entries()) {
    const name = companions[index % companions.length] ?? first;
    const placed: Placed = { name, spot: { ...spot, turn: surface.random.between(-0.16, 0.16), blur: 0 } };
    await treatment.paintCompanion(surface, icons, placed);
  }
  await treatment.paintHero(surface, icons, { name: first, spot: { ...hero, blur: 0 } });
}

/** A calm side for the words. */
function paintShade({ context, width, height }: Surface, { ground }: Letters, shade: Design['shade']): void {
  const [from, to] = shade === 'left' ? [0, width * 0.64] : [width, width * 0.38];
  const side = context.createLinearGradient(from, 0, to, 0);
  side.addColorStop(0, withOpacity(ground, 0.85));
  side.addColorStop(0.5, withOpacity(ground, 0.55));
  side.addColorStop(1, withOpacity(ground, 0));
  context.fillStyle = side;
  context.fillRect(0, 0, width, height);
}

/** Fades everything out in the badge's corner. */
function clearBadge({ context, width, height }: Surface, { ground }: Letters): void {
  context.save();
  context.translate(width, height);
  context.scale((width - badge.x) * 1.7, (height - badge.y) * 2.2);
  const corner = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  corner.addColorStop(0, ground);
  corner.addColorStop(0.62, withOpacity(ground, 0.96));
  corner.addColorStop(1, withOpacity(ground, 0));
  context.fillStyle = corner;
  context.fillRect(-1, -1, 1, 1);
  context.restore();
}

/** Draws the first wording whose capitals can be large enough; answers what was drawn. */
function drawWords(
  { context }: Surface,
  { font, fills, outline }: Letters,
  { words: box }: Design,
  wordings: readonly string[],
  language: ThumbnailRequest['language'],
): string {
  registerFonts();
  context.font = canvasFont(font, 100);
  const least = (leastCapital / context.measureText('H').actualBoundingBoxAscent) * 100;
  for (const text of wordings) {
    const room = { box, align: box.align, most: 280, least, mostLines: 3 };
    if (drawLettering(context, { text, language, family: font, ...room, fills, outline })) return text;
  }
  return '';
}
