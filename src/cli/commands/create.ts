import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Estimate } from '../../contracts/estimates.ts';
import { Failure } from '../../contracts/failures.ts';
import type { PipelineStatus } from '../../contracts/messages.ts';
import { firstFailed, firstUnfinished } from '../../contracts/step-status.ts';
import { steps } from '../../contracts/steps.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../infra/artifacts/folder-store.ts';
import type { Config } from '../../infra/config/config.ts';
import { checkProvidersReady } from '../../infra/config/provider-facts.ts';
import { createEstimator } from '../../infra/costs/estimator.ts';
import { createPipelineClient, type PipelineClient } from '../../infra/temporal/pipeline-client.ts';
import { withPipelines } from '../attach.ts';
import type { CommandContext } from '../context.ts';
import { describeOutcome, exitCodeOf, toJson } from '../display/outcome.ts';
import { describePlan } from '../display/plan.ts';
import { createProgressDisplay, type ProgressDisplay } from '../display/progress.ts';
import { countRecorded, type PlannedBrief } from '../planned-brief.ts';
import { startStack } from '../stack.ts';
import { findRunningStack } from '../stack-file.ts';
import { stopSignal } from '../stop-signal.ts';
import { watchPipeline } from '../watch.ts';
import { checkChannel } from './check-channel.ts';
import { type CreateOptions, checkOutFolder, checkResume, checkVoice, planBrief } from './create-options.ts';
import { storeBriefFiles } from './own-files.ts';

interface Session {
  config: Config;
  pipelines: PipelineClient;
  artifacts: ArtifactStore;
  display: ProgressDisplay;
  signal: AbortSignal;
}

/** `create`: a topic becomes a film. Brings the local stack up unless one runs already. Gives the exit code. */
export async function create(
  { config, logger }: CommandContext,
  topic: string | undefined,
  options: CreateOptions,
): Promise<number> {
  if (options.out) await checkOutFolder(options.out);
  const planned = options.resume ? checkResume(topic, options) : await planBrief(topic, options);
  if (planned && !countRecorded(planned).all) await checkVoice(config, planned.brief);
  if (planned && options.dryRun) {
    const { text, json } = describePlan(planned, await estimatePlanned(config, planned));
    process.stdout.write(`${options.json ? JSON.stringify(json) : text}\n`);
    return 0;
  }
  const display = createProgressDisplay(process.stderr);
  const stop = stopSignal(() => display.say('stopping; what is finished is kept'));
  const chosen = options.out ? { ...config, outFolder: resolve(options.out) } : config;

  const work = async (pipelines: PipelineClient, artifacts: ArtifactStore) => {
    const session: Session = { config: chosen, pipelines, artifacts, display, signal: stop.signal };
    const id = options.resume
      ? await resumePipeline(session, options.resume)
      : await pipelines.start(await storeBriefFiles(planned as NonNullable<typeof planned>, artifacts));
    return follow(session, id, options);
  };

  if (await findRunningStack(config.home)) {
    display.say('using the local stack that is running');
    return withPipelines(config, (pipelines) => work(pipelines, createFolderStore({ folder: config.artifactsFolder })));
  }
  if (planned) checkProvidersReady(config, planned.brief);
  const stack = await startStack({
    config: chosen,
    logger,
    api: options.keepRunning ?? false,
    onProgress: (message) => display.say(message),
  });
  try {
    if (stack.info.uiUrl) display.say(`Temporal's Web UI: ${stack.info.uiUrl}`);
    if (planned) await checkChannel(stack.resources, planned.brief);
    const code = await work(createPipelineClient(stack.client), stack.resources.artifacts);
    if (options.keepRunning && !stop.signal.aborted) {
      display.say('the stack keeps running; Ctrl-C stops it');
      await stop.requested;
    }
    return code;
  } finally {
    await stack.stop();
    stop.release();
  }
}

// A plan is made of the person's own files: nothing of it is stored before the start, not even a folder.
const nothingStored = { readJson: () => Promise.reject(new Failure('ArtifactMissing', 'nothing is stored yet')) };

function estimatePlanned(config: Config, { brief, script, style, media, recordings }: PlannedBrief): Promise<Estimate> {
  const estimate = createEstimator(config, nothingStored);
  return estimate(brief, {
    script,
    ...(style && { shotSeconds: style.shots[brief.format] }),
    recorded: recordings.keys(),
    pictured: media.keys(),
  });
}

/** A run that is open goes on by itself; a blocked step is tried again; a closed run starts again where it ended. */
async function resumePipeline({ pipelines }: Session, id: string): Promise<string> {
  const status = await pipelines.status(id);
  if (await pipelines.isOpen(id)) {
    const failed = steps.filter((step) => status.steps[step].state === 'failed');
    for (const step of failed) await pipelines.retry(id, { step });
  } else if (status.state !== 'completed') {
    await pipelines.retry(id, { step: firstUnfinished(status.steps) ?? 'keywords' });
  }
  return id;
}

async function follow(session: Session, id: string, options: CreateOptions): Promise<number> {
  const { pipelines, display, signal, artifacts, config } = session;
  display.say(`pipeline ${id}`);
  // Without a person at the terminal nobody would answer: the run waits on the server, the command ends.
  const attended = process.stderr.isTTY || options.keepRunning;
  let told: string | undefined;
  const status = await watchPipeline(pipelines, id, {
    signal,
    until: ({ state }) => state === 'blocked' && !attended,
    onSnapshot(snapshot) {
      display.show(snapshot);
      const advice = adviseOn(snapshot.status);
      if (advice && advice !== told) display.say(advice);
      told = advice;
    },
  });
  display.end();
  if (status.state === 'completed' && options.out) await copyPublication(status, config.outFolder);
  const outcome = {
    status,
    artifacts,
    interrupted: signal.aborted,
    outFolder: options.out ? config.outFolder : undefined,
  };
  process.stdout.write(
    options.json ? `${JSON.stringify(await toJson(outcome))}\n` : `${await describeOutcome(outcome)}\n`,
  );
  return exitCodeOf(outcome);
}

/** What a waiting run needs from a person. */
function adviseOn({ state, pipelineId, review, steps: board }: PipelineStatus): string | undefined {
  if (state === 'review')
    return `The ${review} waits for your review: ./faceless approve ${pipelineId}, or ./faceless reject ${pipelineId}`;
  if (state !== 'blocked') return undefined;
  const step = firstFailed(board) ?? 'keywords';
  const failure = board[step].failure;
  return `${step} failed: ${failure?.message}\n${failure?.advice} The command: ./faceless retry ${pipelineId} ${step}`;
}

/** A stack that ran already publishes into its own folder: the files are wanted in another. */
async function copyPublication({ publication, pipelineId }: PipelineStatus, outFolder: string): Promise<void> {
  if (!publication?.url.startsWith('file:')) return;
  const source = fileURLToPath(publication.url);
  const target = join(outFolder, pipelineId);
  if (source === target) return;
  await mkdir(outFolder, { recursive: true });
  await cp(source, target, { recursive: true });
}
