import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { framesPerSecond } from '../../src/contracts/formats.ts';
import type { QualityReport } from '../../src/contracts/timeline.ts';
import type { AssembleRequest } from '../../src/engines/film/assemble-film.ts';
import { buildSubtitles } from '../../src/engines/film/captions/subtitles.ts';
import { babble, writeWav } from '../../test/engines/film/samples.ts';
import { testTools } from '../../test/support/tools.ts';
import type { Usage } from '../measures/run-measured.ts';
import type { Entry } from './contest.ts';
import { makeOurFilm } from './our-film.ts';
import { type SampleFilm, type Segment, segmentsOf } from './sample-film.ts';
import { differentScenes } from './sample-script.ts';

export interface WholeFilm {
  usage: Usage;
  quality: QualityReport;
  file: string;
}

/** Renders, joins and inspects a film in one process of the program, as an engine with two threads does. */
export async function makeWholeFilm(entry: Entry, say: (message: string) => void): Promise<WholeFilm> {
  const { film, stills, ffmpeg, folder } = entry;
  const segments = segmentsOf(film, stills, folder);
  const file = join(folder, 'film.mp4');
  const assemble: AssembleRequest = {
    segments: segments.map(({ request, frames }) => ({ path: request.output, frames })),
    sound: await speakScenes(film, folder),
    effects: effectsOf(segments),
    music: { path: await anyMusic(), underVoiceLu: film.setting.style.music.underVoiceLu },
    output: file,
    workFolder: folder,
  };
  const { script, brief } = film.setting;
  const { language } = script;
  const cues = buildSubtitles(filmWords(film), { language });
  const inspect = { file, format: brief.format, language, expectedFrames: film.sceneFrames * film.scenes.length, cues };
  const scenes = segments.map(({ request }) => request);
  const { usage, quality } = await makeOurFilm(
    { ffmpeg, threads: 2, scenes, film: { assemble, inspect } },
    folder,
    reportSometimes(say),
  );
  if (!quality) throw new Error('the film was not inspected');
  return { usage, quality, file };
}

/** Sound like speech, one file for each of the first scenes; later scenes say the same again. */
async function speakScenes({ scenes, sceneFrames }: SampleFilm, folder: string): Promise<AssembleRequest['sound']> {
  const paths = scenes.slice(0, differentScenes).map((_, scene) => join(folder, `narration-${scene}.wav`));
  for (const [scene, path] of paths.entries()) await writeWav(path, babble(sceneFrames, scene + 1));
  return scenes.map((_, scene) => ({
    kind: 'narration',
    path: paths[scene % paths.length] as string,
    frames: sceneFrames,
  }));
}

function effectsOf(segments: readonly Segment[]): AssembleRequest['effects'] {
  let end = 0;
  return segments.flatMap(({ frames, moves }) => {
    end += frames;
    return moves ? [{ kind: 'whoosh' as const, atFrame: end - Math.floor(frames / 2), frames }] : [];
  });
}

function filmWords({ scenes, sceneFrames }: SampleFilm) {
  return scenes.flatMap(({ timing }, index) => {
    const offset = (index * sceneFrames) / framesPerSecond;
    return timing.words.map((word) => ({ ...word, start: word.start + offset, end: word.end + offset }));
  });
}

async function anyMusic(): Promise<string> {
  const folder = join(testTools().music, 'calm');
  const [track] = (await readdir(folder)).sort();
  if (!track) throw new Error(`there is no music in ${folder}: run \`./faceless setup\``);
  return join(folder, track);
}

/** Every few seconds is enough to see that it goes on. */
function reportSometimes(say: (message: string) => void): (message: string) => void {
  let last = 0;
  return (message) => {
    if (Date.now() - last < 10_000) return;
    last = Date.now();
    say(`  ${message}`);
  };
}
