import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { type ListPipelinesQuery, listRecords } from '../../../src/infra/database/list-records.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { plansOf } from './plans-of.ts';
import { sampleRecord } from './samples.ts';

const many = 50_000;
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  const records = createPipelineRecords(database);
  const old = (pipelineId: string, topic: string) =>
    records.write({ record: sampleRecord({ pipelineId, topic, createdAt: '2020-01-01T00:00:00.000Z' }), sequence: 1 });
  await old('old-1', 'The zebra of Ménilmontant');
  await old('old-2', '为什么章鱼有三颗心脏');
  await old('old-3', 'Pi is 3_1');
  await sql`insert into pipelines (pipeline_id, run_id, sequence, owner, topic, language, format, state, step, steps, cost_usd,
      search_text, created_at, updated_at)
    select 'film-' || n, 'run', 1, 'owner-' || n % 4, 'Octopus ' || n, 'en', 'short', 'completed', 'done', '{}', 0,
      'octopus ' || n, timestamptz '2026-01-01' + n * interval '1 second', now()
    from generate_series(1, ${sql.lit(many)}) n`.execute(database.kysely);
  await sql`insert into pipeline_pieces
    select 'film-' || n, timestamptz '2026-01-01' + n * interval '1 second', array['o', 'oc', 'oct', 'opu', 'pus', E'\\nowner owner-' || n % 4]
    from generate_series(1, ${sql.lit(many)}) n`.execute(database.kysely);
}, 120_000);
afterAll(() => database.close());

const plansOfList = (query: ListPipelinesQuery) => plansOf(database, ({ kysely }) => listRecords(kysely, query));

const ids = async (text: string, limit = 5) =>
  (await listRecords(database.kysely, { text, limit })).items.map(({ pipelineId }) => pipelineId);

describe(`a list of ${many} pipelines`, () => {
  it.each<[string, Omit<ListPipelinesQuery, 'limit'>]>([
    ['all', {}],
    ['an owner’s', { owner: 'owner-1' }],
    ['those in a state', { state: 'completed' }],
    ['those in a state nothing is in', { state: 'blocked' }],
    ['those at a step', { step: 'audio' }],
    ['an owner’s in a state', { owner: 'owner-2', state: 'running' }],
    ['an owner’s at a step', { owner: 'owner-2', step: 'video' }],
    ['those that hold a frequent word', { text: 'octopus' }],
  ])('is read off an index, no row more than the page has: %s', async (_, query) => {
    const [plan = '', ...others] = await plansOfList({ ...query, limit: 20 });
    expect(others).toEqual([]);
    expect(plan).toMatch(/Index (Only )?Scan using pipelines_newest/);
    expect(plan).not.toMatch(/Seq Scan|Sort|Rows Removed by Filter: [1-9]/);
    const read = Math.max(...[...plan.matchAll(/actual time=\S+ rows=(\d+)/g)].map(([, rows]) => Number(rows)));
    expect(read).toBeLessThanOrEqual(query.text ? 1000 : 21);
  });

  it.each<[string, Omit<ListPipelinesQuery, 'limit'>]>([
    ['a rare word', { text: 'zebra' }],
    ['a word of one letter', { text: '鱼' }],
    ['a rare word among an owner’s', { text: 'zebra', owner: 'local' }],
    ['a frequent and a rare one', { text: 'octopus zebra' }],
  ])('finds %s far back by the index of pieces, and reads no more than it finds', async (_, query) => {
    const [newest = '', ...searches] = await plansOfList({ ...query, limit: 20 });
    expect(newest).toMatch(/Index Scan (using|on) pipelines_newest/);
    // Of everybody's runs those of the last months first, then all; of an owner's all at once.
    expect(searches).toHaveLength(query.owner ? 1 : 2);
    for (const plan of searches) expect(plan).toContain('pipeline_pieces_by_piece');
    expect(newest + searches.join('')).not.toContain('Seq Scan');
    const read = [...searches.join('').matchAll(/actual time=\S+ rows=(\d+)/g)].map(([, rows]) => Number(rows));
    expect(Math.max(...read)).toBeLessThanOrEqual(2);
  });

  it('reads the whole table for no search, whatever the planner knows of it', async () => {
    await sql`analyze pipelines, pipeline_pieces`.execute(database.kysely);
    for (const text of ['zebra', 'zq', 'octopus 49999', 'octopus']) {
      expect((await plansOfList({ text, limit: 20 })).join('\n')).not.toContain('Seq Scan');
    }
  });

  it('reads no more of a part than tells how frequent a word is there', async () => {
    await sql`analyze pipelines, pipeline_pieces`.execute(database.kysely);
    const [newest = '', ...others] = await plansOfList({ text: 'octopus 4999', state: 'completed', limit: 20 });
    expect(newest + others.join('')).not.toMatch(/rows=\d{4,}\.?\d* loops/);
  });

  it('finds what is an owner’s alone', async () => {
    const found = (owner: string) => listRecords(database.kysely, { text: 'zebra', owner, limit: 5 });
    expect((await found('local')).items).toHaveLength(1);
    expect((await found('owner-1')).items).toEqual([]);
  });

  it('finds words far back whatever their case, accents and script, and only those that are there', async () => {
    expect(await ids('ZEBRA menilmontant')).toEqual(['old-1']);
    expect(await ids('old-1')).toEqual(['old-1']);
    expect(await ids('章鱼')).toEqual(['old-2']);
    expect(await ids('心脏 章鱼有')).toEqual(['old-2']);
    expect(await ids('zebra octopus')).toEqual([]);
    expect(await ids('zebr_')).toEqual([]);
  });

  it('finds words too short to have pieces', async () => {
    expect(await ids('3_')).toEqual(['old-3']);
    expect(await ids('鱼')).toEqual(['old-2']);
  });

  it('finds a frequent word among the newest, in order', async () => {
    expect(await ids('octopus', 3)).toEqual([`film-${many}`, `film-${many - 1}`, `film-${many - 2}`]);
  });
});
