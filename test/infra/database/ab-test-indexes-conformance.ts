import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAbTestDays } from '../../../src/infra/database/ab-test-days.ts';
import { createAbTestRecords } from '../../../src/infra/database/ab-tests.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import type { ListAbTestsQuery } from '../../../src/infra/database/list-ab-tests.ts';
import { createSimulatedShows } from '../../../src/infra/database/simulated-shows.ts';
import { createFiguresKept } from '../../../src/infra/database/video-figures.ts';
import { sampleAbTest, sampleSubject } from './ab-test-samples.ts';
import { plansOf } from './plans-of.ts';
import { sampleEvent } from './samples.ts';

type Watched = Pick<Database, 'kysely'>;

const video = { target: 'youtube', channelId: 'UC1', videoId: 'video-9' };
const year = { from: '2026-01-01', to: '2026-12-31' };
const figures = { impressions: 2000, clickRate: 0.03 };
const learned = Array.from({ length: 30 }, (_, index) => ({
  ...{
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    source: 'reach',
    learnedAt: '2027-01-01T08:00:00Z',
    figures,
  },
}));

const tests = 2000;
// Each has a thousand rows: some are enough for a table that no one would read as a whole.
const withDays = 40;

/** That what is asked of A/B tests costs the same however many there are, in any database. */
export function abTestIndexesConformance(open: () => Database): void {
  describe(`among ${tests} A/B tests`, () => {
    beforeAll(async () => {
      const { kysely } = open();
      const fill = (table: string, select: string) => sql.raw(`insert into ${table} ${select}`).execute(kysely);
      const each = `from generate_series(1, ${tests}) n`;
      const eachDay = `from generate_series(1, ${withDays}) n, generate_series(0, 364) d`;
      const day = `to_char(date '2026-01-01' + d, 'YYYY-MM-DD')`;
      const [created, now] = [`timestamptz '2026-01-01' + n * interval '1 second'`, `timestamptz '2027-01-01'`];
      await sql`truncate ab_tests, ab_test_plans, ab_test_days, video_figures, figure_cursors, simulated_shows, pipelines`.execute(
        kysely,
      );
      await fill(
        'ab_tests (test_id, sequence, owner, topic, state, pipeline_id, video_id, about, days, created_at, updated_at)',
        `select 'test-' || n, 1, 'owner-' || n % 4, 'Octopus', 'completed', 'film-' || n, 'video-' || n, '{}', '[]',
          ${created}, ${now} ${each}`,
      );
      await fill(
        `pipelines (pipeline_id, run_id, sequence, owner, topic, language, format, state, steps, cost_usd, search_text,
          created_at, updated_at)`,
        `select 'film-' || n, 'run', 1, 'local', 'Octopus', 'en', 'short', 'completed', '{}', 0, '', ${created}, ${now} ${each}`,
      );
      await fill('ab_test_plans', `select 'test-' || n, '{}', '{}' ${each}`);
      await fill('figure_cursors', `select 'youtube', 'UC' || n, 'reach', 'x' ${each}`);
      await fill('ab_test_days', `select 'test-' || n, ${day}, d, 'a', null ${eachDay}`);
      await fill(
        'video_figures (target, channel_id, video_id, day, source, learned_at, figures)',
        `select 'youtube', 'UC1', 'video-' || n, ${day}, source, date '2026-01-03' + d, '{"impressions": 2000}'
          ${eachDay}, unnest(array['reach', 'analytics']) source`,
      );
      await fill(
        'simulated_shows (video_id, at, fingerprint, variant)',
        `select 'video-' || n, date '2026-01-01' + d, 'f', chr(97 + d % 2) ${eachDay}`,
      );
    }, 60_000);

    const subject = sampleSubject({ testId: 'test-9' });
    const event = sampleEvent('e-of-test-9', { subject: 'film-9' });
    const list = (query: ListAbTestsQuery) => (watched: Watched) =>
      createAbTestRecords(watched).list({ limit: 20, ...query });
    const statements: [string, (watched: Watched) => Promise<unknown>][] = [
      ['a list of all', list({})],
      ['a list of an owner’s', list({ owner: 'owner-1' })],
      ['a list of those in a state', list({ state: 'completed' })],
      ['a list of those in a state nothing is in', list({ state: 'asking' })],
      ['a list of an owner’s in a state', list({ owner: 'owner-1', state: 'running' })],
      ['a list of a pipeline’s', list({ pipelineId: 'film-9' })],
      ['a list of a video’s', list({ videoId: 'video-9', owner: 'owner-1' })],
      ['a record', (watched) => createAbTestRecords(watched).get('test-9')],
      ['a plan', (watched) => createAbTestRecords(watched).plan('test-9')],
      ['days', (watched) => createAbTestDays(watched).daysOf('test-9')],
      ['figures', (watched) => createFiguresKept(watched).asOf(video, year)],
      [
        'figures of a moment',
        (watched) => createFiguresKept(watched).asOf(video, { ...year, asOf: '2026-06-01T00:00:00Z' }),
      ],
      ['keeping figures', (watched) => createFiguresKept(watched).keep(video, learned)],
      ['a cursor', (watched) => createFiguresKept(watched).cursor(video, 'reach')],
      ['what is shown', (watched) => createSimulatedShows(watched).looksOf('video-9')],
      [
        'showing',
        (watched) =>
          createSimulatedShows(watched).show('video-9', { fingerprint: 'f', variant: 'z' }, '2026-06-01T00:00:00Z'),
      ],
      [
        'writing a record with its event',
        (watched) => createAbTestRecords(watched).write({ record: sampleAbTest(subject), sequence: 2, event }),
      ],
    ];

    async function plansByName(): Promise<[string, string][]> {
      const found: [string, string][] = [];
      for (const [name, ask] of statements) found.push([name, (await plansOf(open(), ask)).join('\n')]);
      return found;
    }

    it('no statement reads a whole table, whatever the planner knows of it', async () => {
      for (const [name, plan] of await plansByName()) expect(plan, name).toMatch(/^(?!.*Seq Scan).*Index/s);
      await sql`analyze`.execute(open().kysely);
      for (const [name, plan] of await plansByName()) {
        expect(plan, name).toMatch(/^(?!.*Seq Scan).*Index/s);
        // A page of a list is read off its index.
        if (name.startsWith('a list')) expect(plan, name).not.toContain('Sort');
      }
    });
  });
}
