import type { AssembleFilmResult, FilmScene, NarrateSceneResult, WriteScriptResult } from '../contracts/stages.ts';
import { allOrNone } from './all-or-none.ts';
import { type Run, StageRevised } from './run.ts';
import { assembleFilm, drawScene, narrateScene, renderScene } from './stages.ts';

/**
 * The steps `audio` and `video`: each scene is rendered as soon as its own narration is there, on whichever worker is
 * free; the join is a stream copy.
 */
export async function makeFilm(run: Run, script: WriteScriptResult): Promise<AssembleFilmResult> {
  for (;;) {
    try {
      return await makeFilmOnce(run, script);
    } catch (error) {
      // Another voice or provider concerns every scene; those whose inputs did not change are found, not made again.
      if (!(error instanceof StageRevised)) throw error;
    }
  }
}

async function makeFilmOnce(run: Run, { script, sceneIds }: WriteScriptResult): Promise<AssembleFilmResult> {
  const count = sceneIds.length;
  run.state.board.begin('audio', count);
  run.state.board.begin('video', 2 * count + 1);
  run.state.publishAttributes();

  const narrations: NarrateSceneResult[] = [];
  const scenes = await allOrNone(
    sceneIds.map((id, sceneIndex) => async (): Promise<FilmScene> => {
      const scene = { script, sceneIndex };
      const summary = `scene ${sceneIndex + 1} of ${count} (${id})`;
      const narration = await run.part('audio', (input) =>
        narrateScene.executeWithOptions({ summary }, [{ ...input, ...scene }]),
      );
      narrations[sceneIndex] = narration;
      if (Object.keys(narrations).length === count) run.finish('audio', narrations);
      const { audio, timing, frames } = narration;
      const { stills } = await run.part('video', (input) =>
        drawScene.executeWithOptions({ summary }, [{ ...input, ...scene, frames }]),
      );
      const { segment } = await run.part('video', (input) =>
        renderScene.executeWithOptions({ summary }, [{ ...input, ...scene, timing, frames, stills }]),
      );
      return { audio, timing, segment, frames };
    }),
  );
  const summary = `join ${count} scenes, mix, inspect`;
  const film = await run.part('video', (input) =>
    assembleFilm.executeWithOptions({ summary }, [{ ...input, script, scenes }]),
  );
  return run.finish('video', film);
}
