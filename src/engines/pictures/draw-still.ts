import type { Canvas } from '@napi-rs/canvas';
import { paintChart } from './charts/paint-chart.ts';
import { areasOf } from './composition/areas.ts';
import type { Backdrop } from './composition/backdrop.ts';
import { composeStill } from './composition/compose-still.ts';
import type { Placed } from './composition/groups.ts';
import { encodePng } from './encode-png.ts';
import { findFigure } from './figures.ts';
import { openIcons } from './icons/icon-store.ts';
import { openSurface } from './open-surface.ts';
import type { Pen } from './paint/pen.ts';
import type { Focus, Surface } from './paint/surface.ts';
import { paintPattern } from './patterns/patterns.ts';
import type { StillRequest } from './picture-engine.ts';
import { checkSize } from './picture-size.ts';
import { seededRandom } from './random.ts';
import { layScenery } from './scenery/lay-scenery.ts';
import type { Body } from './scenery/scenery.ts';
import { withCanvas } from './spare-canvas.ts';
import { findIcons } from './subjects/find-icons.ts';
import { suiting } from './subjects/suiting.ts';
import type { Treatment } from './treatments/treatment.ts';
import { treatments } from './treatments/treatments.ts';

/** Draws one shot of one scene, as PNG. */
export async function drawStill(request: StillRequest, signal: AbortSignal): Promise<Buffer> {
  const { width, height } = request;
  checkSize(width, height);
  return withCanvas(width, height, async (canvas) => {
    await paintStill(canvas, request, signal);
    return encodePng(canvas);
  });
}

async function paintStill(canvas: Canvas, request: StillRequest, signal: AbortSignal): Promise<void> {
  const { width, height, seed, sceneIndex, shotIndex, language, look } = request;
  const words = request.words !== 'none';
  const place = { seed, sceneIndex, shotIndex, width, height, areas: areasOf(width, height, words) };
  const subjects = suiting(look.treatment, findIcons(request));
  const figure = shotIndex === 0 ? findFigure(request.narration, language) : undefined;
  if (figure && 'label' in figure && request.words === 'figure') figure.label = '';
  const plan = composeStill(place, subjects, figure, seededRandom(seed, 'plan', sceneIndex, shotIndex));

  const { key, light } = plan.backdrop;
  const part = `still ${sceneIndex} ${shotIndex}`;
  const surface = openSurface(canvas, { look, seed, scene: sceneIndex, key, light, words, part });
  const treatment = treatments[look.treatment];
  const icons = openIcons();
  const pen = treatment.penFor(surface);
  const lamp = paintBackdrop(surface, treatment, pen, plan.backdrop, plan.focus);
  signal.throwIfAborted();
  if (plan.heroes.length > 0) treatment.paintStage(surface, plan.stage, plan.focus);
  else if (!plan.chart && plan.backdrop.kind === 'pattern') treatment.paintOrb(surface, plan.focus);
  if (plan.chart) paintChart(surface, pen, plan.chart);
  for (const companion of plan.companions) {
    if (!covers(lamp, companion)) await treatment.paintCompanion(surface, icons, companion);
  }
  signal.throwIfAborted();
  for (const hero of plan.heroes) await treatment.paintHero(surface, icons, hero);
  for (const near of plan.foreground) await treatment.paintForeground(surface, icons, near);
  treatment.finish(surface, plan.focus);
  signal.throwIfAborted();
}

/** Answers what shines in it, which nothing is to stand on. */
function paintBackdrop(
  surface: Surface,
  treatment: Treatment,
  pen: Pen,
  backdrop: Backdrop,
  focus: Focus,
): Body | undefined {
  if (backdrop.kind === 'pattern') {
    treatment.paintGround(surface, backdrop.light);
    paintPattern(surface, pen, backdrop.pattern, focus);
    return undefined;
  }
  const { setting, weather, time, level } = backdrop;
  const scenery = layScenery(setting, weather, { ...surface, level, time, subject: focus.x });
  surface.source = scenery.light;
  treatment.paintScenery(surface, scenery);
  return scenery.light.kind === 'none' ? undefined : scenery.light;
}

function covers(light: Body | undefined, { spot: { x, y, size } }: Placed): boolean {
  return light !== undefined && Math.hypot(light.x - x, light.y - y) < light.radius + size * 0.42;
}
