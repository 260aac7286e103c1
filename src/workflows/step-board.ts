import type { FailureReport } from '../contracts/failures.ts';
import type { StageOutcome } from '../contracts/stages.ts';
import type { StepStatus } from '../contracts/step-status.ts';
import { type Step, steps } from '../contracts/steps.ts';

/** The state of each step, as the query `status` shows it. */
export interface StepBoard {
  readonly steps: Record<Step, StepStatus>;
  /** The step begins, or goes on after a retry; `total` is the number of its parts. */
  begin(step: Step, total?: number): void;
  /** One part of it is there. */
  credit(step: Step, outcome: StageOutcome): void;
  /** What a running step is at, and until when it waits for that; nothing: it just runs. */
  say(step: Step, doing?: string, waitsUntil?: string): void;
  finish(step: Step): void;
  fail(step: Step, failure: FailureReport): void;
  skip(step: Step, note: string): void;
  /** Its result comes from an earlier run or from the brief. */
  take(step: Step, note: string): void;
  /** The run has ended: what was running isn't any more. */
  stop(): void;
  failed(): Step[];
  costUsd(): number;
}

export function createStepBoard(now: () => string): StepBoard {
  const board = Object.fromEntries(
    steps.map((step): [Step, StepStatus] => [step, { state: 'pending', done: 0, total: 1, found: 0, costUsd: 0 }]),
  ) as Record<Step, StepStatus>;

  return {
    steps: board,
    begin(step, total) {
      const status = board[step];
      status.state = 'running';
      status.startedAt ??= now();
      status.failure = undefined;
      if (total === undefined) return;
      status.total = total;
      status.done = 0;
      status.found = 0;
    },
    credit(step, outcome) {
      const status = board[step];
      status.done += 1;
      if (outcome.found) status.found += 1;
      status.provider = joinNames(status.provider, outcome.provider);
      if (outcome.model) status.model = outcome.model;
      if (outcome.note) status.note = outcome.note;
      status.costUsd += outcome.costUsd;
    },
    say(step, doing, waitsUntil) {
      Object.assign(board[step], { doing, waitsUntil });
    },
    finish(step) {
      Object.assign(board[step], said);
      board[step].state = 'done';
      board[step].finishedAt = now();
    },
    fail(step, failure) {
      Object.assign(board[step], said);
      board[step].state = 'failed';
      board[step].failure = failure;
    },
    skip(step, note) {
      Object.assign(board[step], { ...said, state: 'skipped', note, finishedAt: now(), failure: undefined });
    },
    take(step, note) {
      Object.assign(board[step], { state: 'done', note, finishedAt: now(), done: board[step].total });
    },
    stop() {
      for (const status of Object.values(board)) {
        if (status.state === 'running') Object.assign(status, { ...said, state: 'cancelled' });
      }
    },
    failed: () => steps.filter((step) => board[step].state === 'failed'),
    costUsd: () => steps.reduce((sum, step) => sum + board[step].costUsd, 0),
  };
}

/** A step can be served by several, as `video` is by a painter and an encoder: each is named once. */
function joinNames(names: string | undefined, name: string): string {
  const known = names?.split(', ') ?? [];
  return known.includes(name) ? known.join(', ') : [...known, name].join(', ');
}

// What is said of a step that runs is over with it.
const said = { doing: undefined, waitsUntil: undefined };
