import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { putLoad } from '../../bench/api/load.ts';
import { manyRuns } from '../../bench/api/many-runs.ts';
import { readApiOptions } from '../../bench/api/options.ts';
import { quantile, takeTurns } from '../../bench/measures/rounds.ts';
import { piecesOf } from '../../src/infra/database/search-text.ts';
import { openTestDatabase } from '../support/test-database.ts';

describe('the rows of the bench of the HTTP service', () => {
  it('are chosen by name, and a name that is none is refused with those there are', () => {
    expect(readApiOptions(['--only', 'sse-mb']).wants('get-to-bare')).toBe(false);
    expect(readApiOptions([]).wants('get-to-bare')).toBe(true);
    expect(() => readApiOptions(['--only', 'sse'])).toThrow(/no row sse; there are .*sse-mb/);
    expect(() => readApiOptions(['--rounds', 'x'])).toThrow('--rounds takes a whole number from 1, not x');
  });

  it('are all explained in the documentation', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
    for (const name of ['get-to-bare', 'start-to-bare', 'sse-mb', 'list-growth']) {
      expect(page.match(new RegExp(`^\\| \`${name}\``, 'gm')), name).toHaveLength(2);
    }
  });
});

describe('turns', () => {
  it('are taken by each first in every other round, and the middle of the ratios counts', async () => {
    const taken: string[] = [];
    const yields: Record<string, number[]> = { ours: [9, 1, 8, 3], bare: [9, 2, 2, 2] };
    const contest = await takeTurns(['ours', 'bare'], 3, async (name) => {
      taken.push(name);
      return yields[name]?.shift() ?? 0;
    });
    expect(taken).toEqual(['ours', 'bare', 'ours', 'bare', 'bare', 'ours', 'ours', 'bare']);
    expect(contest).toEqual({ ours: 3, reference: 2, ratio: 1.5, low: 1, high: 2.75 });
  });

  it('are summed up by quantiles between the nearest values', () => {
    expect([0, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2.5, 3.25, 4]);
  });
});

it('a load whose answers are refusals is no measurement', async () => {
  const server = createServer((_, response) => response.writeHead(500).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    await expect(putLoad({ url: `http://127.0.0.1:${port}`, connections: 1, duration: 0.1 })).rejects.toThrow(
      /refusals/,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it('the many runs of the bench are found by the pieces the program would have written', async () => {
  const database = await openTestDatabase();
  try {
    for (const statement of manyRuns(20)) await sql.raw(statement).execute(database.kysely);
    const { rows } = await sql<{ search_text: string; owner: string; created_at: string; pieces: string[] }>`
      select search_text, owner, pipelines.created_at, pieces from pipelines join pipeline_pieces using (pipeline_id)`.execute(
      database.kysely,
    );
    expect(rows).toHaveLength(20);
    for (const { pieces, ...run } of rows) {
      expect([...pieces].sort()).toEqual(piecesOf(run).sort());
    }
  } finally {
    await database.close();
  }
}, 60_000);
