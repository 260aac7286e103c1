import { loadavg } from 'node:os';
import { withBenchFolder } from './bench-folder.ts';
import type { BenchRow } from './row.ts';
import { type Figure, readUploadOptions } from './upload/options.ts';
import { type Place, withPlace } from './upload/place.ts';
import { measureMemory } from './upload/rss-mb.ts';
import { measureSpeed } from './upload/upload-to-curl.ts';

const measures: Record<Figure, (place: Place) => Promise<BenchRow>> = {
  'upload-to-curl': measureSpeed,
  'rss-mb': measureMemory,
};

/** The bytes of a film on their way to YouTube's emulator: how fast they go, and what memory they take. See docs/benchmarks.md. */
export async function measureUpload(say: (message: string) => void, args: string[]): Promise<BenchRow[]> {
  const options = readUploadOptions(args);
  const [load = 0] = loadavg();
  if (load > 0.8) say(`this machine is busy (load ${load.toFixed(1)}): what is measured in turn will scatter`);
  // A film is gone before the next is made.
  const bytes = 1e6 * Math.max(options.megabytes, options.longMegabytes) + 1e8;
  const wanted = Object.entries(measures).filter(([figure]) => options.wants(figure as Figure));
  const rows: BenchRow[] = [];
  for (const [, measure] of wanted) {
    rows.push(await withBenchFolder(bytes, say, (folder) => withPlace(folder, { ...options, say }, measure)));
  }
  return rows;
}
