import { createCanvas } from '@napi-rs/canvas';
import { Failure } from '../../contracts/failures.ts';
import { drawLettering } from '../text/lettering.ts';
import { paintBokeh, paintGlow, paintLight, paintVignette, type Scene2D } from './backdrop.ts';
import { composeStill } from './compose-still.ts';
import { encodePng } from './encode-png.ts';
import { findFigure } from './figures.ts';
import { findIcons } from './find-icons.ts';
import { openIconStore } from './icon-store.ts';
import { paintHero, paintIcon } from './paint-icon.ts';
import { paletteOf } from './palette.ts';
import { paintPattern, patterns } from './patterns.ts';
import type { StillRequest } from './picture-engine.ts';
import { seededRandom } from './random.ts';
import { paintScenery, sceneries } from './scenery.ts';
import { paintFigure, paintStage } from './stages.ts';

/** Draws one shot of one scene, as PNG. The words are drawn on its first shot only: later ones give the picture room. */
export async function drawStill(request: StillRequest, signal: AbortSignal): Promise<Buffer> {
  const { width, height, seed, sceneIndex, shotIndex, language } = request;
  checkSize(width, height);
  const random = seededRandom(seed, 'still', sceneIndex, shotIndex);
  const icons = openIconStore();
  const subjects = findIcons(request, icons);
  const figure = shotIndex === 0 ? findFigure(request.narration, language) : undefined;
  const words = shotIndex === 0 ? request.onScreenText?.trim() || figure?.text : undefined;
  const plan = composeStill(
    { seed, sceneIndex, shotIndex, width, height, words: words !== undefined },
    subjects,
    figure,
    random,
  );

  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const palette = paletteOf(seed, sceneIndex);
  const scene: Scene2D = { context, width, height, unit: Math.min(width, height), palette, random };
  const { focus, heroes, behind, before, box } = plan;

  const pattern = patterns.find((known) => known === plan.backdrop);
  const scenery = sceneries.find((known) => known === plan.backdrop);
  if (scenery) paintScenery(scene, scenery);
  if (pattern) {
    paintLight(scene, plan.light);
    paintPattern(scene, pattern, focus.x, focus.y);
  }
  paintBokeh(scene, 26);
  signal.throwIfAborted();
  if (heroes.length > 0) paintStage(scene, plan.stage, focus.x, focus.y, focus.size);
  else if (scenery !== 'hills' && scenery !== 'city') paintOrb(scene, focus.x, focus.y, focus.size * 0.42);
  if (plan.figure) paintFigure(scene, plan.figure, focus, words?.includes(plan.figure.text) ?? false);
  for (const { name, spot } of behind) await paintIcon(scene, icons, name, spot);
  signal.throwIfAborted();
  for (const { name, spot } of heroes) await paintHero(scene, icons, name, spot);
  for (const { name, spot } of before) await paintIcon(scene, icons, name, spot);
  paintVignette(scene, focus.y / height);
  if (words) {
    drawLettering(context, {
      text: words.toLocaleUpperCase(language),
      family: 'Montserrat Black',
      box,
      align: 'center',
      most: scene.unit * 0.19,
      least: scene.unit * 0.034,
      mostLines: 3,
      fills: [palette.accent, palette.paper],
      outline: palette.ink,
    });
  }
  signal.throwIfAborted();
  return encodePng(canvas);
}

/** Stands in for a subject where no icon was found: a lit ball with rings of light. */
function paintOrb(scene: Scene2D, x: number, y: number, radius: number): void {
  const { context, unit, palette } = scene;
  paintGlow(scene, x, y, radius * 2.6, palette.glow, 0.6);
  const ball = context.createRadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.1, x, y, radius);
  ball.addColorStop(0, palette.paper);
  ball.addColorStop(0.35, palette.blend(0.85));
  ball.addColorStop(1, palette.blend(0.25));
  context.fillStyle = ball;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  for (const reach of [1.35, 1.7, 2.05]) {
    context.strokeStyle = palette.blend(1, 0.55 / reach);
    context.lineWidth = unit * 0.005;
    context.beginPath();
    context.ellipse(x, y, radius * reach, radius * reach * 0.32, -0.35, 0, Math.PI * 2);
    context.stroke();
  }
}

function checkSize(width: number, height: number): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isInteger(value) || value < 64 || value > 8192) {
      throw new Failure(
        'InvalidInput',
        `the ${name} of a still is 64 to 8192 whole pixels, not ${value}: correct the request`,
      );
    }
  }
}
