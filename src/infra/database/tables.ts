import type { ColumnType, Generated } from 'kysely';
import type { DomainEvent } from '../../contracts/events.ts';
import type { PipelineState, StepStatus } from '../../contracts/messages.ts';
import type { Step } from '../../contracts/steps.ts';

/** Written as JSON text, read as the value. */
type Json<Value> = ColumnType<Value, string, string>;

/** `PipelineRecord` as a row. Times are ISO 8601 in UTC with milliseconds, on both ways. */
export interface PipelinesTable {
  pipeline_id: string;
  run_id: string;
  sequence: number;
  owner: string;
  topic: string;
  language: string;
  format: string;
  state: PipelineState;
  steps: Json<Record<Step, StepStatus>>;
  cost_usd: number;
  duration_seconds: number | null;
  publication_url: string | null;
  failure: string | null;
  /** What `list` searches: topic and id, folded by `searchable`. */
  search_text: string;
  created_at: string;
  updated_at: string;
}

/** Domain events on their way to the bus. */
interface OutboxTable {
  position: Generated<number>;
  event_id: string;
  payload: Json<DomainEvent>;
  created_at: Generated<string>;
  /** A relay is publishing it until then; past that the relay is taken for dead. */
  claimed_until: string | null;
  published_at: string | null;
}

export interface Tables {
  pipelines: PipelinesTable;
  outbox: OutboxTable;
}
