import { join } from 'node:path';
import { type Format, framesPerSecond } from '../../contracts/formats.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import type { Script } from '../../contracts/script.ts';
import type { RenderSceneInput, RenderSceneResult } from '../../contracts/stages.ts';
import { buildCues } from '../../engines/film/captions/cues.ts';
import type { FilmEngine } from '../../engines/film/film-engine.ts';
import { planMotions } from '../../engines/film/motion.ts';
import { planShots } from '../../engines/film/shots.ts';
import { filmSeed } from '../film-seed.ts';
import { readScriptArtifact, readTimingArtifact } from '../read-artifact.ts';
import { withScratchFolder } from '../scratch.ts';
import { defineStage, type StageContext } from '../stage.ts';

interface Prepared {
  script: Script;
  timing: NarrationTiming;
}

export function createRenderScene(context: StageContext, film: FilmEngine, scratchFolder: string) {
  const { artifacts } = context;

  return defineStage<RenderSceneInput, Prepared, RenderSceneResult>(context, {
    name: 'renderScene',
    step: 'video',
    version: 1,
    prepare: async ({ script, timing }) => ({
      script: await readScriptArtifact(artifacts, script),
      timing: await readTimingArtifact(artifacts, timing),
    }),
    provider: () => 'ffmpeg',
    key: ({ script }, { stills, timing, frames, sceneIndex, brief: { format } }) => ({
      title: script.title,
      language: script.language,
      stills,
      timing,
      frames,
      sceneIndex,
      format,
    }),
    async make({ script, timing }, { signal, report }, { brief: { format }, stills, frames, sceneIndex }) {
      const shots = planMovingShots(frames, format, sceneIndex, filmSeed(script.title));
      const paths = await Promise.all(stills.map((still) => artifacts.localFile(still)));
      const cues = buildCues(timing.words, { language: script.language, format });
      return withScratchFolder(scratchFolder, async (folder) => {
        const output = join(folder, 'scene.mp4');
        const onProgress = ({ done, total }: { done: number; total: number }) => report('frames', done, total);
        const moving = shots.map((shot, index) => ({ ...shot, path: paths[index] as string }));
        await film.renderScene({ stills: moving, cues, format, output }, { signal, onProgress });
        return { segment: await artifacts.putFile(output, 'video/mp4'), frames, costUsd: 0 };
      });
    },
  });
}

function planMovingShots(frames: number, format: Format, sceneIndex: number, seed: number) {
  const lengths = planShots(frames, format, sceneIndex, framesPerSecond);
  const motions = planMotions(lengths.length, {
    seed: seed + sceneIndex,
    seconds: lengths.map((length) => length / framesPerSecond),
  });
  return lengths.map((length, index) => ({ frames: length, motion: motions[index] as (typeof motions)[number] }));
}
