import { loadavg } from 'node:os';
import { startDevServer } from '../src/infra/temporal/dev-server.ts';
import { findPostgres } from '../test/infra/database/postgres-server.ts';
import { testTools } from '../test/support/tools.ts';
import { measureGet } from './api/get-to-bare.ts';
import { measureGrowth } from './api/list-growth.ts';
import { readApiOptions } from './api/options.ts';
import type { Place, Say } from './api/place.ts';
import { measureStreams } from './api/sse-mb.ts';
import { measureStarts } from './api/start-to-bare.ts';
import { withBenchFolder } from './bench-folder.ts';
import type { BenchRow } from './row.ts';

/** The HTTP service on loopback: what it costs beside what it must do. See docs/benchmarks.md. */
export async function measureApi(say: Say, args: string[]): Promise<BenchRow[]> {
  const { wants, rounds } = readApiOptions(args);
  const [load = 0] = loadavg();
  if (load > 0.8) say(`this machine is busy (load ${load.toFixed(1)}): what is measured in turn will scatter`);
  return withBenchFolder(2e9, say, async (folder) => {
    const postgres = await findPostgres()?.();
    if (!postgres) say('there is no PostgreSQL server: the embedded database alone is measured');
    try {
      const place: Place = { folder, postgres, rounds, say };
      const rows: BenchRow[] = [];
      if (wants('get-to-bare')) rows.push(await measureGet(place));
      if (wants('start-to-bare') || wants('sse-mb')) {
        await withTemporal(folder, async (temporal) => {
          if (wants('start-to-bare')) rows.push(await measureStarts(place, temporal));
          if (wants('sse-mb')) rows.push(await measureStreams(place, temporal));
        });
      }
      if (wants('list-growth')) rows.push(await measureGrowth(place));
      return rows;
    } finally {
      await postgres?.stop();
    }
  });
}

/** A dev server that keeps everything in memory. */
async function withTemporal(folder: string, work: (address: string) => Promise<void>): Promise<void> {
  const { temporal } = testTools();
  const server = await startDevServer({ cli: temporal, logsFolder: folder, port: 0, ui: false });
  // It is in a group of its own: where the bench is cut off it would live on.
  const end = () => process.kill(server.pid);
  process.once('exit', end);
  try {
    await work(server.address);
  } finally {
    process.off('exit', end);
    await server.stop();
  }
}
