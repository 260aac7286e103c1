import { Failure } from '../../contracts/failures.ts';
import type { PipelineStatus, ReviewGate } from '../../contracts/messages.ts';
import { firstFailed, firstUnfinished } from '../../contracts/step-status.ts';
import { isStep, type Step, steps } from '../../contracts/steps.ts';
import { withPipelines } from '../attach.ts';
import type { CommandContext } from '../context.ts';
import { describeStatus } from '../display/status.ts';
import { cutToWidth, formatTable } from '../display/text.ts';
import { parseUsd } from '../parse-usd.ts';
import { checkForTarget, type PublishOptions, readPublishOptions } from './publish-options.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);

export async function showStatus(
  { config }: CommandContext,
  id: string,
  { json }: { json?: boolean },
): Promise<number> {
  return withPipelines(config, async (pipelines) => {
    const status = await pipelines.status(id);
    print(json ? JSON.stringify(status) : describeStatus(status));
    return 0;
  });
}

export async function listPipelines(
  { config }: CommandContext,
  { limit, json }: { limit: string; json?: boolean },
): Promise<number> {
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw new Failure('InvalidInput', `--limit ${limit}: give a number from 1 to 1000`);
  return withPipelines(config, async (pipelines) => {
    const found = await pipelines.list(count);
    if (json) print(JSON.stringify(found));
    else if (found.length === 0) print('No pipelines yet: ./faceless create "your topic" starts one.');
    else {
      const rows = found.map(({ pipelineId, state, step, startedAt, topic }) => [
        pipelineId,
        state,
        step,
        startedAt.slice(0, 16),
        cutToWidth(topic, 60),
      ]);
      print(formatTable([['Pipeline', 'State', 'Step', 'Started', 'Topic'], ...rows]));
    }
    return 0;
  });
}

export async function retryStep(
  context: CommandContext,
  id: string,
  name: string | undefined,
  options: { provider?: string; voice?: string; style?: string; budget?: string } & PublishOptions,
): Promise<number> {
  return withPipelines(context.config, async (pipelines) => {
    const status = await pipelines.status(id);
    const step = name === undefined ? unfinishedStep(status) : checkStep(name);
    if (!step) throw new Failure('InvalidInput', `no step of ${id} has failed: name the step to make again`);
    const { voice, style, budget } = options;
    const { provider: target, publish } = readPublishOptions(options);
    const chosen = (step === 'upload' ? options.provider : undefined) ?? target;
    checkForTarget(options, chosen ?? status.brief.providers.upload?.[0]);
    const changes = {
      ...(voice && { voice }),
      ...(style && { style }),
      ...(publish && { publish }),
      ...(budget !== undefined && { budgetUsd: parseUsd(budget, '--budget ') }),
    };
    const isChanged = Object.keys(changes).length > 0;
    const how = await pipelines.retry(id, {
      step,
      provider: options.provider ?? target,
      ...(isChanged && { changes }),
    });
    print(how === 'signalled' ? `${id} goes on with ${step}.` : `${id} runs again from ${step}.`);
    return 0;
  });
}

/** The one that failed; of a run that ended early, the first that it did not get to. */
function unfinishedStep({ state, steps: board }: PipelineStatus): Step | undefined {
  const endedEarly = state === 'cancelled' || state === 'failed';
  return firstFailed(board) ?? (endedEarly ? firstUnfinished(board) : undefined);
}

export async function skipStep(context: CommandContext, id: string, name: string): Promise<number> {
  return withPipelines(context.config, async (pipelines) => {
    await pipelines.skip(id, { step: checkStep(name) });
    print(`${id} goes on without ${name}; \`./faceless status ${id}\` says so if it can't.`);
    return 0;
  });
}

export async function approve(context: CommandContext, id: string, { gate }: { gate?: string }): Promise<number> {
  if (gate !== undefined && gate !== 'script' && gate !== 'film')
    throw new Failure('InvalidInput', `there is no review '${gate}'; there are: script, film`);
  return withPipelines(context.config, async (pipelines) => {
    await pipelines.approve(id, gate as ReviewGate | undefined);
    print(`${id} is approved.`);
    return 0;
  });
}

export async function reject(context: CommandContext, id: string, { reason }: { reason?: string }): Promise<number> {
  return withPipelines(context.config, async (pipelines) => {
    await pipelines.reject(id, reason);
    print(`${id} is rejected.`);
    return 0;
  });
}

export async function cancel(context: CommandContext, id: string, { reason }: { reason?: string }): Promise<number> {
  return withPipelines(context.config, async (pipelines) => {
    await pipelines.cancel(id, reason);
    print(`${id} is being cancelled; what is finished is kept: ./faceless retry ${id} goes on from there.`);
    return 0;
  });
}

function checkStep(name: string): Step {
  if (isStep(name)) return name;
  throw new Failure('InvalidInput', `there is no step '${name}'; there are: ${steps.join(', ')}`);
}
