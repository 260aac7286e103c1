import { Failure } from '../../contracts/failures.ts';
import { formats, framesPerSecond } from '../../contracts/formats.ts';
import type { Scene, Script } from '../../contracts/script.ts';
import type { DrawSceneInput, DrawSceneResult } from '../../contracts/stages.ts';
import { planShots } from '../../engines/film/shots.ts';
import { missingGlyphs } from '../../engines/text/coverage.ts';
import { chooseProvider } from '../choose-provider.ts';
import { filmSeed } from '../film-seed.ts';
import { readScriptArtifact, sceneAt } from '../read-artifact.ts';
import { defineStage, type StageContext } from '../stage.ts';
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
      async prepare({ brief, script: ref, sceneIndex, frames }) {
        const provider = chooseProvider('video', brief, available);
        const script = await readScriptArtifact(artifacts, ref);
        checkFonts(sceneAt(script, sceneIndex));
        return { provider, script, shots: planShots(frames, brief.format, sceneIndex, framesPerSecond).length };
      },
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

/** Said before anything is drawn: no film has boxes for letters. */
function checkFonts({ id, narration, onScreenText = '' }: Scene): void {
  const missing = missingGlyphs(narration + onScreenText);
  if (missing.length === 0) return;
  const some = missing.slice(0, 12).join(' ');
  const advice = 'install a font that has them, such as the Noto fonts (Debian: fonts-noto-core, fonts-noto-cjk)';
  throw new Failure('FontMissing', `no font on this machine can draw ${some} of scene ${id}: ${advice}`);
}
