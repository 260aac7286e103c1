import type { Brief } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import type { Step } from '../contracts/steps.ts';

/** The provider the brief asks for, or the first of those this worker has. */
export function chooseProvider<P extends { readonly name: string }>(
  step: Step,
  brief: Brief,
  available: readonly P[],
): P {
  const wanted = brief.providers[step]?.[0];
  const chosen = wanted === undefined ? available[0] : available.find(({ name }) => name === wanted);
  if (chosen) return chosen;
  const names = available.map(({ name }) => name).join(', ') || 'none';
  throw new Failure(
    'UnknownProvider',
    `this worker has no provider '${wanted ?? ''}' for the step ${step}; it has: ${names}`,
  );
}
