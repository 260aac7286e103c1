import { join } from 'node:path';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { SceneClip } from '../../contracts/clip.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import type { RenderSceneRequest } from '../../engines/film/scene-request.ts';
import type { PictureEngine } from '../../engines/pictures/picture-engine.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { StageCall } from '../activity.ts';
import { filmSeed } from '../film-seed.ts';
import { withScratchFolder } from '../scratch.ts';
import { cardLook, cardTitles } from './cards.ts';
import { type FilmSetting, planFilmScene, requestOf, withPicture } from './film-setting.ts';
import { localPictures, localWatermark } from './local-files.ts';
import type { VideoTools } from './render-scene.ts';

/** Raised when the same inputs give other frames than before. */
const version = 1;

interface Drawing extends VideoTools {
  artifacts: ArtifactStore;
  pictures: PictureEngine;
  call: StageCall;
}

interface TimedClip {
  clip: SceneClip;
  timing: NarrationTiming;
}

interface Part {
  segment: ArtifactRef;
  frames: number;
}

/**
 * The last frames of a scene, in which the next one comes in; undefined where it is a cut. Made with the join, so that a
 * scene that changes takes no other with it.
 */
export async function drawTransition(
  { artifacts, call, ...drawing }: Drawing,
  setting: FilmSetting,
  sceneIndex: number,
  { clip, timing }: TimedClip,
  next: TimedClip | undefined,
): Promise<(Part & { moves: boolean }) | undefined> {
  if (!next || clip.segmentFrames === clip.frames) return undefined;
  const plan = planFilmScene(setting, { sceneIndex, timing, frames: clip.frames });
  const nextPlan = planFilmScene(setting, {
    sceneIndex: sceneIndex + 1,
    timing: next.timing,
    frames: next.clip.frames,
  });
  const [firstShot] = nextPlan.shots;
  if (!plan.exit || !firstShot) return undefined;
  const transition = plan.exit;
  const { style, brief, script } = setting;
  const inputs = {
    version,
    title: script.title,
    sceneIndex,
    plan,
    firstShot,
    pictures: clip.pictures,
    nextPicture: next.clip.pictures[0],
    look: [style.captions, style.words, style.progress],
    brief: [brief.format, brief.captions, brief.watermark],
    scenes: script.scenes.map(({ chapter }) => chapter !== undefined),
  };
  const { value } = await call.part('drawTransition', inputs, async () => {
    const [pictures, watermark, [nextPicture]] = await Promise.all([
      localPictures(artifacts, clip.pictures),
      localWatermark(artifacts, brief.watermark),
      localPictures(artifacts, next.clip.pictures.slice(0, 1)),
    ]);
    const request = {
      ...requestOf(setting, sceneIndex, plan, { pictures, watermark }),
      range: { from: clip.segmentFrames, to: clip.frames },
      next: { shot: withPicture(firstShot, nextPicture), transition },
    };
    return { segment: await render({ artifacts, call, ...drawing }, request), frames: transition.frames };
  });
  return { ...value, moves: transition.kind !== 'crossfade' };
}

/** The card before or after the film; undefined where the style has none. */
export async function drawCard(
  { artifacts, call, ...drawing }: Drawing,
  { style, brief, script }: FilmSetting,
  kind: 'intro' | 'outro',
): Promise<Part | undefined> {
  const frames = Math.round(style.cards[kind][brief.format] * framesPerSecond);
  if (frames === 0) return undefined;
  const { title, language, scenes } = script;
  const seed = filmSeed(title);
  const lettering = {
    language,
    captions: undefined,
    words: { look: style.words, texts: [] },
    card: cardTitles(kind, script, brief),
    watermark: undefined,
  };
  const keywords = [...new Set(scenes.flatMap(({ visual }) => visual.keywords.slice(0, 1)))].slice(0, 8);
  const ground = { seed, title, look: style.pictures, keywords, language, kind };
  const inputs = { version, ground, lettering, frames, format: brief.format };
  const { value } = await call.part('drawCard', inputs, () =>
    withScratchFolder(drawing.scratchFolder, async (folder) => {
      const path = join(folder, 'card.png');
      await cardLook(drawing.pictures, ground, brief.format, path, call.signal);
      const motion = { kind: 'in', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.05, x: 0.5, y: 0.5 } } as const;
      const shot = { kind: 'still', path, frames, lead: 0, enter: { kind: 'cut' }, motion } as const;
      const request = { format: brief.format, shots: [shot], lettering };
      return { segment: await render({ artifacts, call, ...drawing }, request), frames };
    }),
  );
  return value;
}

function render(
  { artifacts, call, film, scratchFolder }: Pick<Drawing, 'artifacts' | 'call' | 'film' | 'scratchFolder'>,
  request: Omit<RenderSceneRequest, 'output'>,
): Promise<ArtifactRef> {
  return withScratchFolder(scratchFolder, async (folder) => {
    const output = join(folder, 'part.mp4');
    await film.renderScene({ ...request, output }, { signal: call.signal });
    return artifacts.putFile(output, 'video/mp4');
  });
}
