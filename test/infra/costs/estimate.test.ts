import { describe, expect, it } from 'vitest';
import { briefSchema } from '../../../src/contracts/brief.ts';
import { priceTableSchema } from '../../../src/contracts/costs.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { Step } from '../../../src/contracts/steps.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { listProviders } from '../../../src/infra/config/provider-facts.ts';
import { type EstimateRequest, estimateRun } from '../../../src/infra/costs/estimate.ts';
import { createPrices } from '../../../src/infra/costs/prices.ts';
import { scriptOf } from '../../activities/stage-bench.ts';

const table = {
  date: '2026-11-01',
  currency: 'USD',
  providers: {
    openai: { '*': { per: 1000, inputTokens: 1, outputTokens: 2, images: 10, seconds: 5 } },
    claude: { '*': { per: 1000, inputTokens: 3, outputTokens: 4 } },
    elevenlabs: { '*': { per: 1000, characters: 7 } },
    google: { neural2: { per: 1000, characters: 16 }, wavenet: { per: 1000, characters: 4 } },
    azure: { neural: { per: 1000, characters: 15 }, 'neural-hd': { per: 1000, characters: 30 } },
    serpapi: { search: { requests: 0.5 } },
    ahrefs: { 'keywords-explorer': { requests: 0.25 } },
  },
};
const pricesOf = (data: object) => createPrices(priceTableSchema.parse(data), 'prices.yaml');

const keys = {
  ...{ OPENAI_API_KEY: 'x', ANTHROPIC_API_KEY: 'x', ELEVENLABS_API_KEY: 'x', GOOGLE_TTS_API_KEY: 'x' },
  ...{ AZURE_SPEECH_KEY: 'x', AZURE_SPEECH_REGION: 'westeurope', SERPAPI_API_KEY: 'x', AHREFS_API_KEY: 'x' },
};

function estimateOf(
  brief: Record<string, unknown> = {},
  { environment = keys, ...changes }: Partial<EstimateRequest> & { environment?: Record<string, string> } = {},
  prices = pricesOf(table),
) {
  const request = {
    ...{ brief: briefSchema.parse({ topic: 'Three hearts', ...brief }), shotSeconds: 3 },
    ...{ recorded: new Set<string>(), pictured: new Set<string>(), ...changes },
  };
  const estimate = estimateRun(request, listProviders(readConfig(environment)), prices);
  const of = (step: Step) => estimate.steps.find((each) => each.step === step);
  return { estimate, of };
}

const script: Script = scriptOf(['Three hearts beat.', 'Blue blood flows. It is cold.']);

// They are paid for one by one, and so come only when they are named.
const withPictures = { video: ['openai'] };

describe('the estimate of a run', () => {
  it('has each step’s first choice, what it would use, and what that costs', () => {
    const { estimate, of } = estimateOf({ providers: withPictures });
    expect(estimate.steps.map(({ step, provider }) => [step, provider])).toEqual([
      ['keywords', 'ahrefs+serpapi'],
      ['script', 'openai'],
      ['audio', 'elevenlabs'],
      ['video', 'openai'],
      ['thumbnail', 'canvas'],
      ['metadata', 'openai'],
      ['upload', 'folder'],
    ]);
    const audio = of('audio');
    expect(audio?.model).toBe('eleven_multilingual_v2');
    expect(audio?.units?.characters).toBeGreaterThan(750);
    expect(audio?.estimateUsd).toBeCloseTo(((audio?.units?.characters ?? 0) * 7) / 1000, 9);
    expect(estimate.estimateUsd).toBeCloseTo(
      estimate.steps.reduce((sum, { estimateUsd }) => sum + estimateUsd, 0),
      9,
    );
    expect(estimate).toMatchObject({ pricesOf: '2026-11-01' });
  });

  it('tells whole units, of which the price is', () => {
    const { estimate } = estimateOf({ durationSeconds: 53, providers: { audio: ['openai'] } });
    for (const { units = {} } of estimate.steps)
      for (const count of Object.values(units)) expect(Number.isInteger(count)).toBe(true);
  });

  it('is nothing where nothing is paid', () => {
    const { estimate } = estimateOf({}, { environment: {} });
    expect(estimate.estimateUsd).toBe(0);
    expect(estimate.steps.every(({ units }) => units === undefined)).toBe(true);
  });

  it('adds up the searches of all that are asked for keywords', () => {
    expect(estimateOf().of('keywords')).toEqual({
      step: 'keywords',
      provider: 'ahrefs+serpapi',
      estimateUsd: 2 * 0.25 + 3 * 0.5,
    });
    expect(estimateOf({ providers: { keywords: ['serpapi', 'suggest'] } }).of('keywords')).toMatchObject({
      provider: 'serpapi+suggest',
      estimateUsd: 1.5,
    });
    expect(estimateOf({ providers: { keywords: ['serpapi'] } }).of('keywords')).toMatchObject({
      ...{ model: 'search', units: { requests: 3 } },
    });
  });

  it('takes the first of several choices that is configured, not its fallbacks', () => {
    const providers = { script: ['gemini', 'claude', 'openai'], audio: ['elevenlabs', 'offline'] };
    const { of } = estimateOf({ providers });
    expect(of('script')).toMatchObject({ provider: 'claude', model: 'claude-sonnet-4-5' });
    expect(of('audio')).toMatchObject({ provider: 'elevenlabs' });
  });

  it('leaves a step out that nobody can make', () => {
    expect(estimateOf({ providers: { script: ['gemini'] } }).of('script')).toBeUndefined();
  });

  it('has no keywords and no writing for a script that is given, and counts its own words', () => {
    const { of } = estimateOf({ providers: withPictures }, { script });
    for (const step of ['keywords', 'script'] as const) {
      expect(of(step)).toEqual({ step, provider: 'brief', estimateUsd: 0 });
    }
    expect(of('audio')?.units).toEqual({ characters: 'Three hearts beat.Blue blood flows.It is cold.'.length });
    expect(of('video')?.units).toEqual({ images: 2 });
  });

  it('speaks no scene the person has recorded, and draws none they have pictures for', () => {
    const some = estimateOf(
      { providers: withPictures },
      { script, recorded: new Set(['s001']), pictured: new Set(['s002']) },
    );
    expect(some.of('audio')?.units).toEqual({ characters: 'Blue blood flows.It is cold.'.length });
    expect(some.of('video')?.units).toEqual({ images: 1 });
    const both = new Set(['s001', 's002']);
    const all = estimateOf({ providers: withPictures }, { script, recorded: both, pictured: both });
    expect(all.of('audio')).toEqual({ step: 'audio', provider: 'recording', estimateUsd: 0 });
    expect(all.of('video')).toMatchObject({ provider: 'openai', units: { images: 0 }, estimateUsd: 0 });
  });

  it('has one picture for all thumbnails', () => {
    expect(estimateOf({ providers: { thumbnail: ['openai'] } }).of('thumbnail')).toMatchObject({
      ...{ provider: 'openai', units: { images: 1 }, estimateUsd: 0.01 },
    });
  });

  it.each([
    ['google', 'en', undefined, 'neural2'],
    ['google', 'en', 'en-US-Wavenet-D', 'wavenet'],
    ['google', 'he', undefined, 'wavenet'],
    ['azure', 'en', undefined, 'neural'],
    ['azure', 'en', 'en-US-Ava:DragonHDLatestNeural', 'neural-hd'],
  ])('has the price of the kind of voice that speaks: %s, %s, %s', (provider, language, voice, model) => {
    const { of } = estimateOf({ language, voice, providers: { audio: [provider] } });
    expect(of('audio')).toMatchObject({ provider, model });
  });

  it('has the translations in the step metadata, one for each language but the film’s own', () => {
    const unitsFor = (...languages: string[]) => estimateOf({ publish: { languages } }).of('metadata')?.units ?? {};
    const [none, one, two] = [unitsFor(), unitsFor('fr'), unitsFor('fr', 'it')];
    expect(unitsFor('en')).toEqual(none);
    expect(unitsFor('fr', 'fr', 'en')).toEqual(one);
    const oneMore = (one.outputTokens ?? 0) - (none.outputTokens ?? 0);
    expect(oneMore).toBeGreaterThan(300);
    // Of two languages that take as many tokens for a word.
    expect((two.outputTokens ?? 0) - (one.outputTokens ?? 0)).toBeCloseTo(oneMore, -1);
    expect(one.inputTokens).toBeGreaterThan(none.inputTokens ?? 0);
    expect(estimateOf({ publish: { languages: ['fr'] } }, { environment: {} }).of('metadata')?.units).toBeUndefined();
  });

  it('says the budget of the brief', () => {
    expect(estimateOf({ budgetUsd: 2 }).estimate.budgetUsd).toBe(2);
    expect(estimateOf().estimate).not.toHaveProperty('budgetUsd');
  });

  it('is refused where the price table lacks a model, naming it', () => {
    const { claude: _, ...others } = table.providers;
    const prices = pricesOf({ ...table, providers: others });
    expect(() => estimateOf({ providers: { script: ['claude'] } }, {}, prices)).toThrow(
      expect.objectContaining({
        type: 'InvalidInput',
        message: "prices.yaml has no price for claude claude-sonnet-4-5. Add it, or '*' for all of its models",
      }),
    );
    expect(() => estimateOf({}, {}, prices)).not.toThrow();
  });
});
