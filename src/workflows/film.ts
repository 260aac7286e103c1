import type { ArtifactRef } from '../contracts/artifact.ts';
import type { PictureCredit } from '../contracts/clip.ts';
import type { AssembleFilmResult, WriteScriptResult } from '../contracts/stages.ts';
import { allOrNone } from './all-or-none.ts';
import { type Run, StageRevised } from './run.ts';
import { assembleFilm, narrateScene, renderScene } from './stages.ts';

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
  run.state.board.begin('video', count + 1);
  run.state.publishAttributes();

  const sceneFrames: number[] = [];
  const sceneCredits: PictureCredit[][] = [];
  const clips = await allOrNone(
    sceneIds.map((id, sceneIndex) => async (): Promise<ArtifactRef> => {
      const scene = { script, sceneIndex };
      const summary = `scene ${sceneIndex + 1} of ${count} (${id})`;
      const narration = await run.part('audio', (input) =>
        narrateScene.executeWithOptions({ summary }, [{ ...input, ...scene }]),
      );
      const { audio, timing, frames, voice, provider } = narration;
      // One voice speaks the whole film: scenes another spoke are narrated again.
      if (run.takenOver('audio', provider)) throw new StageRevised();
      sceneFrames[sceneIndex] = frames;
      // Counted by `Object.keys`: the array has holes until the last narration is there.
      if (Object.keys(sceneFrames).length === count) run.finish('audio', { sceneFrames, voice, provider });
      const { clip, credits = [] } = await run.part('video', (input) =>
        renderScene.executeWithOptions({ summary }, [{ ...input, ...scene, audio, timing, frames }]),
      );
      sceneCredits[sceneIndex] = credits;
      return clip;
    }),
  );
  const summary = `join ${count} scenes, mix, inspect`;
  const film = await run.part('video', (input) =>
    assembleFilm.executeWithOptions({ summary }, [{ ...input, script, clips }]),
  );
  const credits = withoutRepeats(sceneCredits.flat());
  return run.finish('video', credits.length > 0 ? { ...film, credits } : film);
}

/** Each author once for each site, by the first of their pictures. */
function withoutRepeats(credits: readonly PictureCredit[]): PictureCredit[] {
  const isFirst = ({ source, author }: PictureCredit, index: number) =>
    credits.findIndex((other) => other.source === source && other.author === author) === index;
  return credits.filter(isFirst);
}
