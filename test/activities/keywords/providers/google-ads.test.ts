import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { markets } from '../../../../src/activities/keywords/markets.ts';
import type { KeywordRequest } from '../../../../src/activities/keywords/providers/provider.ts';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { startGoogleAdsEmulator } from '../../../emulators/google-ads.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { providerCall } from '../../stage-bench.ts';
import { googleAds, request, secrets } from '../keyword-vendors.ts';

let oauth: Emulator;
let ads: Emulator;
beforeAll(async () => {
  [oauth, ads] = await Promise.all([startGoogleAdsEmulator(), startGoogleAdsEmulator()]);
});
beforeEach(() => {
  oauth.reset();
  ads.reset();
});
afterAll(() => Promise.all([oauth.close(), ads.close()]));

/** The emulator counts the queries of an account: another account for each test. */
let account = 1_000_000_000;
const ask = (changes: Parameters<typeof googleAds>[2] = {}, asked: KeywordRequest = request, from = ads) => {
  account += 1;
  return googleAds(from, oauth, { customerId: `${account}`, ...changes }).findIdeas(asked, providerCall());
};
const ideaBodies = () =>
  ads.calls.filter(({ url }) => url.pathname.endsWith(':generateKeywordIdeas')).map(({ body }) => body);

describe('Google Ads as a vendor', () => {
  testVendor({
    start: () => startGoogleAdsEmulator(),
    call: (emulator, signal) => googleAds(emulator, oauth).findIdeas(request, providerCall({ signal })),
    key: secrets.developerToken,
    keyIn: { header: 'developer-token' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 401, type: 'BadCredentials' },
      { status: 403, code: 'DEVELOPER_TOKEN_NOT_APPROVED', type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
      { status: 429, code: 'RESOURCE_TEMPORARILY_EXHAUSTED', type: 'RateLimited' },
      { status: 504, type: 'ProviderUnavailable' },
    ],
  });
});

describe('Google’s sign-in as a vendor', () => {
  const oauthOf = (emulator: Emulator) => googleAds(ads, emulator, { customerId: `${(account += 1)}` });

  it.each([
    ['a connection that breaks off', { kind: 'cut' }, 'ProviderUnavailable'],
    ['an answer without a token', { kind: 'malformed' }, 'InvalidAnswer'],
    ['a server error', { kind: 'status', status: 500 }, 'ProviderUnavailable'],
    ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'InvalidAnswer'],
  ] as const)('fails at %s, and no ideas are asked for', async (_, fault, type) => {
    oauth.fail(fault);
    const error = await oauthOf(oauth)
      .findIdeas(request, providerCall())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'Failure', type });
    expect(ads.calls).toEqual([]);
    for (const secret of [secrets.clientSecret, secrets.refreshToken]) expect(String(error)).not.toContain(secret);
  });

  it.each([{ refreshToken: '1//revoked' }, { clientId: 'unknown-client' }])(
    'says of %j that the credentials are not right, without showing them',
    async (changes) => {
      const error = await ask(changes).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ type: 'BadCredentials' });
      expect(String(error)).not.toContain('1//');
      expect(oauth.violations).toEqual([]);
    },
  );
});

describe('keywords of Google Ads', () => {
  it('carry Google’s figures as numbers, and nothing where Google has none', async () => {
    const { value, costUsd } = await ask();
    const measured = value.ideas.find(({ volume }) => volume !== undefined);
    expect(measured).toEqual({
      text: expect.any(String) as string,
      volume: expect.any(Number) as number,
      competition: expect.any(Number) as number,
      cpc: expect.any(Number) as number,
      trend: expect.any(Number) as number,
    });
    expect(value.ideas.some((idea) => Object.values(idea).filter((each) => each !== undefined).length === 1)).toBe(
      true,
    );
    expect(costUsd).toBe(0);
    expect(oauth.violations).toEqual([]);
    expect(ads.violations).toEqual([]);
  });

  it('have the middle of the bids as the price of a click, in dollars', async () => {
    const { value } = await ask();
    for (const { cpc } of value.ideas) if (cpc !== undefined) expect(cpc).toBeGreaterThan(0.09);
    expect(Math.max(...value.ideas.map(({ cpc = 0 }) => cpc))).toBeLessThan(2);
  });

  it('have no price of a click when the account is kept in another currency', async () => {
    const euros = await startGoogleAdsEmulator({ currency: 'EUR' });
    try {
      const { value } = await ask({}, request, euros);
      expect(value.ideas.some(({ volume }) => volume !== undefined)).toBe(true);
      expect(value.ideas.every(({ cpc }) => cpc === undefined)).toBe(true);
    } finally {
      await euros.close();
    }
  });

  it('are asked for in the language and the country of the film, as the manager where there is one', async () => {
    await ask({ loginCustomerId: '9876543210' }, { ...request, language: 'ja' });
    expect(ideaBodies()).toMatchObject([
      { language: 'languageConstants/1005', geoTargetConstants: ['geoTargetConstants/2392'] },
    ]);
    expect(ads.calls.every(({ headers }) => headers['login-customer-id'] === '9876543210')).toBe(true);
  });

  it('begin with at most five seeds that Google takes, be the topic never so long', async () => {
    const long = 'word '.repeat(15).trim();
    await ask({}, { ...request, seeds: [long, ...request.seeds, 'a', 'b', 'c', 'd'] });
    await ask({}, { ...request, seeds: [long] });
    expect(ideaBodies()).toMatchObject([
      { keywordSeed: { keywords: [...request.seeds, 'a', 'b'] } },
      { keywordSeed: { keywords: ['word '.repeat(10).trim()] } },
    ]);
    expect(ads.violations).toEqual([]);
  });

  it('are read from two pages at most, a second apart', async () => {
    const paged = await startGoogleAdsEmulator({ mostPerPage: 15 });
    try {
      const { value } = await ask({}, request, paged);
      expect(value.ideas).toHaveLength(30);
      expect(paged.violations).toEqual([]);
      expect(paged.calls.filter(({ url }) => url.pathname.endsWith('Ideas'))).toHaveLength(2);
    } finally {
      await paged.close();
    }
  });

  it('are asked for with a token that is used until shortly before it expires', async () => {
    const provider = googleAds(ads, oauth, { customerId: `${(account += 1)}` });
    await provider.findIdeas(request, providerCall());
    await provider.findIdeas(request, providerCall());
    expect(oauth.calls).toHaveLength(1);
    expect(ads.violations).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_550_000 });
    try {
      ads.fail({ kind: 'status', status: 400 });
      await provider.findIdeas(request, providerCall()).catch(() => {});
      expect(oauth.calls).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are asked for with a new token after Google refused the one there was', async () => {
    const provider = googleAds(ads, oauth, { customerId: `${(account += 1)}` });
    ads.fail({ kind: 'status', status: 401 });
    await expect(provider.findIdeas(request, providerCall())).rejects.toMatchObject({ type: 'BadCredentials' });
    ads.fail({ kind: 'status', status: 400 });
    await provider.findIdeas(request, providerCall()).catch(() => {});
    expect(oauth.calls).toHaveLength(2);
  });
});

it('every language has a market of its own code', () => {
  expect(Object.keys(markets).sort()).toEqual([...languageCodes].sort());
  for (const { country, languageConstant, geoTargetConstant } of Object.values(markets)) {
    expect(country).toMatch(/^[a-z]{2}$/);
    expect(languageConstant).toBeGreaterThanOrEqual(1000);
    expect(geoTargetConstant).toBeGreaterThan(2000);
  }
});
