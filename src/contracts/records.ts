import type { DomainEvent } from './events.ts';
import type { PipelineState, StepStatus } from './messages.ts';
import type { Step } from './steps.ts';

/** A pipeline as people list and search it: the read model's row. Temporal holds the truth. */
export interface PipelineRecord {
  pipelineId: string;
  runId: string;
  owner: string;
  topic: string;
  language: string;
  format: string;
  state: PipelineState;
  steps: Record<Step, StepStatus>;
  costUsd: number;
  durationSeconds?: number;
  publicationUrl?: string;
  failure?: string;
  createdAt: string;
  updatedAt: string;
}

/** One transaction: the record as it is now, and the event that says what happened. `sequence` grows within a run. */
export interface RecordPipelineInput {
  record: PipelineRecord;
  sequence: number;
  event?: DomainEvent;
}
