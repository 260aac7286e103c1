import { join } from 'node:path';
import { Failure } from '../../contracts/failures.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import type { Script } from '../../contracts/script.ts';
import type { AssembleFilmInput, AssembleFilmResult } from '../../contracts/stages.ts';
import { buildSubtitles, formatSrt, formatVtt } from '../../engines/film/captions/subtitles.ts';
import type { FilmEngine } from '../../engines/film/film-engine.ts';
import { chooseTrack, findMusic } from '../music.ts';
import { readScriptArtifact, readTimingArtifact } from '../read-artifact.ts';
import { withScratchFolder } from '../scratch.ts';
import { defineStage, type StageContext } from '../stage.ts';

export interface FilmFolders {
  scratch: string;
  music: string;
}

/** Joins the scenes by stream copy, lays the sound under them and inspects the result before anybody sees it. */
export function createAssembleFilm(context: StageContext, film: FilmEngine, folders: FilmFolders) {
  const { artifacts } = context;

  return defineStage<AssembleFilmInput, Script, AssembleFilmResult>(context, {
    name: 'assembleFilm',
    step: 'video',
    version: 1,
    prepare: ({ script }) => readScriptArtifact(artifacts, script),
    provider: () => 'ffmpeg',
    key: ({ title, language }, { scenes, brief: { format, music } }) => ({ title, language, scenes, format, music }),
    async make({ title, language }, { signal, report }, { brief, scenes }) {
      const music = await findMusic(artifacts, folders.music, brief, title);
      const segments = await Promise.all(
        scenes.map(async ({ segment, frames }) => ({ path: await artifacts.localFile(segment), frames })),
      );
      const narrations = await Promise.all(scenes.map(({ audio }) => artifacts.localFile(audio)));
      const expectedFrames = scenes.reduce((sum, { frames }) => sum + frames, 0);
      const cues = buildSubtitles(await filmWords(scenes), { language });

      return withScratchFolder(folders.scratch, async (workFolder) => {
        const output = join(workFolder, 'film.mp4');
        const onProgress = ({ done, total }: { done: number; total: number }) => report('frames', done, total);
        const request = { segments, narrations, music: music ? { path: music } : undefined, output, workFolder };
        const { durationSeconds } = await film.assemble(request, { signal, onProgress });
        const quality = await film.inspect({ file: output, format: brief.format, expectedFrames, cues }, { signal });
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
        return { video, srt, vtt, durationSeconds, quality, music: chooseTrack(brief, title)?.credit, costUsd: 0 };
      });
    },
  });

  /** The words of all scenes, in seconds from the start of the film. */
  async function filmWords(scenes: AssembleFilmInput['scenes']): Promise<WordTiming[]> {
    let begin = 0;
    const words: WordTiming[] = [];
    for (const { timing, frames } of scenes) {
      const offset = begin / framesPerSecond;
      const narration = await readTimingArtifact(artifacts, timing);
      for (const { text, start, end } of narration.words)
        words.push({ text, start: start + offset, end: end + offset });
      begin += frames;
    }
    return words;
  }
}
