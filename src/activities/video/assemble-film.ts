import { join } from 'node:path';
import { type DrawnShare, type SceneClip, sceneClipSchema } from '../../contracts/clip.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Script } from '../../contracts/script.ts';
import type { AssembleFilmInput, AssembleFilmResult } from '../../contracts/stages.ts';
import { buildSubtitles, formatSrt, formatVtt } from '../../engines/film/captions/subtitles.ts';
import type { PictureEngine } from '../../engines/pictures/picture-engine.ts';
import type { StageCall, StageContext } from '../activity.ts';
import { checkShape } from '../check-shape.ts';
import { chooseTrack, findMusic } from '../music.ts';
import { readScriptArtifact, readTimingArtifact } from '../read-artifact.ts';
import { withScratchFolder } from '../scratch.ts';
import { defineStage } from '../stage.ts';
import { drawCard, drawTransition } from './draw-parts.ts';
import { type FilmParts, joinParts } from './film-parts.ts';
import type { FilmSetting } from './film-setting.ts';
import type { VideoTools } from './render-scene.ts';

export interface AssembleTools extends VideoTools {
  pictures: PictureEngine;
  musicFolder: string;
}

/**
 * Joins the scenes by stream copy, with the transitions between them and the cards around them, lays the sound under them
 * and inspects the result before anybody sees it.
 */
export function createAssembleFilm(context: StageContext, tools: AssembleTools) {
  const { artifacts } = context;

  return defineStage<AssembleFilmInput, { name: 'ffmpeg' }, FilmSetting, AssembleFilmResult>(context, {
    name: 'assembleFilm',
    step: 'video',
    version: 2,
    providers: () => [{ name: 'ffmpeg' }],
    async prepare({ script, brief }) {
      return { script: await readScriptArtifact(artifacts, script), style: await tools.readStyle(brief), brief };
    },
    key: ({ script, style, brief: { format, music, captions, watermark } }, { clips }) => {
      return { script, style, clips, format, music, captions, watermark };
    },
    async make(setting, call, { clips }) {
      const { script, style, brief } = setting;
      const scenes = await Promise.all(clips.map(readClip));
      const parts = await partsOf(setting, scenes, call);
      const music = await findMusic(artifacts, tools.musicFolder, brief, style.music, script.title);
      const cues = buildSubtitles(parts.words, { language: script.language });

      return withScratchFolder(tools.scratchFolder, async (workFolder) => {
        const output = join(workFolder, 'film.mp4');
        const { signal } = call;
        const onProgress = ({ done, total }: { done: number; total: number }) => call.report('frames', done, total);
        const { durationSeconds, note } = await tools.film.assemble(
          {
            ...(await localParts(parts)),
            effects: parts.effects,
            music: music ? { path: music, underVoiceLu: style.music.underVoiceLu } : undefined,
            output,
            workFolder,
          },
          { signal, onProgress },
        );
        const quality = await tools.film.inspect(
          {
            file: output,
            format: brief.format,
            language: script.language,
            expectedFrames: parts.frames,
            cues,
            quiet: parts.quiet,
            still: parts.still,
          },
          { signal },
        );
        if (quality.problems.length > 0) {
          throw new Failure(
            'QualityCheckFailed',
            `the film did not pass its inspection: ${quality.problems.join('; ')}`,
          );
        }
        const [video, srt, vtt] = await Promise.all([
          artifacts.putFile(output, 'video/mp4'),
          artifacts.putBytes(Buffer.from(formatSrt(cues)), 'application/x-subrip'),
          artifacts.putBytes(Buffer.from(formatVtt(cues)), 'text/vtt'),
        ]);
        const credit = chooseTrack(brief, style.music, script.title)?.credit;
        const drawnPictures = drawnShare(
          script,
          scenes.map(({ clip }) => clip),
        );
        return { video, srt, vtt, durationSeconds, quality, music: credit, drawnPictures, costUsd: 0, note };
      });
    },
  });

  async function readClip(ref: AssembleFilmInput['clips'][number]) {
    const clip = checkShape(sceneClipSchema, await artifacts.readJson(ref), "scene's clip", 'InvalidInput');
    return { clip, timing: await readTimingArtifact(artifacts, clip.timing) };
  }

  async function partsOf(
    setting: FilmSetting,
    scenes: { clip: SceneClip; timing: Awaited<ReturnType<typeof readTimingArtifact>> }[],
    call: StageCall,
  ): Promise<FilmParts> {
    const drawing = { ...tools, artifacts, call };
    const [intro, outro] = await Promise.all([
      drawCard(drawing, setting, 'intro'),
      drawCard(drawing, setting, 'outro'),
    ]);
    const parted = await Promise.all(
      scenes.map(async (scene, index) => ({
        ...scene,
        exit: await drawTransition(drawing, setting, index, scene, scenes[index + 1]),
      })),
    );
    return joinParts(parted, { intro, outro }, setting.style.transitions.sound);
  }

  async function localParts({ picture, sound }: FilmParts) {
    return {
      segments: await Promise.all(
        picture.map(async ({ segment, frames }) => ({ path: await artifacts.localFile(segment), frames })),
      ),
      sound: await Promise.all(
        sound.map(async (part) =>
          part.kind === 'narration'
            ? { kind: part.kind, path: await artifacts.localFile(part.audio), frames: part.frames }
            : part,
        ),
      ),
    };
  }
}

function drawnShare({ scenes }: Script, clips: readonly SceneClip[]): DrawnShare {
  const pictured = new Set(scenes.flatMap(({ id, visual }) => (visual.media ? [id] : [])));
  const drawn = clips.flatMap(({ sceneId, pictures }) => pictures.map(({ found }) => !found && !pictured.has(sceneId)));
  if (drawn.every(Boolean)) return 'all';
  return drawn.some(Boolean) ? 'some' : 'none';
}
