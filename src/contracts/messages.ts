import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AbTestStatus } from './ab-test-run.ts';
import type { ArtifactRef } from './artifact.ts';
import type { Brief } from './brief.ts';
import type { FailureReport } from './failures.ts';
import type { Publication } from './publication.ts';
import type { PublishStatus } from './publish.ts';
import type { Publishing } from './publishing.ts';
import type { SceneEdit, StepResults } from './stages.ts';
import type { StepStatus } from './step-status.ts';
import type { Step } from './steps.ts';
import type { VariantId } from './variant-ids.ts';

/** Wire names of workflows, for clients that start them by name. */
export const workflowNames = {
  pipeline: 'PipelineWorkflow',
  publish: 'PublishWorkflow',
  upload: 'UploadWorkflow',
  abTest: 'AbTestWorkflow',
} as const;

/** Input of PipelineWorkflow. */
export interface PipelineInput {
  brief: Brief;
  /** Finished results of a closed run with the same id; steps that have one are not run again. */
  takeOver?: StepResults;
  /** How often each step was asked for anew, over all runs of this id. */
  takes?: Partial<Record<Step, number>>;
  /** Gates that a closed run with the same id has passed, and whose work is taken over: they are not asked again. */
  approved?: ReviewGate[];
}

export type PipelineState = 'running' | 'review' | 'blocked' | 'completed' | 'failed' | 'cancelled';

export type ReviewGate = 'script' | 'film';

/** What a person has looked at who approves. Made anew, it has to be approved anew. */
export const reviewedSteps: Readonly<Record<ReviewGate, readonly Step[]>> = {
  script: ['script'],
  film: ['video', 'thumbnail', 'metadata'],
};

/** Answer of the query `status`. Times are ISO 8601 of the workflow's clock. */
export interface PipelineStatus {
  pipelineId: string;
  runId: string;
  state: PipelineState;
  topic: string;
  brief: Brief;
  /** The gate a person has to pass, when `state` is `review`. */
  review?: ReviewGate;
  /** The gates that were passed. */
  approved: ReviewGate[];
  /** Until when a blocked run waits. */
  waitsUntil?: string;
  steps: Record<Step, StepStatus>;
  results: StepResults;
  takes: Partial<Record<Step, number>>;
  /** File name → file, as they become known. */
  artifacts: Record<string, ArtifactRef>;
  durationSeconds?: number;
  costUsd: number;
  publication?: Publication;
  failure?: FailureReport;
  /** What a signal asked for that could not be done, and why; the newest last. */
  notices: string[];
  createdAt: string;
  updatedAt: string;
}

/** Answer of UploadWorkflow's query `status`. */
export interface UploadStatus {
  /** What it is at, where there is more to say than that it runs. */
  doing?: string;
  /** Until when it waits, ISO 8601. */
  waitsUntil?: string;
  publication?: Publication;
}

/** Result of a completed PipelineWorkflow. */
export interface PipelineResult {
  pipelineId: string;
  durationSeconds: number;
  costUsd: number;
  artifacts: Record<string, ArtifactRef>;
  publication?: Publication;
}

export interface ApproveInput {
  gate?: ReviewGate;
}
export interface RejectInput {
  reason?: string;
}
export interface RetryStepInput {
  step: Step;
  /** Use this provider from now on for the step. */
  provider?: string;
  /** Parts of the brief to change from now on. A budget concerns no result: of any step. */
  changes?: Partial<Pick<Brief, 'voice' | 'music' | 'durationSeconds' | 'language' | 'budgetUsd'>> & {
    /** Only what is named of it changes. */
    publish?: Partial<Publishing>;
  };
}
/** The brief with what a retry changes of it. */
export function changedBrief(
  brief: Brief,
  { publish, ...changes }: NonNullable<RetryStepInput['changes']> = {},
): Brief {
  return { ...brief, ...changes, ...(publish && { publish: changedPublishing(brief.publish, publish) }) };
}

/** A film that is published at a time is public from then on: a privacy and a time that can't both be, the one named now is. */
function changedPublishing(before: Publishing | undefined, changes: Partial<Publishing>): Publishing {
  const changed: Publishing = {
    ...{ playlists: [], license: 'youtube', madeForKids: false, languages: [], onCancel: 'keep-private' },
    ...before,
    ...changes,
  };
  if (changed.publishAt === undefined || changed.privacy === undefined || changed.privacy === 'public') return changed;
  const { privacy, publishAt, ...others } = changed;
  return changes.privacy === undefined ? { ...others, publishAt } : { ...others, privacy };
}

/** Whether what was made may come out otherwise now; money makes no difference to it. */
export function changesResult(changes: RetryStepInput['changes'] = {}): boolean {
  return Object.keys(changes).some((key) => key !== 'budgetUsd');
}

export interface SkipStepInput {
  step: Step;
  reason?: string;
}
export interface CancelInput {
  reason?: string;
}
export interface PauseAbTestInput {
  reason?: string;
}
export interface StopAbTestInput {
  reason?: string;
  /** What is shown from then on; the first variant when left out. */
  show?: VariantId;
}
export interface ChooseVariantInput {
  variant: VariantId;
}
export interface EditScriptInput {
  scenes: SceneEdit[];
}

export const approveSignal = defineSignal<[ApproveInput?]>('approve');
export const rejectSignal = defineSignal<[RejectInput?]>('reject');
export const retryStepSignal = defineSignal<[RetryStepInput]>('retryStep');
export const skipStepSignal = defineSignal<[SkipStepInput]>('skipStep');
export const cancelPipelineSignal = defineSignal<[CancelInput?]>('cancelPipeline');
export const editScriptUpdate = defineUpdate<{ script: ArtifactRef; scenes: number }, [EditScriptInput]>('editScript');
export const statusQuery = defineQuery<PipelineStatus>('status');
export const publishStatusQuery = defineQuery<PublishStatus>('status');
export const uploadStatusQuery = defineQuery<UploadStatus>('status');

export const pauseAbTestSignal = defineSignal<[PauseAbTestInput?]>('pause');
export const resumeAbTestSignal = defineSignal<[]>('resume');
export const stopAbTestSignal = defineSignal<[StopAbTestInput?]>('stop');
/** The answer to a test that asks which variant is to stay. */
export const chooseVariantSignal = defineSignal<[ChooseVariantInput]>('choose');
export const abTestStatusQuery = defineQuery<AbTestStatus>('status');
