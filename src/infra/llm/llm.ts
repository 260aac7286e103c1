import { generateText, type LanguageModel, NoObjectGeneratedError, Output } from 'ai';
import type { z } from 'zod';
import type { Paid, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Provided, ProviderCall } from '../../contracts/provider-call.ts';
import type { Vendor } from '../vendors/vendor.ts';

export interface LlmRequest<Value> {
  /** What the answer is, for the vendor: `script`. */
  name: string;
  instructions: string;
  prompt: string;
  schema: z.ZodType<Value>;
  /** Tokens the answer is thought to take, for its estimate. */
  expectedTokens: number;
  /** The answer is cut off there, and is then none. */
  maxTokens: number;
}

/** A model that writes by a schema. */
export interface Llm {
  /** The provider's public name. */
  readonly name: string;
  readonly model: string;
  /**
   * One call, paid once. A value that does not fit the schema was paid for all the same.
   * @throws Failure `ContentRefused`, `InvalidAnswer` when it is cut off or not of the schema, and what the vendor's answer means
   */
  write<Value>(request: LlmRequest<Value>, call: ProviderCall): Promise<Provided<Value>>;
}

export interface LlmOptions {
  name: string;
  vendor: Vendor;
  model: LanguageModel;
  modelName: string;
}

// Of English prose; a script's own language may need more, the estimate is settled in any case.
const charactersPerToken = 4;

export function createLlm({ name, vendor, model, modelName }: LlmOptions): Llm {
  async function ask<Value>(request: LlmRequest<Value>, { signal }: ProviderCall): Promise<Paid<Value>> {
    const { instructions, prompt, schema, maxTokens } = request;
    try {
      const { output, usage, finishReason } = await generateText({
        model,
        system: instructions,
        prompt,
        output: Output.object({ schema, name: request.name }),
        maxOutputTokens: maxTokens,
        maxRetries: 0,
        abortSignal: signal,
      });
      const units = unitsOf(usage);
      const stopped = stopFailure(vendor.title, finishReason, maxTokens);
      return stopped ? { units, failure: stopped } : { units, value: output };
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error) || signal.aborted) throw vendor.failureOf(error, signal);
      const { usage, finishReason } = error;
      const failure =
        stopFailure(vendor.title, finishReason, maxTokens) ??
        new Failure('InvalidAnswer', `the answer of ${vendor.title} is not of the form that was asked for`);
      return { units: usage ? unitsOf(usage) : {}, failure };
    }
  }

  return {
    name,
    model: modelName,
    async write(request, call) {
      const inputTokens = Math.ceil((request.instructions.length + request.prompt.length) / charactersPerToken);
      const estimate = { inputTokens, outputTokens: request.expectedTokens };
      const paid = await call.pay({ provider: name, model: modelName, estimate }, () => ask(request, call));
      return { ...paid, model: modelName };
    },
  };
}

function unitsOf(usage: NonNullable<NoObjectGeneratedError['usage']>): Units {
  const cachedTokens = usage.inputTokenDetails.cacheReadTokens ?? 0;
  return {
    inputTokens: (usage.inputTokens ?? 0) - cachedTokens,
    ...(cachedTokens > 0 && { cachedTokens }),
    outputTokens: usage.outputTokens ?? 0,
  };
}

function stopFailure(title: string, finishReason: string | undefined, maxTokens: number): Failure | undefined {
  if (finishReason === 'content-filter') {
    return new Failure('ContentRefused', `${title} refused to write about this by its own rules`);
  }
  if (finishReason === 'length') {
    return new Failure('InvalidAnswer', `the answer of ${title} was cut off after ${maxTokens} tokens`);
  }
  return undefined;
}
