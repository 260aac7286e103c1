import type { z } from 'zod';
import { type Emulator, type EmulatorDefinition, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { countTokens } from './llm-tokens.ts';
import { type Misbehaviour, writeAnswer } from './llm-writer.ts';

export interface LlmOptions {
  /** The one key that is known; left out, any is. */
  key?: string;
  /** Of the input, so many are read from a cache. */
  cachedTokens?: number;
  /** Thought before the answer, and paid for. */
  thinkingTokens?: number;
}

/** A vendor's chat as a part, by itself or of an emulator that has more. */
export interface LlmPart extends EmulatorDefinition {
  /** The next answers go wrong so, one each. */
  misbehave(...how: Misbehaviour[]): void;
}

export type LlmEmulator = Emulator & Pick<LlmPart, 'misbehave'>;

export async function startLlmEmulator(part: LlmPart, port = 0): Promise<LlmEmulator> {
  return Object.assign(await startEmulator(part, port), { misbehave: part.misbehave });
}

export interface ModelAnswer {
  text: string;
  stop: 'end' | 'length' | 'refusal' | 'blocked';
  /** Tokens of the whole input, of those from the cache, of the answer and of the thinking before it. */
  usage: { input: number; cached: number; answer: number; thinking: number };
}

/** The model behind a vendor's protocol. */
export function createModel({ cachedTokens = 0, thinkingTokens = 0 }: LlmOptions) {
  const queue: Misbehaviour[] = [];

  return {
    misbehave: (...how: Misbehaviour[]) => void queue.push(...how),

    /** @param maxTokens the answer ends there, thinking included */
    answer(request: { instructions: string; prompt: string; schema: unknown; maxTokens: number }): ModelAnswer {
      const { instructions, prompt, schema, maxTokens } = request;
      const how = queue.shift();
      const written = writeAnswer(prompt, schema, how);
      if (written === undefined) throw new Error('the model knows no answer of this schema');
      const text = JSON.stringify(written);
      const input = countTokens(instructions) + countTokens(prompt) + countTokens(JSON.stringify(schema));
      const whole = countTokens(text);
      const usage = { input, cached: Math.min(input, cachedTokens), answer: whole, thinking: thinkingTokens };
      if (how === 'refusal')
        return { text: 'I can’t help with that.', stop: 'refusal', usage: { ...usage, answer: 8 } };
      if (how === 'blocked') return { text: '', stop: 'blocked', usage: { ...usage, answer: 0 } };
      if (how !== 'truncated' && whole + thinkingTokens <= maxTokens) return { text, stop: 'end', usage };
      const kept = text.slice(0, Math.floor(text.length / 2));
      return { text: kept, stop: 'length', usage: { ...usage, answer: countTokens(kept) } };
    },
  };
}

/** The body as the vendor documents it: what is missing and what it doesn't know are both refused. */
export function strictBody<Body>(
  schema: z.ZodType<Body>,
  body: unknown,
  refuse: (message: string) => VendorReply,
): Body {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'invalid' };
  throw new VendorRefusal(refuse(`${path.join('.')}: ${message}`));
}

export interface SchemaRules {
  /** Keywords the vendor takes; others are refused. */
  keywords: readonly string[];
  /** Every object has `additionalProperties: false`. */
  closed: boolean;
  /** Every property is required. */
  allRequired: boolean;
}

/** What a vendor would refuse of a schema for answers, with where; undefined when it takes it. */
export function schemaFault(schema: unknown, rules: SchemaRules, at = '()'): string | undefined {
  const node = schema as Record<string, unknown>;
  const unknown = Object.keys(node).find((name) => !rules.keywords.includes(name));
  if (unknown) return `In context=${at}, '${unknown}' is not permitted.`;
  const properties = node.properties as Record<string, unknown> | undefined;
  if (node.type === 'object' || properties) {
    if (rules.closed && node.additionalProperties !== false) {
      return `In context=${at}, 'additionalProperties' is required to be supplied and to be false.`;
    }
    const required = (node.required ?? []) as string[];
    const missing = Object.keys(properties ?? {}).find((name) => !required.includes(name));
    if (rules.allRequired && missing) {
      return `In context=${at}, 'required' is required to include every key in properties. Missing '${missing}'.`;
    }
  }
  const inner: [string, unknown][] = [
    ...Object.entries(properties ?? {}),
    ...(node.items === undefined ? [] : ([['items', node.items]] as [string, unknown][])),
    ...((node.anyOf as unknown[] | undefined) ?? []).map((each, index): [string, unknown] => [`anyOf ${index}`, each]),
  ];
  for (const [name, child] of inner) {
    const fault = schemaFault(child, rules, `${at}.${name}`);
    if (fault) return fault;
  }
  return undefined;
}
