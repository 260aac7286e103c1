import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { VendorConfig } from '../config/vendors.ts';
import { createVendor } from '../vendors/vendor.ts';
import { createLlm, type Llm } from './llm.ts';
import { thinkingOfGemini, thinkingOfOpenai } from './thinking.ts';

// The version that `Authorization: Bearer` and structured answers belong to.
const anthropicVersion = '2026-10-21';

// What a long script takes a model that thinks first.
const timeoutMs = 300_000;

type Open<Name extends keyof VendorConfig> = (config: NonNullable<VendorConfig[Name]>) => Llm;

const openai: Open<'openai'> = ({ key, baseUrl, model }) => {
  const vendor = createVendor({
    name: 'openai',
    title: 'OpenAI',
    secrets: [key],
    timeoutMs,
    modelVariable: 'OPENAI_MODEL',
  });
  const client = createOpenAI({ apiKey: key, baseURL: baseUrl, fetch: vendor.fetch });
  const thinking = thinkingOfOpenai(model);
  return createLlm({ name: 'openai', vendor, model: client.chat(model), modelName: model, thinking });
};

const claude: Open<'anthropic'> = ({ key, baseUrl, model }) => {
  const vendor = createVendor({
    name: 'anthropic',
    title: 'Claude',
    secrets: [key],
    timeoutMs,
    modelVariable: 'ANTHROPIC_MODEL',
  });
  const headers = { 'anthropic-version': anthropicVersion };
  const client = createAnthropic({ authToken: key, baseURL: `${baseUrl}/v1`, headers, fetch: vendor.fetch });
  // Its own guess asks models whose names it does not know for a call of a tool, with answers of another form.
  const providerOptions = { anthropic: { structuredOutputMode: 'outputFormat' } };
  return createLlm({ name: 'claude', vendor, model: client(model), modelName: model, providerOptions });
};

const gemini: Open<'gemini'> = ({ key, baseUrl, model }) => {
  const vendor = createVendor({
    name: 'gemini',
    title: 'Gemini',
    secrets: [key],
    timeoutMs,
    modelVariable: 'GEMINI_MODEL',
  });
  const client = createGoogleGenerativeAI({ apiKey: key, baseURL: `${baseUrl}/v1beta`, fetch: vendor.fetch });
  return createLlm({
    name: 'gemini',
    vendor,
    model: client(model),
    modelName: model,
    thinking: thinkingOfGemini(model),
  });
};

const compatible: Open<'compatible'> = ({ key, baseUrl, model }) => {
  const title = 'the server of OPENAI_COMPATIBLE_BASE_URL';
  const vendor = createVendor({
    name: 'openai',
    title,
    secrets: key ? [key] : [],
    timeoutMs,
    modelVariable: 'OPENAI_COMPATIBLE_MODEL',
  });
  const client = createOpenAICompatible({
    ...{ name: 'compatible', apiKey: key, baseURL: baseUrl, fetch: vendor.fetch },
    supportsStructuredOutputs: true,
  });
  return createLlm({ name: 'compatible', vendor, model: client(model), modelName: model });
};

/** The models whose keys are set, in the order they are chosen in when nobody names one. */
export function openLlms(vendors: VendorConfig): Llm[] {
  // The SDK writes its remarks to the console, past the log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  return [
    vendors.openai && openai(vendors.openai),
    vendors.anthropic && claude(vendors.anthropic),
    vendors.gemini && gemini(vendors.gemini),
    vendors.compatible && compatible(vendors.compatible),
  ].filter((llm) => llm !== undefined);
}
