import type { Brief } from '../../contracts/brief.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import type { Script } from '../../contracts/script.ts';
import type { Style } from '../../contracts/style.ts';
import type { SceneLettering } from '../../engines/film/lettering/scene-lettering.ts';
import { planScene, type ScenePlan } from '../../engines/film/plan-scene.ts';
import type { RenderSceneRequest, Shot } from '../../engines/film/scene-request.ts';
import { findFigure } from '../../engines/pictures/figures.ts';
import { filmSeed } from '../film-seed.ts';
import { sceneAt } from '../read-artifact.ts';

/** What every scene of a film has in common. */
export interface FilmSetting {
  script: Script;
  style: Style;
  brief: Brief;
}

/** A picture of a scene as a file the engine can read. */
export interface PicturePath {
  kind: 'still' | 'clip';
  path: string;
}

/** The same for whoever asks: the scene's own render, and the join that draws the transition into the next one. */
export function planFilmScene(
  { script, style, brief }: FilmSetting,
  { sceneIndex, timing, frames }: { sceneIndex: number; timing: NarrationTiming; frames: number },
): ScenePlan {
  const scene = sceneAt(script, sceneIndex);
  const { language } = script;
  return planScene({
    scene,
    sceneIndex,
    next: script.scenes[sceneIndex + 1],
    frames,
    words: timing.words,
    language,
    format: brief.format,
    style,
    seed: filmSeed(script.title),
    figure: findFigure(scene.narration, language)?.text,
  });
}

/** What the film engine draws of a planned scene; all of it, unless a range is named. */
export function requestOf(
  { script, style, brief }: FilmSetting,
  sceneIndex: number,
  { shots, cues, texts, frames }: ScenePlan,
  files: { pictures: readonly PicturePath[]; watermark: SceneLettering['watermark'] },
): Omit<RenderSceneRequest, 'output'> {
  const { format } = brief;
  const count = script.scenes.length;
  return {
    format,
    shots: shots.map((shot, index) => withPicture(shot, files.pictures[index % files.pictures.length])),
    lettering: {
      language: script.language,
      captions: brief.captions ? { look: style.captions, cues } : undefined,
      words: { look: style.words, texts },
      // By scenes, not by seconds: how long the film will be is known only when its last scene has been narrated.
      progress: style.progress
        ? {
            look: style.progress,
            from: sceneIndex / count,
            to: (sceneIndex + 1) / count,
            frames,
            marks: marksOf(script),
          }
        : undefined,
      watermark: files.watermark,
    },
  };
}

export function withPicture(shot: ScenePlan['shots'][number], picture: PicturePath | undefined): Shot {
  if (!picture) throw new RangeError('a scene has no picture');
  const { motion, ...time } = shot;
  return picture.kind === 'clip'
    ? { kind: 'clip', path: picture.path, ...time }
    : { kind: 'still', path: picture.path, motion, ...time };
}

/** Shares of the film at which a chapter begins. */
function marksOf({ scenes }: Script): number[] {
  return scenes.flatMap(({ chapter }, index) => (chapter && index > 0 ? [index / scenes.length] : []));
}
