import type { FailureReport } from './failures.ts';
import { type Step, steps } from './steps.ts';

/** `cancelled`: it ran when the run ended. */
export type StepProgressState = 'pending' | 'running' | 'done' | 'failed' | 'skipped' | 'cancelled';

export interface StepStatus {
  state: StepProgressState;
  provider?: string;
  model?: string;
  /** Parts of the step that are done: scenes for audio and video, 1 for the others. */
  done: number;
  total: number;
  /** Parts whose finished artefact was found. */
  found: number;
  costUsd: number;
  startedAt?: string;
  finishedAt?: string;
  note?: string;
  /** What a running step is at, where there is more to say than that it runs. */
  doing?: string;
  /** Until when it waits, ISO 8601. */
  waitsUntil?: string;
  failure?: FailureReport;
}

/** The first step that waits for a person. */
export function firstFailed(board: Record<Step, StepStatus>): Step | undefined {
  return steps.find((step) => board[step].state === 'failed');
}

/** Where a run that has ended would go on. */
export function firstUnfinished(board: Record<Step, StepStatus>): Step | undefined {
  return steps.find((step) => !['done', 'skipped'].includes(board[step].state));
}
