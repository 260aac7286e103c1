import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeywordActivities } from '../../../src/activities/keywords/fetch-keywords.ts';
import { openKeywordProviders } from '../../../src/activities/keywords/providers/open-keyword-providers.ts';
import type { KeywordProvider } from '../../../src/activities/keywords/providers/provider.ts';
import { readKeywordsArtifact } from '../../../src/activities/read-artifact.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { FetchKeywordsResult } from '../../../src/contracts/stages.ts';
import { findKeywords } from '../../../src/engines/writing/find-keywords.ts';
import { startAhrefsEmulator } from '../../emulators/ahrefs.ts';
import type { Emulator } from '../../emulators/emulator.ts';
import { startGoogleAdsEmulator } from '../../emulators/google-ads.ts';
import { startSerpapiEmulator } from '../../emulators/serpapi.ts';
import { startSuggestEmulator } from '../../emulators/suggest.ts';
import { bookkeeper, failureOf, stageInput, useStageBench } from '../stage-bench.ts';
import { secrets } from './keyword-vendors.ts';

type Vendors = Record<'googleAds' | 'ahrefs' | 'serpapi' | 'suggest', Emulator>;

const bench = useStageBench();
let vendors: Vendors;
beforeAll(async () => {
  const [googleAds, ahrefs, serpapi, suggest] = await Promise.all([
    startGoogleAdsEmulator(),
    startAhrefsEmulator(),
    startSerpapiEmulator(),
    startSuggestEmulator(),
  ]);
  vendors = { googleAds, ahrefs, serpapi, suggest };
});
beforeEach(() => {
  for (const vendor of Object.values(vendors)) vendor.reset();
});
afterEach(() => {
  vi.useRealTimers();
  for (const { violations } of Object.values(vendors)) expect(violations).toEqual([]);
});
afterAll(() => Promise.all(Object.values(vendors).map((vendor) => vendor.close())));

/** The emulator counts the queries of an account: another account for each test. */
let account = 2_000_000_000;

/** A worker whose vendors are those that are set. */
function openStage(configured: readonly (keyof Vendors)[], book = bookkeeper()) {
  account += 1;
  const has = (name: keyof Vendors) => configured.includes(name);
  const { googleAds, ahrefs, serpapi, suggest } = vendors;
  const { developerToken, clientSecret, refreshToken } = secrets;
  const oauth = { clientId: 'client-1', clientSecret, refreshToken, tokenUrl: `${googleAds.url}/token` };
  const ads = { developerToken, customerId: `${account}`, version: 'v26', baseUrl: googleAds.url, oauth };
  const providers = openKeywordProviders({
    ...(has('googleAds') && { googleAds: ads }),
    ...(has('ahrefs') && { ahrefs: { key: secrets.ahrefs, baseUrl: ahrefs.url } }),
    ...(has('serpapi') && { serpapi: { key: secrets.serpapi, baseUrl: serpapi.url } }),
    suggest: { baseUrl: suggest.url },
  });
  return { ...runnerOf(providers, book), book };
}

function runnerOf(providers: readonly KeywordProvider[], book = bookkeeper()) {
  const { fetchKeywords } = createKeywordActivities({ ...bench, payFor: () => book.pay }, providers);
  const run = (brief: Record<string, unknown> = {}, { attempt = 1, take = 0 } = {}) => {
    const environment = new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') });
    return environment.run(fetchKeywords, stageInput(brief, take)) as Promise<FetchKeywordsResult>;
  };
  const named = (...names: string[]) => ({ providers: { keywords: names } });
  return {
    run,
    named,
    setOf: async ({ keywords }: FetchKeywordsResult) => readKeywordsArtifact(bench.artifacts, keywords),
  };
}

const all = ['googleAds', 'ahrefs', 'serpapi', 'suggest'] as const;
const callsOf = (name: keyof Vendors) => vendors[name].calls.length;

describe('who is asked', () => {
  it('all that measure and are configured, into one list with the figures of each', async () => {
    const { run, setOf, book } = openStage(all);
    const result = await run();
    expect(result).toMatchObject({ provider: 'google-ads+ahrefs+serpapi', costUsd: 5, found: false });
    expect(result.note).toBeUndefined();
    const set = await setOf(result);
    expect(set).toMatchObject({ measured: true, primary: result.primary });
    const sources = set?.keywords.flatMap((keyword) => Object.values(keyword.sources ?? {}));
    expect(new Set(sources)).toEqual(new Set(['google-ads', 'ahrefs', 'serpapi', 'rule']));
    expect(set?.keywords.some(({ source }) => source === 'google-ads+ahrefs+serpapi')).toBe(true);
    expect(set?.questions?.length).toBeGreaterThan(0);
    expect(book.charges).toHaveLength(5);
    expect(callsOf('suggest')).toBe(0);
  });

  it('those the brief names, and no others', async () => {
    const { run, named, setOf, book } = openStage(all);
    const result = await run(named('suggest', 'offline'));
    expect(result).toMatchObject({
      provider: 'suggest+offline',
      costUsd: 0,
      note: expect.stringMatching(/no search volumes/) as string,
    });
    expect(await setOf(result)).toMatchObject({ measured: false, fetchedAt: expect.any(String) as string });
    expect([callsOf('suggest') > 0, book.charges]).toEqual([true, []]);
    expect(callsOf('ahrefs') + callsOf('serpapi') + callsOf('googleAds')).toBe(0);
  });

  it('those the brief names that are configured, saying which is not', async () => {
    const { run, named } = openStage(['serpapi']);
    const result = await run(named('ahrefs', 'serpapi'));
    expect(result).toMatchObject({ provider: 'serpapi', note: expect.stringContaining('AHREFS_API_KEY') as string });
    expect(await failureOf(run(named('google-ads')))).toMatchObject({
      type: 'UnknownProvider',
      message: expect.stringContaining('this worker has: serpapi, suggest, offline') as string,
    });
  });

  it('nobody but the topic’s own words when nothing is configured', async () => {
    const { run, setOf } = openStage([]);
    const result = await run();
    expect(result).toMatchObject({ provider: 'offline', note: expect.stringMatching(/no search volumes/) as string });
    expect(await setOf(result)).toEqual(findKeywords(stageInput().brief.topic, 'en'));
    expect(callsOf('suggest')).toBe(0);
  });

  it('the topic’s own words too, when no vendor knows anything about it', async () => {
    const { run, setOf } = openStage(['ahrefs']);
    const result = await run({ topic: 'nothing' });
    expect(result).toMatchObject({
      provider: 'ahrefs',
      note: expect.stringContaining('ahrefs knew no term. Nobody knew') as string,
    });
    expect(await setOf(result)).toMatchObject({
      measured: false,
      primary: 'nothing',
      keywords: [{ source: 'offline' }, {}, {}, {}],
    });
  });
});

describe('a vendor that fails', () => {
  const serpapiDown = () => vendors.serpapi.fail({ kind: 'status', status: 503 });

  it('is waited for at first, and nobody who answered is asked or paid again', async () => {
    const { run, book } = openStage(['ahrefs', 'serpapi']);
    serpapiDown();
    expect(await failureOf(run())).toMatchObject({ type: 'ProviderUnavailable', nonRetryable: false });
    const answered = callsOf('ahrefs');
    const result = await run({}, { attempt: 2 });
    expect(result).toMatchObject({ provider: 'ahrefs+serpapi', costUsd: 3 });
    expect(callsOf('ahrefs')).toBe(answered);
    // Two of Ahrefs and three of SerpAPI, each once.
    expect(book.used).toHaveLength(5);
    expect(book.charges).toHaveLength(6);
  });

  it('half way is not paid again for the half it answered', async () => {
    const { run, book } = openStage(['serpapi']);
    vendors.serpapi.failAtRandom({ seed: 5, share: 0.5, faults: [{ kind: 'status', status: 500 }] });
    let attempt = 1;
    for (; attempt <= 20; attempt += 1) {
      if (
        await run({}, { attempt }).then(
          () => true,
          () => false,
        )
      )
        break;
    }
    vendors.serpapi.failAtRandom();
    expect(attempt).toBeGreaterThan(1);
    expect(book.used).toHaveLength(3);
    expect(vendors.serpapi.calls.filter(({ outcome }) => outcome === 'answered')).toHaveLength(3);
  });

  it('is passed over on the third try, and named', async () => {
    const { run, setOf } = openStage(['ahrefs', 'serpapi']);
    serpapiDown();
    const result = await run({}, { attempt: 3 });
    expect(result.provider).toBe('ahrefs');
    expect(result.note).toMatch(/^serpapi could not: SerpAPI answers 503/);
    expect((await setOf(result))?.keywords.every(({ source }) => source === 'ahrefs')).toBe(true);
  });

  it('is passed over at once when its key is not right', async () => {
    const { run } = openStage(['ahrefs', 'serpapi']);
    vendors.ahrefs.fail({ kind: 'status', status: 401 });
    expect(await run()).toMatchObject({
      provider: 'serpapi',
      note: expect.stringMatching(/^ahrefs could not/) as string,
    });
  });

  it('is asked again when the keywords are wanted again, the others are not', async () => {
    const { run } = openStage(['ahrefs', 'serpapi']);
    serpapiDown();
    await run({}, { attempt: 3 });
    const answered = callsOf('ahrefs');
    expect(await run()).toMatchObject({ provider: 'ahrefs+serpapi', found: false, costUsd: 3 });
    expect(callsOf('ahrefs')).toBe(answered);
    expect(await run()).toMatchObject({ provider: 'ahrefs+serpapi', found: true, costUsd: 0 });
  });

  it('says what each said when all fail, and waits for the last', async () => {
    const { run } = openStage(['ahrefs', 'serpapi']);
    vendors.ahrefs.fail({ kind: 'status', status: 429, retryAfter: '20' });
    vendors.serpapi.fail({ kind: 'status', status: 429, retryAfter: '5' });
    const failure = await failureOf(run({}, { attempt: 4 }));
    expect(failure).toMatchObject({ type: 'RateLimited', nextRetryDelay: 20_000 });
    expect(failure.message).toMatch(/^ahrefs: Ahrefs answers 429.*; serpapi: SerpAPI answers 429/);
  });

  it('for want of money is for a person to decide, though another may recover', async () => {
    const broke = bookkeeper();
    const refuse = () => Promise.reject(new Failure('BudgetExceeded', 'no money is left'));
    const { run } = openStage(['ahrefs', 'serpapi'], { ...broke, pay: refuse });
    expect(await failureOf(run({}, { attempt: 5 }))).toMatchObject({ type: 'BudgetExceeded', nonRetryable: true });
    expect(callsOf('ahrefs') + callsOf('serpapi')).toBe(0);
  });
});

describe('keywords that were fetched before', () => {
  const days = (count: number) => count * 24 * 60 * 60 * 1000;

  it('are found for thirty days, then fetched and paid for anew', async () => {
    const { run, setOf } = openStage(['serpapi']);
    const began = Date.now();
    const first = await run();
    vi.useFakeTimers({ toFake: ['Date'], now: began + days(29) });
    expect(await run()).toMatchObject({ found: true, costUsd: 0 });
    vi.setSystemTime(began + days(31));
    const renewed = await run();
    expect(renewed).toMatchObject({ found: false, costUsd: 3 });
    const [before, after] = [await setOf(first), await setOf(renewed)];
    expect(Date.parse(after?.fetchedAt ?? '') - Date.parse(before?.fetchedAt ?? '')).toBeGreaterThan(days(30));
    vi.setSystemTime(began + days(60));
    expect((await run()).found).toBe(true);
  });

  it('are found for ever when nobody was asked for them', async () => {
    const { run } = openStage([]);
    await run();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days(400) });
    expect((await run()).found).toBe(true);
  });

  it('are asked for anew when a person wants another take', async () => {
    const { run } = openStage(['ahrefs']);
    await run();
    expect(await run({}, { take: 1 })).toMatchObject({ found: false, costUsd: 2 });
  });
});

it('the terms of the topic are sent without commas, which would part them in two', async () => {
  const { run } = openStage(['serpapi', 'ahrefs']);
  await run({ topic: 'How 1,000 honeybees, ants and wasps sleep' });
  const seeds = vendors.ahrefs.calls[0]?.url.searchParams.get('keywords')?.split(',');
  expect(seeds).toEqual([
    '1000 honeybees ants and wasps sleep',
    'how 1000 honeybees ants and wasps sleep',
    '1000 honeybees',
  ]);
  expect(vendors.serpapi.calls[0]?.url.searchParams.get('q')).toBe(seeds?.[0]);
});
