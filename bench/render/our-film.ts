import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { QualityReport } from '../../src/contracts/timeline.ts';
import type { AssembleRequest } from '../../src/engines/film/assemble-film.ts';
import type { InspectRequest } from '../../src/engines/film/inspect-film.ts';
import type { RenderSceneRequest } from '../../src/engines/film/scene-request.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { runMeasured, type Usage } from '../measures/run-measured.ts';

/** What `film-child.mjs` reads. */
export interface FilmJob {
  /** URL of the built film engine. */
  engine: string;
  ffmpeg: string;
  threads: number;
  scenes: RenderSceneRequest[];
  /** Join them and read the film back, too; what the inspection found goes into `report`. */
  film?: { assemble: AssembleRequest; inspect: InspectRequest; report: string };
}

interface FilmWork {
  ffmpeg: string;
  threads: number;
  scenes: RenderSceneRequest[];
  film?: Omit<NonNullable<FilmJob['film']>, 'report'>;
}

/** Makes the scenes, and the film if wanted, in a process of the built program, and nothing else. */
export async function makeOurFilm(
  work: FilmWork,
  folder: string,
  onProgress?: (message: string) => void,
): Promise<{ usage: Usage; quality?: QualityReport }> {
  const path = join(folder, 'job.json');
  const report = join(folder, 'inspection.json');
  const engine = pathToFileURL(join(projectRoot, 'dist/engines/film/film-engine.js')).href;
  const job: FilmJob = { engine, ...work, film: work.film && { ...work.film, report } };
  await writeFile(path, JSON.stringify(job));
  const child = join(import.meta.dirname, 'film-child.mjs');
  const usage = await runMeasured(process.execPath, [child, path], {
    onLine: (line) => {
      if (line.startsWith('progress ')) onProgress?.(line.slice('progress '.length));
    },
  });
  if (!work.film) return { usage };
  return { usage, quality: JSON.parse(await readFile(report, 'utf8')) as QualityReport };
}
