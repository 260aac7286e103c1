import { type Insertable, type Selectable, sql } from 'kysely';
import type { PipelineRecord, RecordPipelineInput } from '../../contracts/records.ts';
import type { Database } from './database.ts';
import { type ListPipelinesQuery, listedColumns, listRecords, type PipelineList, toListing } from './list-records.ts';
import { piecesOf, searchable } from './search-text.ts';
import { storableJson, storableText } from './storable.ts';
import type { PipelinesTable } from './tables.ts';

export interface PipelineRecords {
  /**
   * Keeps the record as it is now, unless a later one is kept already, and its event, once: both in one transaction.
   * Writing again, or out of order, changes nothing.
   */
  write(input: RecordPipelineInput): Promise<void>;
  get(pipelineId: string): Promise<PipelineRecord | undefined>;
  /** Newest first. Rejects with `InvalidInput` for a limit or a cursor that can't be. */
  list(query: ListPipelinesQuery): Promise<PipelineList>;
}

const kept = [...listedColumns, 'run_id', 'steps', 'artifacts'] as const satisfies (keyof PipelinesTable)[];

type KeptRow = Pick<Selectable<PipelinesTable>, (typeof kept)[number]>;

export function createPipelineRecords({ kysely }: Pick<Database, 'kysely'>): PipelineRecords {
  // Built once: it is asked far more often than anything else.
  const byId = kysely.selectFrom('pipelines').select(kept).where('pipeline_id', '=', '').compile();

  return {
    async write({ record, sequence, event }) {
      const row = toRow(record, sequence);
      const { pipeline_id: _id, ...values } = row;
      await kysely.transaction().execute(async (transaction) => {
        const written = await transaction
          .insertInto('pipelines')
          .values(row)
          .onConflict((conflict) => conflict.column('pipeline_id').doUpdateSet(values).where(isLater))
          .returning(isPlaced.as('isPlaced'))
          .executeTakeFirst();
        if (written?.isPlaced) {
          const found = { created_at: row.created_at, pieces: piecesOf(row) };
          await transaction
            .insertInto('pipeline_pieces')
            .values({ pipeline_id: row.pipeline_id, ...found })
            .onConflict((conflict) => conflict.column('pipeline_id').doUpdateSet(found))
            .execute();
        }
        if (!event) return;
        // The row above is locked even when it stays, so events of one pipeline get their positions in order.
        await transaction
          .insertInto('outbox')
          .values({ event_id: event.id, payload: storableJson(event) })
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .execute();
      });
    },

    async get(pipelineId) {
      const { rows } = await kysely.executeQuery<KeptRow>({ ...byId, parameters: [storableText(pipelineId)] });
      return rows[0] && toRecord(rows[0]);
    },

    list: (query) => listRecords(kysely, query),
  };
}

/** Whether it came to its place in the list by this write: a subquery sees the row as it was before, if it was there. */
const isPlaced = sql<boolean>`pipelines.created_at is distinct from (
  select created_at from pipelines as before where before.pipeline_id = pipelines.pipeline_id
)`;

/** Within a run the sequence decides. Runs of one id follow each other, so of two runs the one with later times does. */
const isLater = sql<boolean>`case
  when pipelines.run_id = excluded.run_id then pipelines.sequence < excluded.sequence
  else (pipelines.created_at, pipelines.updated_at) < (excluded.created_at, excluded.updated_at)
end`;

function toRow(record: PipelineRecord, sequence: number): Insertable<PipelinesTable> {
  return {
    pipeline_id: record.pipelineId,
    run_id: record.runId,
    sequence,
    owner: storableText(record.owner),
    topic: storableText(record.topic),
    language: record.language,
    format: record.format,
    state: record.state,
    step: record.step,
    steps: storableJson(record.steps),
    cost_usd: record.costUsd,
    duration_seconds: record.durationSeconds ?? null,
    publication_url: record.publicationUrl ?? null,
    failure: record.failure === undefined ? null : storableText(record.failure),
    artifacts: storableJson(record.artifacts),
    search_text: searchable(`${record.topic}\n${record.pipelineId}`),
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
}

function toRecord(row: KeptRow): PipelineRecord {
  return { ...toListing(row), runId: row.run_id, steps: row.steps, artifacts: row.artifacts };
}
