import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import {
  changedBrief,
  changesResult,
  type PipelineInput,
  type PipelineStatus,
  type RetryStepInput,
  reviewedSteps,
} from '../../contracts/messages.ts';
import { type Step, stepNeeds, stepsFrom } from '../../contracts/steps.ts';

/**
 * The input of a new run that keeps what the closed one finished before the step.
 * @throws Failure `Conflict` when something the step needs is not done
 */
export function resumeFrom(earlier: PipelineStatus, { step, provider, changes }: RetryStepInput): PipelineInput {
  const again = stepsFrom(step);
  const missing = stepNeeds[step].find(
    (need) => earlier.steps[need].state !== 'done' && earlier.steps[need].state !== 'skipped',
  );
  if (missing) throw new Failure('Conflict', `${step} can't be retried: ${missing} is not done; retry ${missing}`);
  const takeOver = Object.fromEntries(
    Object.entries(earlier.results).filter(([name]) => !again.includes(name as Step)),
  );
  const takes = { ...earlier.takes };
  // A step that failed goes on where it was; one that was done is made anew because a person wants another. Where something
  // was changed, that alone makes it another: what does not depend on it is found.
  if (earlier.steps[step].state === 'done' && !changesResult(changes) && !provider)
    takes[step] = (takes[step] ?? 0) + 1;
  const brief: Brief = changedBrief(earlier.brief, changes);
  if (provider) brief.providers = { ...brief.providers, [step]: [provider] };
  const approved = earlier.approved.filter((gate) => !reviewedSteps[gate].some((made) => again.includes(made)));
  return { brief, takeOver, takes, approved };
}
