import type { Brief } from '../contracts/brief.ts';
import { Failure, type FailureType } from '../contracts/failures.ts';
import { providers } from '../contracts/providers.ts';
import type { Step } from '../contracts/steps.ts';
import { unreadySentence } from '../infra/config/provider-facts.ts';

/** The providers the brief names, in its order; when it names none, this worker's first by the order of the catalogue. */
export function chooseProviders<P extends { readonly name: string }>(
  step: Step,
  brief: Brief,
  available: readonly P[],
): P[] {
  const wanted = brief.providers[step] ?? [usualProvider(step, available)].filter((name) => name !== undefined);
  const chosen = wanted.flatMap((name) => available.find((provider) => provider.name === name) ?? []);
  if (chosen.length > 0) return chosen;
  const names = available.map(({ name }) => name).join(', ') || 'none';
  const missing = wanted.map((name) => unreadySentence(step, name)).join('; ');
  throw new Failure('UnknownProvider', `${missing}; this worker has: ${names}`);
}

/** Who serves where a brief names nobody. */
export function usualProvider(step: Step, available: readonly { readonly name: string }[]): string | undefined {
  const names = available.map(({ name }) => name);
  return providers[step].find((name) => names.includes(name)) ?? names[0];
}

// What the same provider will say again, and another may not.
const ofThisProvider: readonly FailureType[] = [
  'BadCredentials',
  'QuotaExceeded',
  'ContentRefused',
  'UnknownVoice',
  'UnsupportedLanguage',
];
// What may pass gets two tries with the first choice.
const ofTheMoment: readonly FailureType[] = ['ProviderUnavailable', 'RateLimited', 'InvalidAnswer', 'Timeout'];
const patience = 3;

/** Whether the next provider may take over. Money is a person's to decide about, and bad input is bad for all of them. */
export function mayTakeOver(error: unknown, attempt: number): error is Failure {
  if (!(error instanceof Failure)) return false;
  return ofThisProvider.includes(error.type) || (ofTheMoment.includes(error.type) && attempt >= patience);
}
