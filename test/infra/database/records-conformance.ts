import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PipelineListing, PipelineRecord } from '../../../src/contracts/records.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPipelineRecords, type PipelineRecords } from '../../../src/infra/database/records.ts';
import { sampleEvent, sampleRecord } from './samples.ts';

/** What records are, in every database they may be kept in. */
export function recordsConformance(name: string, open: () => Promise<Database>): void {
  describe(`records in ${name}`, () => {
    let database: Database;
    let records: PipelineRecords;

    beforeAll(async () => {
      database = await open();
      records = createPipelineRecords(database);
    });
    beforeEach(async () => {
      await sql`truncate pipelines, outbox`.execute(database.kysely);
    });
    afterAll(() => database.close());

    const { pipelineId } = sampleRecord();
    const eventIds = async (): Promise<string[]> => {
      const rows = await database.kysely.selectFrom('outbox').select('event_id').orderBy('position').execute();
      return rows.map((row) => row.event_id);
    };

    it('answers a check', () => database.check());

    it('gives a record back as it was written', async () => {
      const bare = sampleRecord();
      await records.write({ record: bare, sequence: 1 });
      expect(await records.get(pipelineId)).toEqual(bare);

      const full = sampleRecord({
        state: 'completed',
        topic: `Quotes ' " \`, 100 %, a:b/c \\, 🐙, 中文, العربية\nand a new line`,
        durationSeconds: 50.033333333333,
        costUsd: 0.1 + 0.2,
        publicationUrl: 'file:///films/octopus/video.mp4',
        failure: 'none',
        step: 'done',
        artifacts: { 'video.mp4': { sha256: 'a'.repeat(64), bytes: 5, mediaType: 'video/mp4' } },
        updatedAt: '2026-11-22T10:05:00.001Z',
      });
      await records.write({ record: full, sequence: 2 });
      expect(await records.get(pipelineId)).toEqual(full);
    });

    it('keeps a failure and an event whose text holds what a database cannot', async () => {
      const failure = 'FFmpeg said \0 and was cut \ud83d';
      const record = sampleRecord({ failure });
      record.steps.video = { ...record.steps.video, failure: { type: 'ToolFailed', message: failure, advice: 'x' } };
      await records.write({ record, sequence: 1, event: sampleEvent('e1', { data: { failure } }) });
      const kept = await records.get(pipelineId);
      expect(kept?.failure).toBe('FFmpeg said  and was cut \ufffd');
      expect(kept?.steps.video.failure?.message).toBe('FFmpeg said  and was cut \ufffd');
    });

    it('has one state and one event when the same is written twice', async () => {
      const input = { record: sampleRecord(), sequence: 1, event: sampleEvent('e1') };
      await records.write(input);
      await records.write(input);
      expect(await records.get(pipelineId)).toEqual(input.record);
      expect(await eventIds()).toEqual(['e1']);
    });

    it('ends with the last state and all events when writes of a run come in any order', async () => {
      const inputs = [1, 2, 3, 4].map((sequence) => ({
        record: sampleRecord({ costUsd: sequence }),
        sequence,
        event: sampleEvent(`e${sequence}`),
      }));
      for (const index of [2, 0, 3, 1, 0]) await records.write(inputs[index] as (typeof inputs)[0]);
      expect((await records.get(pipelineId))?.costUsd).toBe(4);
      expect((await eventIds()).sort()).toEqual(['e1', 'e2', 'e3', 'e4']);
    });

    it('ends with the last state when writes of a run come at once', async () => {
      const sequences = Array.from({ length: 12 }, (_, index) => index + 1);
      await Promise.all(
        sequences.map((sequence) =>
          records.write({
            record: sampleRecord({ costUsd: sequence }),
            sequence,
            event: sampleEvent(`e${sequence}`),
          }),
        ),
      );
      expect((await records.get(pipelineId))?.costUsd).toBe(12);
      expect(await eventIds()).toHaveLength(12);
    });

    it('lets a new run of the same id take over, and nothing of the old one come back', async () => {
      const old = sampleRecord({ state: 'failed', updatedAt: '2026-11-22T11:00:00.000Z' });
      const anew = sampleRecord({
        runId: 'run-2',
        state: 'running',
        createdAt: '2026-11-22T12:00:00.000Z',
        updatedAt: '2026-11-22T12:00:00.000Z',
      });
      await records.write({ record: old, sequence: 40 });
      await records.write({ record: anew, sequence: 1 });
      await records.write({ record: { ...old, state: 'cancelled' }, sequence: 41 });
      expect(await records.get(pipelineId)).toEqual(anew);
    });

    it('lets a new run that kept the time of the first creation take over too', async () => {
      await records.write({ record: sampleRecord({ updatedAt: '2026-11-22T11:00:00.000Z' }), sequence: 40 });
      const anew = sampleRecord({ runId: 'run-2', updatedAt: '2026-11-22T11:00:00.001Z' });
      await records.write({ record: anew, sequence: 1 });
      expect((await records.get(pipelineId))?.runId).toBe('run-2');
    });

    it('keeps neither record nor event when one of them cannot be written', async () => {
      const event = { ...sampleEvent('e1'), id: undefined as unknown as string };
      await expect(records.write({ record: sampleRecord(), sequence: 1, event })).rejects.toThrow();
      expect(await records.get(pipelineId)).toBeUndefined();
    });

    it('reads positions and counts as numbers', async () => {
      await records.write({ record: sampleRecord(), sequence: 1, event: sampleEvent('e1') });
      const { rows } = await sql`select position, count(*) over () as count from outbox`.execute(database.kysely);
      expect(rows).toEqual([{ position: expect.any(Number) as number, count: 1 }]);
    });

    it('knows no record of an unknown id', async () => {
      expect(await records.get('nothing-000000')).toBeUndefined();
    });

    describe('list', () => {
      const films: PipelineRecord[] = Array.from({ length: 25 }, (_, index) =>
        sampleRecord({
          pipelineId: `film-${String(index).padStart(2, '0')}`,
          topic: index === 7 ? "100 % d'Hélice_bleue" : `Film ${index} about octopuses`,
          owner: index % 5 === 0 ? 'ada' : 'local',
          state: index % 2 === 0 ? 'completed' : 'running',
          // Every five were created in the same millisecond.
          createdAt: new Date(Date.UTC(2026, 10, 22) + Math.floor(index / 5)).toISOString(),
        }),
      );
      beforeEach(async () => {
        for (const record of films) await records.write({ record, sequence: 1 });
      });
      const ids = ({ items }: { items: PipelineListing[] }): string[] => items.map((item) => item.pipelineId);

      it('pages through all, newest first, each once, while others are added', async () => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await records.list({ limit: 7, cursor });
          seen.push(...ids(page));
          cursor = page.nextCursor;
          const added = { pipelineId: `late-${seen.length}`, createdAt: '2026-11-23T00:00:00.000Z' };
          await records.write({ record: sampleRecord(added), sequence: 1 });
        } while (cursor);
        expect(seen).toEqual(films.map((film) => film.pipelineId).reverse());
      });

      it('gives no cursor when the last page is full', async () => {
        const page = await records.list({ limit: 5, owner: 'ada' });
        expect(ids(page)).toEqual(['film-20', 'film-15', 'film-10', 'film-05', 'film-00']);
        expect(page.nextCursor).toBeUndefined();
      });

      it('says of each what a list needs, and no more', async () => {
        const [last] = (await records.list({ limit: 1 })).items;
        const { runId: _run, steps: _steps, artifacts: _files, ...listing } = films.at(-1) as PipelineRecord;
        expect(last).toEqual(listing);
      });

      it('filters by the step it is at', async () => {
        await records.write({ record: sampleRecord({ pipelineId: 'film-99', step: 'upload' }), sequence: 1 });
        expect(ids(await records.list({ limit: 9, step: 'upload' }))).toEqual(['film-99']);
      });

      it('refuses a cursor of a year there is not, and takes one with what no text can hold', async () => {
        const cursor = (member: unknown[]) => Buffer.from(JSON.stringify(member)).toString('base64url');
        const year = cursor(['0000-01-01T00:00:00Z', 'x']);
        await expect(records.list({ limit: 5, cursor: year })).rejects.toMatchObject({ type: 'InvalidInput' });
        const odd = cursor(['2030-01-01T00:00:00Z', 'a\0\ud800']);
        expect((await records.list({ limit: 5, cursor: odd })).items).toHaveLength(5);
      });

      it('filters by state and owner together', async () => {
        expect(ids(await records.list({ limit: 9, owner: 'ada', state: 'running' }))).toEqual(['film-15', 'film-05']);
      });

      it('finds words whatever their order, case and accents', async () => {
        expect(ids(await records.list({ limit: 9, text: 'OCTOPUSES 12' }))).toEqual(['film-12']);
        expect(ids(await records.list({ limit: 9, text: 'helice' }))).toEqual(['film-07']);
        expect(ids(await records.list({ limit: 9, text: 'HÉLICE' }))).toEqual(['film-07']);
        expect(ids(await records.list({ limit: 9, text: 'film-03' }))).toEqual(['film-03']);
      });

      it('pages through what it finds, newest first, a pipeline that was run again in its new place', async () => {
        const again = { runId: 'run-2', createdAt: '2026-11-24T00:00:00.000Z', updatedAt: '2026-11-24T00:00:00.000Z' };
        await records.write({ record: { ...(films[3] as PipelineRecord), ...again }, sequence: 1 });
        const first = await records.list({ limit: 20, text: 'octopuses' });
        const rest = await records.list({ limit: 20, text: 'octopuses', cursor: first.nextCursor });
        const others = films.filter((_, index) => index !== 3 && index !== 7).map((film) => film.pipelineId);
        expect([...ids(first), ...ids(rest)]).toEqual(['film-03', ...others.reverse()]);
      });

      it('takes %, _, \\ and quotes for themselves', async () => {
        expect(ids(await records.list({ limit: 9, text: '%' }))).toEqual(['film-07']);
        expect(ids(await records.list({ limit: 9, text: '_' }))).toEqual(['film-07']);
        expect(ids(await records.list({ limit: 9, text: "d'h" }))).toEqual(['film-07']);
        expect(ids(await records.list({ limit: 9, text: '\\' }))).toEqual([]);
        expect(ids(await records.list({ limit: 9, text: "'; drop table pipelines; --" }))).toEqual([]);
        expect(ids(await records.list({ limit: 9, text: '\0' }))).toHaveLength(9);
      });

      it.each(['', 'x', 'bm90IGpzb24', Buffer.from('["yesterday","x"]').toString('base64url')])(
        'refuses the cursor %j',
        async (cursor) => {
          await expect(records.list({ limit: 5, cursor })).rejects.toMatchObject({ type: 'InvalidInput' });
        },
      );

      it.each([0, -1, 1.5, 201, Number.NaN])('refuses the limit %d', async (limit) => {
        await expect(records.list({ limit })).rejects.toMatchObject({ type: 'InvalidInput' });
      });
    });
  });
}
