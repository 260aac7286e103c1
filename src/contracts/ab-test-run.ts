import type { AbTestDesign, AbTestPlan, AbTestVariant, AbTestVideo, VariantId } from './ab-test.ts';
import type { AbTestJudgement } from './ab-test-results.ts';
import type { DomainEvent } from './events.ts';

/** What a test is of. */
export interface AbTestSubject {
  /** Its workflow id. */
  testId: string;
  owner: string;
  /** Of the film, for people. */
  topic: string;
  correlationId?: string;
  /** The run whose last step it is. */
  pipelineId?: string;
  video: AbTestVideo;
  variants: AbTestVariant[];
  design: AbTestDesign;
}

/** Input of AbTestWorkflow. */
export interface AbTestInput extends AbTestSubject {
  /** Where an earlier run of the same test was, whose history had become long. */
  carried?: AbTestCarried;
}

/**
 * `planning`: nothing is shown yet. `running`: a variant a day. `paused` by a person. `waiting` for a person: `reason` says for
 * what. `settling`: all days are shown, their figures come in. `asking` which variant is to stay. The others are ends.
 */
export type AbTestState =
  | ('planning' | 'running' | 'paused' | 'waiting' | 'settling' | 'asking')
  | ('completed' | 'stopped' | 'failed' | 'cancelled');

export const endedAbTestStates: readonly AbTestState[] = ['completed', 'stopped', 'failed', 'cancelled'];

/** A day that was given to a variant. */
export interface AbTestDay {
  /** Pacific: `2026-12-01`. */
  day: string;
  /** Which place of the schedule it took, from 0. */
  slot: number;
  variant: VariantId;
  /** Why it doesn't count; it does when left out. */
  dropped?: string;
}

/** A day and when it begins. */
export interface PacificDay {
  day: string;
  startsAt: string;
}

/** What a workflow hands to the next of the same test. */
export interface AbTestCarried {
  plan: AbTestPlan;
  days: AbTestDay[];
  /** The day that is under way, and what is shown on it. */
  today?: AbTestDay;
  next: PacificDay;
  state: AbTestState;
  reason?: string;
  notices: string[];
  createdAt: string;
  sequence: number;
}

/** Answer of AbTestWorkflow's query `status`. Times are ISO 8601 of the workflow's clock. */
export interface AbTestStatus {
  testId: string;
  owner: string;
  topic: string;
  pipelineId?: string;
  video: AbTestVideo;
  variants: AbTestVariant[];
  design: AbTestDesign;
  plan?: AbTestPlan;
  state: AbTestState;
  /** Why it is paused, waits, or has ended early. */
  reason?: string;
  /** What viewers see today. */
  shown?: VariantId;
  /** When the next variant is due. */
  nextAt?: string;
  /** Every day that was given to a variant, those that don't count too. */
  days: AbTestDay[];
  /** As the figures were when they were last looked at. */
  evidence?: AbTestEvidence;
  /** What was noticed, the newest last. */
  notices: string[];
  createdAt: string;
  updatedAt: string;
}

/** A judgement in short. */
export type AbTestEvidence = Pick<AbTestJudgement, 'verdict' | 'winner' | 'sentence' | 'countedDays' | 'p'> & {
  decidedBy?: AbTestJudgement['decidedBy'];
};

/** Result of a completed AbTestWorkflow. */
export interface AbTestResult {
  testId: string;
  state: AbTestState;
  evidence?: AbTestEvidence;
  /** What is shown from now on. */
  shown?: VariantId;
}

/** A test as people list it: the read model's row. Temporal holds the truth. */
export type AbTestRecord = AbTestStatus;

/** One transaction: the record as it is now, and the event that says what happened. `sequence` grows within a test. */
export interface RecordAbTestInput {
  record: AbTestRecord;
  sequence: number;
  event?: DomainEvent;
}

export interface ReadAbTestInput extends AbTestSubject {
  plan: AbTestPlan;
  days: AbTestDay[];
  /** All its days were shown, or it was stopped: what there is decides. */
  isOver: boolean;
}

export interface ReadAbTestResult {
  evidence: AbTestEvidence;
  /** Days whose figures are not there yet. */
  awaitedDays: number;
  /** By the rule it was started with: the evidence of before the end, or the precision it wanted. */
  hasEnded: boolean;
}

/** What was done at the turn of a day. */
export interface TurnAbTestInput extends AbTestSubject {
  /** The day that begins, and the variant it is given; none where no place of the schedule is left for its weekday. */
  begins: PacificDay;
  show?: VariantId;
  /** The day that ends. Before the first, what is there is nobody's variant yet. */
  ends?: AbTestDay;
}

export interface TurnAbTestResult {
  /** Why the day that ended doesn't count. */
  dropped?: string;
  /** The variant that was due is shown, and was looked at. */
  isShown: boolean;
  /** Why not, when it isn't. */
  problem?: string;
  /** Somebody has to do something before the test can go on: sign in, or say whose change stays. */
  needsPerson?: boolean;
  /** The video is gone, or belongs to somebody else: there is nothing left to test. */
  isGone?: boolean;
  /** The next day that has not begun. */
  next: PacificDay;
}

export interface ShowVariantInput extends AbTestSubject {
  variant: VariantId;
}

/** Input of the activity `judgeAbTest`, for whoever looks at a test. */
export interface JudgeAbTestInput {
  testId: string;
  /** As the figures were then, ISO 8601; as they are when left out. */
  asOf?: string;
}
