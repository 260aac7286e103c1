import type { Charge, Paid } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { ProviderCall } from '../../contracts/provider-call.ts';

// Volumes are figures of a month: a new one has come by then.
const keptForMs = 30 * 24 * 60 * 60 * 1000;

/** Whether what was answered then still holds. */
export function isFresh(fetchedAt: string): boolean {
  return Date.now() - Date.parse(fetchedAt) < keptForMs;
}

interface Answer<Value> {
  value: Value;
  /** ISO 8601. */
  fetchedAt: string;
}

/** A vendor's answer, asked for once in thirty days however often the step is tried: what was paid for is not paid again. */
export async function askOnce<Value>(
  call: ProviderCall,
  name: string,
  inputs: unknown,
  ask: () => Promise<{ value: Value; costUsd: number }>,
): Promise<Answer<Value> & { costUsd: number }> {
  let costUsd = 0;
  const make = async (): Promise<Answer<Value>> => {
    const asked = await ask();
    costUsd += asked.costUsd;
    return { value: asked.value, fetchedAt: new Date().toISOString() };
  };
  // A part is never replaced, so the one that follows an old answer is named after it.
  let after = '';
  for (;;) {
    const { value: answer } = await call.part(name, { inputs, after }, make);
    if (isFresh(answer.fetchedAt)) return { ...answer, costUsd };
    after = answer.fetchedAt;
  }
}

/** A request that is paid for as one. Vendors count a success whether it could be read or not. */
export function payForRequest<Value>(
  { pay }: ProviderCall,
  { provider, model }: Pick<Charge, 'provider' | 'model'>,
  ask: () => Promise<Value>,
): Promise<{ value: Value; costUsd: number }> {
  const units = { requests: 1 };
  return pay({ provider, model, estimate: units }, async (): Promise<Paid<Value>> => {
    try {
      return { units, value: await ask() };
    } catch (error) {
      if (error instanceof Failure && error.type === 'InvalidAnswer') return { units, failure: error };
      throw error;
    }
  });
}

/** The moment of the oldest answer. */
export function oldest(answers: readonly { fetchedAt?: string }[]): string | undefined {
  return answers.flatMap(({ fetchedAt }) => fetchedAt ?? []).sort()[0];
}
