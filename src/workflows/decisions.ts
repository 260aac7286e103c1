import { type CancellationScope, setHandler } from '@temporalio/workflow';
import type { Brief } from '../contracts/brief.ts';
import {
  approveSignal,
  cancelPipelineSignal,
  changedBrief,
  changesResult,
  type RetryStepInput,
  type ReviewGate,
  rejectSignal,
  retryStepSignal,
  skipStepSignal,
} from '../contracts/messages.ts';
import { providers } from '../contracts/providers.ts';
import { isStep, type Step, skippableSteps } from '../contracts/steps.ts';
import type { StepBoard } from './step-board.ts';

// A change of the brief is taken where no finished step depends on the old value.
const changeable: Readonly<Partial<Record<Step, readonly (keyof Brief)[]>>> = {
  script: ['durationSeconds', 'language'],
  audio: ['voice'],
  video: ['music', 'style', 'captions', 'watermark'],
  upload: ['publish'],
};

/** What people have said by signals. Waiting on it is `condition(() => …)`. */
export interface Decisions {
  approved: Set<ReviewGate>;
  rejected: { reason: string } | undefined;
  /** How often each step was asked to go on; parts that failed wait for it to grow. */
  retries: Map<Step, number>;
  /** How often the retry came with another input, so that finished parts have to be looked at again. */
  revisions: Map<Step, number>;
  skipped: Map<Step, string>;
  notices: string[];
  cancelReason: string | undefined;
}

export interface DecisionContext {
  brief: Brief;
  board: StepBoard;
  scope: CancellationScope;
  review(): ReviewGate | undefined;
}

/** Registers the signals. A signal that makes no sense now is answered by a notice in the status, never by an error. */
export function listenForDecisions({ brief, board, scope, review }: DecisionContext): Decisions {
  const decisions: Decisions = {
    approved: new Set(),
    rejected: undefined,
    retries: new Map(),
    revisions: new Map(),
    skipped: new Map(),
    notices: [],
    cancelReason: undefined,
  };
  const notice = (text: string) => decisions.notices.push(text);
  const count = (map: Map<Step, number>, step: Step) => map.set(step, (map.get(step) ?? 0) + 1);

  setHandler(approveSignal, (input) => {
    const gate = input?.gate ?? review();
    if (gate) decisions.approved.add(gate);
    else notice('approve: nothing waits for a review now');
  });
  setHandler(rejectSignal, (input) => {
    if (review()) decisions.rejected = { reason: input?.reason ?? 'no reason given' };
    else notice('reject: nothing waits for a review now');
  });
  setHandler(retryStepSignal, (input) => {
    const refusal = refuseRetry(input, board);
    if (refusal) return void notice(`retryStep: ${refusal}`);
    if (input.provider) brief.providers = { ...brief.providers, [input.step]: [input.provider] };
    Object.assign(brief, changedBrief(brief, input.changes));
    if (input.provider || changesResult(input.changes)) count(decisions.revisions, input.step);
    count(decisions.retries, input.step);
  });
  setHandler(skipStepSignal, (input) => {
    if (!isStep(input?.step)) notice('skipStep: name a step, as in {"step":"thumbnail"}');
    else if (!skippableSteps.includes(input.step)) notice(`skipStep: a film can't do without ${input.step}`);
    else decisions.skipped.set(input.step, input.reason ?? 'skipped by a person');
  });
  setHandler(cancelPipelineSignal, (input) => {
    decisions.cancelReason = input?.reason ?? 'cancelled by a person';
    scope.cancel();
  });
  return decisions;
}

function refuseRetry(input: RetryStepInput | undefined, board: StepBoard): string | undefined {
  if (!isStep(input?.step)) return 'name a step, as in {"step":"audio"}';
  const { step, provider, changes } = input;
  if (board.steps[step].state !== 'failed') return `${step} has not failed: it is ${board.steps[step].state}`;
  if (provider && !providers[step].includes(provider)) {
    return `${step} has no provider '${provider}'; it can use: ${providers[step].join(', ')}`;
  }
  const { budgetUsd, ...others } = changes ?? {};
  if (budgetUsd !== undefined && !(Number.isFinite(budgetUsd) && budgetUsd >= 0)) {
    return `budgetUsd is an amount of US dollars, not ${JSON.stringify(budgetUsd)}`;
  }
  const fixed = Object.keys(others).filter((key) => !changeable[step]?.includes(key as keyof Brief));
  if (fixed.length > 0) return `${fixed.join(', ')} can't be changed at ${step}: start a new run for it`;
  return undefined;
}
