import { type Insertable, type Selectable, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { PipelineState } from '../../contracts/messages.ts';
import type { PipelineRecord, RecordPipelineInput } from '../../contracts/records.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { searchable, searchPatterns } from './search-text.ts';
import { storableJson, storableText } from './storable.ts';
import type { PipelinesTable } from './tables.ts';

interface ListPipelinesQuery {
  state?: PipelineState;
  owner?: string;
  /** Words to find in topic or id, in any order, whatever their case and accents. */
  text?: string;
  /** Items a page, 1 to 200. */
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface PipelineRecords {
  /**
   * Keeps the record as it is now, unless a later one is kept already, and its event, once: both in one transaction.
   * Writing again, or out of order, changes nothing.
   */
  write(input: RecordPipelineInput): Promise<void>;
  get(pipelineId: string): Promise<PipelineRecord | undefined>;
  /** Newest first. Rejects with `InvalidInput` for a limit or a cursor that can't be. */
  list(query: ListPipelinesQuery): Promise<{ items: PipelineRecord[]; nextCursor?: string }>;
}

export function createPipelineRecords({ kysely }: Pick<Database, 'kysely'>): PipelineRecords {
  return {
    async write({ record, sequence, event }) {
      const row = toRow(record, sequence);
      const { pipeline_id: _id, ...values } = row;
      await kysely.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('pipelines')
          .values(row)
          .onConflict((conflict) => conflict.column('pipeline_id').doUpdateSet(values).where(isLater))
          .execute();
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
      const row = await kysely
        .selectFrom('pipelines')
        .selectAll()
        .where('pipeline_id', '=', storableText(pipelineId))
        .executeTakeFirst();
      return row && toRecord(row);
    },

    async list({ state, owner, text, limit, cursor }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
        throw new Failure('InvalidInput', `limit is ${limit}: give a whole number from 1 to 200`);
      }
      let query = kysely.selectFrom('pipelines').selectAll();
      if (state !== undefined) query = query.where('state', '=', state);
      if (owner !== undefined) query = query.where('owner', '=', storableText(owner));
      for (const pattern of searchPatterns(text ?? '')) query = query.where('search_text', 'like', pattern);
      if (cursor !== undefined) {
        const { createdAt, pipelineId } = decodeCursor(cursor);
        query = query.where(sql<boolean>`(created_at, pipeline_id) < (${createdAt}::timestamptz, ${pipelineId})`);
      }
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('pipeline_id', 'desc')
        // One more than asked tells whether there is a next page.
        .limit(limit + 1)
        .execute();
      const items = rows.slice(0, limit).map(toRecord);
      const last = items.at(-1);
      return rows.length > limit && last ? { items, nextCursor: encodeCursor(last) } : { items };
    },
  };
}

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
    steps: storableJson(record.steps),
    cost_usd: record.costUsd,
    duration_seconds: record.durationSeconds ?? null,
    publication_url: record.publicationUrl ?? null,
    failure: record.failure === undefined ? null : storableText(record.failure),
    search_text: searchable(`${record.topic}\n${record.pipelineId}`),
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
}

function toRecord(row: Selectable<PipelinesTable>): PipelineRecord {
  return {
    pipelineId: row.pipeline_id,
    runId: row.run_id,
    owner: row.owner,
    topic: row.topic,
    language: row.language,
    format: row.format,
    state: row.state,
    steps: row.steps,
    costUsd: row.cost_usd,
    ...(row.duration_seconds !== null && { durationSeconds: row.duration_seconds }),
    ...(row.publication_url !== null && { publicationUrl: row.publication_url }),
    ...(row.failure !== null && { failure: row.failure }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
