import { loadavg } from 'node:os';
import { framesPerSecond } from '../src/contracts/formats.ts';
import { testTools } from '../test/support/tools.ts';
import { withBenchFolder } from './bench-folder.ts';
import { type Contender, type Entry, type Outcome, runContest } from './render/contest.ts';
import { measureGrowth } from './render/film-growth.ts';
import { measureFilmOfAnHour } from './render/film-of-an-hour.ts';
import { measureFoundScene } from './render/found-scene.ts';
import { measureJitter } from './render/jitter.ts';
import { type RenderOptions, readRenderOptions } from './render/options.ts';
import { compare, compareMemory, comparisons } from './render/picture-rows.ts';
import { measureResampling } from './render/resample-ssim.ts';
import { planSampleFilm } from './render/sample-film.ts';
import { drawSampleStills, type StillKind } from './render/sample-stills.ts';
import type { BenchRow } from './row.ts';

type Say = (message: string) => void;

const stillKinds: readonly StillKind[] = ['generated', 'photographs'];
const sceneSeconds = 5;

/** The picture of a Short of 60 seconds: what it costs, how it compares, how true it is. See docs/benchmarks.md. */
export async function measureRender(say: Say, args: string[]): Promise<BenchRow[]> {
  const options = readRenderOptions(args);
  const { ffmpeg } = testTools();
  const [load = 0] = loadavg();
  if (load > 0.8)
    say(`this machine is busy (load ${load.toFixed(1)}): wall times and memory will say more of that than of us`);
  // Two scenes as raw frames, or a long film with its sound: about as much as both together.
  const minutes = options.film60 ? 60 : (options.seconds / 60) * (options.wants('cpu-growth-20') ? 20 : 1);
  return withBenchFolder(2e9 + minutes * 0.1e9, say, async (folder) => {
    if (options.film60) return measureFilmOfAnHour({ ffmpeg, folder }, say);
    const scenes = Math.max(2, Math.round(options.seconds / sceneSeconds));
    const sceneFrames = Math.round((options.seconds * framesPerSecond) / scenes);
    const film = await planSampleFilm({ style: 'vivid', format: 'short', scenes, sceneFrames });
    const place = { ffmpeg, folder };

    say(`drawing the stills of ${scenes} scenes …`);
    const stills = new Map<StillKind, string[][]>();
    for (const kind of stillKinds) stills.set(kind, await drawSampleStills(kind, film, folder));
    const entries = new Map(stillKinds.map((kind) => [kind, { film, stills: stills.get(kind) ?? [], ...place }]));

    const rows = await measurePictures(entries, options, say);
    if (options.wants('jitter-px')) rows.push(await measureJitter(film, place));
    if (options.wants('resample-ssim')) rows.push(await measureResampling(film, stills, place));
    const minute = entries.get('generated');
    if (options.wants('cpu-growth-20') && minute) rows.push(await measureGrowth(minute, say));
    if (options.wants('found-scene-ms')) rows.push(await measureFoundScene(film, place));
    return rows;
  });
}

async function measurePictures(
  entries: ReadonlyMap<StillKind, Entry>,
  { wants, repeats }: RenderOptions,
  say: Say,
): Promise<BenchRow[]> {
  const wanted = comparisons.filter(({ figure }) => wants(figure));
  const memory = wants('worker-rss-mb');
  if (wanted.length === 0 && !memory) return [];
  const against = new Set<Contender>(wanted.map((comparison) => comparison.against));
  if (memory) against.add('bound').add('ours-by-one');
  const contenders: Contender[] = ['ours', ...against];
  const outcomes = new Map<StillKind, Outcome>();
  for (const [kind, entry] of entries) {
    say(`${kind}: ${contenders.join(', ')}, ${repeats} time(s) each …`);
    outcomes.set(kind, await runContest(entry, { contenders, repeats }, (message) => say(`  ${message}`)));
  }
  const rows = wanted.map((comparison) => compare(comparison, outcomes));
  if (memory) {
    const row = compareMemory(outcomes);
    if (row) rows.push(row);
    else say('worker-rss-mb is left out: memory can be read from /proc only');
  }
  return rows;
}
