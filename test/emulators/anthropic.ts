import { z } from 'zod';
import { VendorRefusal, type VendorReply } from './emulator.ts';
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

/** Limits of numbers, lengths and lists are not taken. */
const outputSchema: SchemaRules = {
  keywords: [
    ...['$schema', '$id', '$defs', '$ref', 'definitions', 'type', 'properties', 'required', 'additionalProperties'],
    ...['items', 'anyOf', 'allOf', 'enum', 'const', 'description', 'title', 'default', 'format'],
  ],
  closed: true,
  allRequired: false,
};

const textBlocks = z.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1) })).min(1);

/** Without `temperature`, `top_p` and `top_k`, which this version refuses. */
const messagesBody = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.number().int().positive(),
  system: z.union([z.string(), textBlocks]).optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.union([z.string().min(1), textBlocks]) }))
    .min(1),
  output_config: z.strictObject({
    format: z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }),
  }),
});

const version = '2026-10-21';

/** Anthropic's messages: `POST /v1/messages`. */
function createAnthropicMessages(options: LlmOptions = {}): LlmPart {
  const model = createModel(options);

  return {
    name: 'anthropic',
    misbehave: model.misbehave,
    errorOf: anthropicError,
    answer({ method, url, headers, body }) {
      if (method !== 'POST' || url.pathname !== '/v1/messages' || url.search !== '') {
        throw new VendorRefusal(refusal(404, `Not found: ${method} ${url.pathname}`));
      }
      const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      if (!key || headers['x-api-key'] !== undefined) {
        throw new VendorRefusal(refusal(401, 'the key belongs into Authorization: Bearer, and only there'));
      }
      if (options.key && key !== options.key) {
        throw new VendorRefusal(refusal(401, 'invalid bearer token'), { isViolation: false });
      }
      if (headers['anthropic-version'] !== version) {
        throw new VendorRefusal(refusal(400, `anthropic-version: "${version}" is required`));
      }
      if (headers['anthropic-beta'] !== undefined) {
        throw new VendorRefusal(refusal(400, 'anthropic-beta: structured outputs are no beta of this version'));
      }
      const request = strictBody(messagesBody, body, (message) => refusal(400, message));
      const { schema } = request.output_config.format;
      const fault = schemaFault(schema, outputSchema);
      if (fault) throw new VendorRefusal(refusal(400, `output_config.format.schema: ${fault}`));
      const textOf = (content: string | { text: string }[]) =>
        typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');
      const answer = model.answer({
        instructions: textOf(request.system ?? ''),
        prompt: request.messages.map(({ content }) => textOf(content)).join('\n'),
        schema,
        maxTokens: request.max_tokens,
      });
      return { headers: { 'request-id': 'req_0001' }, json: message(request.model, answer) };
    },
  };
}

export function startAnthropicEmulator(options: LlmOptions & { port?: number } = {}): Promise<LlmEmulator> {
  return startLlmEmulator(createAnthropicMessages(options), options.port);
}

function message(model: string, { text, stop, usage }: ModelAnswer) {
  return {
    id: 'msg_0001',
    type: 'message',
    role: 'assistant',
    model,
    content: text === '' ? [] : [{ type: 'text', text }],
    stop_reason: { end: 'end_turn', length: 'max_tokens', refusal: 'refusal', blocked: 'refusal' }[stop],
    stop_sequence: null,
    usage: {
      // Those from the cache are not among them.
      input_tokens: usage.input - usage.cached,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: usage.cached,
      output_tokens: usage.answer + usage.thinking,
      service_tier: 'standard',
    },
  };
}

const typeOfStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

const refusal = (status: number, message: string): VendorReply => ({
  status,
  json: anthropicError(status, undefined, message),
});

function anthropicError(status: number, code?: string, message = `The request failed with ${status}.`) {
  const type = code ?? typeOfStatus[status] ?? (status === 503 ? 'overloaded_error' : 'api_error');
  return { type: 'error', error: { type, message }, request_id: 'req_0001' };
}
