import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPrices } from '../../../src/infra/costs/prices.ts';
import { openLlms } from '../../../src/infra/llm/open-llms.ts';
import { bookkeeper, providerCall } from '../../activities/stage-bench.ts';
import { startCompatibleEmulator } from '../../emulators/compatible.ts';
import { startEmulator } from '../../emulators/emulator.ts';
import type { LlmEmulator } from '../../emulators/llm-part.ts';
import { startOpenaiChatEmulator } from '../../emulators/openai-chat.ts';
import { testVendor } from '../../emulators/vendor-conformance.ts';
import { emulatedLlms, key } from './emulated-llms.ts';

const metadata = z.object({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  hashtags: z.array(z.string()),
});

const request = {
  name: 'metadata',
  instructions: 'You describe films.',
  prompt: 'Describe this film.\n\nTopic: Octopus hearts\nLanguage: German (de)',
  schema: metadata,
  expectedTokens: 250,
};

for (const { name, model, start, open, keyIn, errors } of emulatedLlms) {
  describe(name, () => {
    testVendor({
      start,
      call: ({ url }, signal) => open(url).write(request, providerCall({ ...bookkeeper(), signal })),
      ...{ key, keyIn, errors },
    });

    describe('what it writes', () => {
      let emulator: LlmEmulator;
      beforeEach(async () => {
        emulator = await start({ cachedTokens: 40, thinkingTokens: 100 });
      });
      afterEach(() => emulator.close());

      const write = async (more: Partial<typeof request> = {}) => {
        const { pay, charges, used } = bookkeeper();
        const outcome = await open(emulator.url)
          .write({ ...request, ...more }, providerCall({ pay }))
          .then(
            (provided) => ({ provided, failure: undefined }),
            (failure: unknown) => ({ provided: undefined, failure }),
          );
        return { ...outcome, charge: charges[0], units: used[0] };
      };

      it('is of the schema, and paid under its own name and model', async () => {
        const { provided, charge } = await write();
        expect(provided).toMatchObject({ costUsd: 1, model });
        expect(provided?.value.description).toContain('drei Herzen');
        expect(charge).toMatchObject({ provider: name, model });
        expect(emulator.violations).toEqual([]);
      });

      it('counts what came from a cache apart, and what was thought with what was written', async () => {
        const { units } = await write();
        const plain = await start();
        const { pay, used } = bookkeeper();
        await open(plain.url).write(request, providerCall({ pay }));
        await plain.close();
        // The servers that speak like OpenAI do not tell what they read from a cache.
        const cached = name === 'compatible' ? {} : { cachedTokens: 40 };
        const { inputTokens = 0, outputTokens = 0 } = used[0] ?? {};
        expect(used[0]).toEqual({ inputTokens, outputTokens });
        expect(units).toEqual({
          inputTokens: name === 'compatible' ? inputTokens : inputTokens - 40,
          ...cached,
          outputTokens: outputTokens + 100,
        });
        const price = { per: 1, inputTokens: 10, cachedTokens: 1, outputTokens: 100 };
        const table = { date: '2026-11-01', currency: 'USD' as const, providers: { [name]: { '*': price } } };
        const cost = createPrices(table, 'prices.yaml').costOf(name, model, units ?? {});
        const dearer = 10 * inputTokens + 100 * (outputTokens + 100);
        expect(cost).toBe(name === 'compatible' ? dearer : dearer - 40 * 9);
      });

      it('is paid for when it is not of the schema, and asked for again', async () => {
        emulator.misbehave('not-of-schema');
        const { failure, units } = await write();
        expect(failure).toMatchObject({ type: 'InvalidAnswer', retry: true });
        expect(units?.outputTokens).toBeGreaterThan(100);
      });

      it('is paid for when it is cut off', async () => {
        emulator.misbehave('truncated');
        const { failure, units } = await write();
        expect(failure).toMatchObject({ type: 'InvalidAnswer' });
        expect((failure as Error).message).toMatch(/was cut off after \d+ tokens/);
        expect(units?.outputTokens).toBeGreaterThan(100);
      });

      it.skipIf(name === 'compatible')('is paid for when it is refused, by the model or by the vendor', async () => {
        for (const how of ['refusal', 'blocked'] as const) {
          emulator.misbehave(how);
          const { failure, units } = await write();
          expect(failure).toMatchObject({ type: 'ContentRefused', retry: false });
          expect(units?.inputTokens).toBeGreaterThan(40);
        }
      });
    });
  });
}

describe('models that need something of their own', () => {
  it('asks a model of Claude whose name tells nothing for the same form of answer', async () => {
    const claude = emulatedLlms.find(({ name }) => name === 'claude');
    const emulator = await claude?.start();
    if (!claude || !emulator) return expect.fail('no emulator');
    await claude.open(emulator.url, 'our-own-alias').write(request, providerCall(bookkeeper()));
    expect(emulator.violations).toEqual([]);
    await emulator.close();
  });

  it('limits the older models of OpenAI as they want it', async () => {
    const openai = emulatedLlms[0];
    const emulator = await startOpenaiChatEmulator();
    await openai?.open(emulator.url, 'gpt-4.1-mini').write(request, providerCall(bookkeeper()));
    expect(emulator.violations).toEqual([]);
    expect(emulator.calls[0]?.body).toHaveProperty('max_tokens');
    await emulator.close();
  });

  it('needs no key for a server of one’s own', async () => {
    const emulator = await startCompatibleEmulator();
    const vendors = { suggest: { baseUrl: '' }, compatible: { baseUrl: `${emulator.url}/v1`, model: 'llama3.3' } };
    await openLlms(vendors)[0]?.write(request, providerCall(bookkeeper()));
    expect(emulator.violations).toEqual([]);
    expect(emulator.calls[0]?.headers.authorization).toBeUndefined();
    await emulator.close();
  });

  it('waits as long as Gemini says within its error', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13s' }];
    const error = { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED', details };
    const emulator = await startEmulator({ name: 'gemini', errorOf: () => ({ error }), answer: () => ({}) });
    emulator.fail({ kind: 'status', status: 429 });
    const gemini = emulatedLlms.find(({ name }) => name === 'gemini');
    await expect(gemini?.open(emulator.url).write(request, providerCall(bookkeeper()))).rejects.toMatchObject({
      ...{ type: 'RateLimited', retryAfterMs: 13_000 },
    });
    await emulator.close();
  });

  it('gives room to think, up to what models can write at once', async () => {
    const emulator = await startOpenaiChatEmulator();
    const llm = emulatedLlms[0]?.open(emulator.url);
    await llm?.write({ ...request, expectedTokens: 100 }, providerCall(bookkeeper()));
    await llm?.write({ ...request, expectedTokens: 30_000 }, providerCall(bookkeeper()));
    const limits = () =>
      emulator.calls.map(({ body }) => (body as { max_completion_tokens: number }).max_completion_tokens);
    await emulatedLlms[0]
      ?.open(emulator.url, 'gpt-5.2')
      .write({ ...request, expectedTokens: 100 }, providerCall(bookkeeper()));
    expect(limits()).toEqual([4300, 64_000, 8300]);
    await emulator.close();
  });
});

it('opens the models whose keys are set, in the order they are chosen in', () => {
  const models = openLlms({
    suggest: { baseUrl: '' },
    compatible: { baseUrl: 'http://127.0.0.1:1/v1', model: 'llama3.3' },
    gemini: { key, baseUrl: 'http://127.0.0.1:1', model: 'g' },
    openai: { key, baseUrl: 'http://127.0.0.1:1/v1', model: 'o', speechModel: '', imageModel: '' },
  });
  expect(models.map(({ name }) => name)).toEqual(['openai', 'gemini', 'compatible']);
  expect(openLlms({ suggest: { baseUrl: '' } })).toEqual([]);
});
