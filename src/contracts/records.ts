import type { ArtifactRef } from './artifact.ts';
import type { DomainEvent } from './events.ts';
import type { PipelineState } from './messages.ts';
import { firstUnfinished, type StepStatus } from './step-status.ts';
import { type Step, steps } from './steps.ts';

/** A pipeline as people list and search it: the read model's row. Temporal holds the truth. */
export interface PipelineRecord {
  pipelineId: string;
  runId: string;
  owner: string;
  topic: string;
  language: string;
  format: string;
  state: PipelineState;
  /** As `stepNow`; empty in what was recorded before it was kept. */
  step: Step | 'done' | '';
  steps: Record<Step, StepStatus>;
  costUsd: number;
  durationSeconds?: number;
  publicationUrl?: string;
  failure?: string;
  /** File name → file, as they become known. */
  artifacts: Record<string, ArtifactRef>;
  createdAt: string;
  updatedAt: string;
}

/** What a list says of a pipeline. */
export type PipelineListing = Omit<PipelineRecord, 'runId' | 'steps' | 'artifacts'>;

/** One transaction: the record as it is now, and the event that says what happened. `sequence` grows within a run. */
export interface RecordPipelineInput {
  record: PipelineRecord;
  sequence: number;
  event?: DomainEvent;
}

/** The step a pipeline is at: the one that failed, that runs, or that ran when it ended; else the next one. */
export function stepNow(board: Record<Step, StepStatus>): Step | 'done' {
  const open = (wanted: string) => steps.find((step) => board[step].state === wanted);
  return open('failed') ?? open('running') ?? open('cancelled') ?? firstUnfinished(board) ?? 'done';
}
