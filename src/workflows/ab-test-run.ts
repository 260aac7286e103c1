import { CancellationScope, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { AbTestPlan } from '../contracts/ab-test.ts';
import type {
  AbTestCarried,
  AbTestDay,
  AbTestEvidence,
  AbTestInput,
  AbTestState,
  AbTestStatus,
  AbTestSubject,
  PacificDay,
  SeenVideo,
} from '../contracts/ab-test-run.ts';
import {
  abTestStatusQuery,
  chooseVariantSignal,
  pauseAbTestSignal,
  resumeAbTestSignal,
  type StopAbTestInput,
  stopAbTestSignal,
} from '../contracts/messages.ts';
import type { VariantId } from '../contracts/variant-ids.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { recordAbTest } from './stages.ts';

/** What a test knows while it runs. */
interface Known {
  state: AbTestState;
  reason?: string;
  plan?: AbTestPlan;
  days: AbTestDay[];
  today?: AbTestDay;
  shown?: VariantId;
  seen?: SeenVideo;
  next?: PacificDay;
  evidence?: AbTestEvidence;
  notices: string[];
}

/** A test on its way: the means by which `AbTestWorkflow` reads as what happens to it. */
export interface AbTestRun {
  readonly subject: AbTestSubject;
  readonly known: Known;
  readonly recorder: Recorder;
  /** That it is to end, as a person or the test itself has said. */
  stopped(): StopAbTestInput | undefined;
  stop(reason: string): void;
  /** There is nothing left to test. */
  end(reason: string): void;
  isGone(): boolean;
  isPaused(): boolean;
  pauseReason(): string | undefined;
  chosen(): VariantId | undefined;
  /** Once: a person let it go on, whatever is there now. */
  takeResumed(): boolean;
  /** Says in status and record what it is at now. */
  enter(state: AbTestState, reason?: string): void;
  notice(sentence: string): void;
  /** Waits until a moment, ISO 8601, or until it is stopped. */
  until(moment: string): Promise<void>;
  /** Waits for a person to let it go on or to stop it; false when nobody came. */
  held(mostMs: number): Promise<boolean>;
  carried(): AbTestCarried;
}

const mostNotices = 50;

export function openAbTest(input: AbTestInput): AbTestRun {
  const { carried, ...subject } = input;
  const now = () => new Date(Date.now()).toISOString();
  const createdAt = carried?.createdAt ?? now();
  const known: Known = carried
    ? { ...carried, days: [...carried.days], notices: [...carried.notices] }
    : { state: 'planning', days: [], notices: [] };
  let pause: { reason?: string } | undefined;
  let [isResumed, isGone] = [false, false];
  let stop: StopAbTestInput | undefined;
  let choice: VariantId | undefined;

  const toStatus = (): AbTestStatus => {
    const { plan, state, reason, shown, next, days, today, evidence, notices } = known;
    return {
      ...subject,
      ...{ plan, state, reason, shown, evidence, notices, createdAt, updatedAt: now() },
      nextAt: state === 'running' ? next?.startsAt : undefined,
      days: today ? [...days, today] : days,
    };
  };
  const { testId, pipelineId, correlationId } = subject;
  const recorder = createRecorder({
    ...{ snapshot: toStatus, write: recordAbTest, runId: workflowInfo().firstExecutionRunId },
    ...{ subject: pipelineId ?? testId, correlationId, after: carried?.sequence },
  });

  function notice(sentence: string): void {
    known.notices.push(`${now()} ${sentence}`);
    if (known.notices.length > mostNotices) known.notices.shift();
  }

  setHandler(abTestStatusQuery, toStatus);
  setHandler(pauseAbTestSignal, ({ reason } = {}) => {
    pause ??= { reason };
    notice(reason ? `a person pauses it from the next day on: ${reason}` : 'a person pauses it from the next day on');
  });
  setHandler(resumeAbTestSignal, () => {
    notice('a person lets it go on');
    pause = undefined;
    isResumed = true;
  });
  setHandler(stopAbTestSignal, (given = {}) => {
    stop ??= given;
  });
  setHandler(chooseVariantSignal, ({ variant }) => {
    if (subject.variants.some(({ id }) => id === variant)) choice = variant;
  });

  return {
    ...{ subject, known, recorder, notice },
    stopped: () => stop,
    stop(reason) {
      stop ??= { reason };
    },
    end(reason) {
      isGone = true;
      known.reason = reason;
      stop ??= { reason };
    },
    isGone: () => isGone,
    isPaused: () => pause !== undefined,
    pauseReason: () => pause?.reason,
    chosen: () => choice,
    takeResumed() {
      const was = isResumed;
      isResumed = false;
      return was;
    },
    enter(state, reason) {
      if (known.state === state && known.reason === reason) return;
      Object.assign(known, { state, reason });
      recorder.record();
    },
    async until(moment) {
      await condition(() => stop !== undefined, Math.max(1, Date.parse(moment) - Date.now()));
    },
    held(mostMs) {
      // One that came before there was anything to wait for is no answer to it.
      isResumed = false;
      return condition(() => stop !== undefined || isResumed, mostMs);
    },
    carried() {
      const { plan, next } = known;
      if (!plan || !next) throw new Error('a test without a plan has nothing to carry on');
      return { ...known, plan, next, createdAt, sequence: recorder.sequence() };
    },
  };
}

/** Runs what has to be done whatever becomes of the test. */
export const regardless = <R>(work: () => Promise<R>): Promise<R> => CancellationScope.nonCancellable(work);
