import type { VendorConfig } from '../../../src/infra/config/vendors.ts';
import type { Llm } from '../../../src/infra/llm/llm.ts';
import { openLlms } from '../../../src/infra/llm/open-llms.ts';
import { startAnthropicEmulator } from '../../emulators/anthropic.ts';
import { startCompatibleEmulator } from '../../emulators/compatible.ts';
import { startGeminiEmulator } from '../../emulators/gemini.ts';
import type { LlmEmulator, LlmOptions } from '../../emulators/llm-part.ts';
import { startOpenaiChatEmulator } from '../../emulators/openai-chat.ts';
import type { VendorUnderTest } from '../../emulators/vendor-conformance.ts';

export interface EmulatedLlm {
  name: 'openai' | 'claude' | 'gemini' | 'compatible';
  model: string;
  start(options?: LlmOptions): Promise<LlmEmulator>;
  open(url: string, model?: string): Llm;
  keyIn: VendorUnderTest['keyIn'];
  errors: VendorUnderTest['errors'];
}

export const key = 'nobody-0123456789abcdef';

function open(vendors: Omit<VendorConfig, 'suggest'>): Llm {
  const [llm] = openLlms({ suggest: { baseUrl: '' }, ...vendors });
  if (!llm) throw new Error('no model was opened');
  return llm;
}

const openaiErrors: VendorUnderTest['errors'] = [
  { status: 400, type: 'InvalidInput' },
  { status: 401, type: 'BadCredentials' },
  { status: 403, type: 'BadCredentials' },
  { status: 404, code: 'model_not_found', type: 'BadCredentials' },
  { status: 429, type: 'RateLimited' },
  { status: 429, code: 'insufficient_quota', type: 'QuotaExceeded' },
  { status: 429, code: 'billing_hard_limit_reached', type: 'QuotaExceeded' },
  { status: 400, code: 'invalid_prompt', type: 'ContentRefused' },
];

export const emulatedLlms: readonly EmulatedLlm[] = [
  {
    name: 'openai',
    model: 'gpt-5-mini',
    start: startOpenaiChatEmulator,
    open: (url, model = 'gpt-5-mini') =>
      open({ openai: { key, baseUrl: `${url}/v1`, model, speechModel: '', imageModel: '' } }),
    keyIn: { header: 'authorization' },
    errors: openaiErrors,
  },
  {
    name: 'claude',
    model: 'claude-sonnet-4-5',
    start: startAnthropicEmulator,
    open: (url, model = 'claude-sonnet-4-5') => open({ anthropic: { key, baseUrl: url, model } }),
    keyIn: { header: 'authorization' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 401, type: 'BadCredentials' },
      { status: 402, type: 'QuotaExceeded' },
      { status: 403, type: 'BadCredentials' },
      { status: 404, type: 'BadCredentials' },
      { status: 413, type: 'InvalidInput' },
      { status: 429, type: 'RateLimited' },
      { status: 504, type: 'ProviderUnavailable' },
      { status: 529, type: 'ProviderUnavailable' },
    ],
  },
  {
    name: 'gemini',
    model: 'gemini-3-flash',
    start: startGeminiEmulator,
    open: (url, model = 'gemini-3-flash') => open({ gemini: { key, baseUrl: url, model } }),
    keyIn: { header: 'x-goog-api-key' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 400, code: 'API_KEY_INVALID', type: 'BadCredentials' },
      { status: 400, code: 'FAILED_PRECONDITION', type: 'QuotaExceeded' },
      { status: 403, type: 'BadCredentials' },
      { status: 404, type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
      { status: 499, type: 'ProviderUnavailable' },
      { status: 504, type: 'ProviderUnavailable' },
    ],
  },
  {
    name: 'compatible',
    model: 'llama3.3',
    start: startCompatibleEmulator,
    open: (url, model = 'llama3.3') => open({ compatible: { key, baseUrl: `${url}/v1`, model } }),
    keyIn: { header: 'authorization' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 401, type: 'BadCredentials' },
      { status: 404, type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
    ],
  },
];
