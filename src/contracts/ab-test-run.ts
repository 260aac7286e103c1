import type { AbTestDesign, AbTestPlan, AbTestVariant, AbTestVideo } from './ab-test.ts';
import type { AbTestJudgement } from './ab-test-results.ts';
import type { DomainEvent } from './events.ts';
import type { StageOutcome } from './stages.ts';
import type { VariantId } from './variant-ids.ts';

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
  state: AbTestState;
  reason?: string;
  days: AbTestDay[];
  /** The day that is under way. */
  today?: AbTestDay;
  shown?: VariantId;
  seen?: SeenVideo;
  next: PacificDay;
  evidence?: AbTestEvidence;
  notices: string[];
  createdAt: string;
  /** Of the records. */
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

/** What a list says of a test. */
export type AbTestListing = Omit<AbTestRecord, 'days'>;

/** One transaction: the record as it is now, and the event that says what happened. `sequence` grows within a test. */
export interface RecordAbTestInput {
  record: AbTestRecord;
  sequence: number;
  event?: DomainEvent;
}

/** What the days are: more of them come, all of them were shown, or a person ended the test. */
export type AbTestStage = 'open' | 'over' | 'stopped';

export interface ReadAbTestInput extends AbTestSubject {
  stage: AbTestStage;
}

export interface ReadAbTestResult {
  evidence: AbTestEvidence;
  /** Days that were shown and whose figures are not there yet. */
  awaitedDays: number;
  /** By the rule it was started with: the evidence of before the end, or the precision it wanted. */
  hasEnded: boolean;
}

/** What was last seen of the video, besides what is tested. */
export interface SeenVideo {
  title: string;
}

/** The turn of a day. */
export interface TurnAbTestInput extends AbTestSubject {
  begins: PacificDay;
  /** What it is given to; left out where no place of the schedule is left for its weekday, or nothing may be changed. */
  gives?: { slot: number; variant: VariantId };
  /** The day that ends, when one does that counts. */
  ends?: AbTestDay;
  before?: SeenVideo;
  /** What is there may be replaced, whatever it is: the test begins, or a person has said so. */
  mayReplace?: boolean;
}

export interface TurnAbTestResult {
  /** Why the day that ended doesn't count. */
  dropped?: string;
  /** The variant that was due is shown, and was looked at. */
  isShown: boolean;
  /** Why not, when it isn't. */
  problem?: string;
  /** Nothing is changed until a person says whose change stays. */
  needsPerson?: boolean;
  /** The video is gone: there is nothing left to test. */
  isGone?: boolean;
  seen?: SeenVideo;
  /** The next day that has not begun. */
  next: PacificDay;
}

export interface ShowVariantInput extends AbTestSubject {
  variant: VariantId;
}

export interface ShowVariantResult {
  isShown: boolean;
  /** Why not, when it isn't. */
  problem?: string;
}

/** Input of the activities `judgeAbTest` and `drawAbTest`, for whoever looks at a test. */
export interface JudgeAbTestInput {
  testId: string;
  /** As the figures were then, ISO 8601; as they are when left out. */
  asOf?: string;
}

/** The step `abtest` is done once its test is under way: that one goes on for weeks. */
export interface StartAbTestResult extends StageOutcome {
  testId: string;
}
