import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { ApplicationFailure, upsertSearchAttributes } from '@temporalio/workflow';
import type { ArtifactRef } from '../contracts/artifact.ts';
import type { Brief } from '../contracts/brief.ts';
import type { FailureReport } from '../contracts/failures.ts';
import type { PipelineResult, PipelineState, PipelineStatus, ReviewGate } from '../contracts/messages.ts';
import type { Publication } from '../contracts/publication.ts';
import { type PipelineRecord, stepNow } from '../contracts/records.ts';
import { searchAttributeNames } from '../contracts/search-attributes.ts';
import type { StepResults } from '../contracts/stages.ts';
import { type Step, steps } from '../contracts/steps.ts';
import { createStepBoard, type StepBoard } from './step-board.ts';
import { translatedFiles } from './translations.ts';

const stateKey = defineSearchAttributeKey(searchAttributeNames.state, SearchAttributeType.KEYWORD);
const stepKey = defineSearchAttributeKey(searchAttributeNames.step, SearchAttributeType.KEYWORD);

export interface RunIdentity {
  pipelineId: string;
  runId: string;
  brief: Brief;
  results: StepResults;
  takes: Partial<Record<Step, number>>;
  /** Gates that were passed, in this run or in the one it goes on from. */
  approved: Set<ReviewGate>;
}

/** Everything a run knows of itself. What people see of it is derived: the status, the record, the search attributes. */
export interface RunState extends RunIdentity {
  readonly board: StepBoard;
  review: ReviewGate | undefined;
  /** A person's edit of the script is being stored. */
  editing: boolean;
  waitsUntil: string | undefined;
  /** Where the film is, before the upload step is through. */
  publication: Publication | undefined;
  ended: { state: 'completed' | 'failed' | 'cancelled'; failure?: FailureReport } | undefined;
  notices: string[];
  toStatus(): PipelineStatus;
  toRecord(): PipelineRecord;
  toResult(): PipelineResult;
  /** Tells Temporal's visibility where the run is, when that changed. */
  publishAttributes(): void;
  /** The end of a run that waited too long for a person. */
  giveUp(step: Step, failure: FailureReport): ApplicationFailure;
}

export function createRunState(identity: RunIdentity): RunState {
  const now = () => new Date(Date.now()).toISOString();
  const createdAt = now();
  const board = createStepBoard(now);
  let published = '';

  function currentState(): PipelineState {
    if (state.ended) return state.ended.state;
    if (board.failed().length > 0) return 'blocked';
    return state.review ? 'review' : 'running';
  }

  function currentStep(): Step | 'done' {
    const open = (wanted: string) => steps.find((step) => board.steps[step].state === wanted);
    return open('failed') ?? open('running') ?? open('cancelled') ?? 'done';
  }

  function currentFailure(): FailureReport | undefined {
    const [failed] = board.failed();
    return state.ended?.failure ?? (failed && board.steps[failed].failure);
  }

  const currentPublication = () => identity.results.upload?.publication ?? state.publication;

  const state: RunState = {
    ...identity,
    board,
    review: undefined,
    editing: false,
    waitsUntil: undefined,
    publication: undefined,
    ended: undefined,
    notices: [],
    toStatus() {
      const { pipelineId, runId, brief, results, takes, approved } = identity;
      const current = currentState();
      return {
        pipelineId,
        runId,
        state: current,
        topic: brief.topic,
        brief,
        review: state.review,
        approved: [...approved],
        waitsUntil: current === 'blocked' ? state.waitsUntil : undefined,
        steps: board.steps,
        results,
        takes,
        artifacts: filesOf(results, brief),
        durationSeconds: results.video?.durationSeconds,
        costUsd: board.costUsd(),
        publication: currentPublication(),
        failure: currentFailure(),
        notices: state.notices,
        createdAt,
        updatedAt: now(),
      };
    },
    toRecord() {
      const { pipelineId, runId, brief, results } = identity;
      return {
        pipelineId,
        runId,
        owner: brief.owner,
        topic: brief.topic,
        language: brief.language,
        format: brief.format,
        state: currentState(),
        step: stepNow(board.steps),
        steps: board.steps,
        costUsd: board.costUsd(),
        durationSeconds: results.video?.durationSeconds,
        publicationUrl: currentPublication()?.url,
        failure: currentFailure()?.message,
        artifacts: filesOf(results, brief),
        createdAt,
        updatedAt: now(),
      };
    },
    toResult() {
      const { pipelineId, brief, results } = identity;
      return {
        pipelineId,
        durationSeconds: results.video?.durationSeconds ?? 0,
        costUsd: board.costUsd(),
        artifacts: filesOf(results, brief),
        publication: currentPublication(),
      };
    },
    publishAttributes() {
      const attributes = [currentState(), currentStep()] as const;
      if (attributes.join() === published) return;
      published = attributes.join();
      upsertSearchAttributes([
        { key: stateKey, value: attributes[0] },
        { key: stepKey, value: attributes[1] },
      ]);
    },
    giveUp(step, failure) {
      state.ended = { state: 'failed', failure };
      return ApplicationFailure.nonRetryable(
        `nobody retried the step ${step} in time: ${failure.message}`,
        failure.type,
      );
    },
  };
  return state;
}

/** The files a person gets, by the names they get them under. */
export function filesOf(results: StepResults, brief: Brief): Record<string, ArtifactRef> {
  const files: Record<string, ArtifactRef> = {};
  const { keywords, script, video, thumbnail, metadata } = results;
  if (video) Object.assign(files, { 'video.mp4': video.video, 'captions.srt': video.srt, 'captions.vtt': video.vtt });
  for (const variant of thumbnail?.variants ?? []) files[`thumbnail-${variant.id}.jpg`] = variant.image;
  if (metadata) Object.assign(files, { 'metadata.json': metadata.metadata }, translatedFiles(metadata.translations));
  if (script) files['script.json'] = script.script;
  else if (brief.script) files['script.json'] = brief.script;
  if (keywords) files['keywords.json'] = keywords.keywords;
  return files;
}
