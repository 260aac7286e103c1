import { formats, framesPerSecond } from '../../contracts/formats.ts';
import type { Script } from '../../contracts/script.ts';
import type { DrawSceneInput, DrawSceneResult } from '../../contracts/stages.ts';
import { planShots } from '../../engines/film/shots.ts';
import { chooseProvider } from '../choose-provider.ts';
import { readScriptArtifact, sceneAt } from '../read-artifact.ts';
import { defineStage, type StageContext } from '../stage.ts';
import { filmSeed } from '../film-seed.ts';
import type { PictureProvider } from './providers/provider.ts';

/** Stills are drawn this much larger than the frame, so that the camera has room to move without losing sharpness. */
const room = 1.074;

export function createDrawScene(context: StageContext, available: readonly PictureProvider[]) {
  const { artifacts } = context;

  return defineStage<DrawSceneInput, { provider: PictureProvider; script: Script; shots: number }, DrawSceneResult>(
    context,
    {
      name: 'drawScene',
      step: 'video',
      version: 1,
      prepare: async ({ brief, script, sceneIndex, frames }) => ({
        provider: chooseProvider('video', brief, available),
        script: await readScriptArtifact(artifacts, script),
        shots: planShots(frames, brief.format, sceneIndex, framesPerSecond).length,
      }),
      provider: ({ provider }) => provider.name,
      key: ({ script, shots }, { brief: { format }, sceneIndex }) => ({
        title: script.title,
        language: script.language,
        scene: sceneAt(script, sceneIndex),
        sceneIndex,
        sceneCount: script.scenes.length,
        shots,
        format,
      }),
      async make({ provider, script, shots }, { signal, report }, { brief, sceneIndex }) {
        const { width, height } = formats[brief.format];
        const { narration, visual, onScreenText } = sceneAt(script, sceneIndex);
        const stills = [];
        let costUsd = 0;
        for (let shotIndex = 0; shotIndex < shots; shotIndex++) {
          const drawn = await provider.drawStill(
            {
              width: even(width * room),
              height: even(height * room),
              seed: filmSeed(script.title),
              title: script.title,
              language: script.language,
              idea: visual.idea,
              keywords: visual.keywords,
              narration,
              onScreenText,
              sceneIndex,
              sceneCount: script.scenes.length,
              shotIndex,
            },
            { signal },
          );
          costUsd += drawn.costUsd;
          stills.push(await artifacts.putBytes(drawn.value, 'image/png'));
          report('pictures', shotIndex + 1, shots);
        }
        return { stills, costUsd };
      },
    },
  );
}

const even = (pixels: number) => Math.round(pixels / 2) * 2;
