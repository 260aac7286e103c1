import { loadavg } from 'node:os';
import { withBenchFolder } from './bench-folder.ts';
import type { BenchRow } from './row.ts';
import { measureBytesSent } from './upload/bytes-sent.ts';
import { type Figure, readUploadOptions, type UploadOptions } from './upload/options.ts';
import { type Place, withPlace } from './upload/place.ts';
import { measureMemory } from './upload/rss-mb.ts';
import { measureSpeed } from './upload/upload-to-curl.ts';

interface Job extends UploadOptions {
  say(message: string): void;
}

const measures: Record<Figure, (job: Job) => Promise<BenchRow>> = {
  'upload-to-curl': (job) => inPlace(job, measureSpeed),
  'rss-mb': (job) => inPlace(job, measureMemory),
  'bytes-sent': measureBytesSent,
};

/** The bytes of films on their way to YouTube's emulator: how fast they go, and what memory they take. See docs/benchmarks.md. */
export async function measureUpload(say: Job['say'], args: string[]): Promise<BenchRow[]> {
  const options = readUploadOptions(args);
  const [load = 0] = loadavg();
  if (load > 0.8) say(`this machine is busy (load ${load.toFixed(1)}): what is measured in turn will scatter`);
  const wanted = Object.entries(measures).filter(([figure]) => options.wants(figure as Figure));
  const rows: BenchRow[] = [];
  for (const [, measure] of wanted) rows.push(await measure({ ...options, say }));
  return rows;
}

function inPlace(job: Job, measure: (place: Place) => Promise<BenchRow>): Promise<BenchRow> {
  // A film is gone before the next is made.
  const bytes = 1e6 * Math.max(job.megabytes, job.longMegabytes) + 1e8;
  return withBenchFolder(bytes, job.say, (folder) => withPlace(folder, job, measure));
}
