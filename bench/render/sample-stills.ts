import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filmSeed } from '../../src/activities/film-seed.ts';
import { stillSize } from '../../src/engines/film/sources/still.ts';
import { createPictureEngine } from '../../src/engines/pictures/picture-engine.ts';
import { drawPhotograph } from './photograph.ts';
import type { SampleFilm } from './sample-film.ts';
import { differentScenes } from './sample-script.ts';

export type StillKind = 'generated' | 'photographs';

/** For each scene, one path a shot. Drawn before anything is measured. */
export async function drawSampleStills(kind: StillKind, film: SampleFilm, folder: string): Promise<string[][]> {
  return kind === 'generated' ? drawGenerated(film, folder) : drawPhotographs(film, folder);
}

/** As the program draws them with no key. */
async function drawGenerated({ setting, scenes }: SampleFilm, folder: string): Promise<string[][]> {
  const { script, style, brief } = setting;
  const pictures = createPictureEngine({ threads: 2 });
  try {
    return await Promise.all(
      scenes.slice(0, differentScenes).map(({ plan }, sceneIndex) =>
        Promise.all(
          plan.shots.map(async (_, shotIndex) => {
            const scene = script.scenes[sceneIndex] as (typeof script.scenes)[number];
            const path = join(folder, `generated-${sceneIndex}-${shotIndex}.png`);
            const still = await pictures.drawStill({
              ...stillSize(brief.format),
              seed: filmSeed(script.title),
              title: script.title,
              language: script.language,
              look: style.pictures,
              idea: scene.visual.idea,
              keywords: scene.visual.keywords,
              narration: scene.narration,
              words: plan.texts.length > 0 ? 'title' : 'none',
              sceneIndex,
              sceneCount: script.scenes.length,
              shotIndex,
            });
            await writeFile(path, still);
            return path;
          }),
        ),
      ),
    );
  } finally {
    await pictures.close();
  }
}

async function drawPhotographs({ setting, scenes }: SampleFilm, folder: string): Promise<string[][]> {
  const size = stillSize(setting.brief.format);
  const paths: string[][] = [];
  for (const [scene, { plan }] of scenes.slice(0, differentScenes).entries()) {
    const own = plan.shots.map((_, shot) => join(folder, `photograph-${scene}-${shot}.jpg`));
    for (const [shot, path] of own.entries()) await writeFile(path, drawPhotograph(size, scene * 100 + shot + 1));
    paths.push(own);
  }
  return paths;
}
