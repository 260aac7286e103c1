import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStyle } from '../../src/activities/styles.ts';
import {
  type FilmSetting,
  type PicturePath,
  planFilmScene,
  requestOf,
  withPicture,
} from '../../src/activities/video/film-setting.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import { type Format, framesPerSecond } from '../../src/contracts/formats.ts';
import type { NarrationTiming } from '../../src/contracts/narration.ts';
import type { Motion } from '../../src/contracts/timeline.ts';
import type { ScenePlan } from '../../src/engines/film/plan-scene.ts';
import type { RenderSceneRequest } from '../../src/engines/film/scene-request.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { sampleScript } from './sample-script.ts';

/** A film as the program itself plans it, from a script and its words' times. */
export interface SampleFilm {
  setting: FilmSetting;
  sceneFrames: number;
  scenes: { plan: ScenePlan; timing: NarrationTiming }[];
}

/** One file of the film's picture. */
export interface Segment {
  request: RenderSceneRequest;
  frames: number;
  /** A transition into the next scene that moves, and so is heard. */
  moves: boolean;
}

export async function planSampleFilm(wanted: {
  style: string;
  format: Format;
  scenes: number;
  sceneFrames: number;
}): Promise<SampleFilm> {
  const { format, sceneFrames } = wanted;
  const style = parseStyle(await readFile(join(projectRoot, `styles/${wanted.style}.json`), 'utf8'), wanted.style);
  const script = sampleScript(wanted.scenes);
  const setting = { style, script, brief: briefSchema.parse({ topic: script.title, format, style: wanted.style }) };
  const scenes = script.scenes.map(({ id, narration }, sceneIndex) => {
    const timing = speakEvenly(id, narration, sceneFrames / framesPerSecond);
    return { timing, plan: planFilmScene(setting, { sceneIndex, timing, frames: sceneFrames }) };
  });
  return { setting, sceneFrames, scenes };
}

/** Word after word, each as long as its letters want, with a pause at the end. */
function speakEvenly(sceneId: string, narration: string, seconds: number): NarrationTiming {
  const words = narration.split(' ');
  const pace = (seconds * 0.92) / words.reduce((sum, { length }) => sum + length + 2, 0);
  let end = 0;
  return {
    sceneId,
    source: 'exact',
    words: words.map((text) => {
      const start = end;
      end += (text.length + 2) * pace;
      return { text, start, end };
    }),
  };
}

/**
 * What the film engine is asked for, in the film's order: each scene up to where the next comes in, then the transition.
 *
 * @param stills for each scene, one a shot; begun again when the film has more scenes
 */
export function segmentsOf({ setting, scenes }: SampleFilm, stills: readonly string[][], folder: string): Segment[] {
  const picturesOf = (scene: number): PicturePath[] =>
    (stills[scene % stills.length] ?? []).map((path) => ({ kind: 'still', path }));
  return scenes.flatMap(({ plan }, index): Segment[] => {
    const name = `scene-${String(index).padStart(3, '0')}`;
    const files = { pictures: picturesOf(index), watermark: undefined };
    const request = { ...requestOf(setting, index, plan, files), output: join(folder, `${name}.mp4`) };
    const from = plan.frames - (plan.exit?.frames ?? 0);
    const scene = { request: { ...request, range: { from: 0, to: from } }, frames: from, moves: false };
    const firstShot = scenes[index + 1]?.plan.shots[0];
    if (!plan.exit || !firstShot) return [scene];
    const next = { shot: withPicture(firstShot, picturesOf(index + 1)[0]), transition: plan.exit };
    const transition = { ...request, range: { from, to: plan.frames }, next, output: join(folder, `${name}-exit.mp4`) };
    return [scene, { request: transition, frames: plan.frames - from, moves: plan.exit.kind !== 'crossfade' }];
  });
}

/** A scene of one shot without words. */
export function bareScene(
  { setting: { style, brief, script } }: SampleFilm,
  { path, motion, frames, output }: { path: string; motion: Motion; frames: number; output: string },
): RenderSceneRequest {
  return {
    format: brief.format,
    shots: [{ kind: 'still', path, frames, enter: { kind: 'cut' }, motion }],
    lettering: { language: script.language, captions: undefined, words: { look: style.words, texts: [] } },
    output,
  };
}
