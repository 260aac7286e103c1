import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priceTableSchema } from '../../../src/contracts/costs.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createPrices, readPrices } from '../../../src/infra/costs/prices.ts';

const table = priceTableSchema.parse({
  date: '2026-11-01',
  currency: 'USD',
  providers: {
    claude: { sonnet: { per: 1_000_000, inputTokens: 3, cachedTokens: 0.3, outputTokens: 15 } },
    openai: { 'gpt-image-2': { images: 0.05 }, '*': { per: 1000, inputTokens: 1 } },
  },
});
const prices = createPrices(table, 'prices.yaml');

describe('prices', () => {
  it('turn tokens into dollars, those from the vendor’s cache apart', () => {
    const units = { inputTokens: 2000, cachedTokens: 10_000, outputTokens: 1000 };
    expect(prices.costOf('claude', 'sonnet', units)).toBeCloseTo(0.006 + 0.003 + 0.015, 12);
  });

  it('count whole things one by one where no number of units is said', () => {
    expect(prices.costOf('openai', 'gpt-image-2', { images: 3 })).toBeCloseTo(0.15, 12);
  });

  it('take the price of all models for one that has none of its own', () => {
    expect(prices.costOf('openai', 'gpt-99', { inputTokens: 500 })).toBe(0.5);
  });

  it('are zero for nothing', () => {
    expect(prices.costOf('claude', 'sonnet', {})).toBe(0);
  });

  it.each([
    [
      'a model',
      'claude',
      'opus',
      { inputTokens: 1 },
      "prices.yaml has no price for claude opus; there is one for: sonnet. Add it, or '*' for all of its models",
    ],
    [
      'a provider',
      'gemini',
      'flash',
      {},
      "prices.yaml has no price for gemini flash. Add it, or '*' for all of its models",
    ],
    [
      'a unit',
      'openai',
      'gpt-image-2',
      { outputTokens: 1 },
      "prices.yaml has no price for outputTokens of openai gpt-image-2; there is one for: images. Add it, or '*' for all of its models",
    ],
  ])('say which entry is missing for %s', (_, provider, model, units, message) => {
    expect(() => prices.costOf(provider, model, units)).toThrow(
      expect.objectContaining({ type: 'InvalidInput', message }),
    );
  });
});

describe('the price table', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prices-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const problemOf = async (content: string) => {
    const file = join(folder, 'prices.yaml');
    await writeFile(file, content);
    const error = (await readPrices(file).catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ type: 'InvalidInput' });
    return error.message.replace(file, 'FILE');
  };

  it('that comes with the program has a date, and a price above zero for whatever is used by default', async () => {
    const { pricesFile } = readConfig({});
    const own = await readPrices(pricesFile);
    expect(own.date).toMatch(/^2026-/);
    const { vendors } = readConfig({
      OPENAI_API_KEY: 'x',
      ANTHROPIC_API_KEY: 'x',
      GEMINI_API_KEY: 'x',
      ELEVENLABS_API_KEY: 'x',
    });
    const tokens = { inputTokens: 1000, cachedTokens: 1000, outputTokens: 1000 };
    const defaults: [string, string | undefined, Record<string, number>][] = [
      ['openai', vendors.openai?.model, tokens],
      ['claude', vendors.anthropic?.model, tokens],
      ['gemini', vendors.gemini?.model, tokens],
      ['openai', vendors.openai?.speechModel, { seconds: 60 }],
      ['openai', vendors.openai?.imageModel, { images: 1 }],
      ['elevenlabs', vendors.elevenlabs?.model, { characters: 1000 }],
      ...['standard', 'wavenet', 'neural2'].map((tier): [string, string, Record<string, number>] => [
        'google',
        tier,
        { characters: 1000 },
      ]),
      ['azure', 'neural', { characters: 1000 }],
      ['serpapi', 'search', { requests: 1 }],
      ['ahrefs', 'keywords-explorer', { requests: 1 }],
    ];
    for (const [provider, model, units] of defaults) {
      expect(own.costOf(provider, model ?? '', units), `${provider} ${model}`).toBeGreaterThan(0);
    }
    expect(own.costOf('compatible', 'llama', tokens)).toBe(0);
  });

  it('is refused with what is wrong, and where', async () => {
    expect(await problemOf('date: [')).toMatch(/^the price table FILE is no YAML: /);
    expect(await problemOf('date: 2026-11-01\ncurrency: EUR\nproviders: {}')).toMatch(
      /^the price table FILE: currency: /,
    );
    const odd = 'date: 2026-11-01\ncurrency: USD\nproviders: { openai: { gpt: { tokens: 1 } } }';
    expect(await problemOf(odd)).toMatch(/^the price table FILE: providers\.openai\.gpt: .*tokens/);
    const free = 'date: 2026-11-01\ncurrency: USD\nproviders: { openai: { gpt: { images: -1 } } }';
    expect(await problemOf(free)).toMatch(/providers\.openai\.gpt\.images/);
  });

  it('says how to correct the variable that names no file', async () => {
    await expect(readPrices(join(folder, 'none.yaml'))).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `the price table ${join(folder, 'none.yaml')} can't be read: correct FACELESS_PRICES`,
    });
  });
});
