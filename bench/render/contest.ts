import type { Usage } from '../measures/run-measured.ts';
import { makeOurFilm } from './our-film.ts';
import { captureRawScenes, encodeRawScene, removeRawScenes } from './raw-frames.ts';
import { encodeByOneGraph, encodeThreeTimes } from './references.ts';
import { type SampleFilm, segmentsOf } from './sample-film.ts';

/** Who makes the picture: the program, two scenes at once or one; its encoder alone, two at once; two usual ways with FFmpeg. */
export type Contender = 'ours' | 'ours-by-one' | 'bound' | 'one-graph' | 'three-encodes';

export type Outcome = Partial<Record<Contender, Usage[]>>;

export interface Entry {
  film: SampleFilm;
  stills: readonly string[][];
  ffmpeg: string;
  folder: string;
}

/** Each contender makes the same picture, one after the other, `repeats` times over. */
export async function runContest(
  entry: Entry,
  { contenders, repeats }: { contenders: readonly Contender[]; repeats: number },
  say: (message: string) => void,
): Promise<Outcome> {
  const outcome: Outcome = {};
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const contender of contenders) {
      const usage = await runs[contender](entry);
      outcome[contender] = [...(outcome[contender] ?? []), usage];
      say(`${contender}: ${describeUsage(usage)}`);
    }
  }
  return outcome;
}

export function describeUsage({ cpuSeconds, wallSeconds, peakMemoryMb }: Usage): string {
  const memory = peakMemoryMb === undefined ? '' : `, ${Math.round(peakMemoryMb)} MB at most`;
  return `${cpuSeconds.toFixed(1)} s of CPU in ${wallSeconds.toFixed(1)} s${memory}`;
}

const runs: Record<Contender, (entry: Entry) => Promise<Usage>> = {
  ours: (entry) => renderOurs(entry, 2),
  'ours-by-one': (entry) => renderOurs(entry, 1),
  bound: encodeBound,
  'one-graph': encodeByOneGraph,
  'three-encodes': encodeThreeTimes,
};

async function renderOurs({ film, stills, ffmpeg, folder }: Entry, threads: number): Promise<Usage> {
  const scenes = segmentsOf(film, stills, folder).map(({ request }) => request);
  return (await makeOurFilm({ ffmpeg, threads, scenes }, folder)).usage;
}

/** Two scenes at a time, so that no more than two lie on the disk as raw frames. */
async function encodeBound({ film, stills, folder, ffmpeg }: Entry): Promise<Usage> {
  const segments = segmentsOf(film, stills, folder).sort((a, b) => b.frames - a.frames);
  const total: Usage = { cpuSeconds: 0, wallSeconds: 0, peakMemoryMb: undefined };
  for (let first = 0; first < segments.length; first += 2) {
    const pair = segments.slice(first, first + 2).map(({ request }) => request);
    const raw = await captureRawScenes(pair, { ffmpeg, folder });
    const began = performance.now();
    const usages = await Promise.all(raw.map((scene) => encodeRawScene(ffmpeg, scene)));
    total.wallSeconds += (performance.now() - began) / 1000;
    await removeRawScenes(raw);
    for (const { cpuSeconds } of usages) total.cpuSeconds += cpuSeconds;
    const memory = usages.reduce((sum, { peakMemoryMb = 0 }) => sum + peakMemoryMb, 0);
    if (memory > 0) total.peakMemoryMb = Math.max(total.peakMemoryMb ?? 0, memory);
  }
  return total;
}
