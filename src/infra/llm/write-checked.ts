import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import type { Provided, ProviderCall } from '../../contracts/provider-call.ts';
import type { Llm, LlmRequest } from './llm.ts';

export interface CheckedRequest<Value> extends LlmRequest<Value> {
  /** What is wrong with an answer, a clause each; none when it can be used. */
  check(value: Value): string[];
}

/**
 * An answer that passes its check, with one attempt to repair it, for which the model sees its answer and what is wrong.
 *
 * The draft was paid for and is kept: a crash, or a repair that fails, does not pay for it again. A repair is not: the next
 * try must not find a bad one. `costUsd` is what this run paid.
 * @throws Failure `InvalidAnswer` saying what is wrong with the repaired answer, and what `Llm.write` throws
 */
export async function writeChecked<Value>(
  llm: Llm,
  request: CheckedRequest<Value>,
  call: ProviderCall,
): Promise<Provided<Value>> {
  const { name, instructions, prompt, schema, check } = request;
  const inputs = { provider: llm.name, model: llm.model, instructions, prompt, schema: z.toJSONSchema(schema) };
  const draft = await call.part(`${name}-draft`, inputs, async () => {
    const { value, costUsd } = await llm.write(request, call);
    return { value, costUsd };
  });
  // In the schema's order, as the model wrote it: what was kept has its fields sorted.
  const value = schema.parse(draft.value.value);
  const costUsd = draft.found ? 0 : draft.value.costUsd;
  const faults = check(value);
  if (faults.length === 0) return { value, costUsd, model: llm.model };

  const repaired = await llm.write({ ...request, prompt: repairPrompt(prompt, value, faults) }, call);
  const left = check(repaired.value);
  if (left.length === 0) return { ...repaired, costUsd: costUsd + repaired.costUsd };
  throw new Failure(
    'InvalidAnswer',
    `the ${name} that ${llm.name} (${llm.model}) wrote can't be used, even after one repair: ${left.join('; ')}`,
    { details: { faults: left } },
  );
}

function repairPrompt(prompt: string, answer: unknown, faults: readonly string[]): string {
  return `${prompt}

You have answered this before:
${JSON.stringify(answer)}

That can't be used:
${faults.map((fault) => `- ${fault}`).join('\n')}

Answer anew, in full and in the same form. Put every one of these points right, and keep what was good.`;
}
