import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGoogleAdsKeywords } from '../../src/activities/keywords/providers/google-ads.ts';
import { readConfig } from '../../src/infra/config/config.ts';
import { createAccessTokens } from '../../src/infra/google/access-tokens.ts';
import { providerCall } from '../activities/stage-bench.ts';
import { type AllVendors, startAllVendors } from './all-vendors.ts';

let all: AllVendors;
beforeAll(async () => {
  all = await startAllVendors();
});
afterAll(() => all.close());
const vendors = () => readConfig(all.environment).vendors;

it('Google Ads and YouTube have one sign-in, and YouTube refuses access that is for Google Ads', async () => {
  const { googleAds, youtube } = vendors();
  if (!googleAds || !youtube?.refreshToken) throw new Error('they are not set up');
  expect(googleAds.oauth.tokenUrl).toBe(youtube.oauth.tokenUrl);
  const request = { topic: 'Octopus hearts', seeds: ['octopus hearts'], language: 'en' as const };
  const { value } = await createGoogleAdsKeywords(googleAds).findIdeas(request, providerCall());
  expect(value.ideas.length).toBeGreaterThan(0);

  const { signal } = new AbortController();
  const askChannel = async (refreshToken: string) => {
    const token = await createAccessTokens({ ...youtube.oauth, refreshToken }).get(signal);
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${youtube.rootUrl}/youtube/v3/channels?part=id&mine=true`, { headers })).status;
  };
  expect(await askChannel(youtube.refreshToken)).toBe(200);
  expect(await askChannel(googleAds.oauth.refreshToken)).toBe(401);
  for (const { name, violations } of Object.values(all.emulators)) expect(violations, name).toEqual([]);
});
