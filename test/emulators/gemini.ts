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

/** `responseSchema` is the subset of OpenAPI that Google's `Schema` message has: no `additionalProperties`. */
const openApiSchema: SchemaRules = {
  keywords: [
    ...['type', 'format', 'title', 'description', 'nullable', 'enum', 'items', 'properties', 'required', 'anyOf'],
    ...['propertyOrdering', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum'],
    ...['minProperties', 'maxProperties', 'default', 'example'],
  ],
  closed: false,
  allRequired: false,
};

const schemaObject = z.record(z.string(), z.unknown());
const parts = z.array(z.strictObject({ text: z.string().min(1) })).min(1);

const generateBody = z.strictObject({
  contents: z.array(z.strictObject({ role: z.enum(['user', 'model']), parts })).min(1),
  systemInstruction: z.strictObject({ parts }).optional(),
  generationConfig: z
    .strictObject({
      maxOutputTokens: z.number().int().positive(),
      responseMimeType: z.literal('application/json'),
      responseSchema: schemaObject.optional(),
      responseJsonSchema: schemaObject.optional(),
      thinkingConfig: z
        .strictObject({
          thinkingLevel: z.enum(['minimal', 'low', 'medium', 'high']).optional(),
          thinkingBudget: z.number().int().optional(),
          includeThoughts: z.boolean().optional(),
        })
        .optional(),
    })
    .refine(
      ({ responseSchema, responseJsonSchema }) => (responseSchema === undefined) !== (responseJsonSchema === undefined),
      'one of responseSchema and responseJsonSchema has to be set, and not both',
    ),
});

type ThinkingConfig = z.infer<typeof generateBody>['generationConfig']['thinkingConfig'];

/** What a model would refuse of how it is told to think: levels came with Gemini 3, budgets are of 2.5. */
function thinkingFault(model: string, { thinkingLevel, thinkingBudget }: NonNullable<ThinkingConfig>) {
  const hasLevels = /^gemini-[3-9]/.test(model);
  if (thinkingLevel !== undefined) {
    if (!hasLevels) return 'Thinking level is not supported for this model.';
    const isPro = model.includes('pro');
    if (isPro && thinkingLevel === 'minimal') return `Thinking level ${thinkingLevel} is not supported for this model.`;
  }
  if (thinkingBudget === undefined) return undefined;
  if (thinkingLevel !== undefined) return 'You can only set only one of thinking budget and thinking level.';
  if (!hasLevels && !model.startsWith('gemini-2.5')) return 'Thinking is not supported for this model.';
  const [least, most] = model.includes('pro') ? [128, 32_768] : model.includes('lite') ? [512, 24_576] : [0, 24_576];
  const isRight = thinkingBudget === -1 || (thinkingBudget >= least && thinkingBudget <= most);
  return isRight ? undefined : `The thinking budget ${thinkingBudget} is invalid. Choose one of ${least} to ${most}.`;
}

const path = /^\/v1beta\/models\/([\w.-]+):generateContent$/;

/** Google's Gemini API: `POST /v1beta/models/{model}:generateContent`. */
function createGemini(options: LlmOptions = {}): LlmPart {
  const model = createModel(options);

  return {
    name: 'gemini',
    misbehave: model.misbehave,
    errorOf: googleError,
    answer({ method, url, headers, body }) {
      const name = path.exec(url.pathname)?.[1];
      if (method !== 'POST' || !name || url.search !== '') {
        throw new VendorRefusal(refusal(404, `nothing at ${method} ${url.pathname}${url.search}`));
      }
      const key = headers['x-goog-api-key'];
      if (!key || headers.authorization !== undefined) {
        throw new VendorRefusal(refusal(403, 'Method doesn’t allow unregistered callers.'));
      }
      if (options.key && key !== options.key) {
        throw new VendorRefusal(refusal(400, 'API key not valid.', 'API_KEY_INVALID'), { isViolation: false });
      }
      const request = strictBody(generateBody, body, (message) => refusal(400, `Invalid JSON payload: ${message}`));
      const { responseSchema, responseJsonSchema, maxOutputTokens, thinkingConfig } = request.generationConfig;
      const fault =
        (responseSchema && schemaFault(responseSchema, openApiSchema)) ??
        (thinkingConfig && thinkingFault(name, thinkingConfig));
      if (fault) throw new VendorRefusal(refusal(400, `Invalid JSON payload received. ${fault}`));
      const textOf = (message: { parts: { text: string }[] } | undefined) =>
        (message?.parts ?? []).map(({ text }) => text).join('\n');
      const answer = model.answer({
        instructions: textOf(request.systemInstruction),
        prompt: request.contents.map(textOf).join('\n'),
        schema: responseSchema ?? responseJsonSchema,
        maxTokens: maxOutputTokens,
      });
      return { json: content(name, answer) };
    },
  };
}

export function startGeminiEmulator(options: LlmOptions & { port?: number } = {}): Promise<LlmEmulator> {
  return startLlmEmulator(createGemini(options), options.port);
}

function content(modelVersion: string, { text, stop, usage }: ModelAnswer) {
  const { input, cached, answer, thinking } = usage;
  const counted = {
    promptTokenCount: input,
    ...(cached > 0 && { cachedContentTokenCount: cached }),
    ...(thinking > 0 && { thoughtsTokenCount: thinking }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
  };
  if (stop === 'blocked') {
    const usageMetadata = { ...counted, totalTokenCount: input };
    return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata, modelVersion, responseId: 'r0001' };
  }
  const finishReason = { end: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' }[stop];
  const said = stop === 'refusal' ? {} : { content: { role: 'model', parts: [{ text }] } };
  return {
    candidates: [{ ...said, finishReason, index: 0 }],
    usageMetadata: { ...counted, candidatesTokenCount: answer, totalTokenCount: input + answer + thinking },
    modelVersion,
    responseId: 'r0001',
  };
}

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const refusal = (status: number, message: string, code?: string): VendorReply => ({
  status,
  json: googleError(status, code, message),
});

/** Google's error; a code that is no name of a status is the reason of its details. */
function googleError(status: number, code?: string, message = `The request failed with ${status}.`) {
  const isName = code === 'FAILED_PRECONDITION' || Object.values(statusNames).includes(code ?? '');
  const name = (isName ? code : statusNames[status]) ?? 'UNKNOWN';
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'googleapis.com' };
  return { error: { code: status, message, status: name, ...(code && !isName && { details: [info] }) } };
}
