import { z } from 'zod';
import { type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';
import {
  createModel,
  type LlmEmulator,
  type LlmOptions,
  type LlmPart,
  type ModelAnswer,
  type SchemaRules,
  schemaFault,
  startLlmEmulator,
  strictBody,
} from './llm-part.ts';

/** What a strict schema may hold: lengths of texts are not among it. */
const strictSchema: SchemaRules = {
  keywords: [
    ...['$schema', '$defs', '$ref', 'type', 'properties', 'required', 'additionalProperties', 'items', 'anyOf', 'enum'],
    ...['const', 'description', 'title', 'pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum'],
    ...['exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems'],
  ],
  closed: true,
  allRequired: true,
};

/** Also spoken, about, by every server that calls itself compatible. */
export const chatBody = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['developer', 'system', 'user']), content: z.string().min(1) }))
    .min(1),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[\w-]{1,64}$/),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()),
      strict: z.literal(true),
    }),
  }),
  max_completion_tokens: z.number().int().positive().optional(),
  max_tokens: z.number().int().positive().optional(),
});

export type ChatBody = z.infer<typeof chatBody>;

const openaiBody = chatBody.extend({ reasoning_effort: z.string().optional() });

/** What a model takes for `reasoning_effort`; none where it doesn't reason, or can't be told. */
function effortsOf(model: string): string[] {
  if (/-(?:chat|search)/.test(model)) return [];
  if (/^o\d/.test(model)) return ['low', 'medium', 'high'];
  if (/^gpt-5(?![.\d])/.test(model)) return ['minimal', 'low', 'medium', 'high'];
  if (/^gpt-5\.\d/.test(model)) return ['none', 'low', 'medium', 'high'];
  return /^gpt-(?:[6-9]|\d\d)/.test(model) ? ['low', 'medium', 'high', 'xhigh', 'max'] : [];
}

/** OpenAI's chat completions: `POST /v1/chat/completions`. */
export function createOpenaiChat(options: LlmOptions = {}): LlmPart {
  const model = createModel(options);

  function check({ method, url, headers, body }: Omit<VendorCall, 'outcome'>): ChatBody {
    if (method !== 'POST' || url.pathname !== '/v1/chat/completions' || url.search !== '') {
      throw new VendorRefusal(refusal(404, `Invalid URL (${method} ${url.pathname}${url.search})`));
    }
    const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (!key) throw new VendorRefusal(refusal(401, "You didn't provide an API key."));
    if (options.key && key !== options.key) {
      throw new VendorRefusal(refusal(401, 'Incorrect API key provided.', 'invalid_api_key'), { isViolation: false });
    }
    const chat = strictBody(openaiBody, body, (message) => refusal(400, `Invalid body: ${message}`));
    const { name, schema } = chat.response_format.json_schema;
    const fault =
      schemaFault(schema, strictSchema) ?? (schema.type === 'object' ? undefined : "the root is no 'object'");
    if (fault) throw new VendorRefusal(refusal(400, `Invalid schema for response_format '${name}': ${fault}`));
    checkEffort(chat);
    const reasons = /^(?:o\d|gpt-(?!5-chat)[5-9])/.test(chat.model);
    if (reasons && chat.max_tokens !== undefined) {
      const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
      throw new VendorRefusal(refusal(400, message, 'unsupported_parameter'));
    }
    const system = reasons ? 'developer' : 'system';
    if (chat.messages.some(({ role }) => role !== 'user' && role !== system)) {
      throw new VendorRefusal(refusal(400, `Instructions of ${chat.model} have the role '${system}'.`));
    }
    return chat;
  }

  return {
    name: 'openai',
    misbehave: model.misbehave,
    errorOf: openaiError,
    answer(call) {
      const chat = check(call);
      return { headers: { 'x-request-id': 'req_0001' }, json: completion(chat, model.answer(orderOf(chat))) };
    },
  };
}

export function startOpenaiChatEmulator(options: LlmOptions & { port?: number } = {}): Promise<LlmEmulator> {
  return startLlmEmulator(createOpenaiChat(options), options.port);
}

function checkEffort({ model, reasoning_effort: effort }: z.infer<typeof openaiBody>): void {
  const efforts = effortsOf(model);
  if (effort === undefined || efforts.includes(effort)) return;
  if (efforts.length === 0) {
    const message = 'Unrecognized request argument supplied: reasoning_effort';
    throw new VendorRefusal(refusal(400, message, 'unsupported_parameter'));
  }
  const message = `Unsupported value: 'reasoning_effort' does not support '${effort}' with ${model}; it has ${efforts.join(', ')}.`;
  throw new VendorRefusal(refusal(400, message, 'unsupported_value'));
}

export function orderOf({ messages, response_format, max_completion_tokens, max_tokens }: ChatBody) {
  const textOf = (isUser: boolean) =>
    messages
      .filter(({ role }) => (role === 'user') === isUser)
      .map(({ content }) => content)
      .join('\n');
  return {
    instructions: textOf(false),
    prompt: textOf(true),
    schema: response_format.json_schema.schema,
    maxTokens: max_completion_tokens ?? max_tokens ?? 16_384,
  };
}

function completion({ model }: ChatBody, { text, stop, usage }: ModelAnswer) {
  const refused = stop === 'refusal';
  const completionTokens = usage.answer + usage.thinking;
  return {
    id: 'chatcmpl-0001',
    object: 'chat.completion',
    created: 1_790_000_000,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused ? null : text,
          refusal: refused ? text : null,
          annotations: [],
        },
        logprobs: null,
        finish_reason: { end: 'stop', refusal: 'stop', length: 'length', blocked: 'content_filter' }[stop],
      },
    ],
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: completionTokens,
      total_tokens: usage.input + completionTokens,
      prompt_tokens_details: { cached_tokens: usage.cached, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: usage.thinking,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: 'default',
    system_fingerprint: null,
  };
}

const refusal = (status: number, message: string, code?: string): VendorReply => ({
  status,
  json: openaiError(status, code, message),
});

const typeOfStatus: Readonly<Record<number, string>> = {
  429: 'tokens',
  500: 'server_error',
  503: 'service_unavailable_error',
};
const codeOfStatus: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
};

/** OpenAI's error, as it writes it. */
function openaiError(status: number, code?: string, message = `The request failed with ${status}.`) {
  const type = code === 'insufficient_quota' ? code : (typeOfStatus[status] ?? 'invalid_request_error');
  return { error: { message, type, param: null, code: code ?? codeOfStatus[status] ?? null } };
}
