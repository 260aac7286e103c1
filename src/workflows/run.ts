import {
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { FailureReport } from '../contracts/failures.ts';
import { type PipelineInput, type ReviewGate, statusQuery } from '../contracts/messages.ts';
import type { StageInput, StageOutcome, StepResults } from '../contracts/stages.ts';
import type { Step } from '../contracts/steps.ts';
import { type Decisions, listenForDecisions } from './decisions.ts';
import { reportFailure } from './failure-report.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRunState, type RunState } from './run-state.ts';
import { blockedTimeoutMs, recordPipeline, reviewTimeoutMs } from './stages.ts';
import { stepEvents } from './step-events.ts';

/** Thrown when a retry came with another input: the stage's finished parts have to be looked at again. */
export class StageRevised extends Error {}

/** Thrown when a person skips a failed step. */
class StepSkipped extends Error {}

/** Steps of one activity. */
type SingleStep = Exclude<keyof StepResults, 'audio'>;
type ResultOf<S extends keyof StepResults> = Required<StepResults>[S];
type Call<R> = (input: StageInput) => Promise<R>;

/** A pipeline run: the means by which `PipelineWorkflow` reads as the list of its stages. */
export interface Run {
  readonly state: RunState;
  readonly decisions: Decisions;
  readonly recorder: Recorder;
  /** The input of a step's activities as the brief is now. */
  input(step: Step): StageInput;
  /** A step of one activity. A result taken over is returned as it is; failing, it blocks the run until a person decides. */
  step<S extends SingleStep>(step: S, call: Call<ResultOf<S>>): Promise<ResultOf<S>>;
  /** As `step`, for one a film can do without: `undefined` when a person skips it. */
  optionalStep<S extends SingleStep>(step: S, call: Call<ResultOf<S>>): Promise<ResultOf<S> | undefined>;
  /** One activity of a step that has several. */
  part<R extends StageOutcome>(step: Step, call: Call<R>): Promise<R>;
  /** Whether a later choice of the brief served instead of the first. It is the first from then on, with its own voice. */
  takenOver(step: Step, provider: string): boolean;
  /** Keeps the result of a step of several activities. */
  finish<S extends keyof StepResults>(step: S, result: ResultOf<S>): ResultOf<S>;
  /** The result of an earlier run, when there is one; the step is then done. */
  takeOver<S extends keyof StepResults>(step: S): StepResults[S];
  /** Waits for `approve` when the brief asks for reviews. */
  review(gate: ReviewGate): Promise<void>;
  /** Runs the stages; a person's cancel comes out of it as a cancellation. */
  guard<R>(stages: () => Promise<R>): Promise<R>;
}

export function openRun(input: PipelineInput): Run {
  const { workflowId: pipelineId, runId } = workflowInfo();
  const brief = { ...input.brief };
  const scope = new CancellationScope();
  const state = createRunState({
    ...{ pipelineId, runId, brief },
    results: { ...input.takeOver },
    takes: input.takes ?? {},
    approved: new Set(input.approved),
  });
  const { board, results } = state;
  const decisions = listenForDecisions({ brief, board, scope, review: () => state.review });
  const { correlationId } = brief;
  const recorder = createRecorder({
    ...{ snapshot: state.toRecord, write: recordPipeline, runId, subject: pipelineId, correlationId },
  });
  state.notices = decisions.notices;
  setHandler(statusQuery, state.toStatus);

  const stageInput = (step: Step): StageInput => ({ pipelineId, brief, take: state.takes[step] ?? 0 });

  async function part<R extends StageOutcome>(step: Step, call: Call<R>): Promise<R> {
    for (;;) {
      try {
        const result = await call(stageInput(step));
        board.credit(step, result);
        return result;
      } catch (error) {
        if (isCancellation(error)) throw error;
        await waitForDecision(step, reportFailure(error));
      }
    }
  }

  async function waitForDecision(step: Step, failure: FailureReport): Promise<void> {
    const { retries, revisions, skipped } = decisions;
    const retry = retries.get(step) ?? 0;
    const revision = revisions.get(step) ?? 0;
    // Scenes fail side by side: the run is announced as blocked once for them all.
    const announced = board.steps[step].state === 'failed';
    board.fail(step, failure);
    state.waitsUntil = new Date(Date.now() + blockedTimeoutMs).toISOString();
    state.publishAttributes();
    if (!announced) recorder.record('pipeline.blocked', { step, ...failure });
    const decided = await condition(() => skipped.has(step) || (retries.get(step) ?? 0) > retry, blockedTimeoutMs);
    if (!decided) throw state.giveUp(step, failure);
    if (skipped.has(step)) throw new StepSkipped();
    board.begin(step);
    state.publishAttributes();
    if ((revisions.get(step) ?? 0) > revision) throw new StageRevised();
  }

  function takenOver(step: Step, provider: string): boolean {
    const named = brief.providers[step] ?? [];
    const place = named.indexOf(provider);
    if (place < 1) return false;
    brief.providers = { ...brief.providers, [step]: named.slice(place) };
    if (step === 'audio') delete brief.voice;
    decisions.notices.push(`${provider} took over the whole of ${step} from ${named.slice(0, place).join(', ')}`);
    return true;
  }

  function finish<S extends keyof StepResults>(step: S, result: ResultOf<S>): ResultOf<S> {
    results[step] = result;
    board.finish(step);
    const event = stepEvents[step];
    recorder.record(event?.type, event?.data(result));
    return result;
  }

  function takeOver<S extends keyof StepResults>(step: S): StepResults[S] {
    if (results[step]) board.take(step, 'taken over from the earlier run');
    return results[step];
  }

  async function runStep<S extends SingleStep>(step: S, call: Call<ResultOf<S>>): Promise<ResultOf<S>> {
    const earlier = takeOver(step);
    if (earlier) return earlier as ResultOf<S>;
    board.begin(step);
    state.publishAttributes();
    for (;;) {
      try {
        return finish(step, await part(step, call));
      } catch (error) {
        if (!(error instanceof StageRevised)) throw error;
      }
    }
  }

  async function optionalStep<S extends SingleStep>(
    step: S,
    call: Call<ResultOf<S>>,
  ): Promise<ResultOf<S> | undefined> {
    try {
      return await runStep(step, call);
    } catch (error) {
      if (!(error instanceof StepSkipped)) throw error;
      board.skip(step, decisions.skipped.get(step) ?? 'skipped');
      return undefined;
    }
  }

  async function review(gate: ReviewGate): Promise<void> {
    if (!brief.review || state.approved.has(gate)) return;
    state.review = gate;
    state.publishAttributes();
    recorder.record();
    const passed = () => decisions.approved.has(gate) && !state.editing;
    const decided = await condition(() => decisions.rejected !== undefined || passed(), reviewTimeoutMs);
    state.review = undefined;
    if (decisions.rejected)
      throw new CancelledFailure(`rejected at the review of the ${gate}: ${decisions.rejected.reason}`);
    if (!decided) throw new CancelledFailure(`nobody reviewed the ${gate} in ${reviewTimeoutMs / 86_400_000} days`);
    state.approved.add(gate);
    state.publishAttributes();
  }

  const guard = <R>(stages: () => Promise<R>) => scope.run(stages);
  return {
    state,
    decisions,
    recorder,
    input: stageInput,
    step: runStep,
    optionalStep,
    part,
    takenOver,
    finish,
    takeOver,
    review,
    guard,
  };
}
