import { type RawBuilder, sql } from 'kysely';
import type { DomainEvent, EventType } from '../../contracts/events.ts';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';

export interface PipelineEvent {
  /** Grows with every event of a pipeline, with gaps. */
  position: number;
  event: DomainEvent;
}

interface EventCursor {
  pipelineId: string;
  /** The position after which to read; 0 for all. */
  after: number;
}

export interface PipelineEvents {
  /** Whose the pipeline is and its newest event; undefined when it has no record. */
  look(pipelineId: string): Promise<{ owner: string; newest?: { position: number; type: EventType } } | undefined>;
  /** The next events of each pipeline in their order, at most `pageSize` of each; none where there are none. */
  after(cursors: readonly EventCursor[]): Promise<Map<string, PipelineEvent[]>>;
  /** Deletes the record, what a list finds it by, and all events, in one transaction; those the bus has not taken yet are not published any more. */
  forget(pipelineId: string): Promise<void>;
}

/** Far more than a run has: 10 to 20. */
export const pageSize = 200;

/** What happened to pipelines, in the order it was recorded: writes of one pipeline wait for each other (`records.write`). */
export function createPipelineEvents({ kysely }: Pick<Database, 'kysely'>): PipelineEvents {
  return {
    async look(pipelineId) {
      const { rows } = await sql<{ owner: string; position: number | null; type: EventType | null }>`
        select pipelines.owner, newest.position, newest.type
        from pipelines
        left join lateral (
          select position, payload->>'type' as type from outbox where ${ofPipeline(sql.ref('pipelines.pipeline_id'))}
          order by position desc limit 1
        ) as newest on true
        where pipelines.pipeline_id = ${storableText(pipelineId)}`.execute(kysely);
      const [row] = rows;
      if (!row) return undefined;
      const { owner, position, type } = row;
      return position === null || type === null ? { owner } : { owner, newest: { position, type } };
    },

    async after(cursors) {
      const found = new Map<string, PipelineEvent[]>();
      if (cursors.length === 0) return found;
      const wanted = JSON.stringify(cursors.map(({ pipelineId, after }) => ({ id: storableText(pipelineId), after })));
      const { rows } = await sql<PipelineEvent & { id: string }>`
        select wanted.id, next.position, next.event
        from jsonb_to_recordset(${wanted}::jsonb) as wanted (id text, after bigint)
        cross join lateral (
          select position, payload as event from outbox
          where ${ofPipeline(sql.ref('wanted.id'))} and position > wanted.after
          order by position limit ${sql.lit(pageSize)}
        ) as next
        order by next.position`.execute(kysely);
      for (const { id, position, event } of rows) {
        const events = found.get(id);
        if (events) events.push({ position, event });
        else found.set(id, [{ position, event }]);
      }
      return found;
    },

    async forget(pipelineId) {
      const id = storableText(pipelineId);
      await kysely.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('outbox')
          .where(ofPipeline(sql.val(id)))
          .execute();
        await transaction.deleteFrom('pipeline_pieces').where('pipeline_id', '=', id).execute();
        await transaction.deleteFrom('pipelines').where('pipeline_id', '=', id).execute();
      });
    },
  };
}

/** As the index `outbox_of_pipeline` has it. */
const ofPipeline = (id: RawBuilder<unknown>) => sql<boolean>`(payload->>'subject') = ${id}`;
