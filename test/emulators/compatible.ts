import { VendorRefusal, type VendorReply } from './emulator.ts';
import {
  createModel,
  type LlmEmulator,
  type LlmOptions,
  type LlmPart,
  startLlmEmulator,
  strictBody,
} from './llm-part.ts';
import { chatBody, orderOf } from './openai-chat.ts';

/** A server on the same machine that speaks OpenAI's chat as Ollama does: no key is needed, and it counts no cache. */
function createCompatibleChat(options: LlmOptions = {}): LlmPart {
  const model = createModel(options);

  return {
    name: 'compatible',
    misbehave: model.misbehave,
    errorOf: compatibleError,
    answer({ method, url, headers, body }) {
      if (method !== 'POST' || url.pathname !== '/v1/chat/completions') {
        throw new VendorRefusal(refusal(404, '404 page not found'));
      }
      const { authorization } = headers;
      if (authorization !== undefined && !/^Bearer \S+$/.test(authorization)) {
        throw new VendorRefusal(refusal(401, 'the key is no bearer token'));
      }
      if (options.key && authorization !== `Bearer ${options.key}`) {
        throw new VendorRefusal(refusal(401, 'unauthorized'), { isViolation: false });
      }
      const chat = strictBody(chatBody, body, (message) => refusal(400, message));
      if (chat.max_completion_tokens !== undefined || chat.messages.some(({ role }) => role === 'developer')) {
        throw new VendorRefusal(refusal(400, 'max_completion_tokens and the role developer are not known'));
      }
      const { text, stop, usage } = model.answer(orderOf(chat));
      const completionTokens = usage.answer + usage.thinking;
      return {
        json: {
          id: 'chatcmpl-101',
          object: 'chat.completion',
          created: 1_790_000_000,
          model: chat.model,
          system_fingerprint: 'fp_ollama',
          // A small model declines in plain words, and nothing else tells.
          choices: [
            {
              index: 0,
              message: { role: 'assistant', content: text },
              finish_reason: stop === 'length' ? stop : 'stop',
            },
          ],
          usage: {
            prompt_tokens: usage.input,
            completion_tokens: completionTokens,
            total_tokens: usage.input + completionTokens,
          },
        },
      };
    },
  };
}

export function startCompatibleEmulator(options: LlmOptions & { port?: number } = {}): Promise<LlmEmulator> {
  return startLlmEmulator(createCompatibleChat(options), options.port);
}

const refusal = (status: number, message: string): VendorReply => ({
  status,
  json: compatibleError(status, undefined, message),
});

function compatibleError(status: number, code?: string, message = `the request failed with ${status}`) {
  const type = status === 404 ? 'not_found_error' : status >= 500 ? 'api_error' : 'invalid_request_error';
  return { error: { message, type, param: null, code: code ?? null } };
}
