import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PipelineStatus } from '../../contracts/messages.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { describePublication } from './publication.ts';
import { describeQuality } from './quality.ts';
import { formatSeconds, formatUsd } from './text.ts';

export interface Outcome {
  status: PipelineStatus;
  artifacts: ArtifactStore;
  /** The person stopped the command; the run goes on when resumed. */
  interrupted: boolean;
  /** Where the files were copied to, when elsewhere than where they were published. */
  outFolder?: string;
}

/** 0 only when the film is there; 3 for a run that waits for a decision; 130 when interrupted. */
export function exitCodeOf({ status, interrupted }: Outcome): number {
  if (status.state === 'completed' && status.artifacts['video.mp4']) return 0;
  if (interrupted) return 130;
  return status.state === 'blocked' || status.state === 'review' ? 3 : 1;
}

/** The one JSON object of `create --json`. */
export async function toJson(outcome: Outcome): Promise<Record<string, unknown>> {
  const { status } = outcome;
  const describeStep = (step: Step) => {
    const { state, provider, model, done, total, found, costUsd, note, failure } = status.steps[step];
    return { state, provider, model, done, total, found, costUsd, note, failure };
  };
  return {
    pipelineId: status.pipelineId,
    status: status.state,
    steps: Object.fromEntries(steps.map((step) => [step, describeStep(step)])),
    artifacts: await pathsOf(outcome),
    publication: status.publication,
    durationSeconds: status.durationSeconds ?? null,
    cost: status.costUsd,
    quality: status.results.video?.quality,
    failure: status.failure,
  };
}

/** What a person reads at the end. */
export async function describeOutcome(outcome: Outcome): Promise<string> {
  const { status, interrupted } = outcome;
  const { pipelineId, state, failure, publication } = status;
  if (state === 'completed') {
    const isInFolder = publication?.url.startsWith('file:') ?? false;
    // In the store a file has no name of its own.
    const files = Object.entries(await pathsOf(outcome)).map(
      ([name, path]) => `  ${isInFolder ? '' : name.padEnd(17)}${path}`,
    );
    const { quality } = status.results.video ?? {};
    const length = formatSeconds(status.durationSeconds ?? 0);
    const notes = steps
      .filter((step) => status.steps[step].state === 'done')
      .flatMap((step) => status.steps[step].note ?? []);
    return [
      `The film is ready: ${length}, cost ${formatUsd(status.costUsd)}.`,
      ...(publication && !isInFolder ? [`Published: ${describePublication(publication)}`] : []),
      ...files,
      ...(quality ? describeQuality(quality) : []),
      ...notes.map((note) => `Note: ${note}`),
    ].join('\n');
  }
  const goOn = `Go on with: ./faceless create --resume ${pipelineId}`;
  if (interrupted) return `Stopped. ${goOn}`;
  if (state === 'blocked') return `The run is blocked: ${failure?.message}\n${failure?.advice}\n${goOn}`;
  return `The run ${state === 'cancelled' ? 'was cancelled' : 'failed'}: ${failure?.message ?? 'see ./faceless logs'}\n${goOn}`;
}

async function pathsOf({ status, artifacts, outFolder }: Outcome): Promise<Record<string, string>> {
  const { publication } = status;
  const published = publication?.url.startsWith('file:') ? fileURLToPath(publication.url) : undefined;
  const folder = outFolder && published ? join(outFolder, status.pipelineId) : published;
  const entries = Object.entries(status.artifacts).map(async ([name, ref]): Promise<[string, string]> => {
    return [name, folder ? join(folder, name) : await artifacts.localFile(ref)];
  });
  return Object.fromEntries(await Promise.all(entries));
}
