import { Failure } from '../../contracts/failures.ts';
import { unreadySentence } from '../../infra/config/provider-facts.ts';
import type { StageCall } from '../activity.ts';
import { mayTakeOver } from '../choose-providers.ts';
import type { KeywordPanel } from './choose-keyword-providers.ts';
import type { ProviderAnswer } from './merge-answers.ts';
import type { KeywordProvider, KeywordRequest } from './providers/provider.ts';

interface Answered extends ProviderAnswer {
  costUsd: number;
  model?: string;
}

interface Failed {
  provider: string;
  error: unknown;
}

interface PanelAnswers {
  answers: ProviderAnswer[];
  costUsd: number;
  models: string[];
  notes: string[];
}

/**
 * Asks all of them at once. Who fails as a stage would pass a provider over is left out and named in the notes; any other
 * failure ends the call, once all have answered, so that what they were paid for is kept for the next try.
 * @throws Failure when nobody answers, saying what each said
 */
export async function askPanel(
  { providers, missing }: KeywordPanel,
  request: KeywordRequest,
  call: StageCall,
): Promise<PanelAnswers> {
  const asked = await Promise.all(providers.map((provider) => askOne(provider, request, call)));
  call.signal.throwIfAborted();
  const failed = asked.filter((outcome) => 'error' in outcome);
  const answered = asked.filter((outcome) => 'findings' in outcome);
  const grave = failed.filter(({ error }) => !mayTakeOver(error, call.attempt));
  // Where one is for a person to mend, another try of the rest is no use.
  const final = grave.filter(({ error }) => !(error instanceof Failure && error.retry));
  if (grave.length > 0) throw joinErrors(final.length > 0 ? final : grave);
  if (answered.length === 0) throw joinErrors(failed);
  for (const { provider, error } of failed) call.logger.warn({ err: error, provider }, 'the others go on without it');
  return {
    answers: answered,
    costUsd: answered.reduce((sum, { costUsd }) => sum + costUsd, 0),
    models: [...new Set(answered.flatMap(({ model }) => model ?? []))],
    notes: [
      ...missing.map((name) => `${unreadySentence('keywords', name)}.`),
      ...failed.map(({ provider, error }) => `${provider} could not: ${messageOf(error)}.`),
      ...answered
        .filter(({ findings }) => findings.ideas.length === 0)
        .map(({ provider }) => `${provider} knew no term.`),
    ],
  };
}

async function askOne(provider: KeywordProvider, request: KeywordRequest, call: StageCall): Promise<Answered | Failed> {
  const { name } = provider;
  try {
    const { value: findings, costUsd, model } = await provider.findIdeas(request, call);
    return { provider: name, findings, costUsd, model };
  } catch (error) {
    return { provider: name, error };
  }
}

/** One error for several, to be tried again when one of them may be, and when all are ready. What nobody foresaw stands for itself. */
function joinErrors(outcomes: readonly Failed[]): unknown {
  const errors = outcomes.map(({ error }) => error);
  const failures = errors.filter((error) => error instanceof Failure);
  const [first] = failures;
  if (!first || errors.length === 1) return errors[0];
  if (failures.length < errors.length) return errors.find((error) => !(error instanceof Failure));
  const { type } = failures.find(({ retry }) => retry) ?? first;
  const waits = failures.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  const said = outcomes.map(({ provider, error }) => `${provider}: ${messageOf(error)}`).join('; ');
  return new Failure(type, said, waits.length > 0 ? { retryAfterMs: Math.max(...waits) } : {});
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
