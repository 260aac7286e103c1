import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { type Brief, type BriefInput, briefSchema } from '../../src/contracts/brief.ts';
import type { PipelineStatus } from '../../src/contracts/messages.ts';
import type { StepStatus } from '../../src/contracts/step-status.ts';
import { type Step, steps } from '../../src/contracts/steps.ts';

/** Its own, so that a display is tested without Temporal's SDK being loaded. */
export function briefOf(input: Partial<BriefInput> = {}): Brief {
  return briefSchema.parse({ topic: 'Why do octopuses have three hearts?', ...input });
}

const refOf = (digit: string, mediaType: string): ArtifactRef => ({ sha256: digit.repeat(64), bytes: 1, mediaType });
const scriptRef = refOf('a', 'application/json');

type StepChanges = Partial<Record<Step, Partial<StepStatus>>>;

/** A pipeline in the middle of its narration, changed as the test needs it. */
export function statusOf(changes: Partial<PipelineStatus> = {}, stepChanges: StepChanges = {}): PipelineStatus {
  const pending: StepStatus = { state: 'pending', done: 0, total: 1, found: 0, costUsd: 0 };
  const done: StepStatus = {
    ...pending,
    state: 'done',
    done: 1,
    provider: 'offline',
    startedAt: '2026-11-22T12:00:00.000Z',
    finishedAt: '2026-11-22T12:00:02.000Z',
  };
  const running = { ...pending, state: 'running' as const, provider: 'offline', startedAt: '2026-11-22T12:00:04.000Z' };
  const board: Partial<Record<Step, StepStatus>> = {
    keywords: done,
    script: { ...done, note: 'This script is a template.' },
    audio: { ...running, done: 2, total: 5 },
    video: { ...running, done: 1, total: 10, provider: 'generated, ffmpeg' },
  };
  return {
    pipelineId: 'octopus-hearts-abc234',
    runId: '00000000-0000-0000-0000-000000000000',
    state: 'running',
    topic: 'Why do octopuses have three hearts?',
    brief: briefOf(),
    steps: Object.fromEntries(
      steps.map((step) => [step, { ...(board[step] ?? pending), ...stepChanges[step] }]),
    ) as PipelineStatus['steps'],
    results: {},
    takes: {},
    approved: [],
    artifacts: { 'script.json': scriptRef },
    costUsd: 0,
    notices: [],
    createdAt: '2026-11-22T12:00:00.000Z',
    updatedAt: '2026-11-22T12:00:24.000Z',
    ...changes,
  };
}

/** The same at its end. */
export function completedStatus(changes: Partial<PipelineStatus> = {}): PipelineStatus {
  const finished = { state: 'done', finishedAt: '2026-11-22T12:01:04.000Z' } as const;
  const all = Object.fromEntries(steps.filter((step) => step !== 'abtest').map((step) => [step, finished]));
  return statusOf(
    {
      state: 'completed',
      durationSeconds: 51.4,
      artifacts: { 'video.mp4': refOf('b', 'video/mp4'), 'script.json': scriptRef },
      publication: {
        target: 'folder',
        id: 'octopus-hearts-abc234',
        url: 'file:///srv/my%20films/octopus-hearts-abc234',
      },
      ...changes,
    },
    all,
  );
}
