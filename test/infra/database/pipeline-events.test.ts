import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType } from '../../../src/contracts/events.ts';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { createPipelineEvents, type PipelineEvents, pageSize } from '../../../src/infra/database/pipeline-events.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { sampleEvent, sampleRecord } from './samples.ts';

pipelineEventsConformance('PGlite', openTestDatabase);

const startPostgres = findPostgres();
describe.runIf(startPostgres)('with a server', () => {
  let server: PostgresServer | undefined;
  pipelineEventsConformance('PostgreSQL', async () => {
    server = await startPostgres?.();
    return openDatabase({ url: await server?.createDatabase() });
  });
  afterAll(() => server?.stop());
});

function pipelineEventsConformance(name: string, open: () => Promise<Database>): void {
  describe(`events of pipelines in ${name}`, () => {
    let database: Database;
    let events: PipelineEvents;

    beforeAll(async () => {
      database = await open();
      events = createPipelineEvents(database);
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      await sql`truncate pipelines, pipeline_pieces, outbox restart identity`.execute(database.kysely);
    });

    let sequence = 0;
    async function happen(pipelineId: string, type: EventType, owner = 'local'): Promise<void> {
      sequence++;
      const event = sampleEvent(`e${sequence}`, { type, subject: pipelineId, data: { sequence } });
      await createPipelineRecords(database).write({ record: sampleRecord({ pipelineId, owner }), sequence, event });
    }
    async function types(pipelineId: string, after: number): Promise<[number, EventType][]> {
      const found = (await events.after([{ pipelineId, after }])).get(pipelineId) ?? [];
      return found.map(({ position, event }) => [position, event.type]);
    }

    it('are read in their order after a position, of several pipelines at once', async () => {
      await happen('octopus-a', 'pipeline.started');
      await happen('octopus-b', 'pipeline.started');
      await happen('octopus-a', 'pipeline.keywords.fetched');
      await happen('octopus-b', 'pipeline.failed');

      expect(await types('octopus-a', 0)).toEqual([
        [1, 'pipeline.started'],
        [3, 'pipeline.keywords.fetched'],
      ]);
      const both = await events.after([
        { pipelineId: 'octopus-a', after: 1 },
        { pipelineId: 'octopus-b', after: 4 },
        { pipelineId: 'octopus-c', after: 0 },
      ]);
      expect([...both.keys()]).toEqual(['octopus-a']);
      expect(both.get('octopus-a')?.[0]?.event).toMatchObject({ subject: 'octopus-a', data: { sequence: 3 } });
      expect(await types('octopus-a', 999_999_999_999_999)).toEqual([]);
      expect(await events.after([])).toEqual(new Map());
    });

    it('come in pages without gap or double', async () => {
      for (let count = 0; count < pageSize + 30; count++) await happen('octopus-a', 'pipeline.blocked');
      const first = await types('octopus-a', 0);
      const rest = await types('octopus-a', first.at(-1)?.[0] ?? 0);
      expect([first.length, rest.length]).toEqual([pageSize, 30]);
      expect([...first, ...rest].map(([position]) => position)).toEqual(
        Array.from({ length: pageSize + 30 }, (_, index) => index + 1),
      );
    });

    it('tell whose a pipeline is and what happened last, and nothing of one without a record', async () => {
      await createPipelineRecords(database).write({ record: sampleRecord({ pipelineId: 'quiet-a' }), sequence: 1 });
      await happen('octopus-a', 'pipeline.started', 'ada');
      await happen('octopus-a', 'pipeline.completed', 'ada');
      await happen('octopus-b', 'pipeline.started', 'bob');

      expect(await events.look('octopus-a')).toEqual({
        owner: 'ada',
        newest: { position: 2, type: 'pipeline.completed' },
      });
      expect(await events.look('quiet-a')).toEqual({ owner: 'local' });
      expect(await events.look('nobody-a')).toBeUndefined();
    });

    it('are forgotten with the record, of that pipeline alone', async () => {
      await happen('octopus-a', 'pipeline.started');
      await happen('octopus-b', 'pipeline.started');
      await events.forget('octopus-a');
      await events.forget('octopus-a');
      expect(await events.look('octopus-a')).toBeUndefined();
      expect(await types('octopus-a', 0)).toEqual([]);
      expect(await types('octopus-b', 0)).toHaveLength(1);
      expect((await events.look('octopus-b'))?.owner).toBe('local');
      const pieces = await database.kysely.selectFrom('pipeline_pieces').select('pipeline_id').execute();
      expect(pieces).toEqual([{ pipeline_id: 'octopus-b' }]);
    });

    it('are found by their index, however many there are', async () => {
      await sql`insert into outbox (event_id, payload)
        select 'many-' || n, jsonb_build_object('subject', 'many-' || n % 2000, 'type', 'pipeline.blocked')
        from generate_series(1, 20000) as n`.execute(database.kysely);
      await sql`analyze outbox`.execute(database.kysely);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain
        select position from outbox where (payload->>'subject') = 'many-7' and position > 3 order by position limit 200`.execute(
        database.kysely,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('outbox_of_pipeline');
      const cursors = Array.from({ length: 1000 }, (_, index) => ({ pipelineId: `many-${index}`, after: 10_000 }));
      const found = await events.after(cursors);
      expect(found.size).toBe(1000);
      expect(found.get('many-7')).toHaveLength(5);
    });
  });
}
