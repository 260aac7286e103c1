import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bookkeeper, providerCall } from '../../activities/stage-bench.ts';
import type { LlmEmulator } from '../../emulators/llm-part.ts';
import { type EmulatedLlm, emulatedLlms, key } from './emulated-llms.ts';

const request = {
  name: 'metadata',
  instructions: 'You describe films.',
  prompt: 'Describe this film.\n\nTopic: Octopus hearts\nLanguage: English (en)',
  schema: z.object({
    title: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    hashtags: z.array(z.string()),
  }),
  expectedTokens: 250,
};

const vendorOf = (name: EmulatedLlm['name']) => emulatedLlms.find((llm) => llm.name === name) as EmulatedLlm;
const thinkingTokens = 3500;

let emulator: LlmEmulator;
const start = async (name: EmulatedLlm['name']) => {
  emulator = await vendorOf(name).start({ thinkingTokens });
};
afterEach(() => emulator.close());

/** What a model was asked with, reserved, and used. */
async function write(name: EmulatedLlm['name'], model: string) {
  const { pay, charges, used } = bookkeeper();
  await vendorOf(name).open(emulator.url, model).write(request, providerCall({ pay }));
  expect(emulator.violations).toEqual([]);
  const { body } = emulator.calls.at(-1) as { body: Record<string, unknown> };
  const reserved = charges[0]?.estimate.outputTokens ?? 0;
  return { body, reserved, used: used[0]?.outputTokens ?? 0 };
}

describe('OpenAI', () => {
  beforeEach(() => start('openai'));

  it.each(['gpt-5-mini', 'gpt-5', 'gpt-5-nano-2025-08-07', 'o4-mini', 'o3', 'gpt-6-luna'])(
    'is asked for little thought of %s, and has room for it reserved',
    async (model) => {
      const { body, reserved, used } = await write('openai', model);
      expect(body.reasoning_effort).toBe('low');
      expect(used).toBeGreaterThan(thinkingTokens);
      expect(reserved).toBeGreaterThan(used);
    },
  );

  it.each(['gpt-4.1-mini', 'gpt-5.2', 'gpt-5.4-mini', 'gpt-5-chat-latest'])(
    'is asked for nothing of the kind of %s, which does not think by itself',
    async (model) => {
      const { body, reserved } = await write('openai', model);
      expect(body).not.toHaveProperty('reasoning_effort');
      expect(reserved).toBe(250);
    },
  );
});

describe('Gemini', () => {
  beforeEach(() => start('gemini'));

  const thinkers: [string, object | undefined][] = [
    ['gemini-3-flash', { thinkingLevel: 'low' }],
    ['gemini-3-pro-preview', { thinkingLevel: 'low' }],
    ['gemini-3.1-pro', { thinkingLevel: 'low' }],
    ['gemini-2.5-flash', { thinkingBudget: 1024 }],
    ['gemini-2.5-pro', { thinkingBudget: 1024 }],
    ['gemini-flash-latest', undefined],
  ];

  it.each(thinkers)('is asked for little thought of %s as that one takes it', async (model, thinkingConfig) => {
    const { body, reserved, used } = await write('gemini', model);
    expect((body.generationConfig as Record<string, unknown>).thinkingConfig).toEqual(thinkingConfig);
    expect(reserved).toBeGreaterThan(used);
  });

  it.each(['gemini-2.0-flash', 'gemini-2.5-flash-lite', 'gemini-3.1-flash-lite', 'gemma-3-27b-it'])(
    'is asked for nothing of the kind of %s',
    async (model) => {
      const { body, reserved } = await write('gemini', model);
      expect(body.generationConfig).not.toHaveProperty('thinkingConfig');
      expect(reserved).toBe(250);
    },
  );
});

it.each([
  ['claude', 'claude-sonnet-4-5'],
  ['compatible', 'llama3.3'],
] as const)('%s is reserved what is expected: it does not think unasked', async (name, model) => {
  await start(name);
  expect((await write(name, model)).reserved).toBe(250);
});

describe('the emulated services refuse', () => {
  async function ask(name: 'openai' | 'gemini', model: string, wish: object): Promise<number> {
    const { body: good } = await write(name, model);
    const isOpenai = name === 'openai';
    const body = isOpenai
      ? { ...good, ...wish }
      : { ...good, generationConfig: { ...(good.generationConfig as object), thinkingConfig: wish } };
    const path = isOpenai ? '/v1/chat/completions' : `/v1beta/models/${model}:generateContent`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const { status } = await fetch(`${emulator.url}${path}`, {
      method: 'POST',
      headers: isOpenai ? headers : { 'content-type': 'application/json', 'x-goog-api-key': key },
      body: JSON.stringify(body),
    });
    return status;
  }

  it.each([
    ['gpt-4.1-mini', 'low', 400],
    ['gpt-5-chat-latest', 'low', 400],
    ['gpt-5-mini', 'xhigh', 400],
    ['gpt-5-mini', 'little', 400],
    ['gpt-5.2', 'minimal', 400],
    ['gpt-5.2', 'none', 200],
    ['o3', 'low', 200],
  ])('OpenAI: for %s an effort of %s is answered by %i', async (model, effort, status) => {
    await start('openai');
    expect(await ask('openai', model, { reasoning_effort: effort })).toBe(status);
  });

  it.each([
    ['gemini-2.0-flash', { thinkingBudget: 1024 }, 400],
    ['gemini-2.0-flash', { thinkingLevel: 'low' }, 400],
    ['gemini-2.5-flash', { thinkingLevel: 'low' }, 400],
    ['gemini-2.5-pro', { thinkingBudget: 0 }, 400],
    ['gemini-3-pro', { thinkingLevel: 'minimal' }, 400],
    ['gemini-3-flash', { thinkingLevel: 'minimal' }, 200],
    ['gemini-3-flash', { thinkingLevel: 'low', thinkingBudget: 1024 }, 400],
    ['gemini-3-flash', { thinkingLevel: 'least' }, 400],
  ])('Gemini: for %s %o is answered by %i', async (model, wish, status) => {
    await start('gemini');
    expect(await ask('gemini', model, wish)).toBe(status);
  });
});
