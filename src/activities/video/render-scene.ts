import { join } from 'node:path';
import { type SceneClip, sceneClipSchema } from '../../contracts/clip.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import type { RenderSceneInput, RenderSceneResult } from '../../contracts/stages.ts';
import type { FilmEngine } from '../../engines/film/film-engine.ts';
import { allThere } from '../../infra/artifacts/all-there.ts';
import type { StageContext } from '../activity.ts';
import { chooseProviders } from '../choose-providers.ts';
import { readScriptArtifact, readTimingArtifact, sceneAt } from '../read-artifact.ts';
import { withScratchFolder } from '../scratch.ts';
import { defineStage } from '../stage.ts';
import type { ReadStyle } from '../styles.ts';
import { type FilmSetting, planFilmScene, requestOf } from './film-setting.ts';
import { localPictures, localWatermark } from './local-files.ts';
import type { PictureProvider } from './providers/provider.ts';
import { checkFonts, findPictures, mayShow } from './scene-pictures.ts';

interface Prepared {
  setting: FilmSetting;
  provider: PictureProvider;
  timing: NarrationTiming;
}

export interface VideoTools {
  film: FilmEngine;
  readStyle: ReadStyle;
  scratchFolder: string;
}

/** A scene from its narration to its finished clip: its pictures are found or drawn, then every frame is rendered. */
export function createRenderScene(context: StageContext, available: readonly PictureProvider[], tools: VideoTools) {
  const { artifacts } = context;

  return defineStage<RenderSceneInput, PictureProvider, Prepared, RenderSceneResult>(context, {
    name: 'renderScene',
    step: 'video',
    version: 2,
    providers: ({ brief }) => chooseProviders('video', brief, available),
    async prepare({ brief, script: ref, sceneIndex, timing }, provider) {
      const [script, style] = await Promise.all([readScriptArtifact(artifacts, ref), tools.readStyle(brief)]);
      checkFonts(sceneAt(script, sceneIndex));
      return { provider, setting: { script, style, brief }, timing: await readTimingArtifact(artifacts, timing) };
    },
    key: ({ setting: { script, style, brief } }, { audio, timing, frames, sceneIndex }) => ({
      title: script.title,
      language: script.language,
      chapters: script.scenes.map(({ chapter }) => chapter !== undefined),
      scene: sceneAt(script, sceneIndex),
      sceneIndex,
      audio,
      timing,
      frames,
      style: { ...style, title: undefined, description: undefined, music: undefined, cards: undefined },
      format: brief.format,
      captions: brief.captions,
      watermark: brief.watermark,
    }),
    // The clip is a list of files: it stands as long as they are there.
    async stands({ clip }, { provider }, input) {
      const { success, data } = sceneClipSchema.safeParse(await artifacts.readJson(clip));
      if (!success || !(await allThere(artifacts, data))) return false;
      return mayShow(provider, data.pictures, input, data.sceneId);
    },
    async make({ setting, provider, timing }, call, film) {
      const { audio, timing: timingFile, frames, sceneIndex } = film;
      const plan = planFilmScene(setting, { sceneIndex, timing, frames });
      const wanted = { setting, sceneIndex, plan, film };
      const found = await findPictures({ ...tools, artifacts }, provider, wanted, call);
      const { pictures, costUsd, model, notes } = found;
      const files = {
        pictures: await localPictures(artifacts, pictures),
        watermark: await localWatermark(artifacts, setting.brief.watermark),
      };
      const segmentFrames = frames - (plan.exit?.frames ?? 0);
      const segment = await withScratchFolder(tools.scratchFolder, async (folder) => {
        const output = join(folder, 'scene.mp4');
        const onProgress = ({ done, total }: { done: number; total: number }) => call.report('frames', done, total);
        const request = {
          ...requestOf(setting, sceneIndex, plan, files),
          range: { from: 0, to: segmentFrames },
          output,
        };
        await tools.film.renderScene(request, { signal: call.signal, onProgress });
        return artifacts.putFile(output, 'video/mp4');
      });
      const { id } = sceneAt(setting.script, sceneIndex);
      const clip: SceneClip = { sceneId: id, frames, segment, segmentFrames, audio, timing: timingFile, pictures };
      const credits = pictures.flatMap(({ credit }) => credit ?? []);
      return {
        clip: await artifacts.putJson(clip),
        costUsd,
        ...(model && { model }),
        ...(notes.length > 0 && { note: notes.join(' ') }),
        ...(credits.length > 0 && { credits }),
      };
    },
  });
}
