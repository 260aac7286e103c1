// @ts-check
// The contender: the program itself, built, in a process of its own, so that its CPU time and memory are nobody else's.
import { readFileSync, writeFileSync } from 'node:fs';

/** @type {import('./our-film.ts').FilmJob} */
const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
/** @type {typeof import('../../src/engines/film/film-engine.ts')} */
const { createFilmEngine } = await import(job.engine);

const engine = createFilmEngine({ ffmpeg: job.ffmpeg, threads: job.threads });
let done = 0;
const report = (/** @type {string} */ what) => process.stderr.write(`progress ${what}\n`);
try {
  await Promise.all(
    job.scenes.map(async (scene) => {
      await engine.renderScene(scene);
      report(`${++done} of ${job.scenes.length} pieces`);
    }),
  );
  if (job.film) {
    const assembled = await engine.assemble(job.film.assemble, {
      onProgress: (progress) => report(`joining, ${Math.round((100 * progress.done) / progress.total)} %`),
    });
    report('inspecting');
    const quality = await engine.inspect({ ...job.film.inspect, expectedFrames: assembled.frames });
    writeFileSync(job.film.report, JSON.stringify(quality));
  }
} finally {
  await engine.close();
}
