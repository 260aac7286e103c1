import { generateText, type LanguageModel, NoObjectGeneratedError, Output } from 'ai';
import { z } from 'zod';
import type { Paid, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Provided, ProviderCall } from '../../contracts/provider-call.ts';
import type { Vendor } from '../vendors/vendor.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { type Thinking, usualRoom } from './thinking.ts';

export interface LlmRequest<Value> {
  /** What the answer is, for the vendor: `script`. */
  name: string;
  instructions: string;
  prompt: string;
  /** Every field is there, those that may be left open as `null`: the vendors' strict forms know no optional ones. */
  schema: z.ZodType<Value>;
  /** Tokens the answer is thought to take, for its estimate. */
  expectedTokens: number;
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
  /** What the AI SDK hands to this vendor alone. */
  providerOptions?: Thinking['providerOptions'];
  /** Left out of a model that doesn't think unless it is asked to. */
  thinking?: Thinking;
}

// The least that the models meant here can write at once.
const mostTokens = 64_000;

export function createLlm({ name, vendor, model, modelName, providerOptions, thinking }: LlmOptions): Llm {
  async function ask<Value>(
    request: LlmRequest<Value>,
    estimate: Units,
    { signal }: ProviderCall,
  ): Promise<Paid<Value>> {
    const { instructions, prompt, schema, expectedTokens } = request;
    const maxOutputTokens = Math.min(mostTokens, 3 * Math.ceil(expectedTokens) + (thinking?.room ?? usualRoom));
    const unusable = (reason: string | undefined): Failure =>
      stopFailure(vendor.title, reason, maxOutputTokens) ??
      new Failure('InvalidAnswer', `the answer of ${vendor.title} is not of the form that was asked for`);
    try {
      const written = await generateText({
        model,
        system: instructions,
        prompt,
        output: Output.object({ schema, name: request.name }),
        maxOutputTokens,
        maxRetries: 0,
        abortSignal: signal,
        providerOptions: { ...providerOptions, ...thinking?.providerOptions },
      });
      const units = unitsOf(written.usage, estimate);
      const isWhole = written.text !== '' && !stopFailure(vendor.title, written.finishReason, maxOutputTokens);
      return isWhole ? { units, value: written.output } : { units, failure: unusable(written.finishReason) };
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error) || signal.aborted) throw vendor.failureOf(error, signal);
      return { units: error.usage ? unitsOf(error.usage, estimate) : estimate, failure: unusable(error.finishReason) };
    }
  }

  return {
    name,
    model: modelName,
    async write(request, call) {
      const { instructions, prompt, schema } = request;
      const form = JSON.stringify(z.toJSONSchema(schema));
      const inputTokens = [instructions, prompt, form].reduce((sum, text) => sum + estimateTokens(text), 0);
      // What is thought is billed as output: all the room there is for it is reserved, so that it overruns no budget. What a
      // run is expected to cost has none of it.
      const outputTokens = Math.ceil(request.expectedTokens) + (thinking?.room ?? 0);
      const estimate = { inputTokens, outputTokens };
      const paid = await call.pay({ provider: name, model: modelName, estimate }, () => ask(request, estimate, call));
      return { ...paid, model: modelName };
    },
  };
}

/** What was used; a server that does not count is taken at its estimate. */
function unitsOf(usage: NonNullable<NoObjectGeneratedError['usage']>, estimate: Units): Units {
  if (usage.inputTokens === undefined && usage.outputTokens === undefined) return estimate;
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
